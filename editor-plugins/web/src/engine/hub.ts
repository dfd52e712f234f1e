// The background script's half: passes what pages ask to the engine, and errors that are left between a tab's frames.
import type { Asked, EngineState, Left } from "../protocol";
import { onSettings, readSettings, type Settings } from "../settings";
import { EngineError, type Engine } from "./engine";
import { HttpEngine } from "./http";
import { NativeEngine } from "./native";

const KNOWN = new Set<Asked["type"]>(["check", "close", "rule", "thread", "site", "left", "count", "state"]);

export class Hub {
  private engine: Promise<Engine> | null = null;
  private chosen = "";
  private left = new Map<number, Map<number, Left[]>>();
  // Told how many errors are left in a tab.
  onCount: (tab: number, errors: number) => void = () => {};

  constructor() {
    onSettings((settings) => {
      if (choice(settings) !== this.chosen) void this.restart();
    });
    chrome.runtime.onMessage.addListener((message: Asked, sender, answer) => {
      if (!KNOWN.has(message.type)) return false;
      this.answer(message, sender).then(answer, (error: unknown) => {
        const code = error instanceof EngineError ? error.code : "failed";
        answer({ error: { code, message: error instanceof Error ? error.message : String(error) } });
      });
      return true; // the answer comes later
    });
    chrome.tabs.onRemoved.addListener((tab) => this.left.delete(tab));
    // A page that is left takes its frames with it.
    chrome.tabs.onUpdated.addListener((tab, change) => {
      if (change.status === "loading" && this.left.delete(tab)) this.onCount(tab, 0);
    });
  }

  errors(tab: number): Left[] {
    return [...(this.left.get(tab)?.values() ?? [])].flat();
  }

  async ask(message: Asked): Promise<unknown> {
    return this.answer(message, {});
  }

  private async answer(message: Asked, sender: chrome.runtime.MessageSender): Promise<unknown> {
    const tab = sender.tab?.id ?? -1;
    const frame = sender.frameId ?? 0;
    switch (message.type) {
      case "check":
        // Pages may choose the same name for a field.
        return (await this.get()).check({ ...message, field: `${tab}.${frame}.${message.field}` });
      case "close":
        return (await this.get()).close(`${tab}.${frame}.${message.field}`);
      case "rule":
        return (await this.get()).rule(message.rule);
      case "thread":
        // A frame that holds only the editor: the conversation stands in the page around it.
        return frame === 0 ? [] : chrome.tabs.sendMessage(tab, { type: "thread" }, { frameId: 0 });
      case "site":
        return chrome.tabs.sendMessage(tab, { type: "site" }, { frameId: 0 });
      case "left":
        return this.errors(tab);
      case "count":
        this.count(tab, frame, message.errors);
        return null;
      case "state":
        if (message.restart) await this.restart();
        return this.state();
    }
  }

  private count(tab: number, frame: number, errors: Left[]): void {
    const frames = this.left.get(tab) ?? new Map<number, Left[]>();
    if (errors.length) frames.set(frame, errors);
    else frames.delete(frame);
    this.left.set(tab, frames);
    this.onCount(tab, this.errors(tab).length);
    // The button to send may stand in any frame of the page.
    if (tab < 0) return;
    for (const to of new Set([0, ...frames.keys(), frame])) {
      const others = [...frames].flatMap(([from, left]) => (from === to ? [] : left));
      chrome.tabs.sendMessage(tab, { type: "left", errors: others }, { frameId: to }).catch(() => {});
    }
  }

  private async state(): Promise<EngineState> {
    try {
      return { ok: true, ...(await (await this.get()).hello()) };
    } catch (error) {
      return { ok: false, says: error instanceof Error ? error.message : String(error), notices: [] };
    }
  }

  private async restart(): Promise<void> {
    const old = this.engine;
    this.engine = null;
    (await old)?.stop();
    for (const tab of await chrome.tabs.query({})) {
      if (tab.id !== undefined) chrome.tabs.sendMessage(tab.id, { type: "recheck" }).catch(() => {});
    }
  }

  private get(): Promise<Engine> {
    this.engine ??= readSettings().then((settings) => {
      this.chosen = choice(settings);
      return settings.engine === "http" ? new HttpEngine(settings.port, settings.token) : new NativeEngine();
    });
    return this.engine;
  }
}

function choice(settings: Settings): string {
  return settings.engine === "http" ? `${settings.port} ${settings.token}` : "native";
}
