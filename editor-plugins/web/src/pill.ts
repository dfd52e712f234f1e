// How many findings a draft has, in its corner; or that it could not be checked.
import { button } from "./dom";
import type { Layer } from "./paint/layer";

export class Pill {
  private box: HTMLButtonElement | null = null;
  private timer = 0;

  constructor(
    private layer: Layer,
    private field: HTMLElement,
    private act: () => void,
  ) {}

  show(label: string, kind: string, hint: string): void {
    if (!this.box) {
      this.box = button("pill", hint, () => this.act(), label);
      this.layer.add(this.box);
      this.layer.raise(this.field);
      window.addEventListener("scroll", this.move, { capture: true, passive: true });
      window.addEventListener("resize", this.move, { passive: true });
      this.timer = window.setInterval(this.move, 500);
    }
    this.box.className = `pill ${kind}`;
    this.box.textContent = label;
    this.box.title = hint;
    this.box.setAttribute("aria-label", hint);
    this.move();
  }

  hide(): void {
    if (!this.box) return;
    this.layer.remove(this.box);
    this.box = null;
    window.clearInterval(this.timer);
    window.removeEventListener("scroll", this.move, { capture: true });
    window.removeEventListener("resize", this.move);
  }

  private move = (): void => {
    if (!this.box) return;
    const rect = this.field.getBoundingClientRect();
    const bottom = Math.min(rect.bottom, innerHeight);
    const visible = rect.height > 20 && bottom > 24 && rect.top < innerHeight - 8;
    this.box.style.display = visible ? "" : "none";
    this.box.style.left = `${Math.min(rect.right, innerWidth) - this.box.offsetWidth - 10}px`;
    this.box.style.top = `${bottom - 30}px`;
  };
}
