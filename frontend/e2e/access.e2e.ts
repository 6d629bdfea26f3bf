import { expect } from "vitest";
import { disputed } from "./disputed";
import { faults } from "./faults";
import { type Desk, test } from "./window";

// What has a journey of its own is looked at there; here are the texts, and
// the dialogs and panels that stand on them.
const file = "kazakhstan/signals.md";

test("no fault where unsaved text is asked about", async ({ open }) => {
  const desk = await open();
  const { folder, window } = desk;
  const { page } = window;
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.select(signals, "whole country", "across the ");
  await page.keyboard.type("entire country");
  folder.write(file, folder.read(file).replace("whole country", "country"));
  await window.message("signals.md changed on disk while you were editing.").waitFor();
  await page.keyboard.press("Control+s");
  await page.getByRole("radio", { name: "Write it anew" }).check();
  expect(await faults(page), "a conflict").toEqual([]);

  const next = await desk.restart();
  await next.window.page.getByRole("dialog", { name: "Unsaved text was recovered" }).waitFor();
  expect(await faults(next.window.page), "recovered text").toEqual([]);
});

test("no fault in a layer, what is found in it, and the commit", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.openProblems();
  await window.select(signals, "7", "the 1");
  await window.warningAfter("9", "19");
  expect(await faults(page), "a layer with a finding").toEqual([]);
  await page.keyboard.press("Control+h");
  await page.keyboard.type("network");
  await page.getByText(/^\d of \d$/).waitFor();
  expect(await faults(page), "find and replace").toEqual([]);
  await page.getByRole("button", { name: "Regular expression" }).click();
  await page.getByRole("textbox", { name: "Find" }).fill("(");
  await page.getByText("This is no regular expression yet").waitFor();
  expect(await faults(page), "a pattern that cannot be read").toEqual([]);
  await page.keyboard.press("Escape");

  await window.openLayer("Evidence");
  expect(await faults(page), "the evidence").toEqual([]);
  await page.keyboard.press("Control+Shift+G");
  await window.commitPanel.waitFor();
  expect(await faults(page), "the commit dialog").toEqual([]);
});

test("no fault in the dialogs, the menu and the help", async ({ open }) => {
  const desk = await open();
  const { page } = desk.window;
  disputed(desk.folder);
  await desk.window.packages.waitFor();
  for (const [command, title] of dialogs) {
    await choose(desk, command);
    await page.getByRole("dialog", { name: title }).waitFor();
    expect(await faults(page), title).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
  await page.getByRole("button", { name: "View", exact: true }).click();
  await page.getByRole("menu").waitFor();
  expect(await faults(page), "the menu").toEqual([]);
});

test("no fault where two branches disagree", async ({ open }) => {
  const { folder, window } = await open();
  disputed(folder);
  await window.page.keyboard.press("Control+Shift+Y");
  const dialog = window.page.getByRole("dialog", { name: "Sync" });
  await dialog.getByRole("button", { name: "Trust this repository" }).click();
  await dialog.getByRole("button", { name: "Trust this repository" }).waitFor({ state: "detached" });
  await dialog.getByRole("button", { name: "Sync" }).click();
  await dialog.getByRole("button", { name: "1 to decide" }).waitFor();
  expect(await faults(window.page)).toEqual([]);
});

/** The commands that open a dialog, and what it is called. */
const dialogs = [
  ["New package…", "New package"],
  ["Import page…", "Import page"],
  ["Open recent…", "Open recent"],
  ["Open the sample…", "Open the sample"],
  ["Sync…", "Sync"],
  ["Keyboard help", "Keyboard"],
] as const;

/** Does a command by its name. */
async function choose({ window: { page } }: Desk, command: string): Promise<void> {
  await page.keyboard.press("Control+Shift+P");
  await page.keyboard.type(command.replace("…", ""));
  await page.getByRole("option", { name: new RegExp(`^${command}`) }).first().click();
}
