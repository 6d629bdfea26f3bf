import { expect, test } from "vitest";
import { cell, noCounts } from "../../../testing/values";
import { markOfLayer, wordsOfLayer } from "./marks";

test.each([
  [undefined, "checking", "checking"],
  [cell("signals"), "clean", "no findings"],
  [cell("signals", { counts: { ...noCounts, warnings: 3, infos: 1 } }), "warning", "3 warnings, 1 note"],
  [cell("signals", { counts: { ...noCounts, errors: 1, warnings: 2 } }), "error", "1 error, 2 warnings"],
  [cell("signals", { counts: { ...noCounts, waived: 2 }, unsaved: true }), "clean", "no findings, 2 waived, unsaved"],
  [cell("signals", { present: false }), "missing", "missing"],
  [cell("signals", { present: false, change: "removed", counts: { ...noCounts, warnings: 1 } }), "warning", "missing, 1 warning, removed since the last commit"],
])("%# is drawn as %2$s", (layer, mark, words) => {
  expect(markOfLayer(layer)).toBe(mark);
  expect(wordsOfLayer(layer)).toBe(words);
});
