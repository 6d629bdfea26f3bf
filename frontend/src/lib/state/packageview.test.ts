import { expect, test } from "vitest";
import { cell, noCommit, noCounts, row } from "../../testing/values";
import { knownView, type PackageView, usualView, viewed } from "./packageview";

const last = (when: string) => ({ ...noCommit, known: true, short: "1234567", when });

const packages = [
  row("sylvania", { name: "Sylvania", traced: 9, claims: 10, last: last("2026-01-02T03:04:05Z") }),
  row("ruritania", { name: "Ruritania", status: "complete", traced: 5, claims: 5, last: last("2026-03-04T05:06:07Z") }),
  row("graustark", { name: "Graustark", counts: { ...noCounts, warnings: 3 }, traced: 1, claims: 5 }),
  row("islands/orsinia", { name: "Orsinia", counts: { ...noCounts, errors: 1 }, traced: 5, claims: 5 }),
  row("vulgaria", { name: "Vulgaria", traced: 5, claims: 5, review: { begun: true, approved: 2, flagged: 1, lapsed: 2, all: 5 } }),
  row("zenda", { name: "Zenda", layers: [cell("evidence", { change: "changed" }), cell("signals", { present: false })] }),
  row("borduria", { name: "Borduria", checked: false, layers: [] }),
  row("evallonia", { name: "Evallonia", counts: { ...noCounts, waived: 2 }, traced: 5, claims: 5, layers: [cell("signals", { unsaved: true, change: "added" })] }),
];

function names(view: Partial<PackageView>, filter = ""): string {
  return viewed(packages, { ...usualView, ...view }, filter).map(({ name }) => name[0]).join("");
}

test.each([
  [{ sort: "attention" }, "OGZVSBER"],
  [{ sort: "name" }, "BEGORSVZ"],
  [{ sort: "name", reversed: true }, "ZVSROGEB"],
  [{ sort: "traced" }, "GSEORVBZ"],
  [{ sort: "review" }, "VBEGORSZ"],
  [{ sort: "last" }, "RSBEGOVZ"],
  [{ sort: "changed" }, "EZBGORSV"],
] as [Partial<PackageView>, string][])("%j lists %s", (view, expected) => expect(names(view)).toBe(expected));

test.each([
  ["errors", "O"],
  ["warnings", "G"],
  ["unfinished", "GSZ"],
  ["uncommitted", "EZ"],
  ["unsaved", "E"],
  ["waived", "E"],
  ["lapsed", "V"],
  ["flagged", "V"],
  ["clean", "R"],
] as [PackageView["state"], string][])("the state %s has %s", (state, expected) => expect(names({ sort: "name", state })).toBe(expected));

test.each([
  ["", "BEGORSVZ"],
  ["ania", "RS"],
  ["COMPLETE", "R"],
  ["islands", "O"],
  ["draft syl", "S"],
  ["nowhere", ""],
])("the filter %j leaves %s", (filter, expected) => expect(names({ sort: "name" }, filter)).toBe(expected));

test("the list that is sorted stays as it was", () => {
  const before = [...packages];
  names({ sort: "name" });
  expect(packages).toEqual(before);
});

test("a view that nothing was kept of is as usual", () => expect(knownView(undefined)).toEqual(usualView));
