// The background script: the engine for all drafts, and the question before a message is sent.
import { Hub } from "../../web/src/engine/hub";
import type { Left } from "../../web/src/protocol";
import { readSettings } from "../../web/src/settings";
import "./messenger";

const hub = new Hub();
hub.onCount = (tabId, errors) => {
  if (tabId < 0) return;
  void messenger.composeAction.setBadgeText({ tabId, text: errors ? String(errors) : "" }).catch(() => {});
  void messenger.composeAction.setBadgeBackgroundColor({ tabId, color: "#b42318" }).catch(() => {});
};

async function register(): Promise<void> {
  const known = await messenger.scripting.compose.getRegisteredScripts();
  if (!known.some((one) => one.id === "servicelint")) {
    await messenger.scripting.compose.registerScripts([{ id: "servicelint", js: ["compose.js"], css: ["marks.css"] }]);
  }
}
void register();

interface Question {
  left: Left[];
  answer: (send: boolean) => void;
}
// By the window that asks.
const questions = new Map<number, Question>();

// Asks in a window of its own; closing it means no.
async function ask(left: Left[]): Promise<boolean> {
  const made = await chrome.windows.create({ type: "popup", url: "ask.html", width: 520, height: 320 });
  return new Promise((resolve) => {
    questions.set(made!.id!, { left, answer: resolve });
  });
}

chrome.windows.onRemoved.addListener((id) => {
  questions.get(id)?.answer(false);
  questions.delete(id);
});

chrome.runtime.onMessage.addListener((message: { type: string; window: number; send?: boolean }, sender, reply) => {
  if (message.type === "question") reply(questions.get(message.window)?.left ?? []);
  else if (message.type === "answer") {
    questions.get(message.window)?.answer(message.send === true);
    questions.delete(message.window);
    void chrome.windows.remove(message.window);
  } else if (message.type === "open") {
    const windowId = sender.tab?.windowId;
    void messenger.composeAction.openPopup(windowId === undefined ? {} : { windowId }).catch(() => {});
  }
});

messenger.compose.onBeforeSend.addListener(async (tab) => {
  const settings = await readSettings();
  if (!settings.warn) return { cancel: false };
  // A draft without our script (opened before the add-on was there) is sent as it is.
  const left: Left[] = await chrome.tabs.sendMessage(tab.id, { type: "settle" }).catch(() => []);
  return { cancel: left.length > 0 && !(await ask(left)) };
});
