// The window that asks before a message with errors is sent.
import { make } from "../../web/src/dom";
import type { Left } from "../../web/src/protocol";

async function start(): Promise<void> {
  const { id } = await chrome.windows.getCurrent();
  const left = (await chrome.runtime.sendMessage({ type: "question", window: id })) as Left[];
  document.getElementById("title")!.textContent = `Send with ${left.length === 1 ? "an error" : `${left.length} errors`} left?`;
  document.getElementById("list")!.replaceChildren(...left.map((one) => make("li", "error", make("p", "", one.message))));
  const answer = (send: boolean) => () => void chrome.runtime.sendMessage({ type: "answer", window: id, send });
  document.getElementById("send")!.addEventListener("click", answer(true));
  document.getElementById("back")!.addEventListener("click", answer(false));
  document.getElementById("back")!.focus();
  document.addEventListener("keydown", (event) => event.key === "Escape" && answer(false)());
}

void start();
