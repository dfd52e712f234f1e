// A textarea's text laid unseen over it, wrapped as it wraps it: only the underlines show.
import type { Mark } from "../text/surface";
import type { Layer } from "./layer";

const COPIED = [
  "font-family", "font-size", "font-style", "font-weight", "font-stretch", "font-variant", "font-kerning",
  "font-feature-settings", "font-optical-sizing", "font-size-adjust", "letter-spacing", "word-spacing", "line-height",
  "text-align", "text-indent", "text-transform", "text-rendering", "direction", "unicode-bidi", "tab-size",
  "white-space", "word-break", "overflow-wrap", "line-break", "hyphens", "writing-mode",
  "padding-top", "padding-right", "padding-bottom", "padding-left",
]; // prettier-ignore

export class Mirror {
  private box: HTMLElement;
  private inner: HTMLElement;
  private shown = false;
  private key = "";
  private sizes: ResizeObserver;

  constructor(
    private layer: Layer,
    private field: HTMLTextAreaElement,
  ) {
    const { ownerDocument } = field;
    this.box = ownerDocument.createElement("div");
    this.box.className = "mirror";
    this.box.setAttribute("aria-hidden", "true");
    this.inner = ownerDocument.createElement("div");
    this.box.append(this.inner);
    this.sizes = new ResizeObserver(() => this.follow());
    this.sizes.observe(field);
    window.addEventListener("scroll", this.follow, { capture: true, passive: true });
    window.addEventListener("resize", this.follow, { passive: true });
  }

  draw(text: string, marks: Mark[]): void {
    if (!marks.length) {
      this.hide();
      return;
    }
    const parts: (string | HTMLElement)[] = [];
    let at = 0;
    for (const mark of marks) {
      const from = Math.max(mark.from, at);
      if (mark.to <= from) continue;
      const span = this.field.ownerDocument.createElement("span");
      span.className = `${mark.severity}${mark.active ? " active" : ""}`;
      span.textContent = text.slice(from, mark.to);
      parts.push(text.slice(at, from), span);
      at = mark.to;
    }
    // A last line break needs something after it to have a height.
    parts.push(`${text.slice(at)}\n`);
    this.inner.replaceChildren(...parts);
    this.inner.normalize();
    if (!this.shown) {
      this.shown = true;
      this.layer.add(this.box);
      this.layer.raise(this.field);
    }
    this.key = "";
    this.follow();
  }

  follow = (): void => {
    if (!this.shown) return;
    const { field, box, inner } = this;
    const rect = field.getBoundingClientRect();
    const visible = field.isConnected && rect.width > 0 && (field.checkVisibility?.({ visibilityProperty: true }) ?? true);
    const key = [rect.x, rect.y, rect.width, rect.height, field.scrollTop, field.scrollLeft, field.clientWidth, visible].join();
    if (key === this.key) return;
    this.key = key;
    box.style.display = visible ? "block" : "none";
    if (!visible) return;
    const style = getComputedStyle(field);
    for (const name of COPIED) inner.style.setProperty(name, style.getPropertyValue(name));
    // A page may show the field larger or smaller than it is laid out.
    const [sx, sy] = [rect.width / (field.offsetWidth || 1), rect.height / (field.offsetHeight || 1)];
    box.style.width = `${field.clientWidth}px`;
    box.style.height = `${field.clientHeight}px`;
    box.style.transform =
      `translate(${rect.x + field.clientLeft * sx}px, ${rect.y + field.clientTop * sy}px) scale(${sx}, ${sy})`;
    inner.style.width = `${field.clientWidth}px`;
    inner.style.minHeight = `${field.clientHeight}px`;
    inner.style.transform = `translate(${-field.scrollLeft}px, ${-field.scrollTop}px)`;
    this.cover();
  };

  // What lies over the field lies over its underlines.
  private cover(): void {
    const bounds = this.box.getBoundingClientRect();
    const root = this.field.getRootNode() as Document | ShadowRoot;
    for (const span of this.inner.querySelectorAll("span")) {
      const rect = span.getClientRects()[0];
      if (!rect) continue;
      const [x, y] = [rect.x + Math.min(rect.width / 2, 8), rect.y + rect.height / 2];
      const inside = x > bounds.left && x < bounds.right && y > bounds.top && y < bounds.bottom;
      const top = inside ? root.elementFromPoint(x, y) : null;
      const free = !inside || top === null || top === this.field || top === this.layer.host || top.contains(this.field);
      span.style.visibility = free ? "" : "hidden";
    }
  }

  rects(from: number, to: number): DOMRect[] {
    if (!this.shown) return [];
    const walker = this.field.ownerDocument.createTreeWalker(this.inner, NodeFilter.SHOW_TEXT);
    const range = this.field.ownerDocument.createRange();
    let at = 0;
    let begun = false;
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      const end = at + node.length;
      if (!begun && from < end) {
        range.setStart(node, from - at);
        begun = true;
      }
      if (begun && to <= end) {
        range.setEnd(node, to - at);
        return [...range.getClientRects()];
      }
      at = end;
    }
    return [];
  }

  dispose(): void {
    this.hide();
    this.sizes.disconnect();
    window.removeEventListener("scroll", this.follow, { capture: true });
    window.removeEventListener("resize", this.follow);
  }

  private hide(): void {
    if (this.shown) this.layer.remove(this.box);
    this.shown = false;
    this.inner.replaceChildren();
  }
}
