import { expect, test } from "vitest";
import type { SearchMatch, SearchPackage } from "../backend";
import { rowsOf, steerTree } from "./searchrows";

const match = (from: number): SearchMatch => ({ from, to: from + 1, line: 1, excerpt: "x", start: 0, end: 1, old: "", new: "" });
const found: SearchPackage[] = [
  { package: "a", name: "A", layers: [{ layer: "signals", title: "Signals", matches: [match(1), match(5)], more: 3 }] },
  { package: "b", name: "B", layers: [{ layer: "profile", title: "Profile", matches: [match(2)], more: 0 }] },
];
const keys = (folded: string[] = [], one = false) => rowsOf(found, one, new Set(folded)).map(({ key, depth }) => `${depth} ${key}`);

test("packages, layers, matches", () => {
  expect(keys()).toEqual(["0 a", "1 a/signals", "2 a/signals:1", "2 a/signals:5", "2 a/signals…", "0 b", "1 b/profile", "2 b/profile:2"]);
});

test("what is folded is left out", () => {
  expect(keys(["a", "b/profile"])).toEqual(["0 a", "0 b", "1 b/profile"]);
});

test("one package alone begins with its layers", () => {
  expect(keys([], true)).toEqual(["0 a/signals", "1 a/signals:1", "1 a/signals:5", "1 a/signals…", "0 b/profile", "1 b/profile:2"]);
});

test.each([
  ["ArrowDown", 0, 1],
  ["ArrowUp", 0, 0],
  ["End", 0, 7],
  ["ArrowLeft", 0, "fold"],
  ["ArrowLeft", 3, 1],
  ["ArrowRight", 0, 1],
  ["ArrowRight", 2, undefined],
  ["x", 2, undefined],
] as const)("%s from row %i leads to %s", (key, at, expected) => {
  expect(steerTree(key, rowsOf(found, false, new Set()), at)).toBe(expected);
});

test("a folded row unfolds", () => expect(steerTree("ArrowRight", rowsOf(found, false, new Set(["a"])), 0)).toBe("unfold"));
