import { expect, test } from "vitest";
import { moved } from "./steering";

const rows = ["head", "a", "b", "c", "d"];
const columns = ["", "x", "y"];

test.each([
  ["ArrowDown", false, "a", "", "b", ""],
  ["ArrowDown", false, "d", "x", "d", "x"],
  ["ArrowUp", false, "a", "x", "head", "x"],
  ["ArrowLeft", false, "a", "", "a", ""],
  ["ArrowRight", false, "a", "x", "a", "y"],
  ["Home", false, "b", "y", "b", ""],
  ["End", false, "b", "", "b", "y"],
  ["Home", true, "b", "y", "head", ""],
  ["End", true, "b", "", "d", "y"],
  ["PageDown", false, "head", "x", "c", "x"],
  ["PageUp", false, "b", "x", "head", "x"],
])("%s, control %s, from %s/%s leads to %s/%s", (key, ctrlKey, row, column, toRow, toColumn) => {
  expect(moved({ key, ctrlKey, metaKey: false }, rows, columns, { row, column }, 3)).toEqual({ row: toRow, column: toColumn });
});

test.each(["x", "Tab", "Escape"])("%s leads nowhere", (key) => {
  expect(moved({ key, ctrlKey: false, metaKey: false }, rows, columns, { row: "a", column: "x" }, 3)).toBeNull();
});
