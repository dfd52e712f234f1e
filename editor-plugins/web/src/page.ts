// The script in each frame of a page: finds the fields that somebody writes in, and serves them.
import { Field } from "./field";
import { fieldOf, fieldsIn, focused } from "./fields";
import { Layer } from "./paint/layer";
import type { Ask, Channel, Left } from "./protocol";
import { readThread, type Site } from "./sites/site";
import { Editable } from "./text/editable";
import { TextArea } from "./text/textarea";

const FRESH = 3000; // ms for which the conversation counts as read

export class Page {
  readonly layer = new Layer(document);
  private fields = new Map<HTMLElement, Field>();
  // Where each field stood, to find the one that a page puts in its place.
  private around = new Map<HTMLElement, ParentNode[]>();
  private watcher = new MutationObserver(() => this.look());
  private on = false;
  private read: { time: number; thread: Promise<string[]> } | null = null;
  private told = "";
  // Errors left in the other frames of this tab.
  elsewhere: Left[] = [];

  constructor(
    private ask: Ask,
    private site: Site | null,
    private isTop: boolean,
  ) {}

  get errors(): Left[] {
    return [...this.fields.values()].filter((field) => field.element.isConnected).flatMap((field) => field.errors());
  }

  // The errors in the fields that a button belongs to: those beside it in its form or dialog, else all.
  errorsNear(element: Element): Left[] {
    const scope = element.closest("form, [role=dialog], dialog, [role=region], article");
    const near = [...this.fields.values()].filter((field) => scope?.contains(field.element));
    return near.length ? near.flatMap((field) => field.errors()) : [...this.errors, ...this.elsewhere];
  }

  start(): void {
    if (this.on) return;
    this.on = true;
    window.addEventListener("focusin", this.arrive, true);
    window.addEventListener("input", this.arrive, true);
    const here = fieldOf(focused(document));
    if (here) this.attach(here);
  }

  stop(): void {
    this.on = false;
    window.removeEventListener("focusin", this.arrive, true);
    window.removeEventListener("input", this.arrive, true);
    for (const field of [...this.fields.values()]) this.detach(field);
  }

  recheck(): void {
    for (const field of this.fields.values()) field.recheck();
  }

  thread(): string[] {
    return this.site ? readThread(document, this.site) : [];
  }

  private arrive = (event: Event): void => {
    const field = fieldOf(event.composedPath()[0]);
    if (field && !this.fields.has(field)) this.attach(field);
  };

  private attach(element: HTMLElement): void {
    if (this.fields.has(element)) return;
    const surface =
      element instanceof HTMLTextAreaElement ? new TextArea(element, this.layer) : new Editable(element, this.layer);
    const field = new Field(surface, {
      layer: this.layer,
      ask: this.ask,
      context: (quoted) => this.context(quoted),
      counted: () => this.tell(),
    });
    this.fields.set(element, field);
    const around: ParentNode[] = [];
    for (let node: Node | null = element.parentNode; node; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
      around.push(node as unknown as ParentNode);
    }
    this.around.set(element, around);
    this.watcher.observe(element.getRootNode(), { childList: true, subtree: true });
    if (element.getRootNode() !== document) this.watcher.observe(document, { childList: true, subtree: true });
  }

  private detach(field: Field): void {
    this.fields.delete(field.element);
    this.around.delete(field.element);
    field.dispose();
    if (!this.fields.size) this.watcher.disconnect();
  }

  // A page that builds its editor anew leaves ours behind: the new one beside it takes its place.
  private look(): void {
    for (const [element, field] of [...this.fields]) {
      if (element.isConnected) continue;
      const around = this.around.get(element) ?? [];
      this.detach(field);
      const near = around.find((node) => (node as unknown as Node).isConnected);
      if (!near || near === document.documentElement || near === document.body) continue;
      const next = fieldsIn(near).find((one) => !this.fields.has(one));
      if (next) this.attach(next);
    }
  }

  private async context(quoted: string[]): Promise<{ thread: string[]; channel: Channel }> {
    const now = Date.now();
    if (!this.read || now - this.read.time > FRESH) {
      const thread = this.isTop
        ? Promise.resolve(this.thread())
        : this.ask<string[]>({ type: "thread" }).then((said) => (Array.isArray(said) ? said : []), () => []);
      this.read = { time: now, thread };
    }
    const thread = await this.read.thread;
    return { thread: thread.length ? thread : quoted, channel: this.site?.channel ?? null };
  }

  private tell(): void {
    const { errors } = this;
    const said = JSON.stringify(errors);
    if (said === this.told) return;
    this.told = said;
    this.ask({ type: "count", errors }).catch(() => {});
  }
}
