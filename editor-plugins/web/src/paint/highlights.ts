// Marks in contenteditable by the CSS Custom Highlight API: ranges in a registry, styled by marks.css.
import type { Mark } from "../text/surface";

const NAMES = ["error", "warning", "suggestion", "active"] as const;
type Name = (typeof NAMES)[number];
const key = (name: Name): string => `servicelint-${name}`;

// The page shares the registry: these are ours, by name, and the ranges of each field.
const ours = new Map<Name, Highlight>();
const ranges = new Map<Element, { range: Range; mark: Mark }[]>();

export function usable(element: Element): boolean {
  if (typeof CSS === "undefined" || !CSS.highlights || typeof Highlight === "undefined") return false;
  if (element.getRootNode() === element.ownerDocument) return true;
  // In a shadow tree the page-wide style reaches only where highlights inherit it (Chromium).
  try {
    return getComputedStyle(element, `::highlight(${key("error")})`).textDecorationLine.includes("underline");
  } catch {
    return false;
  }
}

export function highlight(element: Element, wanted: { range: Range; mark: Mark }[]): void {
  if (wanted.length) ranges.set(element, wanted);
  else if (!ranges.delete(element)) return;
  apply();
}

export function forget(element: Element): void {
  if (ranges.delete(element)) apply();
}

// Tells whether the marks of a field are still there: the page may have cleared the registry or moved the ranges.
export function intact(element: Element): boolean {
  const mine = ranges.get(element);
  if (!mine) return true;
  return (
    NAMES.every((name) => !ours.has(name) || CSS.highlights.get(key(name)) === ours.get(name)) &&
    mine.every(({ range }) => !range.collapsed && range.startContainer.isConnected)
  );
}

function apply(): void {
  for (const name of NAMES) {
    const found = [...ranges.values()]
      .flat()
      .filter(({ mark }) => (name === "active" ? mark.active : mark.severity === name))
      .map(({ range }) => range);
    if (!found.length) {
      if (CSS.highlights.get(key(name)) === ours.get(name)) CSS.highlights.delete(key(name));
      ours.delete(name);
      continue;
    }
    const made = new Highlight(...found);
    made.priority = NAMES.length - NAMES.indexOf(name);
    ours.set(name, made);
    CSS.highlights.set(key(name), made);
  }
}
