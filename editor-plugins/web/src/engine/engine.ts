// An engine that the background script can ask: by native messaging, or a `servicelint serve` on this machine.
import type { CheckAnswer, CheckRequest, RuleAnswer } from "../protocol";

export interface Engine {
  check(request: CheckRequest): Promise<CheckAnswer>;
  rule(id: string): Promise<RuleAnswer>;
  close(field: string): void;
  // Says who answers; rejects with an EngineError.
  hello(): Promise<{ says: string; notices: string[] }>;
  stop(): void;
}

export class EngineError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
