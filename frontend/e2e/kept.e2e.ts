import { expect } from "vitest";
import { faults } from "./faults";
import { test } from "./window";

test("what was taken back and what was set aside is listed with a way back", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.select(signals, "whole country", "across the ");
  await page.keyboard.insertText("entire country");
  await page.keyboard.press("Control+s");
  await expect.poll(() => window.unsaved("Signals")).toBe(false);
  await page.keyboard.press("Control+Shift+G");
  await window.commit("The country in other words");
  await page.getByRole("button", { name: "Undo commit" }).click();
  await expect.poll(() => page.getByRole("button", { name: "Undo commit" }).count()).toBe(0);
  await window.select(signals, "entire country", "across the ");
  await page.keyboard.insertText("country, typed and given up");
  await page.keyboard.press("Control+Shift+P");
  await page.keyboard.type("revert");
  await page.getByRole("option", { name: "Revert to what is saved…" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Restore Signals" }).getByText("typed and given up").waitFor();
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => window.unsaved("Signals")).toBe(false);

  await page.keyboard.press("Control+Shift+H");
  await page.getByRole("button", { name: "Kept…" }).click();
  const kept = page.getByRole("dialog", { name: "What was set aside or taken back" });
  await expect.poll(() => kept.getByRole("listitem").count()).toBe(2);
  expect(await faults(page)).toEqual([]);
  await kept.getByRole("button", { name: /^Compare The country in other words/ }).click();
  await page.getByRole("heading", { name: "The country in other words" }).waitFor();

  await page.getByRole("button", { name: "Kept…" }).click();
  await kept.getByRole("button", { name: /^Restore Signals/ }).click();
  await page.getByRole("dialog", { name: "Restore Signals" }).getByText("typed and given up").waitFor();
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => window.unsaved("Signals")).toBe(true);
  await window.bring(signals, "typed and given up");
});
