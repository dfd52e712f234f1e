// One text that somebody writes: checked as it changes, its findings kept at their words, rewrites put in.
import { Checker, type Placed } from "./checker";
import { changeBetween, follow, offsets, type Change } from "./offsets";
import type { Ask, Channel, Left, Problem, Rewrite } from "./protocol";
import type { Surface } from "./text/surface";

export interface DraftEvents {
  // The text is another one; findings whose words were touched are gone.
  edited(): void;
  // The findings are those of the text as it is.
  found(notices: string[]): void;
  trouble(problem: Problem): void;
  context(quoted: string[]): Promise<{ thread: string[]; channel: Channel }>;
}

let last = 0;

export class Draft {
  findings: Placed[] = [];
  // Which finding is looked at; -1: none.
  chosen = -1;
  private text = "";
  private ignored = new Set<string>();
  private checker: Checker;

  constructor(
    readonly surface: Surface,
    ask: Ask,
    private events: DraftEvents,
  ) {
    last += 1;
    this.checker = new Checker(`f${last}`, ask, {
      found: (findings, text, notices) => this.take(findings, text, notices),
      trouble: (problem) => {
        this.findings = [];
        this.chosen = -1;
        this.paint();
        this.events.trouble(problem);
      },
      context: () => events.context(surface.quoted()),
    });
    surface.watch(this.changed);
    this.text = surface.read();
    this.checker.set(this.text, 0);
  }

  get pending(): boolean {
    return this.checker.pending;
  }

  // The errors that stand in the text as it is now.
  errors(): Left[] {
    return this.findings.filter((one) => one.severity === "error").map(({ text, message }) => ({ text, message }));
  }

  recheck(): void {
    this.checker.again();
  }

  ignore(one: Placed): void {
    this.ignored.add(one.fingerprint);
    this.findings = this.findings.filter((other) => other.fingerprint !== one.fingerprint);
    this.choose(-1);
  }

  choose(at: number): void {
    this.chosen = at;
    this.paint();
  }

  dispose(): void {
    this.checker.stop();
    this.surface.dispose();
    this.findings = [];
  }

  // Puts a rewrite in as if typed; the caret stays where it was in the text. False: put it in by hand.
  async accept(one: Placed, rewrite: Rewrite): Promise<boolean> {
    const { surface } = this;
    const caret = surface.caret();
    const text = surface.read();
    // A rewrite fits the text that was checked, and no other.
    if (text !== this.text || !this.findings.includes(one) || this.pending) return true;
    if (!rewrite.edits.length) return false;
    const { units } = offsets(text);
    let at = caret ?? text.length;
    let done = true;
    // From the end, so that earlier places stay.
    for (const edit of [...rewrite.edits].sort((a, b) => b.start - a.start)) {
      const change = trim(text, { from: units(edit.start), to: units(edit.end), text: edit.text });
      done = (await surface.replace(change)) && done;
      const moved = follow(change, at, at);
      at = moved ? moved[0] : change.from + change.text.length;
    }
    if (done) {
      surface.element.focus({ preventScroll: true });
      surface.setCaret(at);
    }
    this.changed();
    return done;
  }

  // Between a key and the answer the marks stay where their words are; a re-rendered field gets them again.
  private changed = (): void => {
    const text = this.surface.read();
    const change = changeBetween(this.text, text);
    if (change) {
      this.chosen = -1;
      this.findings = this.findings.flatMap((one) => {
        const at = follow(change, one.from, one.to);
        return at ? [{ ...one, from: at[0], to: at[1] }] : [];
      });
      this.text = text;
      this.checker.set(text);
      this.events.edited();
    }
    this.paint();
  };

  private take(findings: Placed[], text: string, notices: string[]): void {
    if (this.surface.read() !== text) return;
    const before = this.findings[this.chosen]?.fingerprint;
    this.findings = findings.filter((one) => !this.ignored.has(one.fingerprint)).sort((a, b) => a.from - b.from);
    this.choose(before ? this.findings.findIndex((one) => one.fingerprint === before) : -1);
    this.events.found(notices);
  }

  private paint(): void {
    this.surface.paint(
      this.findings.map(({ from, to, severity }, i) => ({ from, to, severity, active: i === this.chosen })),
    );
  }
}

// Leaves alone what an edit does not change: links and bold words at its ends survive.
function trim(text: string, change: Change): Change {
  const least = changeBetween(text.slice(change.from, change.to), change.text);
  if (!least) return { ...change, to: change.from, text: "" };
  return { from: change.from + least.from, to: change.from + least.to, text: least.text };
}
