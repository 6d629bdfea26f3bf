import { flushSync } from "svelte";
import { expect, test } from "vitest";
import { all, dialog, inWindow, press, settle, window_ } from "./testing/window";
import { finding, row } from "./testing/values";

inWindow();

const field = () => dialog()!.querySelector<HTMLInputElement>("input")!;
const lines = () => all("dialog [role=option] .name").map((line) => line.textContent);

async function typed(words: string) {
  field().value = words;
  field().dispatchEvent(new Event("input", { bubbles: true }));
  flushSync();
  await settle();
}

const ctrl = { ctrlKey: true };

test("Ctrl+P finds a layer by parts of its name and goes there", async () => {
  const { desk } = await window_((backend) => (backend.rows = [row("p"), row("ruritania", { name: "Ruritania" })]));
  await desk.openPackage("p");
  await press("p", ctrl);
  expect(document.activeElement).toBe(field());
  await typed("rur prof");
  expect(lines()).toEqual(["Ruritania › Profile"]);
  await press("Enter");
  await settle();
  expect(dialog()).toBeNull();
  expect([desk.screen, desk.pkg, desk.layer]).toEqual(["text", "ruritania", "profile"]);
});

test("the layer that was open before is the first", async () => {
  const { desk } = await window_();
  await desk.open("p", "evidence");
  await desk.open("p", "profile");
  await press("p", ctrl);
  await settle();
  expect(lines()[0]).toBe("p › Evidence");
});

test("a heading of another package is found by Go and gone to", async () => {
  const { desk, backend } = await window_((backend) => {
    backend.headings = [{ package: "p", name: "P", layer: "evidence", title: "Evidence", text: "Public nodes", from: 6, to: 9 }];
  });
  await press("p", ctrl);
  await typed("#nodes");
  expect(backend.search.Headings).toHaveBeenLastCalledWith("nodes", "p", expect.any(Number));
  expect(lines()).toEqual(["Public nodes"]);
  await press("Enter");
  await settle();
  expect([desk.layer, desk.centre?.buffer?.caret]).toEqual(["evidence", 9]);
});

test("Enter has a line to choose, however lines came and went while words were typed", async () => {
  const heading = (text: string, from: number) => ({ package: "p", name: "P", layer: "evidence", title: "Evidence", text, from, to: from + 3 });
  const { desk, backend } = await window_();
  const answers: ((found: unknown) => void)[] = [];
  backend.search.Headings.mockImplementation(() => new Promise((resolve) => answers.push(resolve as never)));
  await press("p", ctrl);
  const steps = [
    { words: "#n", headings: [heading("Nodes", 1), heading("Notes", 6)], chosen: ["Nodes"] },
    { words: "#no", headings: [], chosen: [] },
    { words: "#nod", headings: [heading("Notes", 6), heading("Public nodes", 12)], chosen: ["Notes"] },
    { words: "#node", headings: [heading("Public nodes", 12)], chosen: ["Public nodes"] },
  ];
  for (const { words, headings, chosen } of steps) {
    await typed(words);
    answers.at(-1)!({ headings, more: 0 });
    await settle();
    expect({ words, chosen: all("dialog [role=option][data-selected] .name").map((line) => line.textContent) }).toEqual({ words, chosen });
  }
  await press("Enter");
  await settle();
  expect(desk.layer).toBe("evidence");
});

test("an answer about headings that comes late is dropped", async () => {
  const { desk, backend } = await window_();
  let answer = (_late: { headings: never[]; more: number }) => {};
  backend.search.Headings.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const first = desk.ways.headings.ask("old", "p");
  await desk.ways.headings.ask("new", "p");
  answer({ headings: [], more: 0 });
  await first;
  expect(desk.ways.headings.query).toBe("new");
});

test("Ctrl+Shift+P gives a command; those that cannot be given are left out", async () => {
  const { desk } = await window_();
  await press("P", { ...ctrl, shiftKey: true });
  expect(field().value).toBe(">");
  expect(lines()).toContain("Commit…");
  expect(lines()).not.toContain("Turn the two versions round");
  await typed(">keyb help");
  expect(lines()).toEqual(["Keyboard help"]);
  await press("Enter");
  await settle();
  expect(desk.dialog).toEqual({ kind: "help" });
});

test("@ lists the findings of the package", async () => {
  await window_((backend) => {
    backend.engine = (layer) => ({ statements: [], findings: layer === "signals" ? [finding(0, 5, { message: "“Alpha” is new" })] : [] });
  });
  await press("p", ctrl);
  await typed("@alpha");
  expect(lines()).toEqual(["“Alpha” is new"]);
});

test("Esc closes it and gives the focus back", async () => {
  const { desk } = await window_();
  desk.centre?.buffer?.focus();
  const before = document.activeElement;
  await press("p", ctrl);
  expect(document.activeElement).not.toBe(before);
  dialog()!.dispatchEvent(new Event("cancel", { cancelable: true }));
  await settle();
  expect(dialog()).toBeNull();
  expect(document.activeElement).toBe(before);
});
