import { expect, test } from "vitest";
import { Folder } from "./folder";
import { Program } from "./program";
import { WebKit } from "./webdriver";

const file = "kazakhstan/signals.md";
const words = "Kazakhtelecom states that its data centers number 1";

/** The engine that the window has on Linux; the other journeys are in Chromium. */
test("in WebKitGTK a wrong figure is typed, seen, explained, mended, saved and committed", async ({ onTestFinished }) => {
  const folder = new Folder();
  onTestFinished(() => folder.remove());
  const program = await Program.start(folder);
  onTestFinished(() => program.stop());
  const page = await WebKit.open(program.address);
  onTestFinished(() => page.close());
  const text = ".cm-content[aria-label='Signals']";
  await expect.poll(() => page.text(text)).toContain("Kazakhstan - Signals Layer");

  await page.press("Control+2");
  await page.press("Control+End");
  await page.press("Enter");
  await page.press("Enter");
  await page.type(`${words}9`);
  await expect.poll(() => page.text(`${text} .cm-lintRange-error`)).toBe("19");

  await page.press("Control+Home");
  await page.press("F8");
  await expect.poll(() => page.text(".cm-tooltip")).toContain("“19” is in no layer above");
  expect(await page.evaluate("return getSelection().focusNode.parentElement.closest('.cm-line').textContent")).toContain(words);

  await page.press("Escape");
  await page.press("Control+End");
  await page.press("Backspace");
  await page.type("7");
  await expect.poll(() => page.text(`${text} .cm-lintRange-error`)).toBe("");
  await page.press("Control+s");
  await expect.poll(() => folder.read(file)).toContain(`${words}7`);

  await page.press("Control+Shift+g");
  await expect.poll(() => page.evaluate("return document.querySelector('dialog[open] textarea, dialog[open] input:not([type=checkbox])')?.value ?? ''")).not.toBe("");
  await page.press("Control+Enter");
  await expect.poll(() => folder.git("rev-list", "--count", "HEAD")).toBe("2");
  expect(folder.git("show", `HEAD:${file}`)).toContain(`${words}7`);
  await expect.poll(() => folder.git("status", "--porcelain")).toBe("");
});
