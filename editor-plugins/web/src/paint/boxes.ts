// Underlines as boxes over a contenteditable, where highlights cannot be styled (shadow trees in Firefox).
import type { Mark } from "../text/surface";
import type { Layer } from "./layer";

export class Boxes {
  private box: HTMLElement;

  constructor(
    private layer: Layer,
    private field: HTMLElement,
  ) {
    this.box = field.ownerDocument.createElement("div");
    this.box.className = "boxes";
    layer.add(this.box);
    layer.raise(field);
    window.addEventListener("scroll", this.hide, { capture: true, passive: true });
  }

  draw(marks: { mark: Mark; rects: DOMRect[] }[]): void {
    const bounds = this.field.getBoundingClientRect();
    const made = marks.flatMap(({ mark, rects }) =>
      rects
        .filter((rect) => rect.width > 0 && rect.bottom <= bounds.bottom + 2 && rect.top >= bounds.top - 2)
        .map((rect) => {
          const line = this.field.ownerDocument.createElement("i");
          line.className = `${mark.severity}${mark.active ? " active" : ""}`;
          line.style.cssText = `left:${rect.left}px; top:${rect.top}px; width:${rect.width}px; height:${rect.height}px`;
          return line;
        }),
    );
    this.box.replaceChildren(...made);
  }

  dispose(): void {
    window.removeEventListener("scroll", this.hide, { capture: true });
    this.layer.remove(this.box);
  }

  // Until they are drawn again they would stand beside their words.
  private hide = (): void => this.box.replaceChildren();
}
