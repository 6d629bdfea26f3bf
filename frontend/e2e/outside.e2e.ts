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
  await window.page.getByRole("button", { name: "What changed" }).click();
  const changed = window.page.getByRole("dialog", { name: "What changed in signals.md" });
  await changed.getByText("1 place differs.").waitFor();
  expect(await changed.getByRole("definition").last().textContent()).toContain(theirs);
  await changed.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => window.unsaved("Signals")).toBe(true);
  expect(await signals.textContent()).not.toContain(theirs);
});

test("unsaved text gives way to what is saved when that is asked for, and comes back", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.select(signals, "carried on from year to year");
  await page.keyboard.insertText(mine);
  await page.keyboard.press("Control+Shift+P");
  await page.keyboard.type("revert");
  await page.getByRole("option", { name: "Revert to what is saved…" }).waitFor();
  await page.keyboard.press("Enter");
  const restore = page.getByRole("dialog", { name: "Restore Signals" });
  await restore.getByText(mine).waitFor();
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => window.unsaved("Signals")).toBe(false);
  await page.getByText("Signals reads again as it did in the text on the disk.").waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await window.bring(signals, mine);
  expect(folder.read(file)).not.toContain(mine);
});

test("what git could not merge is found, and one version is taken", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  const committed = folder.read(file);
  const words = "carried on from year to year";
  folder.git("checkout", "-qb", "other");
  folder.write(file, committed.replace(words, theirs));
  folder.git("commit", "-qam", "Signals: the other words");
  folder.git("checkout", "-q", "-");
  folder.write(file, committed.replace(words, mine));
  folder.git("commit", "-qam", "Signals: my words");
  expect(() => folder.git("merge", "other")).toThrow("git merge other");
  expect(folder.read(file)).toContain("<<<<<<< HEAD\n");
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await page.getByText("merge under way").waitFor();
  await signals.focus();
  await page.keyboard.press("F8");
  await page.locator(".cm-card").getByText("git could not join them").waitFor();
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/merge-conflict.png` });
  await page.keyboard.press("Control+.");
  await page.getByRole("menuitem", { name: "Keep the second version (“other”)" }).click();
  await window.bring(signals, theirs);
  await page.keyboard.press("Control+s");
  await expect.poll(() => folder.read(file)).toBe(committed.replace(words, theirs));
});

test("an edit of another sentence is put together with mine by the save", async ({ open }) => {
  const { folder, window } = await collide(await open(), "carried on from year to year", "that goes on each year");
  await window.page.keyboard.press("Control+s");
  await window.message("both versions were put together and saved.").waitFor();
  expect(folder.read(file)).toContain(mine);
  expect(folder.read(file)).toContain("that goes on each year");
  expect(await window.unsaved("Signals")).toBe(false);
  await window.bring(window.editor("Signals"), "that goes on each year");
  await window.page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => window.unsaved("Signals")).toBe(true);
});

test("an edit of the same sentence is asked about, and nothing is written before", async ({ open }) => {
  const { folder, window } = await collide(await open());
  await window.page.keyboard.press("Control+s");
  const conflict = await asked(window);
  expect(folder.read(file)).not.toContain(mine);
  expect(await conflict.getByRole("button", { name: "1 to decide" }).isDisabled()).toBe(true);
  await conflict.getByRole("radio", { name: "Write it anew" }).check();
  const own = conflict.getByRole("textbox", { name: "Text of place 1" });
  await own.fill((await own.inputValue()).replace(mine, "written by both"));
  await conflict.getByRole("button", { name: "Save merged" }).click();
  const [first, second] = await keptVersions(window, 2);
  expect([first, second].filter((text) => text!.includes(mine))).toHaveLength(1);
  expect([first, second].filter((text) => text!.includes(theirs))).toHaveLength(1);
  expect(folder.read(file)).toContain("written by both");
  await window.page.getByRole("button", { name: "Dismiss" }).click();
  await window.bring(window.editor("Signals"), "written by both");
});

test.for([
  ["Keep mine", mine, theirs],
  ["Take the disk’s", theirs, mine],
] as const)("%s settles it as a whole", async ([button, winner, loser], { open }) => {
  const { folder, window } = await collide(await open());
  await window.page.getByRole("button", { name: "Compare…" }).click();
  await (await asked(window)).getByRole("button", { name: button }).click();
  const [kept] = await keptVersions(window, 1);
  expect(kept).toContain(loser);
  expect(folder.read(file)).toContain(winner);
  await window.bring(window.editor("Signals"), winner);
});

/** Edits a layer in the window, and on the disk in the same sentence or in another. */
async function collide(desk: Desk, before = "whole country", after = theirs): Promise<Desk> {
  const { folder, window } = desk;
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.select(signals, "whole country", "across the ");
  await window.page.keyboard.type(mine);
  expect(folder.read(file)).toContain(before);
  folder.write(file, folder.read(file).replace(before, after));
  await window.message("signals.md changed on disk while you were editing.").waitFor();
  return desk;
}

async function asked(window: Desk["window"]) {
  const dialog = window.page.getByRole("dialog", { name: "signals.md changed on disk while you were editing" });
  await dialog.waitFor();
  return dialog;
}

/** Reads the versions that did not win from where the window says that they are kept. */
async function keptVersions(window: Desk["window"], count: number): Promise<string[]> {
  const words = await window.message("of signals.md is kept in").textContent();
  const paths = /kept in (\S+)(?: and (\S+))?/.exec(words!)!.slice(1, 1 + count);
  return paths.map((path) => readFileSync(path, "utf8"));
}
