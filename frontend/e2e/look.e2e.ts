import type { Page } from "playwright-core";
import { expect } from "vitest";
import { test } from "./window";

test("zoom and a narrow window keep the line of the caret in view, and the focus", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.select(signals, "7", "the 1");
  for (const [key, times] of [["Control+=", 3], ["Control+=", 7], ["Control+-", 10], ["Control+-", 2]] as const) {
    for (let i = 0; i < times; i++) await page.keyboard.press(key);
    await expect.poll(() => caretShown(page), { message: `${key} ${times} times` }).toBe(true);
    expect(await sideways(page)).toEqual([]);
  }
});

test("in a small window at 200 % the table of the coverage has room, and only what is below the bars scrolls", async ({ open }) => {
  const { window } = await open(undefined, { viewport: { width: 800, height: 600 } });
  const { page } = window;
  await window.openPackage("Kazakhstan");
  for (let i = 0; i < 10; i++) await page.keyboard.press("Control+=");
  await page.keyboard.press("Control+Shift+X");
  const table = page.locator("[data-region=coverage]");
  await expect.poll(async () => (await table.boundingBox())?.height).toBeGreaterThan(150);
  await page.keyboard.press("Control+,");
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
});

test("in the smallest window at 200 % every screen is in sight in the rail", async ({ open }) => {
  const { window } = await open(undefined, { viewport: { width: 720, height: 480 } });
  const { page } = window;
  await window.tab("Signals").waitFor();
  for (let i = 0; i < 10; i++) await page.keyboard.press("Control+=");
  const settings = page.getByRole("navigation", { name: "Screens" }).getByRole("button", { name: "Settings" });
  const status = page.getByRole("contentinfo", { name: "Status" });
  await expect.poll(async () => (await settings.boundingBox())!.y + (await settings.boundingBox())!.height).toBeLessThanOrEqual((await status.boundingBox())!.y);
  await settings.click();
  await page.getByRole("heading", { name: "Settings" }).waitFor();
});

test("a heading without a space stays beside what else the review says of a statement", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  await window.tab("Signals").waitFor();
  folder.replace("kazakhstan/signals.md", folder.read("kazakhstan/signals.md").replace(/^## /m, `## ${"verylong".repeat(12)}`));
  await expect.poll(() => window.editor("Signals").textContent()).toContain("verylong");
  await page.keyboard.press("Control+Shift+B");
  const pane = page.locator("[data-region=statement] .scrolled");
  await pane.getByText("verylong").waitFor();
  expect(await pane.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
});

test("the window is drawn in its own fonts, and nothing moves as they come", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  await window.openPackage("Kazakhstan");
  await window.openLayer("Signals");
  await page.reload();
  await window.editor("Signals").or(window.packages).first().waitFor();
  const fonts = await page.evaluate(async () => {
    const [family] = getComputedStyle(document.body).fontFamily.split(",");
    const faces = [...(await document.fonts.ready)];
    return { family, loaded: faces.filter(({ status }) => status === "loaded").length, failed: faces.filter(({ status }) => status === "error").length };
  });
  expect(fonts).toEqual({ family: "Inter", loaded: expect.any(Number) as number, failed: 0 });
  expect(fonts.loaded).toBeGreaterThan(0);
  const elsewhere = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => new URL(name).origin !== location.origin));
  expect(elsewhere).toEqual([]);
});

/** Whether the caret stands in the text and its line is in view. */
function caretShown(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const line = getSelection()?.focusNode?.parentElement?.closest(".cm-line");
    const frame = line?.closest(".cm-scroller")?.getBoundingClientRect();
    const { top, bottom } = line?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    return !!frame && document.activeElement?.classList.contains("cm-content") === true && bottom > frame.top && top < frame.bottom;
  });
}

/** What reaches beyond the right edge of the window, but for what scrolls. */
function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("#app *")]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest(".cm-editor, [role=tablist]"))
      .map(({ tagName, className, textContent }) => `${tagName} ${className}: ${textContent}`),
  );
}
