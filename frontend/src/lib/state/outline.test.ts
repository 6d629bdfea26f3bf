import { expect, test } from "vitest";
import { Outline, sectionAt } from "./outline.svelte";
import { opened } from "../../testing/document";
import { finding } from "../../testing/values";

const text = "# Title\n\n## One\n\nA.\n\n## Two\n\nB.\n";
const sections = [
  { title: "Title", level: 1, from: 2, to: 7 },
  { title: "One", level: 2, from: 12, to: 15 },
  { title: "Two", level: 2, from: 25, to: 28 },
];

async function outlined() {
  const { doc, buffer, backend } = await opened(text);
  const findings = [finding(17, 19), finding(30, 32, { severity: "warning" })];
  backend.engine = () => ({ sections, statements: [], findings });
  await doc.analyse();
  const outline = new Outline();
  outline.show(doc);
  return { outline, doc, buffer };
}

test("lists the headings with what was found under each", async () => {
  const { outline } = await outlined();
  expect(outline.rows.map(({ title, level, counts }) => [title, level, counts.errors, counts.warnings])).toEqual([
    ["Title", 1, 0, 0],
    ["One", 2, 1, 0],
    ["Two", 2, 0, 1],
  ]);
});

test("follows the caret; the line of a heading is its own", async () => {
  const { outline, doc, buffer } = await outlined();
  for (const [pos, at] of [[0, 0], [9, 1], [18, 1], [22, 2]] as const) {
    buffer.goTo({ from: pos, to: pos });
    outline.moved(doc);
    expect(outline.at, `caret at ${pos}`).toBe(at);
  }
});

test("knows where a heading went while the text changes", async () => {
  const { outline, buffer } = await outlined();
  buffer.dispatch({ changes: { from: 17, insert: "More. " } });
  expect(outline.place(2)).toMatchObject({ from: 31, to: 34 });
});

test("is empty without a document", () => {
  const outline = new Outline();
  outline.show(null);
  expect(outline.rows).toEqual([]);
  expect(outline.at).toBe(-1);
});

test("nothing begins before the first section", () => expect(sectionAt([{ from: 5 }], 4)).toBe(-1));
