// The card beside a phrase: what is wrong with it, why, and what to write instead.
import { button, make } from "./dom";
import type { Layer } from "./paint/layer";
import type { Finding, Rewrite, RuleAnswer, Severity } from "./protocol";

const SAFETY = { safe: "", ask: "read it before you take it", fill: "fill in the [blank] afterwards" };
const NAMES: Record<Severity, string> = { error: "Error", warning: "Warning", suggestion: "Suggestion" };

export interface CardActs {
  accept(rewrite: Rewrite): void;
  ignore(): void;
  step(by: number): void;
  why(): Promise<RuleAnswer>;
  close(refocus: boolean): void;
}

export class Card {
  private box: HTMLElement | null = null;
  private whyBox: HTMLElement | null = null;
  private at: DOMRect[] = [];

  constructor(private layer: Layer) {}

  get open(): boolean {
    return this.box !== null;
  }

  // `at` are the rectangles of the phrase; with `focus`, the keyboard goes into the card.
  show(finding: Finding, number: number, count: number, at: DOMRect[], acts: CardActs, focus: boolean): void {
    this.hide();
    const box = make("section", `card ${finding.severity}`);
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", `${NAMES[finding.severity]}: ${finding.message}`);
    const close = button("icon", "Close", () => acts.close(true), "×");
    const rewrites = make("div", "rewrites");
    for (const rewrite of finding.rewrites) {
      const hint = rewrite.edits.length ? SAFETY[rewrite.safety] : "copies it: put it in by hand";
      const label = `Write: ${rewrite.text}`;
      rewrites.append(
        button("", label, () => acts.accept(rewrite), rewrite.text, ...(hint ? [make("span", "", hint)] : [])),
      );
    }
    const footer = make("footer");
    footer.append(
      button("", "Why?", () => void this.explain(acts)),
      button("", "Ignore here", () => acts.ignore()),
      make("span", "gap"),
    );
    if (count > 1) {
      footer.append(
        button("icon", "Previous finding", () => acts.step(-1), "‹"),
        make("span", "", `${number + 1} of ${count}`),
        button("icon", "Next finding", () => acts.step(1), "›"),
      );
    }
    box.append(make("header", "", make("b", "", NAMES[finding.severity]), close), make("p", "", finding.message));
    if (finding.rewrites.length) box.append(rewrites);
    this.whyBox = make("div", "why");
    box.append(this.whyBox, footer);
    box.addEventListener("keydown", (event) => this.key(event, acts));
    this.box = box;
    this.layer.add(box);
    this.move(at);
    if (focus) (rewrites.querySelector("button") ?? close).focus();
  }

  private move(at: DOMRect[]): void {
    this.at = at;
    const rect = at[0];
    if (!this.box || !rect) return;
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const last = at[at.length - 1]!;
    const below = last.bottom + 6;
    const fits = below + height <= innerHeight - 8;
    const top = fits || rect.top - height - 6 < 8 ? Math.min(below, innerHeight - height - 8) : rect.top - height - 6;
    this.box.style.left = `${Math.max(8, Math.min(rect.left, innerWidth - width - 8))}px`;
    this.box.style.top = `${Math.max(8, top)}px`;
  }

  hide(): void {
    if (this.box) this.layer.remove(this.box);
    this.box = null;
  }

  private async explain(acts: CardActs): Promise<void> {
    const { whyBox } = this;
    if (!whyBox || whyBox.childElementCount) return;
    const said = await acts.why();
    if (!whyBox.isConnected) return;
    whyBox.append(make("p", "quiet", said.rule?.rationale.trim() ?? said.error?.message ?? "No reason is given."));
    for (const source of said.rule?.sources.slice(0, 3) ?? []) {
      whyBox.append(make("p", "quiet", source.says ? `${source.title}: ${source.says}` : source.title));
    }
    this.move(this.at);
  }

  private key(event: KeyboardEvent, acts: CardActs): void {
    const buttons = [...this.box!.querySelectorAll("button")];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") acts.close(true);
    else if (by) buttons[(at + by + buttons.length) % buttons.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
