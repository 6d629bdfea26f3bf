import type { Page } from "playwright-core";
import { expect } from "vitest";
import { approve, progress, settled, shown } from "./reviewing";
import { test } from "./window";

/** Where the focus is: the nearest name around it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    const around = activeElement?.closest("[data-region]") as HTMLElement | null;
    return `${around?.dataset.region ?? ""}: ${activeElement?.getAttribute("aria-label") ?? activeElement?.textContent.trim() ?? ""}`;
  });
}

test("what had the focus and goes away leaves it to what is closest", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  const signals = "kazakhstan/signals.md";
  folder.write(signals, folder.read(signals).replace("17 data centers", "18 data centers"));

  // The list gives way to the text.
  await window.openPackage("Kazakhstan");
  await window.openLayer("Signals");
  await page.keyboard.press("Control+Shift+A");
  await page.getByRole("gridcell", { name: /^Signals: / }).click();
  await expect.poll(() => focused(page)).toBe("text: Signals");

  // A fold that is opened is not there any more.
  await page.keyboard.press("Control+Shift+H");
  await page.getByRole("option", { name: "Not committed" }).click();
  await page.getByRole("button", { name: /unchanged parts/ }).first().focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(page)).toMatch(/^difference: /);

  // Nor is a key that is taken from a command, nor the button that waits for one.
  await page.keyboard.press("Control+,");
  await page.getByRole("searchbox", { name: "Search the settings" }).fill("keyboard help");
  await page.getByRole("button", { name: "Remove F1 from Keyboard help" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(page)).toMatch(/^settings: .*Keyboard help/);
  await page.getByRole("button", { name: "Add keys for Keyboard help" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Press the keys/ }).waitFor();
  await page.keyboard.press("F1");
  await expect.poll(() => focused(page)).toMatch(/^settings: .*Keyboard help/);
});

test("a button that was busy has the focus again, and one that was left is left", async ({ open }) => {
  const desk = await open();
  const { page } = await shown(desk);
  await page.getByRole("button", { name: /^Approve/ }).click();
  await expect.poll(() => progress(page)).toContain("1 of");
  await settled(page);
  await expect.poll(() => focused(page)).toMatch(/^statement: Approve/);
  await approve(page, "A", 2);
  await expect.poll(() => focused(page)).toMatch(/^statement: Approve/);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press("Shift");
  await page.waitForTimeout(1000); // longer than the focus is looked after
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
});

test("all that is read is selected, and not the window", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  await window.openPackage("Kazakhstan");
  await window.openLayer("Signals");
  const selected = () => page.evaluate(() => getSelection()?.toString() ?? "");
  await page.getByRole("tab", { name: "Signals" }).focus();
  await page.keyboard.press("Control+a");
  expect(await selected()).toBe("");
  await page.keyboard.press("F9");
  await expect.poll(() => focused(page)).toMatch(/^preview: /);
  await page.keyboard.press("Control+a");
  await expect.poll(selected).toContain("Kazakhtelecom");
  expect(await selected()).not.toContain("Settings");
});
