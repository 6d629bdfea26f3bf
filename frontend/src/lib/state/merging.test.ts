import { expect, test } from "vitest";
import type { Hunk } from "../backend";
import { Merging } from "./merging.svelte";

const agreed = (text: string): Hunk => ({ conflict: false, text, base: "", ours: "", theirs: "", joint: "" });
const disputed = (ours: string, theirs: string): Hunk => ({ conflict: true, text: "", base: "was", ours, theirs, joint: " " });
const hunks = () => [agreed("# A\n\nFirst. "), disputed("Mine.", "Theirs."), agreed(" Last.\n"), disputed("", "Added.\n")];

test("nothing is decided at first", () => {
  const merging = new Merging(hunks());
  expect([merging.open, merging.text]).toEqual([2, null]);
});

test("says where the places are", () => {
  expect(new Merging(hunks()).places.map(({ line, before }) => [line, before])).toEqual([
    [3, "First. "],
    [4, ""],
  ]);
});

test.each([
  ["theirs", "theirs", "# A\n\nFirst. Theirs. Last.\nAdded.\n"],
  ["ours", "ours", "# A\n\nFirst. Mine. Last.\n"],
  ["both", "theirs", "# A\n\nFirst. Mine. Theirs. Last.\nAdded.\n"],
] as const)("%s and %s", (first, second, text) => {
  const merging = new Merging(hunks());
  merging.places[0]!.choose(first);
  expect(merging.open).toBe(1);
  merging.places[1]!.choose(second);
  expect([merging.open, merging.text]).toEqual([0, text]);
});

test("an own text begins as one of the two, and may become empty", () => {
  const merging = new Merging(hunks());
  const [first, second] = merging.places;
  first!.choose("own");
  second!.choose("own");
  expect(merging.text).toBe("# A\n\nFirst. Mine. Last.\nAdded.\n");
  first!.own = "Neither.";
  second!.own = "";
  expect(merging.text).toBe("# A\n\nFirst. Neither. Last.\n");
});

test("without conflicts the text is there", () => {
  expect(new Merging([agreed("a"), agreed("b")]).text).toBe("ab");
});
