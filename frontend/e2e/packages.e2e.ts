import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { faults } from "./faults";
import { test, type Window } from "./window";

/** The names in the list of packages as it is drawn, from the top. */
function listed(window: Window): Promise<string[]> {
  return window.grid.evaluate((grid) => {
    const rows = [...grid.querySelectorAll<HTMLElement>("[data-at]")].sort((a, b) => Number(a.dataset.at) - Number(b.dataset.at));
    return rows.map((row) => row.querySelector(".title")?.textContent ?? "");
  });
}

/** What the cell says that has the focus, as a reader hears it. */
function focused(window: Window): Promise<string> {
  return window.grid.locator(":focus").ariaSnapshot();
}

const allChecked = (window: Window) => expect.poll(() => window.grid.getByText("checking…").count()).toBe(0);

test("every package is listed, with what needs attention first, and all of it by keyboard", async ({ open }) => {
  const { folder, window } = await open({ invented: 5 });
  const { page, grid } = window;
  await grid.waitFor();
  await allChecked(window);
  expect(await listed(window)).toHaveLength(6);
  await expect.poll(() => grid.getByRole("row", { name: /^Kazakhstan/ }).ariaSnapshot()).toContain("nothing changed");

  folder.write("kazakhstan/signals.md", folder.read("kazakhstan/signals.md").replace("17 data centers", "19 data centers"));
  await expect.poll(() => grid.getByRole("row", { name: /^Kazakhstan/ }).ariaSnapshot()).toContain("1 file");
  const row = await grid.getByRole("row", { name: /^Kazakhstan/ }).ariaSnapshot();
  for (const words of ["Signals: 1 error, changed since the last commit", "Profile: no findings", "statements traced", "1 error"]) expect(row).toContain(words);

  await expect.poll(() => focused(window)).toContain("gridcell"); // the list has the focus from the start
  await page.keyboard.press("k");
  await page.keyboard.press("a");
  await expect.poll(() => focused(window)).toContain("Kazakhstan");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => focused(window)).toContain("Signals: 1 error");
  await page.keyboard.press("Home");
  await expect.poll(() => focused(window)).toContain("Signals:");
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => focused(window)).toContain("columnheader \"Signals\"");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  const byName = (await listed(window)).toSorted();
  await expect.poll(() => listed(window)).toEqual(byName);

  await page.keyboard.press("Control+f");
  await page.keyboard.type("kaz");
  await expect.poll(() => listed(window)).toEqual(["Kazakhstan"]);
  await page.getByRole("region", { name: "Next step" }).getByText("19 data centers").waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+Enter");
  const signals = window.editor("Signals");
  await signals.waitFor();
  await expect.poll(() => window.lineOfCaret(signals)).toContain("19 data centers");

  await page.keyboard.press("Control+Shift+A");
  await expect.poll(() => listed(window)).toEqual(["Kazakhstan"]);
  await expect.poll(() => focused(window)).toContain("Kazakhstan");
  await page.keyboard.press("Enter");
  await signals.waitFor();
});

test("how the packages are listed is remembered", async ({ open }) => {
  const desk = await open({ invented: 2 });
  const state = ({ page }: Window) => page.getByRole("combobox", { name: "State" });
  await desk.window.grid.waitFor();
  await allChecked(desk.window);
  await desk.window.page.getByRole("combobox", { name: "Sort by" }).selectOption("Name");
  await state(desk.window).selectOption("With errors");
  expect(await listed(desk.window)).not.toContain("Kazakhstan");
  await expect.poll(() => desk.folder.settings).toMatch(/"state": ?"errors"/); // a moment later
  const { window } = await desk.restart();
  await window.grid.waitFor();
  await expect.poll(() => state(window).inputValue()).toBe("errors");
  expect(await window.grid.getByRole("columnheader", { name: "Package" }).getAttribute("aria-sort")).toBe("ascending");
});

test("a row keeps its place under the pointer while something about it changes", async ({ open }) => {
  const { folder, window } = await open({ invented: 3 });
  await window.grid.waitFor();
  await allChecked(window);
  const before = await listed(window);
  const last = before.at(-1)!;
  await window.grid.getByRole("row", { name: new RegExp(`^${last}`) }).hover();
  const path = folder.git("ls-files", "*/signals.md").split("\n").find((file) => file.startsWith(last.toLowerCase()))!;
  folder.write(path, `${folder.read(path)}\n${"The Kingdom of Zubrowka ranks first and is the best place to invest. ".repeat(20)}\n`);
  await window.page.getByRole("button", { name: "Sort again" }).waitFor();
  expect(await listed(window)).toEqual(before);
  await window.page.keyboard.press("F5");
  await expect.poll(async () => (await listed(window))[0]).toBe(last);
});

test("no fault in the list of packages", async ({ open }) => {
  const { window } = await open({ invented: 3 });
  const { page } = window;
  await window.grid.waitFor();
  await allChecked(window);
  expect(await faults(page), "the list").toEqual([]);
  await page.setViewportSize({ width: 720, height: 600 });
  expect(await faults(page), "a narrow window").toEqual([]);
  await page.getByRole("searchbox", { name: "Filter packages" }).fill("nowhere");
  await page.getByRole("button", { name: "Show all packages" }).waitFor();
  expect(await faults(page), "nothing found").toEqual([]);
});

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
  await dialog.getByRole("textbox", { name: "Name of the jurisdiction" }).fill("Sylvania");
  await dialog.getByRole("button", { name: "Create now" }).click();
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
  await dialog.getByRole("textbox", { name: "Name of the jurisdiction" }).fill("Sylvania");
  await dialog.getByRole("textbox", { name: "Folder" }).fill("No Slug");
  await dialog.getByText("“No Slug” cannot name a package").or(dialog.getByText('"No Slug" cannot name a package')).waitFor();
  await dialog.getByRole("button", { name: "Create now" }).click();
  await expect.poll(() => dialog.getByRole("alert").textContent()).toContain("No Slug");
  expect(readdirSync(folder.path).sort()).toEqual([".git", "kazakhstan"]);
});
