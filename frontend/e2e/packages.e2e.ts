import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { test } from "./window";

test("F8 goes to the next finding", async ({ open }) => {
  const { window } = await open();
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.openProblems();
  await window.select(signals, "7", "the 1");
  await window.warningAfter("9", "19");
  await window.page.keyboard.press("Control+Home");
  await window.page.keyboard.press("F8");
  await expect.poll(() => window.lineOfCaret(signals)).toContain("the 19 data centers");
});

test("the line of the caret stays in view when the problems open below it", async ({ open }) => {
  const { window } = await open();
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  const { y, height } = (await signals.locator("xpath=ancestor::*[contains(@class, 'cm-scroller')]").boundingBox())!;
  const { x } = (await signals.boundingBox())!;
  await window.page.mouse.click(x + 200, y + height - 30);
  const line = await window.lineOfCaret(signals);
  expect(line).not.toBe("");
  await window.openProblems();
  const hidden = () =>
    signals.evaluate((editor) => {
      const caret = getSelection()!.getRangeAt(0).getClientRects().item(0);
      return (caret?.bottom ?? Infinity) - editor.closest(".cm-scroller")!.getBoundingClientRect().bottom;
    });
  await expect.poll(hidden).toBeLessThanOrEqual(0);
  expect(await window.lineOfCaret(signals)).toBe(line);
});

test("a new package has its seven layers and no error", async ({ open }) => {
  const { folder, window } = await open();
  await window.packages.getByRole("option", { name: /kazakhstan/i }).waitFor(); // the folder is open
  await window.page.getByRole("button", { name: "New package…" }).click();
  const dialog = window.page.getByRole("dialog", { name: "New package" });
  await dialog.getByRole("textbox").fill("sylvania");
  await dialog.getByRole("button", { name: "Make package" }).click();
  await window.packages.getByRole("option", { name: /sylvania/i }).waitFor();
  for (const layer of ["evidence", "signals", "trust-dimensions", "metadata", "profile", "builder-mode", "change-log"]) {
    expect(existsSync(join(folder.path, "sylvania", `${layer}.md`)), layer).toBe(true);
  }
});

test("a name that is no folder name is refused in words, and nothing is written", async ({ open }) => {
  const { folder, window } = await open();
  await window.packages.getByRole("option", { name: /kazakhstan/i }).waitFor(); // the folder is open
  await window.page.getByRole("button", { name: "New package…" }).click();
  const dialog = window.page.getByRole("dialog", { name: "New package" });
  await dialog.getByRole("textbox").fill("No Slug");
  await dialog.getByRole("button", { name: "Make package" }).click();
  await expect.poll(() => dialog.getByRole("alert").textContent()).toContain("No Slug");
  expect(readdirSync(folder.path).sort()).toEqual([".git", "kazakhstan"]);
});
