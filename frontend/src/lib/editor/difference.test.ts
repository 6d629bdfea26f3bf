import { expect, test } from "vitest";
import { differences } from "./difference";

const changedWords = (runs: { text: string; changed: boolean }[]) => runs.filter(({ changed }) => changed).map(({ text }) => text);

test("equal texts differ nowhere", () => {
  expect(differences("a\nb", "a\nb")).toEqual([]);
});

test("every place has its line, both sides whole, and the words that differ", () => {
  const [first, second, ...rest] = differences("same\nhas 17 nodes\nsame\nend", "same\nhas 19 nodes\nsame\nend\nmore");
  expect(rest).toEqual([]);
  expect(first?.line).toBe(2);
  expect(first?.theirs.map(({ text }) => text).join("")).toBe("has 17 nodes");
  expect(changedWords(first?.theirs ?? [])).toEqual(["17"]);
  expect(changedWords(first?.mine ?? [])).toEqual(["19"]);
  expect(second?.mine.map(({ text }) => text).join("")).toContain("more");
});

test("a side that has nothing there is empty", () => {
  const [place] = differences("a\nb\nc", "a\nc");
  expect(place?.mine).toEqual([]);
  expect(place?.theirs.map(({ text }) => text).join("")).toBe("b");
});
