// Positions: the server counts code points, a browser counts UTF-16 units. These functions have no other purpose.
"use strict";

// Returns a function that turns a code-point offset of `text` into an offset as the browser counts.
function unitOffsets(text) {
  const wide = [];
  let points = 0;
  for (const char of text) {
    if (char.length === 2) wide.push(points);
    points += 1;
  }
  return (offset) => {
    let low = 0;
    let high = wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (wide[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  };
}

// Returns where a stretch [start, end) of `before` lies in `after`, null when the change between them touches it.
function follow(before, after, start, end) {
  let head = 0;
  const most = Math.min(before.length, after.length);
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  if (end <= head) return [start, end];
  if (start >= before.length - tail) return [start + after.length - before.length, end + after.length - before.length];
  return null;
}
