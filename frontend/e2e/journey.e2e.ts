import { expect } from "vitest";
import { test } from "./window";

test("from a wrong figure to a commit", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  const logBefore = folder.read("kazakhstan/change-log.md");

  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.evidence.waitFor();

  await window.openProblems();
  await window.select(signals, "7", "the 1");
  const delay = await window.warningAfter("9", "19");
  console.log(`The warning was on the screen ${Math.round(delay)} ms after the key; 200 are aimed at.`);
  expect(delay).toBeLessThan(1000);
  await expect.poll(() => window.lit()).toContain("17 data centers");

  await page.keyboard.press("Backspace");
  await page.keyboard.press("7");
  await expect.poll(() => window.problems.textContent()).not.toContain("data centers");

  await window.select(signals, "whole country", "across the ");
  await page.keyboard.type("entire country");
  await expect.poll(() => window.unsaved("Signals")).toBe(true);
  await page.keyboard.press("Control+s");
  await expect.poll(() => window.unsaved("Signals")).toBe(false);
  expect(folder.read("kazakhstan/signals.md")).toContain("across the entire country");

  await page.keyboard.press("Control+Shift+G");
  await window.commit("Signals: wording");
  await expect.poll(() => folder.git("rev-list", "--count", "HEAD")).toBe("2");

  expect(folder.git("log", "-1", "--format=%s, %an")).toBe("Signals: wording, A. Author");
  expect(folder.git("diff-tree", "--no-commit-id", "--name-only", "-r", "HEAD").split("\n")).toEqual([
    "kazakhstan/change-log.md",
    "kazakhstan/signals.md",
  ]);
  await expect.poll(() => folder.git("status", "--porcelain")).toBe("");
  expect(folder.git("fsck", "--strict", "--no-dangling")).toBe("");

  const log = folder.read("kazakhstan/change-log.md");
  const entry = log.slice(logBefore.length);
  expect(log.startsWith(logBefore)).toBe(true);
  expect(entry).toContain("`signals.md`");
  expect(entry).toContain("across the entire country");
  expect(folder.git("show", "HEAD:kazakhstan/change-log.md")).toBe(log.trimEnd());
});
