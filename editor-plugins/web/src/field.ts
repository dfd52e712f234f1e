// A draft in a page: a click or a key on a mark opens its card.
import { Card } from "./card";
import type { Placed } from "./checker";
import { Draft } from "./draft";
import { note } from "./note";
import type { Layer } from "./paint/layer";
import { Pill } from "./pill";
import type { Ask, Channel, Left, Problem, Rewrite, RuleAnswer } from "./protocol";
import type { Surface } from "./text/surface";

export interface FieldHost {
  layer: Layer;
  ask: Ask;
  // What the page knows about the conversation; `quoted` is what the draft itself quotes.
  context(quoted: string[]): Promise<{ thread: string[]; channel: Channel }>;
  counted(): void;
}

const HOVER = 450; // ms that the pointer rests on a phrase

export class Field {
  private told = "";
  private hover = 0;
  private draft: Draft;
  private card: Card;
  private pill: Pill;

  constructor(
    private surface: Surface,
    private host: FieldHost,
  ) {
    this.card = new Card(host.layer);
    this.pill = new Pill(host.layer, surface.element, () => this.choose(Math.max(this.draft.chosen, 0), true));
    this.draft = new Draft(surface, host.ask, {
      edited: () => this.card.hide(),
      found: (notices) => this.found(notices),
      trouble: (problem) => this.trouble(problem),
      context: (quoted) => host.context(quoted),
    });
    const { element } = surface;
    element.addEventListener("click", this.click);
    element.addEventListener("keydown", this.key);
    element.addEventListener("mousemove", this.move, { passive: true });
    element.addEventListener("mouseleave", this.leave, { passive: true });
  }

  get element(): HTMLElement {
    return this.surface.element;
  }

  errors(): Left[] {
    return this.draft.errors();
  }

  recheck(): void {
    this.draft.recheck();
  }

  dispose(): void {
    this.close(false);
    this.draft.dispose();
    this.pill.hide();
    window.clearTimeout(this.hover);
    const { element } = this;
    element.removeEventListener("click", this.click);
    element.removeEventListener("keydown", this.key);
    element.removeEventListener("mousemove", this.move);
    element.removeEventListener("mouseleave", this.leave);
    this.host.counted();
  }

  private found(notices: string[]): void {
    if (this.draft.chosen < 0) this.card.hide();
    this.tell(notices[0] ?? "");
    this.count();
  }

  private trouble(problem: Problem): void {
    this.card.hide();
    // The add-on was updated or removed: this script belongs to nobody any more.
    if (problem.code === "gone") return this.pill.hide();
    const help =
      problem.code === "no-engine"
        ? "servicelint is not installed for this browser, or not running: see the add-on's button."
        : problem.message;
    this.tell(`Not checked: ${help}`);
    this.pill.show("!", "trouble", `Not checked: ${help}`);
    this.host.counted();
  }

  private tell(text: string): void {
    if (text && text !== this.told) note(this.host.layer, text, this.element);
    this.told = text;
  }

  private count(): void {
    const { findings } = this.draft;
    const worst = (["error", "warning", "suggestion"] as const).find((name) =>
      findings.some((one) => one.severity === name),
    );
    const count = findings.length;
    if (!worst) this.pill.hide();
    else this.pill.show(String(count), worst, `servicelint: ${count} ${count === 1 ? "finding" : "findings"} (Alt+Enter)`);
    this.host.counted();
  }

  private choose(at: number, focus: boolean): void {
    const { findings } = this.draft;
    const one = findings[at];
    if (!one) return;
    this.draft.choose(at);
    let rects = this.surface.rects(one.from, one.to);
    if (focus && rects[0] && (rects[0].top < 0 || rects[0].bottom > innerHeight)) {
      this.element.scrollIntoView({ block: "nearest" });
      rects = this.surface.rects(one.from, one.to);
    }
    if (!rects.length) rects = [this.element.getBoundingClientRect()];
    this.host.layer.raise(this.element);
    const acts = {
      accept: (rewrite: Rewrite) => void this.accept(one, rewrite),
      ignore: () => {
        this.draft.ignore(one);
        this.close(true);
        this.count();
      },
      step: (by: number) => this.choose((at + by + findings.length) % findings.length, focus),
      why: () => this.host.ask<RuleAnswer>({ type: "rule", rule: one.rule }),
      close: (refocus: boolean) => this.close(refocus),
    };
    this.card.show(one, at, findings.length, rects, acts, focus);
  }

  private close(refocus: boolean): void {
    const open = this.card.open;
    this.card.hide();
    if (this.draft.chosen >= 0) this.draft.choose(-1);
    if (open && refocus) this.element.focus({ preventScroll: true });
  }

  private async accept(one: Placed, rewrite: Rewrite): Promise<void> {
    this.close(true);
    if (await this.draft.accept(one, rewrite)) return;
    try {
      await navigator.clipboard.writeText(rewrite.text);
      note(this.host.layer, "The sentence is copied: put it in with Ctrl+V.", this.element);
    } catch {
      note(this.host.layer, `Put it in by hand: ${rewrite.text}`, this.element);
    }
  }

  private under(x: number, y: number): number {
    const inside = (rect: DOMRect) => x >= rect.left && x <= rect.right && y >= rect.top - 1 && y <= rect.bottom + 3;
    return this.draft.findings.findIndex((one) => this.surface.rects(one.from, one.to).some(inside));
  }

  private click = (event: MouseEvent): void => {
    window.clearTimeout(this.hover);
    const at = this.under(event.clientX, event.clientY);
    if (at >= 0) this.choose(at, false);
    else this.close(false);
  };

  private move = (event: MouseEvent): void => {
    window.clearTimeout(this.hover);
    if (!this.draft.findings.length || this.card.open || event.buttons) return;
    this.hover = window.setTimeout(() => {
      const at = this.under(event.clientX, event.clientY);
      if (at >= 0 && !this.card.open) this.choose(at, false);
    }, HOVER);
  };

  private leave = (): void => window.clearTimeout(this.hover);

  private key = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && this.card.open) {
      this.close(false);
    } else if (event.key === "Enter" && event.altKey && !event.ctrlKey && !event.metaKey && this.draft.findings.length) {
      const caret = this.surface.caret() ?? 0;
      this.choose(Math.max(this.draft.findings.findIndex((one) => caret <= one.to), 0), true);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
}
