import { expect, test } from "vitest";
import { finding } from "../../testing/values";
import { asText, grouped, kept, keyOf, type Names, picked, tallied } from "./listing";

const names: Names = { layer: ({ layer }) => layer.toUpperCase(), package: ({ package: id }) => `Package ${id}` };
const waived = { reason: "It is so.", by: "A. Reviewer", date: "2026-01-02" };

const all = [
  finding(0, 1, { id: "a", message: "“Harbour Board” is in no layer above", layer: "signals", line: 3 }),
  finding(2, 3, { id: "b", message: "“19 registers”: evidence.md says 17", rule: "trace/figure-disagrees", layer: "profile", line: 7 }),
  finding(4, 5, { id: "c", message: "The title differs", rule: "package/title", severity: "info", layer: "", line: 0 }),
  finding(6, 7, { id: "d", message: "“Sea Rail” is in no layer above", layer: "signals", line: 9, waived }),
];
const ids = (findings: typeof all) => findings.map(({ id }) => id).join("");

test.each([
  ["nothing asked", { words: "", hidden: [] }, "abcd"],
  ["words of the message", { words: "  layer ABOVE ", hidden: [] }, "ad"],
  ["the name of a layer", { words: "signals", hidden: [] }, "ad"],
  ["a rule", { words: "@figure", hidden: [] }, "b"],
  ["a rule is no message", { words: "@title", hidden: [] }, "c"],
  ["a rule and words", { words: "@trace sea", hidden: [] }, "d"],
  ["without what is waived", { words: "", hidden: ["waived"] as const }, "abc"],
  ["without errors; a waived one is none", { words: "", hidden: ["error"] as const }, "cd"],
  ["some alone", { words: "", hidden: [], isWanted: ({ id }: { id: string }) => id === "b" }, "b"],
])("%s", (_case, query, want) => {
  expect(ids(picked(all, query, names))).toBe(want);
});

test("groups come in the order of their first findings, and the numbers run on", () => {
  const told = grouped(all, "rule", names).map((line) => (line.kind === "group" ? `${line.title} ${line.count}` : `${line.number}${line.finding.id}`));
  expect(told).toEqual(["trace/untraced-name 2", "1a", "2d", "trace/figure-disagrees 1", "3b", "package/title 1", "4c"]);
  expect(grouped(all, "none", names)).toHaveLength(4);
  expect(grouped(all, "package", names)[0]).toMatchObject({ title: "Package p", count: 4 });
});

test("what is waived counts by itself", () => {
  expect(tallied(all)).toMatchObject({ error: 2, warning: 0, info: 1, waived: 1 });
});

test("as text, a line for each with its reason", () => {
  expect(asText([all[3]!, all[2]!], names)).toBe(
    "Waived\tPackage p\tSIGNALS:9\t“Sea Rail” is in no layer above (It is so.; A. Reviewer, 2026-01-02)\ttrace/untraced-name\n" +
      "Note\tPackage p\tPackage\tThe title differs\tpackage/title",
  );
});

test("the selection stays at its finding, or at what takes its place", () => {
  const selected = { key: keyOf(all[1]!), index: 1 };
  expect(kept([...all].reverse(), selected)).toBe(2);
  expect(kept([all[0]!, all[2]!], selected)).toBe(1);
  expect(kept([all[0]!], selected)).toBe(0);
  expect(kept([], selected)).toBe(-1);
});

test("ten thousand findings are picked and grouped at once", () => {
  const many = Array.from({ length: 10_000 }, (_, i) => finding(i, i + 1, { id: `${i}`, rule: `rule/${i % 7}` }));
  expect(grouped(picked(many, { words: "@rule layer", hidden: [] }, names), "rule", names)).toHaveLength(10_007);
});
