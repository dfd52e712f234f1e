// What the add-on knows of one help desk or mail page, as data: selectors, tried on the page as it is.
import type { Channel } from "../protocol";

export interface Site {
  name: string;
  hosts: RegExp;
  channel: Channel;
  // Messages of the open conversation, in the order of the page; `own` marks those that the company wrote.
  messages: string;
  own: string;
  // The text inside a message, where it is not all of it.
  body?: string;
  // Buttons that send, besides those that say so.
  send?: string;
  // Enter alone sends.
  enterSends?: boolean;
}

const MAX_MESSAGES = 10;
const MAX_CHARS = 20_000;

// Returns the customer's messages, oldest first.
export function readThread(root: Document, site: Site): string[] {
  const said: string[] = [];
  for (const message of root.querySelectorAll<HTMLElement>(site.messages)) {
    if (message.matches(site.own) || message.closest(site.own) || message.querySelector(`:scope > ${site.own}`)) continue;
    if (message.closest("[contenteditable=true]")) continue;
    const body = site.body ? message.querySelector<HTMLElement>(site.body) : message;
    const text = shownText(body ?? message).trim();
    if (text && said[said.length - 1] !== text) said.push(text.slice(0, MAX_CHARS));
  }
  return said.slice(-MAX_MESSAGES);
}

// Some pages show each message in a frame of its own.
function shownText(element: HTMLElement): string {
  if (element instanceof HTMLIFrameElement) {
    try {
      return element.contentDocument?.body.innerText ?? "";
    } catch {
      return "";
    }
  }
  return element.innerText ?? "";
}
