// Before a message is sent: when errors are left in it, asks once whether it shall go as it is.
import { button, make } from "./dom";
import { fieldOf } from "./fields";
import type { Layer } from "./paint/layer";
import type { Left } from "./protocol";
import type { Site } from "./sites/site";

const SENDS = /^\s*(send|reply|reply all|submit as|submit reply|post reply|send (now|reply|message|email|and|&))\b/i;
const OPENS = /^\s*(reply|reply all)\s*$/i;
const MAX_SHOWN = 4;

export interface Guarded {
  layer: Layer;
  site: Site | null;
  // The errors that would go out with this button, or with this field when a key sends.
  errors(element: Element): Left[];
  active(): boolean;
}

export class Guard {
  private asking: HTMLElement | null = null;
  private passes = new WeakSet<Event>();
  private letThrough = 0;

  constructor(private page: Guarded) {
    for (const type of ["pointerdown", "mousedown", "click"] as const) window.addEventListener(type, this.press, true);
    window.addEventListener("keydown", this.key, true);
    window.addEventListener("submit", this.submit, true);
  }

  private press = (event: MouseEvent): void => {
    if (!this.page.active() || this.passes.has(event) || event.button !== 0) return;
    const found = this.sender(event.composedPath());
    if (!found) return;
    // Some pages send when the button goes down: the first of the three events decides for all.
    if (event.type !== "click" ? this.wouldAsk(found) : this.stop(found, () => this.again(found))) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };

  private key = (event: KeyboardEvent): void => {
    if (!this.page.active() || this.passes.has(event) || event.isComposing || event.key !== "Enter") return;
    const target = event.composedPath()[0] as HTMLElement;
    const modified = event.ctrlKey || event.metaKey;
    const plain = !modified && !event.shiftKey && !event.altKey;
    const found = plain ? this.sender([target]) : null;
    const field = fieldOf(target);
    if (found ? false : !(field && (modified || (plain && this.page.site?.enterSends)))) return;
    const again = (): void => {
      const { key, code, ctrlKey, metaKey, keyCode } = event;
      const same = new KeyboardEvent("keydown", {
        key, code, ctrlKey, metaKey, keyCode, which: keyCode, bubbles: true, cancelable: true, composed: true,
      } as KeyboardEventInit); // prettier-ignore
      this.passes.add(same);
      field?.focus();
      target.dispatchEvent(same);
    };
    if (this.stop(found ?? target, again)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };

  // A form that is sent by other means, such as Enter in its subject.
  private submit = (event: SubmitEvent): void => {
    const form = event.target;
    if (!this.page.active() || !(form instanceof HTMLFormElement) || this.passes.has(event)) return;
    const submitter = (event.submitter ?? form.querySelector<HTMLElement>("[type=submit], button:not([type])")) as HTMLElement | null;
    if (!submitter || !this.sender([submitter])) return;
    if (this.stop(submitter, () => form.requestSubmit(event.submitter))) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };

  // Asks, unless nothing is left or the answer was "send"; returns whether the event must not go on.
  private stop(element: HTMLElement, again: () => void): boolean {
    if (!this.wouldAsk(element)) return false;
    if (!this.asking) this.ask(this.page.errors(element), element, again);
    return true;
  }

  private wouldAsk(element: Element): boolean {
    return Date.now() > this.letThrough && this.page.errors(element).length > 0;
  }

  private again(element: HTMLElement): void {
    for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup"]) {
      const kind = type.startsWith("pointer") ? PointerEvent : MouseEvent;
      element.dispatchEvent(new kind(type, { bubbles: true, cancelable: true, composed: true, view: window }));
    }
    element.click();
  }

  private sender(path: EventTarget[]): HTMLElement | null {
    for (const one of path.slice(0, 8)) {
      if (!(one instanceof HTMLElement)) continue;
      if (this.page.site?.send && one.matches(this.page.site.send)) return one;
      if (!one.matches("button, [role=button], input[type=submit], input[type=button], a[role=button], [role=menuitem]")) continue;
      const names = [
        one.getAttribute("aria-label"), one.getAttribute("data-tooltip"), one.title,
        one instanceof HTMLInputElement ? one.value : one.innerText,
      ]; // prettier-ignore
      const says = names.find((name) => name?.trim()) ?? "";
      if (!SENDS.test(says)) return null;
      // "Reply" opens a draft as often as it sends one: it sends when it stands with a field that is written in.
      return OPENS.test(says) && !(one.matches("[type=submit]") || one.closest("form")) ? null : one;
    }
    return null;
  }

  private ask(left: Left[], element: HTMLElement, again: () => void): void {
    const list = make("ul");
    for (const one of left.slice(0, MAX_SHOWN)) list.append(make("li", "", one.message));
    if (left.length > MAX_SHOWN) list.append(make("li", "", `and ${left.length - MAX_SHOWN} more`));
    const box = make("section", "ask");
    const title = `Send with ${left.length === 1 ? "an error" : `${left.length} errors`} left?`;
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-modal", "true");
    box.setAttribute("aria-label", title);
    const veil = make("div", "veil", box);
    const before = element.ownerDocument.activeElement as HTMLElement | null;
    const end = (): void => {
      this.page.layer.remove(veil);
      this.asking = null;
      before?.focus?.({ preventScroll: true });
    };
    const back = button("main", "Go back and mend it", end);
    const send = button("", "Send anyway", () => {
      end();
      this.letThrough = Date.now() + 1500;
      again();
    });
    box.append(make("h1", "", title), list, make("div", "", send, back));
    veil.addEventListener("keydown", (event) => {
      if (event.key === "Escape") end();
      else if (event.key === "Tab") (box.querySelector(":focus") === back ? send : back).focus();
      else return;
      event.preventDefault();
    });
    this.asking = veil;
    this.page.layer.add(veil);
    this.page.layer.raise(element);
    back.focus();
  }
}
