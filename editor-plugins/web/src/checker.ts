// Asks the engine about one text that changes: waits for a pause, sends only what changed, drops answers that are late.
import { changeBetween, offsets } from "./offsets";
import type { Ask, Channel, CheckAnswer, CheckRequest, Finding, Problem } from "./protocol";

const PAUSE = 250; // ms without a key
const AGAIN = 4000; // ms until an engine that did not answer is asked again

export interface Placed extends Finding {
  from: number; // in UTF-16 units of the text
  to: number;
}

export interface CheckerEvents {
  // The whole truth about `text`, which is the newest.
  found(findings: Placed[], text: string, notices: string[]): void;
  trouble(problem: Problem): void;
  context(): Promise<{ thread: string[]; channel: Channel }>;
}

export class Checker {
  private text = "";
  private version = 0;
  private known: { version: number; text: string } | null = null; // what the engine has
  private busy = false;
  private timer = 0;
  private stopped = false;

  constructor(
    private id: string,
    private ask: Ask,
    private events: CheckerEvents,
  ) {}

  // The text is now this one.
  set(text: string, wait = PAUSE): void {
    this.text = text;
    this.version += 1;
    this.later(wait);
  }

  // Asks again about the same text, as when the engine was changed.
  again(): void {
    this.known = null;
    this.later(0);
  }

  // Tells whether an answer about the newest text is still to come.
  get pending(): boolean {
    return this.busy || this.timer !== 0;
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.ask({ type: "close", field: this.id }).catch(() => {});
  }

  private later(wait: number): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.timer = 0;
      if (!this.busy) void this.run();
    }, wait) as unknown as number;
  }

  private async run(): Promise<void> {
    const { text, version } = this;
    if (!text.trim()) {
      this.known = null;
      this.events.found([], text, []);
      return;
    }
    this.busy = true;
    let answer: CheckAnswer;
    try {
      answer = await this.ask<CheckAnswer>(await this.request(text, version));
    } catch (error) {
      answer = { error: { code: "gone", message: String(error) } };
    }
    this.busy = false;
    if (this.stopped) return;
    const code = answer?.error?.code;
    if (code === "resend") {
      this.known = null;
      void this.run();
      return;
    }
    if (!answer || (answer.error && code !== "stale")) {
      this.known = null;
      this.events.trouble(answer?.error ?? { code: "failed", message: "the engine gave no answer" });
      if (code !== "gone" && code !== "too-large") this.later(AGAIN);
      return;
    }
    if (version !== this.version) {
      if (!this.timer) void this.run();
      return;
    }
    if (answer.findings) {
      const { units } = offsets(text);
      const placed = answer.findings.map((one) => ({ ...one, from: units(one.start), to: units(one.end) }));
      this.events.found(placed, text, answer.notices ?? []);
    }
  }

  private async request(text: string, version: number): Promise<CheckRequest> {
    const context = await this.events.context();
    const base = this.known;
    this.known = { version, text };
    const request: CheckRequest = { type: "check", field: this.id, version, ...context };
    const change = base && changeBetween(base.text, text);
    if (!base || (change && change.text.length > text.length / 2)) return { ...request, draft: text };
    const { points } = offsets(base.text);
    return {
      ...request,
      base: base.version,
      change: change
        ? { start: points(change.from), end: points(change.to), text: change.text }
        : { start: 0, end: 0, text: "" },
    };
  }
}
