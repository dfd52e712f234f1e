// The popup of the button in a compose window: the draft's findings with their rewrites.
import { make } from "../../web/src/dom";
import type { EngineState, RuleAnswer } from "../../web/src/protocol";
import { readSettings, writeSettings } from "../../web/src/settings";
import type { ComposeAsk, Listed } from "./messenger";

const at = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

async function show(tab: number): Promise<void> {
  const ask = <T>(message: ComposeAsk): Promise<T> => chrome.tabs.sendMessage(tab, message) as Promise<T>;
  const listed = await ask<Listed>({ type: "list" }).catch(() => null);
  const count = listed?.findings.length ?? 0;
  at("state").textContent = !listed
    ? "This draft was opened before servicelint was there: save it and open it again."
    : listed.trouble
      ? `Not checked: ${listed.trouble}`
      : listed.pending
        ? "Looking at the draft …"
        : count
          ? `${count} ${count === 1 ? "finding" : "findings"}`
          : "Nothing found: this can be sent.";
  if (listed?.trouble) {
    const state = (await chrome.runtime.sendMessage({ type: "state", restart: true })) as EngineState;
    if (!state.ok) at("state").textContent += " Run `servicelint native-host install` once, then open this again.";
  }
  if (listed?.pending) setTimeout(() => void show(tab), 300);
  const act = async (message: ComposeAsk): Promise<void> => {
    await ask(message);
    await show(tab);
  };
  at("list").replaceChildren(
    ...(listed?.findings ?? []).map((one) => {
      const item = make("li", one.severity, make("p", "", one.message));
      one.rewrites.forEach((rewrite, i) => {
        const made = make("button", "", rewrite.text, ...(rewrite.hint ? [make("span", "", rewrite.hint)] : []));
        made.addEventListener("click", () => void act({ type: "accept", finding: one.id, rewrite: i }));
        item.append(made);
      });
      const why = make("button", "quiet", "Why?");
      why.addEventListener("click", async () => {
        const said = (await chrome.runtime.sendMessage({ type: "rule", rule: one.rule })) as RuleAnswer;
        why.remove();
        foot.before(make("p", "why", said.rule?.rationale.trim() ?? said.error?.message ?? "No reason is given."));
      });
      const ignore = make("button", "quiet", "Ignore here");
      ignore.addEventListener("click", () => void act({ type: "ignore", finding: one.id }));
      const foot = make("div", "foot", why, ignore);
      item.append(foot);
      if (one.id === listed?.chosen) queueMicrotask(() => item.scrollIntoView());
      return item;
    }),
  );
  document.querySelector<HTMLElement>("li button")?.focus();
}

async function start(): Promise<void> {
  const warn = at<HTMLInputElement>("warn");
  warn.checked = (await readSettings()).warn;
  warn.addEventListener("change", () => void writeSettings({ warn: warn.checked }));
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (tab?.id !== undefined) await show(tab.id);
}

void start();
