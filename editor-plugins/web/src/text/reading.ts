// Reads an editable element: its text with line breaks where it shows them, and where each piece of it stands.

export interface Run {
  at: number; // offset in the text
  node: Text;
  length: number;
}

export interface Reading {
  text: string;
  runs: Run[];
  quoted: string[];
}

// Not the author's own words: the mail that is answered, which counts as the customer's message.
const QUOTED =
  "blockquote[type=cite], .gmail_quote, .yahoo_quoted, .protonmail_quote, .front-blockquote, .freshdesk_quote, " +
  "#divRplyFwdMsg ~ *, #appendonsend ~ *, .moz-forward-container, .zendesk-quoted, .intercom-quoted";
const SKIPPED =
  "script, style, template, noscript, svg, iframe, object, .gmail_signature, .moz-signature, .moz-cite-prefix, " +
  ".gmail_attr, #divRplyFwdMsg, #Signature, [data-servicelint=off], servicelint-layer";

export function readEditable(root: HTMLElement): Reading {
  const runs: Run[] = [];
  const quoted: string[] = [];
  let text = "";
  let breaks = 0;

  const line = (count: number): void => {
    if (text) breaks = Math.max(breaks, count);
  };
  const flush = (): void => {
    const has = text.endsWith("\n\n") ? 2 : text.endsWith("\n") ? 1 : 0;
    if (breaks > has) text += "\n".repeat(breaks - has);
    breaks = 0;
  };
  const walk = (parent: Node, keeps: boolean): void => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE) {
        const raw = (node as Text).data;
        // White space that the browser shows as one blank is a blank here too, one for one: offsets stay.
        const shown = keeps ? raw : raw.replace(/[\t\n\r\f]/g, " ");
        if (!shown || (!keeps && !shown.trim() && !/\u00a0/.test(shown) && (breaks || /(^|\n)$/.test(text)))) continue;
        flush();
        runs.push({ at: text.length, node: node as Text, length: raw.length });
        text += shown;
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        const element = node as HTMLElement;
        if (element.localName === "br") {
          // The one that holds an empty block open, or ends a block, shows no further line.
          flush();
          text += "\n";
          continue;
        }
        if (element.matches(SKIPPED)) continue;
        if (element.matches(QUOTED)) {
          const said = (element.innerText ?? "").trim();
          if (said) quoted.push(said);
          line(2);
          continue;
        }
        const style = getComputedStyle(element);
        if (style.display === "none") continue;
        const block = !/^(inline|contents|ruby)/.test(style.display);
        const apart = element.localName === "p" || /^h[1-6]$/.test(element.localName) ? 2 : 1;
        if (block) line(apart);
        walk(element, style.whiteSpace.startsWith("pre") || style.whiteSpace === "break-spaces");
        if (block) line(apart);
      }
    }
  };
  const style = getComputedStyle(root);
  walk(root, style.whiteSpace.startsWith("pre") || style.whiteSpace === "break-spaces");
  return { text, runs, quoted };
}

// Returns the node and offset where `at` stands: the end of a piece for an end, else the beginning of the next.
export function place(reading: Reading, at: number, isEnd: boolean): { node: Text; offset: number } | null {
  const { runs } = reading;
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const run = runs[middle]!;
    if (isEnd ? run.at < at : run.at <= at) low = middle + 1;
    else high = middle;
  }
  const run = runs[low - 1] ?? runs[0];
  if (!run) return null;
  if (!isEnd && at >= run.at + run.length && runs[low]) return { node: runs[low]!.node, offset: 0 };
  return { node: run.node, offset: Math.max(0, Math.min(at - run.at, run.node.data.length)) };
}

export function rangeOf(reading: Reading, from: number, to: number): Range | null {
  const start = place(reading, from, false);
  const end = place(reading, to, true);
  if (!start || !end || !start.node.isConnected || !end.node.isConnected) return null;
  const range = start.node.ownerDocument.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}

// Returns the offset of a DOM position in the text.
export function offsetOf(reading: Reading, node: Node, offset: number): number {
  const exact = reading.runs.find((run) => run.node === node);
  if (exact) return exact.at + Math.min(offset, exact.length);
  let last = 0;
  const before = node.ownerDocument!.createRange();
  before.setStart(node, offset);
  for (const run of reading.runs) {
    if (before.comparePoint(run.node, 0) > 0) break;
    last = run.at + run.length;
  }
  return last;
}
