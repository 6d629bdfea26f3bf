import type { Locator } from "playwright-core";
import { expect } from "vitest";
import { faults } from "./faults";
import { test, type Window } from "./window";

test("rows of all lists have menus by mouse and by key, and give the focus back", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  const { keyboard } = page;
  await window.editor("Signals").waitFor();

  const row = window.packages.getByRole("option", { name: /kazakhstan/i });
  await row.focus();
  await keyboard.press("Shift+F10");
  expect(await lines(window)).toEqual(["Open", "Commit…", "Review", "Coverage", "History", "Preview", "Show in the file manager", "Copy path"]);
  expect(await faults(page), "of a package").toEqual([]);
  await keyboard.press("Escape");
  await menu(window).waitFor({ state: "detached" });
  await expect.poll(() => row.evaluate((element) => element === document.activeElement)).toBe(true);
  await keyboard.press("ContextMenu");
  await menu(window).waitFor();
  await keyboard.type("Cov");
  await keyboard.press("Enter");
  await page.getByRole("grid", { name: /coverage/i }).or(page.getByRole("heading", { name: /coverage/i })).first().waitFor();

  await keyboard.press("Control+Shift+A");
  await window.grid.getByRole("row", { name: /kazakhstan/i }).click({ button: "right" });
  await choose(window, "Copy path");
  await page.getByText("The path is copied").waitFor({ state: "attached" });

  await keyboard.press("Control+Shift+T");
  await window.tab("Profile").click({ button: "right" });
  expect(await lines(window)).toContain("Open beside");
  await choose(window, "Open beside");
  await page.getByRole("textbox", { name: "Profile, read only" }).waitFor();

  const heading = page.getByRole("tree", { name: /^Outline/ }).getByRole("treeitem").nth(1);
  await heading.click({ button: "right" });
  await choose(window, "Go to");
  await expect.poll(() => window.editor("Signals").evaluate((editor) => editor === document.activeElement)).toBe(true);

  await keyboard.press("Control+Shift+H");
  const commit = page.getByRole("listbox", { name: "Commits" }).getByRole("option", { name: /Kazakhstan/ });
  await commit.click({ button: "right" });
  expect(await faults(page), "of a commit").toEqual([]);
  await choose(window, "Restore Signals…");
  await page.getByRole("dialog").waitFor();
  await keyboard.press("Escape");
  expect(folder.git("status", "--porcelain")).toBe("");
});

test("a finding is mended and waived from its menu, in the list and in the gutter", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  const signals = await window.openLayer("Signals");
  await window.select(signals, "whole country", "across the ");
  await page.keyboard.type("whole Ruritania");
  await window.openProblems();
  const problem = window.problems.getByRole("option", { name: /Ruritania/ }).first();
  await problem.waitFor();
  await window.problems.getByRole("listbox").focus();
  await page.keyboard.press("Shift+F10");
  expect(await lines(window)).toContain("What this rule looks for");
  await page.keyboard.press("Escape");
  await problem.click({ button: "right" });
  expect(await lines(window)).toEqual(["Go to", "Fix…", "Waive…", "What this rule looks for", "Copy"]);
  expect(await faults(page), "of a finding").toEqual([]);
  await choose(window, "Waive…");
  await page.getByRole("dialog", { name: /Waive/ }).waitFor();
  await page.keyboard.press("Escape");

  await problem.click({ button: "right" });
  await choose(window, "Go to");
  await page.keyboard.press("Escape"); // the card
  const mark = page.locator(".cm-marks .cm-gutterElement svg.glyph-warning, .cm-marks .cm-gutterElement svg.glyph-error").first();
  await mark.click({ button: "right" });
  expect(await lines(window)).toContain("Waive…");
  expect(await faults(page), "of the gutter").toEqual([]);
  await choose(window, "What the rule looks for");
  await page.getByRole("dialog").waitFor();
});

test("search results and the review have menus, text fields keep their own", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  await window.editor("Signals").waitFor();
  await page.keyboard.press("Control+Shift+F");
  await page.keyboard.type("Digital Tenge");
  const found = page.getByRole("tree", { name: "What was found" });
  const match = found.getByRole("treeitem", { level: 3 }).or(found.getByRole("treeitem", { level: 2 })).last();
  await match.click({ button: "right" });
  await choose(window, "Copy");
  await page.getByText("The line is copied").waitFor({ state: "attached" });
  const prevented = await page.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>("[role=search] input, input[type=search], input.field");
    const event = new MouseEvent("contextmenu", { bubbles: true, cancelable: true, button: 2 });
    field?.dispatchEvent(event);
    return event.defaultPrevented;
  });
  expect(prevented).toBe(false);

  await page.keyboard.press("Control+Shift+B");
  const queue = page.getByRole("tree", { name: "Queue" });
  await queue.getByRole("treeitem", { level: 2 }).first().click({ button: "right" });
  expect(await faults(page), "of a statement").toEqual([]);
  await choose(window, "Go to the statement in the text");
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest("[data-region=text]") !== null)).toBe(true);
});

const menu = ({ page }: Window): Locator => page.getByRole("menu", { name: "What can be done here" });

async function lines(window: Window): Promise<string[]> {
  await menu(window).waitFor();
  return menu(window).getByRole("menuitem").evaluateAll((items) => items.map((item) => item.firstChild?.textContent ?? ""));
}

async function choose(window: Window, words: string): Promise<void> {
  await menu(window).getByRole("menuitem", { name: new RegExp(`^${words}`) }).first().click();
  await menu(window).waitFor({ state: "detached" });
}
