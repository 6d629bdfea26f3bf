import { expect } from "vitest";
import type { Locator } from "playwright-core";
import { faults } from "./faults";
import { test, type Window } from "./window";

const file = (layer: string) => `kazakhstan/${layer}.md`;

/** The signals beside their evidence. */
async function signalsOf(window: Window): Promise<Locator> {
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.evidence.waitFor();
  return signals;
}

/** Puts the caret behind words. */
async function caretBehind(window: Window, editor: Locator, words: string): Promise<void> {
  const { to } = await window.bring(editor, words);
  await window.page.mouse.click(to.x, to.y);
}

const beside = (window: Window, title: string) => window.page.getByRole("textbox", { name: `${title}, read only` });
const card = (window: Window) => window.page.locator(".cm-card");
const texts = (pane: Locator, selector: string) => pane.evaluate((root, within) => [...root.querySelectorAll(within)].map((one) => one.textContent), selector);
const scrollTop = (pane: Locator) => pane.evaluate((root) => root.closest(".cm-scroller")!.scrollTop);

async function choose(window: Window, title: string): Promise<void> {
  await window.page.getByRole("button", { name: /choose what stands beside/ }).click();
  await window.page.getByRole("menuitemradio", { name: title, exact: true }).click();
}

test("the caret lights its evidence, and what both say is marked on both sides", async ({ open }) => {
  const { window } = await open();
  const signals = await signalsOf(window);
  await caretBehind(window, signals, "248-point");
  await expect.poll(() => window.lit()).toContain("248-point network across the whole country");
  expect(await texts(signals, ".cm-shared-name")).toEqual(["Kazakhtelecom"]);
  expect(await texts(window.evidence, ".cm-shared-name")).toEqual(["Kazakhtelecom"]);
  expect(await texts(signals, ".cm-shared-figure")).toEqual(["248", "17"]);
  expect(await texts(window.evidence, ".cm-shared-figure")).toEqual(["248", "17"]);
  expect((await texts(window.evidence, ".cm-shared-term")).join(" ")).toContain("network");

  await caretBehind(window, window.evidence, "owns the National");
  await expect.poll(() => texts(signals, ".cm-lit")).not.toEqual([]);
  await window.page.getByRole("group", { name: "Used by" }).waitFor();
});

test("any two layers stand side by side, are joined, and are remembered", async ({ open }) => {
  const desk = await open();
  const { window } = desk;
  await window.openPackage("Kazakhstan");
  const profile = await window.openLayer("Profile");
  await choose(window, "Signals");
  const signals = beside(window, "Signals");
  await signals.waitFor();
  await caretBehind(window, profile, "Kazakhtelecom's fiber-optic");
  await expect.poll(() => texts(signals, ".cm-lit")).not.toEqual([]);
  expect(await texts(profile, ".cm-shared-name")).toContain("China");
  await signals.click();
  await window.page.keyboard.type("nothing is typed here");
  expect(await signals.textContent()).not.toContain("nothing is typed here");

  await window.page.getByRole("button", { name: "Edit signals" }).click();
  await window.editor("Signals").waitFor();
  await window.evidence.waitFor();
  await window.openLayer("Profile");
  await signals.waitFor();
  await expect.poll(() => desk.folder.settings).toMatch(/"kazakhstan": ?"signals"/); // a moment later

  const { window: again } = await desk.restart();
  await again.openPackage("Kazakhstan");
  await again.openLayer("Profile");
  await beside(again, "Signals").waitFor();
});

test("the card tells the support with its reasons, as text too, and the way down to the evidence", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  const append = (layer: string, text: string) => folder.write(file(layer), `${folder.read(file(layer))}\n${text}\n`);
  append("signals", "Kazakhtelecom's 248-point network signals a shoreline custom of lantern processions.");
  append("profile", "A shoreline custom of lantern processions. Zanzibar bakes bread.");
  await window.openPackage("Kazakhstan");
  const profile = await window.openLayer("Profile");
  await caretBehind(window, profile, "shoreline custom");
  await page.keyboard.press("Control+e");
  await card(window).getByRole("list", { name: "The way down to the evidence" }).first().waitFor();
  expect(await card(window).textContent()).toContain("Signals › Signals summary statement");

  await page.keyboard.press("Control+e");
  const text = page.getByRole("textbox", { name: "Card as text" });
  await expect.poll(() => text.inputValue()).toMatch(/By way of Signals › Signals summary statement: .*lantern processions.\nEvidence › Telecommunications backbone, 0\.\d\d: /);
  await page.keyboard.press("Escape");
  expect(await profile.evaluate((root) => root === document.activeElement)).toBe(true);
  expect(await card(window).count()).toBe(0);

  await page.keyboard.press("Control+e");
  const step = card(window).getByRole("button", { name: /Signals › Signals summary statement/ }).first();
  await step.waitFor();
  await page.keyboard.press("Tab");
  expect(await card(window).evaluate((root) => root.contains(document.activeElement))).toBe(true);
  await step.press("Enter");
  await beside(window, "Signals").waitFor();
  await expect.poll(() => window.lineOfCaret(beside(window, "Signals"))).toContain("lantern processions");

  await caretBehind(window, profile, "Zanzibar");
  await page.keyboard.press("Control+e");
  await expect.poll(() => card(window).textContent()).toContain("No support found. The evidence was searched for the name “Zanzibar” (nowhere)");
});

