import assert from "node:assert/strict";
import { test } from "node:test";
import { changeBetween, follow, offsets } from "./offsets";

const ALPHABET = ["a", "é", "e\u0301", "🙂", "👩‍👧", "\u00a0", "שלום", "\ud83d", "\ude42", "\n", "漢", "𐐷"];
let seed = 7;
const random = (below: number): number => {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed % below;
};
const some = (): string => Array.from({ length: random(12) }, () => ALPHABET[random(ALPHABET.length)]).join("");

test("code points and units convert into each other", () => {
  const { units, points } = offsets("a🙂b👩‍👧c");
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7].map(units), [0, 1, 3, 4, 6, 7, 9, 10]);
  assert.equal(points(3), 2);
  assert.equal(points(10), 7);
  for (let round = 0; round < 2000; round += 1) {
    const text = some();
    const { units, points } = offsets(text);
    const chars = [...text];
    for (let i = 0; i <= chars.length; i += 1) {
      assert.equal(units(i), chars.slice(0, i).join("").length, JSON.stringify(text));
      assert.equal(points(units(i)), i, JSON.stringify(text));
    }
  }
});

test("a change makes the new text out of the old, and cuts no character in two", () => {
  for (let round = 0; round < 5000; round += 1) {
    const before = some();
    const after = random(2) ? some() : before.slice(0, random(before.length + 1)) + some();
    const change = changeBetween(before, after);
    if (!change) {
      assert.equal(before, after);
      continue;
    }
    assert.equal(before.slice(0, change.from) + change.text + before.slice(change.to), after);
    const { points, units } = offsets(before);
    assert.equal(units(points(change.from)), change.from, JSON.stringify([before, after]));
    assert.equal(units(points(change.to)), change.to, JSON.stringify([before, after]));
    const old = [...before];
    old.splice(points(change.from), points(change.to) - points(change.from), ...change.text);
    assert.equal(old.join(""), after);
  }
});

test("a phrase is followed, and given up when it is touched", () => {
  const text = "so kindly wait";
  const at = (after: string) => follow(changeBetween(text, after)!, 3, 9);
  assert.deepEqual(at("oh so kindly wait"), [6, 12]);
  assert.deepEqual(at("so kindly wait now"), [3, 9]);
  assert.deepEqual(at("so kindly, wait"), [3, 9]);
  assert.equal(at("so kindlyx wait"), null);
  assert.equal(at("so kndly wait"), null);
  assert.equal(at("so unkindly wait"), null);
  assert.deepEqual(at("kindly wait"), [0, 6]);
});
