// The engine by native messaging: the browser starts it when it is first asked, and again after it has died.
import type { CheckAnswer, CheckRequest, RuleAnswer } from "../protocol";
import { EngineError, type Engine } from "./engine";

export const HOST = "org.servicelint.host";
const PATIENCE = 20_000; // ms; the first answer waits for the language model

interface Waiting {
  resolve: (answer: never) => void;
  reject: (error: EngineError) => void;
  timer: ReturnType<typeof setTimeout>;
}

export class NativeEngine implements Engine {
  private port: chrome.runtime.Port | null = null;
  private waiting = new Map<number, Waiting>();
  private last = 0;

  check({ type: _, ...request }: CheckRequest): Promise<CheckAnswer> {
    return this.ask({ op: "check", ...request });
  }

  rule(id: string): Promise<RuleAnswer> {
    return this.ask({ op: "rule", rule: id });
  }

  close(field: string): void {
    if (this.port) this.ask({ op: "close", field }).catch(() => {});
  }

  async hello(): Promise<{ says: string; notices: string[] }> {
    const said = await this.ask<{ tool: { name: string; version: string }; notices: string[] }>({ op: "hello" });
    return { says: `${said.tool.name} ${said.tool.version}, started by the browser`, notices: said.notices };
  }

  stop(): void {
    const port = this.port;
    this.port = null;
    port?.disconnect();
    this.fail("lost", "the engine was stopped");
  }

  // What a dying host leaves unanswered is asked once more of a new one.
  private async ask<T>(message: object): Promise<T> {
    try {
      return await this.once<T>(message);
    } catch (error) {
      if (error instanceof EngineError && error.code === "lost") return this.once<T>(message);
      throw error;
    }
  }

  private once<T>(message: object): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const port = this.port ?? this.connect();
      this.last += 1;
      const id = this.last;
      const timer = setTimeout(() => {
        // Only a new process helps one that hangs.
        this.waiting.delete(id);
        reject(new EngineError("too-slow", "the engine did not answer in time and was started again"));
        this.stop();
      }, PATIENCE);
      this.waiting.set(id, { resolve: resolve as Waiting["resolve"], reject, timer });
      try {
        port.postMessage({ id, ...message });
      } catch (error) {
        clearTimeout(timer);
        this.waiting.delete(id);
        reject(new EngineError("lost", String(error)));
      }
    });
  }

  private connect(): chrome.runtime.Port {
    const port = chrome.runtime.connectNative(HOST);
    this.port = port;
    port.onMessage.addListener((answer: { id: number | null }) => {
      const asked = answer.id === null ? undefined : this.waiting.get(answer.id);
      if (!asked || answer.id === null) return;
      this.waiting.delete(answer.id);
      clearTimeout(asked.timer);
      asked.resolve(answer as never);
    });
    port.onDisconnect.addListener((gone: chrome.runtime.Port & { error?: { message: string } }) => {
      if (this.port !== port) return;
      this.port = null;
      const why = chrome.runtime.lastError?.message ?? gone.error?.message ?? "";
      // Chromium and Firefox have no codes for this: a host that is not there, or not for us.
      const missing = /not found|forbidden|no such native application/i.test(why);
      this.fail(missing ? "no-engine" : "lost", why || "the engine ended");
    });
    return port;
  }

  private fail(code: string, message: string): void {
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const one of waiting) {
      clearTimeout(one.timer);
      one.reject(new EngineError(code, message));
    }
  }
}