test("a pointer that rests opens the card and lights; a text scrolled under it does not, nor typing", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  const signals = await signalsOf(window);
  const { from } = await window.bring(signals, "248-point");
  await page.waitForTimeout(600);
  expect(await card(window).count()).toBe(0);
  await page.mouse.move(from.x - 3, from.y);
  await page.mouse.move(from.x + 3, from.y);
  await card(window).waitFor();
  await expect.poll(() => texts(signals, ".cm-shared-name")).toEqual(["Kazakhtelecom"]);
  const box = (await card(window).boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + 20, { steps: 4 });
  await page.waitForTimeout(500);
  expect(await card(window).count()).toBe(1);
  await page.keyboard.press("Escape");
  await expect.poll(() => card(window).count()).toBe(0);
  await expect.poll(() => texts(signals, ".cm-shared-name")).toEqual([]);

  await page.mouse.click(from.x, from.y);
  await page.mouse.move(from.x + 3, from.y);
  await page.keyboard.press("Shift");
  await page.waitForTimeout(600);
  expect(await card(window).count()).toBe(0);
});

test("to the evidence and back to the very caret, and through the places that were visited", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  const signals = await signalsOf(window);
  await caretBehind(window, signals, "248-point");
  const selection = () => page.evaluate(caretInLine);
  const before = await selection();
  await expect.poll(() => window.lit()).toContain("248-point");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => window.lineOfCaret(window.evidence)).toContain("248-point network across the whole country");
  await page.keyboard.press("Control+Shift+Enter");
  await expect.poll(selection).toEqual(before);

  const { to } = await window.bring(signals, "248-point");
  await page.keyboard.down("Control");
  await page.mouse.click(to.x, to.y);
  await page.keyboard.up("Control");
  await expect.poll(() => window.evidence.evaluate((root) => root === document.activeElement)).toBe(true);
  await window.openLayer("Profile");
  await page.keyboard.press("Alt+ArrowLeft");
  await window.editor("Signals").waitFor();
  await page.keyboard.press("Alt+ArrowRight");
  await window.editor("Profile").waitFor();
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await window.editor("Signals").waitFor();
});

test("typing never scrolls the other pane, nor does the caret after the reader scrolled it", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  const signals = await signalsOf(window);
  await caretBehind(window, signals, "248-point");
  await expect.poll(() => window.lit()).toContain("248-point");
  const box = (await window.evidence.boundingBox())!;
  await page.mouse.move(box.x + 100, 300);
  await page.mouse.wheel(0, -100_000);
  await expect.poll(() => scrollTop(window.evidence)).toBe(0);
  await page.keyboard.type(" and more words, ", { delay: 30 });
  await page.waitForTimeout(800);
  expect(await scrollTop(window.evidence)).toBe(0);

  await page.keyboard.press("Control+j");
  await page.waitForTimeout(400);
  expect(await scrollTop(window.evidence)).toBe(0);
  await page.waitForTimeout(3000);
  await page.keyboard.type("x", { delay: 30 });
  await page.waitForTimeout(800);
  expect(await scrollTop(window.evidence)).toBe(0);
  await page.keyboard.press("Control+Shift+j");
  await page.keyboard.press("Control+Shift+j");
  await expect.poll(() => scrollTop(window.evidence)).toBeGreaterThan(0);
});

test("a text that is touched loses its mark at once; the ruler shows the finding and leads to it", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  const signals = await signalsOf(window);
  await window.select(signals, "7", "the 1");
  const marks = await page.evaluateHandle(watchMarks);
  await page.keyboard.press("9");
  expect(await marks.evaluate(({ first }) => first)).toContain("glyph-checking");
  const error = page.locator("[data-region=text] .cm-ruler-error");
  await error.waitFor();
  await page.mouse.move((await signals.boundingBox())!.x - 20, 300); // beside the text: the card of the finding may open under the pointer
  await page.mouse.wheel(0, -100_000);
  await expect.poll(() => scrollTop(signals)).toBe(0);
  const place = (await error.boundingBox())!;
  await page.mouse.click(place.x + 2, place.y + 1);
  await expect.poll(() => scrollTop(signals)).toBeGreaterThan(0);
  await page.locator("[data-region=text] .cm-marks .glyph-error").click();
  await expect.poll(() => card(window).textContent()).toContain("evidence.md says 17 data centers");
});

test("no fault of accessibility side by side", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  const signals = await signalsOf(window);
  await window.select(signals, "7", "the 1");
  await page.keyboard.press("9");
  await page.locator(".cm-lintRange-error").first().waitFor();
  await expect.poll(() => window.lit()).toContain("248-point");
  await page.keyboard.press("Control+e");
  await card(window).getByText("Marked on both sides").waitFor();
  expect(await faults(page), "the card").toEqual([]);
  await page.keyboard.press("Control+e");
  expect(await faults(page), "the card as text").toEqual([]);
  await page.keyboard.press("Escape");
  await choose(window, "Profile");
  await beside(window, "Profile").waitFor();
  expect(await faults(page), "another layer beside").toEqual([]);
});

/** The text before the caret in its line; runs in the page. */
function caretInLine(): string {
  const { focusNode, focusOffset } = getSelection()!;
  const range = document.createRange();
  range.setStart(focusNode!.parentElement!.closest(".cm-line")!, 0);
  range.setEnd(focusNode!, focusOffset);
  return range.toString();
}

/** Notes the first mark of the line that changes; runs in the page. */
function watchMarks(): { first: Promise<string> } {
  const first = new Promise<string>((resolve) => {
    const observer = new MutationObserver((changes) => {
      const added = changes.flatMap(({ addedNodes }) => [...addedNodes]).map((node) => (node as Element).outerHTML);
      const mark = added.find((html) => html.includes("glyph-"));
      if (mark) resolve(mark);
    });
    observer.observe(document.querySelector("[data-region=text] .cm-marks")!, { subtree: true, childList: true });
  });
  return { first };
}

