import { expect, test } from "vitest";
import type { SearchLayer } from "./lib/backend";
import { type FakeBackend } from "./testing/backend";
import { all, button, inWindow, press, settle, window_ } from "./testing/window";

inWindow();

const ctrlShift = { ctrlKey: true, shiftKey: true };
const field = (label: string) => document.querySelector<HTMLInputElement>(`[aria-label="${label}"]`)!;

async function type(label: string, words: string) {
  const input = field(label);
  input.value = words;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await settle(600);
}

async function openReplace() {
  await press("F", ctrlShift);
  await settle(50);
  field("Replace").click();
  await settle();
}

/** "nodes" in the signals at 17 and in the evidence at 13, to become "hubs". */
function nodes(backend: FakeBackend) {
  const layer = (layer: string, title: string, from: number): SearchLayer => ({
    layer,
    title,
    matches: [{ from, to: from + 5, line: 1, excerpt: "has nodes", start: 4, end: 9, old: "nodes", new: "hubs" }],
    more: 0,
  });
  backend.found = [{ package: "p", name: "P", layers: [layer("evidence", "Evidence", 13), layer("signals", "Signals", 17)] }];
}

test("Ctrl+Shift+F looks in all packages, and Enter on a match goes there", async () => {
  const { desk } = await window_(nodes);
  await press("F", ctrlShift);
  await settle(50);
  expect(document.activeElement).toBe(field("Words to look for"));
  await type("Words to look for", "nodes");
  expect(all("[role=treeitem].match").map((row) => row.textContent)).toEqual(["1 has nodes, line 1", "1 has nodes, line 1"]);
  await press("ArrowDown");
  await press("End");
  expect(document.activeElement?.textContent).toContain("has nodes");
  await press("Enter");
  await settle();
  expect([desk.layer, desk.centre?.buffer?.slice(desk.centre.buffer.state.selection.main)]).toEqual(["signals", "nodes"]);
});

test("what is typed right after Ctrl+Shift+F is looked for, and not written", async () => {
  await window_(nodes);
  void press("F", ctrlShift);
  expect(document.activeElement).toBe(field("Words to look for"));
});

test("a replacement is one undo step, is not saved and leaves the evidence alone", async () => {
  const { desk, backend } = await window_(nodes);
  await openReplace();
  await type("Words to look for", "nodes");
  await type("Replace with", "hubs");
  expect(all("del").map((one) => one.textContent)).toEqual(["nodes", "nodes"]);
  button("Replace 1 match").click();
  await settle(50);
  expect(desk.centre?.buffer?.text).toBe("Alpha signals 19 hubs.");
  expect(desk.centre?.dirty).toBe(true);
  expect(backend.disk.get("p/signals")).toBe("Alpha signals 19 nodes.");
  expect(desk.beside?.buffer?.text).toBe("Alpha has 17 nodes.");
  desk.centre?.buffer?.undo();
  expect(desk.centre?.buffer?.text).toBe("Alpha signals 19 nodes.");
});

test("the evidence takes part once it is ticked", async () => {
  const { desk } = await window_(nodes);
  await openReplace();
  await type("Words to look for", "nodes");
  const row = all("[role=treeitem].layer").find((one) => one.textContent?.includes("Evidence"))!;
  expect(row.getAttribute("aria-checked")).toBe("false");
  row.focus();
  await press(" ");
  expect(row.getAttribute("aria-checked")).toBe("true");
  button("Replace 2 matches").click();
  await settle(50);
  expect(desk.beside?.buffer?.text).toBe("Alpha has 17 hubs.");
});

test("nothing is replaced where the text has changed since the search", async () => {
  const { desk } = await window_(nodes);
  await openReplace();
  await type("Words to look for", "nodes");
  desk.centre?.buffer?.dispatch({ changes: { from: 0, insert: "The " } });
  button("Replace 1 match").click();
  await settle(50);
  expect(desk.centre?.buffer?.text).toBe("The Alpha signals 19 nodes.");
  expect(desk.announcer.words).toContain("changed since the search");
});
