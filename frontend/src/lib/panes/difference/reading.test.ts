import { describe, expect, test } from "vitest";
import { differenceRow as row, layerDifference } from "../../../testing/values";
import { changesIn, type Item, laidOut, marked, stateOf, tally, told } from "./reading";

const same = (n: number) => Array.from({ length: n }, (_, i) => row("same", `Unchanged ${i}.`));
const drawn = (items: Item[]) => items.map((item) => (item.kind === "fold" ? `(${item.count})` : item.row.kind)).join(" ");

describe("what did not change is folded", () => {
  test.each([
    ["around a change", [...same(5), row("changed", "A", "B"), ...same(6)], "(4) same changed same (5)"],
    ["not a single one", [...same(2), row("changed", "A", "B"), ...same(3), row("added", "", "C")], "same same changed same same same added"],
    ["between two changes", [row("removed", "A", ""), ...same(9), row("added", "", "B")], "removed same (7) same added"],
    ["all of it", same(4), "(4)"],
    ["a long run of what is new", Array.from({ length: 100 }, (_, i) => row("added", "", `New ${i}.`)), `${"added ".repeat(80)}(20)`],
    ["nothing", [], ""],
  ])("%s", (_case, rows, want) => expect(drawn(laidOut(rows))).toBe(want));

  test("until it is opened", () => {
    const rows = [row("changed", "A", "B"), ...same(6)];
    const [, , fold] = laidOut(rows);
    expect(fold).toMatchObject({ kind: "fold", from: 1, count: 5, same: true });
    expect(laidOut(rows, new Set([1]))).toHaveLength(7);
  });

  test("under the heading that it stands under, told once", () => {
    const items = laidOut([row("left", "A", "A", { from: "Ports", section: "Courts" }), row("changed", "B", "C"), row("moved", "A", "A", { from: "Ports", section: "Courts" })]);
    expect(items.map((item) => (item.kind === "row" ? item.heading : ""))).toEqual(["Ports", "", "Courts"]);
  });
});

test.each([
  [row("changed", "17", "19"), "Changed. removed: 17. added: 19. [-17-]{+19+}"],
  [row("added", "", "New."), "Added. {+New.+}"],
  [row("removed", "Old.", ""), "Removed. [-Old.-]"],
  [row("moved", "A.", "A.", { from: "Ports" }), "Moved here from “Ports”. A."],
  [row("left", "A.", "A.", { section: "Courts" }), "Moved away to “Courts”. A."],
  [row("left", "A.", "A.", { section: "" }), "Moved away to the beginning. A."],
  [row("same", "A."), "Unchanged. A."],
])("a screen reader hears what became of a part", (part, want) => expect(told(part)).toBe(want));

test("what stayed stands between the marks", () => {
  const inline = [
    { text: "The board keeps ", kind: "same" },
    { text: "17", kind: "removed" },
    { text: "19", kind: "added" },
    { text: " registers.", kind: "same" },
  ];
  expect(marked(row("changed", "a", "b", { inline }))).toBe("The board keeps [-17-]{+19+} registers.");
});

test("a layer is counted, and what moved once", () => {
  const layer = layerDifference([row("left", "A", "A"), row("moved", "A", "A"), row("added", "", "B"), row("same", "C")]);
  expect(tally(layer).map(({ sign, count }) => `${sign}${count}`)).toEqual(["+1", "↕1"]);
  expect(changesIn([layer, layer])).toBe(4);
  expect(changesIn([layer, { ...layer, layer: "change-log" }]), "the change log only tells of it").toBe(2);
  expect(stateOf(layer)).toBe("");
  expect(stateOf({ ...layer, state: "created" })).toContain("new");
  expect(stateOf({ ...layer, layout: true })).toContain("Only the layout");
});
