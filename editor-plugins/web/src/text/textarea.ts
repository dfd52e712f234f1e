// A textarea: its text is copied, unseen, over it, so that underlines stand where the words do.
import type { Change } from "../offsets";
import type { Layer } from "../paint/layer";
import { Mirror } from "../paint/mirror";
import type { Mark, Surface } from "./surface";

export class TextArea implements Surface {
  private mirror: Mirror;
  private timer = 0;
  private value = "";
  private changed: () => void = () => {};

  constructor(
    readonly element: HTMLTextAreaElement,
    layer: Layer,
  ) {
    this.mirror = new Mirror(layer, element);
  }

  read(): string {
    this.value = this.element.value;
    return this.value;
  }

  quoted(): string[] {
    return [];
  }

  paint(marks: Mark[]): void {
    this.mirror.draw(this.value, marks);
  }

  rects(from: number, to: number): DOMRect[] {
    return this.mirror.rects(from, to);
  }

  caret(): number | null {
    return this.element.selectionEnd;
  }

  setCaret(at: number): void {
    this.element.setSelectionRange(at, at);
  }

  async replace(change: Change): Promise<boolean> {
    const { element } = this;
    const wanted = element.value.slice(0, change.from) + change.text + element.value.slice(change.to);
    element.focus({ preventScroll: true });
    element.setSelectionRange(change.from, change.to);
    const document = element.ownerDocument;
    const done = change.text ? document.execCommand("insertText", false, change.text) : document.execCommand("delete");
    if (!done && element.value !== wanted) {
      element.setRangeText(change.text, change.from, change.to, "end");
      element.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
    }
    return element.value === wanted;
  }

  watch(changed: () => void): void {
    this.changed = changed;
    this.element.addEventListener("input", this.changed);
    // A page that sets `value` says nothing.
    this.timer = window.setInterval(() => {
      if (this.element.value !== this.value) this.changed();
      else this.mirror.follow();
    }, 300);
  }

  dispose(): void {
    this.element.removeEventListener("input", this.changed);
    window.clearInterval(this.timer);
    this.mirror.dispose();
  }
}
