// A sentence to the writer that goes away by itself.
import { make } from "./dom";
import type { Layer } from "./paint/layer";

let shown: { layer: Layer; box: HTMLElement } | null = null;
let timer = 0;

export function note(layer: Layer, text: string, near: Element): void {
  if (shown) shown.layer.remove(shown.box);
  const box = make("div", "note", text);
  box.setAttribute("role", "status");
  const rect = near.getBoundingClientRect();
  box.style.left = `${Math.max(8, Math.min(rect.left, innerWidth - 350))}px`;
  layer.add(box);
  // Beside the draft, not over it.
  const below = rect.bottom + 8;
  const above = rect.top - box.offsetHeight - 8;
  const top = below + box.offsetHeight < innerHeight ? below : above > 8 ? above : innerHeight - box.offsetHeight - 8;
  box.style.top = `${top}px`;
  shown = { layer, box };
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    if (shown?.box === box) {
      layer.remove(box);
      shown = null;
    }
  }, 6000);
}
