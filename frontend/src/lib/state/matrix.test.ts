import { describe, expect, test } from "vitest";
import type { CoverageRow } from "../backend";
import { coverageRow, matrix } from "../../testing/coverage";
import { nextGap, ordered, step, useColumn } from "./matrix";

const rows: CoverageRow[] = [
  coverageRow("scope", { use: "frames", records: 0, used: 0 }),
  coverageRow("registers", { cells: [[0, 3], [1, 1]] }),
  coverageRow("payments", { use: "partly used", records: 4, used: 1, cells: [[1, 5]] }),
  coverageRow("forests", { use: "unused", used: 0 }),
  coverageRow("harbours", { cells: [[0, 1], [1, 5]] }),
];
const both = matrix(rows, ["signals", "profile"]);
const keys = (list: CoverageRow[]) => list.map(({ key }) => key).join(" ");

test.each([
  ["as written", { by: "place", column: "", descending: false }, "scope registers payments forests harbours"],
  ["the last first", { by: "place", column: "", descending: true }, "harbours forests payments registers scope"],
  ["the unused first, what frames last", { by: "use", column: "", descending: false }, "forests payments registers harbours scope"],
  ["by a column, equal ones as written", { by: "column", column: "profile", descending: true }, "payments harbours registers scope forests"],
] as const)("rows are ordered %s", (_case, order, want) => {
  expect(keys(ordered(both, order))).toBe(want);
});

describe("the next gap", () => {
  const columns = ["signals", "profile"];
  test.each([
    ["from the beginning: not in what frames the file", { row: "scope", column: "" }, 1, { row: "payments", column: "signals" }],
    ["an unused row is one gap, at its header", { row: "payments", column: "signals" }, 1, { row: "forests", column: "" }],
    ["from within the unused row none is left", { row: "forests", column: "signals" }, 1, null],
    ["back from a cell of it to its header", { row: "forests", column: useColumn }, -1, { row: "forests", column: "" }],
    ["back over what is filled", { row: "forests", column: "" }, -1, { row: "payments", column: "signals" }],
    ["before the first", { row: "payments", column: "signals" }, -1, null],
  ] as const)("%s", (_case, at, direction, want) => {
    expect(nextGap(rows, columns, at, direction)).toEqual(want);
  });
});

test.each([
  ["sections", [0, 1, 4, 5, 9, 10, 19, 20, 400], [0, 1, 1, 2, 2, 3, 3, 4, 4]],
  ["statements", [0, 1, 2, 3, 4, 7, 8], [0, 1, 2, 2, 3, 3, 4]],
])("the shades of %s", (kind, counts, want) => {
  expect(counts.map((n) => step(n, kind))).toEqual(want);
});
