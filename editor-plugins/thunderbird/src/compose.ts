// The script in a draft. It adds nothing to the message: marks are highlights, cards stand in the button's popup.
import { Draft } from "../../web/src/draft";
import type { Asked } from "../../web/src/protocol";
import { Editable } from "../../web/src/text/editable";
import { pause } from "../../web/src/text/surface";
import type { ComposeAsk, Listed } from "./messenger";

const HINTS = { safe: "", ask: "read it before you take it", fill: "fill in the [blank] afterwards" };
const PATIENCE = 5000; // ms that sending waits for the last words to be checked

const ask = <T>(message: Asked): Promise<T> => chrome.runtime.sendMessage(message) as Promise<T>;
let trouble = "";

const surface = new Editable(document.body, null);
const tell = (): void => void ask({ type: "count", errors: draft.errors() }).catch(() => {});
const draft = new Draft(surface, ask, {
  edited: () => {},
  found: () => {
    trouble = "";
    tell();
  },
  trouble: (problem) => {
    trouble = problem.message;
    tell();
  },
  // The mail that is answered stands quoted in the draft.
  context: async (quoted) => ({ thread: quoted, channel: "email" }),
});

const find = (id: string) => draft.findings.find((one) => one.fingerprint === id);

async function settle(): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (draft.pending && !trouble && Date.now() < end) await pause(50);
}

async function answer(message: ComposeAsk): Promise<unknown> {
  switch (message.type) {
    case "list":
      return {
        trouble,
        pending: draft.pending,
        chosen: draft.findings[draft.chosen]?.fingerprint ?? "",
        findings: draft.findings.map((one) => ({
          id: one.fingerprint,
          rule: one.rule,
          text: one.text,
          message: one.message,
          severity: one.severity,
          rewrites: one.rewrites.map(({ text, safety, edits }) => ({ text, hint: edits.length ? HINTS[safety] : "put it in by hand" })),
        })),
      } satisfies Listed;
    case "settle":
      await settle();
      return draft.errors();
    case "accept": {
      const one = find(message.finding);
      const rewrite = one?.rewrites[message.rewrite];
      const done = one && rewrite ? await draft.accept(one, rewrite) : false;
      await settle();
      return done;
    }
    case "ignore": {
      const one = find(message.finding);
      if (one) draft.ignore(one);
      tell();
      return true;
    }
    case "recheck":
      draft.recheck();
      return true;
    default:
      return undefined;
  }
}

chrome.runtime.onMessage.addListener((message: ComposeAsk, _, reply) => {
  void answer(message).then(reply);
  return true;
});

document.addEventListener("click", (event) => {
  const inside = (rect: DOMRect) =>
    event.clientX >= rect.left && event.clientX <= rect.right && event.clientY >= rect.top && event.clientY <= rect.bottom + 3;
  const at = draft.findings.findIndex((one) => surface.rects(one.from, one.to).some(inside));
  draft.choose(at);
  if (at >= 0) void chrome.runtime.sendMessage({ type: "open" });
});
