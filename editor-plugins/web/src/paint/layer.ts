// The one element of ours in a page: at the end of <html>, outside what it shows, with a closed shadow tree.
import { STYLE } from "./style";

const TAG = "servicelint-layer";
// A page that removes it again and again wins after so many times in ten seconds.
const PATIENCE = 5;

export class Layer {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  private put: number[] = [];
  private watcher: MutationObserver;
  private wanted = 0;

  constructor(private document: Document) {
    this.host = document.createElement(TAG);
    this.host.setAttribute("data-servicelint", "off");
    this.host.style.cssText =
      "all: initial !important; position: fixed !important; inset: 0 auto auto 0 !important; width: 0 !important; " +
      "height: 0 !important; z-index: 2147483647 !important; overflow: visible !important; border: 0 !important;";
    this.root = this.host.attachShadow({ mode: "closed" });
    const style = document.createElement("style");
    style.textContent = STYLE;
    this.root.append(style);
    this.watcher = new MutationObserver(() => {
      if (this.wanted && !this.host.isConnected) this.attach();
    });
  }

  // Adds a part; the element is in the page only while there is one.
  add(part: HTMLElement): void {
    this.wanted += 1;
    this.root.append(part);
    this.attach();
  }

  remove(part: HTMLElement): void {
    if (part.parentNode !== this.root) return;
    part.remove();
    this.wanted -= 1;
    if (this.wanted) return;
    this.watcher.disconnect();
    this.host.remove();
  }

  // Above a modal dialog of the page, which lies over every z-index.
  raise(field: Element): void {
    const modal = field.closest("dialog:modal, :popover-open");
    if (!modal || !this.host.isConnected) return;
    if (!this.host.hasAttribute("popover")) this.host.setAttribute("popover", "manual");
    try {
      this.host.showPopover();
    } catch {
      // It is open already.
    }
  }

  private attach(): void {
    const now = Date.now();
    this.put = this.put.filter((time) => now - time < 10_000);
    if (!this.host.isConnected) {
      if (this.put.length >= PATIENCE) {
        window.setTimeout(() => this.wanted && !this.host.isConnected && this.attach(), 10_000);
        return;
      }
      this.put.push(now);
      this.document.documentElement.append(this.host);
    }
    this.watcher.observe(this.document.documentElement, { childList: true });
  }
}
