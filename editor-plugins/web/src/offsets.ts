// Positions: the engine counts code points, the DOM counts UTF-16 units.

// Returns the two conversions for `text`. Half a surrogate pair that stands alone counts as one in both.
export function offsets(text: string): { units: (points: number) => number; points: (units: number) => number } {
  const wide: number[] = []; // the code-point offsets of the characters that take two units
  let count = 0;
  for (const char of text) {
    if (char.length === 2) wide.push(count);
    count += 1;
  }
  // How many wide characters stand before a code-point offset.
  const before = (points: number): number => {
    let low = 0;
    let high = wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (wide[middle]! < points) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    units: (points) => points + before(points),
    points: (units) => {
      let low = 0;
      let high = wide.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (wide[middle]! + middle < units) low = middle + 1;
        else high = middle;
      }
      return units - low;
    },
  };
}

const isLow = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
};
const isHigh = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code <= 0xdbff;
};
const inPair = (text: string, at: number): boolean => at > 0 && isLow(text, at) && isHigh(text, at - 1);

export interface Change {
  from: number;
  to: number; // [from, to) of the old text
  text: string; // stands there in the new one
}

// Returns the one stretch in which two texts differ (UTF-16 units), never cutting through a character.
export function changeBetween(before: string, after: string): Change | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  if (inPair(before, head) || inPair(after, head)) head -= 1;
  let tail = 0;
  while (
    tail < most - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail += 1;
  }
  if (tail > 0 && (inPair(before, before.length - tail) || inPair(after, after.length - tail))) tail -= 1;
  return { from: head, to: before.length - tail, text: after.slice(head, after.length - tail) };
}

// Returns where the stretch [from, to) lies after a change, null when the change touches it.
export function follow(change: Change, from: number, to: number): [number, number] | null {
  const by = change.text.length - (change.to - change.from);
  if (to < change.from || (to === change.from && change.from !== change.to)) return [from, to];
  if (from > change.to || (from === change.to && change.from !== change.to)) return [from + by, to + by];
  // Something put in right before or after a phrase leaves it whole, unless it makes its first or last word longer.
  const word = /[\p{L}\p{N}\p{M}'’]/u;
  if (to === change.from) return word.test(change.text.slice(0, 1)) ? null : [from, to];
  if (from === change.to) return word.test(change.text.slice(-1)) ? null : [from + by, to + by];
  return null;
}
