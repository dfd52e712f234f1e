// What a field looks like to the rest: text in UTF-16 units, and rectangles on the screen.
import type { Change } from "../offsets";
import type { Severity } from "../protocol";

export interface Mark {
  from: number;
  to: number;
  severity: Severity;
  active: boolean;
}

export interface Surface {
  readonly element: HTMLElement;
  // The text as the engine shall see it; parts of it, such as quoted mail, are left out and returned by `quoted`.
  read(): string;
  quoted(): string[];
  // Shows exactly these marks. Offsets are those of the last `read`.
  paint(marks: Mark[]): void;
  // Where a stretch of the last `read` stands in the window.
  rects(from: number, to: number): DOMRect[];
  caret(): number | null;
  setCaret(at: number): void;
  // Puts text in as if typed, so that the browser's or the page's undo takes it back. False: it did not go in.
  replace(change: Change): Promise<boolean>;
  // Calls back when the text may be another one, or its marks may be gone or elsewhere.
  watch(changed: () => void): void;
  dispose(): void;
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
