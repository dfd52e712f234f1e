// A contenteditable: marks are highlights (no change of the page's DOM), or boxes laid over it where those fail.
import type { Change } from "../offsets";
import { Boxes } from "../paint/boxes";
import { forget, highlight, intact, usable } from "../paint/highlights";
import type { Layer } from "../paint/layer";
import { offsetOf, rangeOf, readEditable, type Reading } from "./reading";
import { pause, type Mark, type Surface } from "./surface";

export class Editable implements Surface {
  private reading: Reading = { text: "", runs: [], quoted: [] };
  private observer: MutationObserver | null = null;
  private timer = 0;
  private boxes: Boxes | null = null;
  private marks: Mark[] = [];
  private changed: () => void = () => {};

  // Without a layer, where highlights fail, nothing is marked.
  constructor(
    readonly element: HTMLElement,
    private layer: Layer | null,
  ) {}

  read(): string {
    this.reading = readEditable(this.element);
    return this.reading.text;
  }

  quoted(): string[] {
    return this.reading.quoted;
  }

  paint(marks: Mark[]): void {
    this.marks = marks;
    if (usable(this.element)) {
      const ranges = marks.flatMap((mark) => {
        const range = rangeOf(this.reading, mark.from, mark.to);
        return range ? [{ range, mark }] : [];
      });
      highlight(this.element, ranges);
      this.boxes?.dispose();
      this.boxes = null;
      return;
    }
    if (!this.layer) return;
    if (marks.length) this.boxes ??= new Boxes(this.layer, this.element);
    this.boxes?.draw(marks.map((mark) => ({ mark, rects: this.rects(mark.from, mark.to) })));
  }

  rects(from: number, to: number): DOMRect[] {
    return [...(rangeOf(this.reading, from, to)?.getClientRects() ?? [])];
  }

  caret(): number | null {
    const selection = this.selection();
    const node = selection?.focusNode;
    if (!selection || !node || !this.element.contains(node)) return null;
    return offsetOf(this.reading, node, selection.focusOffset);
  }

  setCaret(at: number): void {
    this.read();
    const range = rangeOf(this.reading, at, at) ?? rangeOf(this.reading, at - 1, at);
    if (range) this.selection()?.collapse(range.endContainer, range.endOffset);
  }

  async replace(change: Change): Promise<boolean> {
    const before = this.read();
    const wanted = flat(before.slice(0, change.from) + change.text + before.slice(change.to));
    const range = rangeOf(this.reading, change.from, change.to);
    if (!range) return false;
    this.element.focus({ preventScroll: true });
    const select = (): void =>
      this.selection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    select();
    // Editors with a model of their own learn of a selection a moment later.
    await pause(30);
    if (this.selection()?.isCollapsed && change.from !== change.to) select();
    const document = this.element.ownerDocument;
    if (change.text) document.execCommand("insertText", false, change.text);
    else document.execCommand("delete");
    for (let waited = 0; waited < 400; waited += 40) {
      if (flat(this.read()) === wanted) return true;
      await pause(40);
    }
    return false;
  }

  watch(changed: () => void): void {
    this.changed = changed;
    this.observer = new MutationObserver(() => this.changed());
    this.observer.observe(this.element, { childList: true, characterData: true, subtree: true });
    this.element.addEventListener("input", this.changed);
    // Marks that the page took away come back; boxes follow what moves.
    this.timer = window.setInterval(() => {
      if (this.boxes || !intact(this.element)) this.paint(this.marks);
    }, 500);
  }

  dispose(): void {
    this.observer?.disconnect();
    this.element.removeEventListener("input", this.changed);
    window.clearInterval(this.timer);
    this.boxes?.dispose();
    forget(this.element);
  }

  private selection(): Selection | null {
    const root = this.element.getRootNode() as Document & { getSelection?: () => Selection | null };
    return root.getSelection?.() ?? this.element.ownerDocument.getSelection();
  }
}

// Editors write a blank as U+00A0 where it would not show, and add lines of their own.
const flat = (text: string): string => text.replace(/[\s\u00a0\u200b\ufeff]+/g, " ").trim();
