import { expect } from "vitest";
import { faults } from "./faults";
import { test } from "./window";

test("by keyboard to a layer, a heading and a command, and back", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  const { keyboard } = page;
  await window.packages.getByRole("option", { name: "Kazakhstan" }).waitFor();
  const palette = page.getByRole("dialog");

  await keyboard.press("Control+p");
  await keyboard.type("kaz sig");
  await palette.getByRole("option", { name: "Kazakhstan › Signals", exact: true }).waitFor();
  await keyboard.press("Enter");
  const signals = window.editor("Signals");
  await expect.poll(() => signals.evaluate((editor) => editor === document.activeElement)).toBe(true);

  await keyboard.press("Control+Shift+O");
  const outline = page.getByRole("tree", { name: "Outline of Signals" });
  await expect.poll(() => outline.evaluate((tree) => tree.contains(document.activeElement))).toBe(true);
  await keyboard.type("pay");
  await keyboard.press("Enter");
  await expect.poll(() => window.lineOfCaret(signals)).toMatch(/^## Payments/);
  const current = outline.locator("[aria-current=location]");
  await expect.poll(() => current.textContent()).toMatch(/^Payments/);

  await keyboard.press("Control+p");
  await keyboard.type("#summary");
  await palette.getByRole("option", { name: /summary/i }).first().waitFor();
  await keyboard.press("Enter");
  await expect.poll(() => current.textContent()).toMatch(/summary/i);

  await keyboard.press("Control+Shift+P");
  await keyboard.type("evidence fol");
  await palette.getByRole("option", { name: "Evidence follows the caret" }).waitFor();
  await keyboard.press("Enter");
  await expect.poll(() => page.getByRole("button", { name: "Follow" }).getAttribute("aria-pressed")).toBe("false");
  await expect.poll(() => signals.evaluate((editor) => editor === document.activeElement), { message: "the focus returns" }).toBe(true);
});

test("what was open and done last is at hand after the next start", async ({ open }) => {
  const desk = await open({ invented: 1 });
  await desk.window.grid.getByRole("row", { name: /^Kazakhstan/ }).waitFor();
  await desk.window.page.keyboard.press("Control+p");
  await desk.window.page.keyboard.type("kaz prof");
  await desk.window.page.getByRole("option", { name: "Kazakhstan › Profile", exact: true }).waitFor();
  await desk.window.page.keyboard.press("Enter");
  await desk.window.editor("Profile").waitFor();
  await desk.window.page.keyboard.press("Control+Shift+P");
  await desk.window.page.keyboard.type("larger");
  await desk.window.page.getByRole("option", { name: "Larger" }).waitFor();
  await desk.window.page.keyboard.press("Enter");
  await expect.poll(() => desk.folder.settings).toMatch(/kazakhstan\/profile[^]*zoom\.in|zoom\.in[^]*kazakhstan\/profile/);

  const { page, grid } = (await desk.restart()).window;
  await grid.getByRole("row", { name: /^Kazakhstan/ }).waitFor();
  const first = (group: string) => page.getByRole("dialog").getByRole("group", { name: group }).getByRole("option").first();
  await page.keyboard.press("Control+p");
  await expect.poll(() => first("Recent").textContent()).toContain("Kazakhstan › Profile");
  await page.keyboard.type(">");
  await expect.poll(() => first("Recent").textContent()).toContain("Larger");
});

test("breadcrumbs lead to what stands beside, by keyboard", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  const crumbs = page.getByRole("navigation", { name: "Where the caret is" });
  await crumbs.getByRole("button", { name: /^Section/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitemradio", { name: "Signals summary statement" }).waitFor();
  await page.keyboard.type("signals");
  await page.keyboard.press("Enter");
  await expect.poll(() => window.lineOfCaret(signals)).toBe("## Signals summary statement");
  await expect.poll(() => signals.evaluate((editor) => editor === document.activeElement)).toBe(true);
  await page.keyboard.press("Control+j");
  await crumbs.getByRole("button", { name: /^Statement: Kazakhstan's signals/ }).waitFor();
  await crumbs.getByRole("button", { name: /^Layer/ }).click();
  await page.getByRole("menuitemradio", { name: "Profile" }).click();
  await window.editor("Profile").waitFor();
});

test("a screen that is asked for by key has the focus, and so has the text again, at its caret", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.select(signals, "7", "the 1");
  const focused = () => page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-region]")?.dataset.region);
  for (const [key, region] of [["Control+,", "settings"], ["F9", "preview"], ["Control+Shift+H", "history"], ["Control+Shift+X", "coverage"], ["Control+Shift+B", "queue"], ["Control+Shift+A", "packages"]] as const) {
    await page.keyboard.press(key);
    await expect.poll(focused, { message: key }).toBe(region);
    await page.keyboard.press("Control+Shift+T");
    await expect.poll(focused, { message: `back from ${region}` }).toBe("text");
  }
  await page.keyboard.type("9");
  await expect.poll(() => signals.textContent()).toContain("the 19 data centers");
});

test("no fault in the palette and the breadcrumbs", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  await window.openPackage("Kazakhstan");
  await window.openLayer("Signals");
  await page.keyboard.press("Control+p");
  await page.keyboard.type("signals");
  await page.getByRole("option", { name: /Kazakhstan › Signals/ }).first().waitFor();
  expect(await faults(page), "quick open").toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Shift+P");
  await page.getByRole("option", { name: /^Commit…/ }).waitFor();
  expect(await faults(page), "the commands").toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Section/ }).click();
  await page.getByRole("menuitemradio").first().waitFor();
  expect(await faults(page), "a breadcrumb").toEqual([]);
});

test("a search through all layers leads to a match; a replacement waits to be saved", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  const { keyboard } = page;
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  const before = folder.read("kazakhstan/signals.md");
  await keyboard.press("Control+Shift+F");
  await keyboard.type("whole country");
  const found = page.getByRole("tree", { name: "What was found" });
  await found.locator("mark", { hasText: "whole country" }).first().waitFor(); // and not a part of it
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe("whole country");

  await window.openLayer("Signals");
  await keyboard.press("Control+Shift+F");
  await page.getByRole("button", { name: "Replace", exact: true }).click();
  await page.getByRole("textbox", { name: "Replace with" }).fill("entire country");
  await expect.poll(() => found.locator("ins").first().textContent()).toBe("entire country");
  await page.getByRole("button", { name: /^Replace \d/ }).click();
  await window.bring(signals, "entire country");
  expect(await window.unsaved("Signals")).toBe(true);
  expect(await window.unsaved("Evidence")).toBe(false);
  expect(folder.read("kazakhstan/signals.md")).toBe(before);
  await signals.focus();
  await keyboard.press("Control+z");
  await expect.poll(() => window.unsaved("Signals")).toBe(false);
});

test("no fault in the search", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  await window.openPackage("Kazakhstan");
  await window.openLayer("Signals");
  await page.keyboard.press("Control+Shift+F");
  await page.keyboard.type("national");
  await page.getByRole("button", { name: "Replace", exact: true }).click();
  await page.getByRole("treeitem", { name: /national/i }).first().waitFor();
  expect(await faults(page)).toEqual([]);
});
