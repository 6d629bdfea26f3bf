import { describe, expect, test } from "vitest";
import { matches, written } from "./keys";
import { rove } from "./roving";
import { Typeahead } from "./typeahead";

const ctrl = { ctrlKey: true };

describe("matches", () => {
  test.each([
    ["Mod+S", { key: "s", ...ctrl }, true],
    ["Mod+S", { key: "s" }, false],
    ["Mod+S", { key: "S", ...ctrl, shiftKey: true }, false],
    ["Mod+S", { key: "s", ...ctrl, altKey: true }, false],
    ["Mod+Shift+M", { key: "M", ...ctrl, shiftKey: true }, true],
    ["Mod+Shift++", { key: "+", ...ctrl, shiftKey: true }, true],
    ["Mod+=", { key: "=", ...ctrl }, true],
    ["Shift+F8", { key: "F8", shiftKey: true }, true],
    ["F8", { key: "F8", shiftKey: true }, false],
    ["Alt+ArrowLeft", { key: "ArrowLeft", altKey: true }, true],
    ["Alt+ArrowLeft", { key: "ArrowLeft", ...ctrl, altKey: true }, false],
    ["ArrowLeft", { key: "ArrowLeft", altKey: true }, false],
  ])("%s by %j: %s", (keys, init, expected) => {
    expect(matches(new KeyboardEvent("keydown", init), keys)).toBe(expected);
  });
});

test.each([
  ["Mod+Shift+M", "Ctrl+Shift+M"],
  ["Mod+Shift++", "Ctrl+Shift++"],
  ["Escape", "Esc"],
  ["Alt+ArrowLeft", "Alt+←"],
])("%s is written %s", (keys, expected) => expect(written(keys)).toBe(expected));

test.each([
  ["ArrowDown", 1, "column", 2],
  ["ArrowDown", 2, "column", 2],
  ["ArrowUp", 0, "column", 0],
  ["End", 0, "column", 2],
  ["ArrowRight", 2, "row", 0],
  ["ArrowLeft", 0, "row", 2],
  ["ArrowDown", 0, "row", undefined],
  ["x", 0, "column", undefined],
] as const)("%s from %i in a %s of three leads to %s", (key, at, axis, to) => {
  expect(rove(key, at, 3, axis)).toBe(to);
});

test("letters in quick succession find a name; a pause begins anew", () => {
  const names = ["Estonia", "Egypt", "Singapore"];
  const typeahead = new Typeahead();
  expect(typeahead.find("e", names, 2, 0)).toBe(0);
  expect(typeahead.find("g", names, 0, 100)).toBe(1);
  expect(typeahead.find("s", names, 1, 2000)).toBe(2);
  expect(typeahead.find("x", names, 2, 4000)).toBeUndefined();
});
