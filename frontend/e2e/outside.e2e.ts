import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { type Desk, test } from "./window";

const file = "kazakhstan/signals.md";
const theirs = "written by another program";
const mine = "written in the window";

test("a layer without edits follows the disk", async ({ open }) => {
  const { folder, window } = await open();
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  folder.write(file, `${folder.read(file)}\n- This line was ${theirs}.\n`);
  await window.message("signals.md changed on disk and had no edits here: reloaded.").waitFor();
  await window.bring(signals, theirs);
  expect(await window.unsaved("Signals")).toBe(false);
});

test("a layer with edits asks, and mine is kept", async ({ open }) => {
  const { folder, window } = await collide(await open());
  await window.page.getByRole("button", { name: "Keep mine" }).click();
  expect(await keptVersion(window)).toContain(theirs);
  expect(folder.read(file)).toContain(mine);
});

test("a layer with edits asks, and the disk's is taken", async ({ open }) => {
  const { folder, window } = await collide(await open());
  await window.page.getByRole("button", { name: "Take the disk’s" }).click();
  expect(await keptVersion(window)).toContain(mine);
  expect(folder.read(file)).toContain(theirs);
  await window.bring(window.editor("Signals"), theirs);
});

/** Edits a layer in the window and on the disk. */
async function collide(desk: Desk): Promise<Desk> {
  const { folder, window } = desk;
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.select(signals, "whole country", "across the ");
  await window.page.keyboard.type(mine);
  folder.write(file, folder.read(file).replace("whole country", theirs));
  await window.message("signals.md changed on disk while you were editing.").waitFor();
  return desk;
}

/** Reads the version that lost from where the window says that it is kept. */
async function keptVersion(window: Desk["window"]): Promise<string> {
  const words = await window.message("The other version of signals.md is kept in").textContent();
  return readFileSync(/kept in (\S+)/.exec(words!)![1]!, "utf8");
}
