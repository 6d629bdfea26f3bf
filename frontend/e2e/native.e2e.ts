import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { faults } from "./faults";
import { type Desk, test } from "./window";

const pictures = process.env.ATLAS_PICTURES;

test("the first start offers the sample, and everything can be tried on it", async ({ open }) => {
  const { folder, window } = await open({ path: null });
  const { page } = window;
  await page.getByRole("heading", { name: "Atlas Desk" }).waitFor();
  await picture(window, "welcome");
  await page.getByRole("button", { name: /Open the sample/ }).click();
  const dialog = page.getByRole("dialog", { name: "Open the sample" });
  const sample = join(folder.home, "Documents", "Atlas sample");
  await expect.poll(() => dialog.getByRole("textbox").inputValue()).toBe(sample);
  await picture(window, "sample");
  await dialog.getByRole("button", { name: "Open the sample" }).click();
  await window.editor("Signals").waitFor();
  expect(existsSync(join(sample, ".git", "HEAD"))).toBe(true);
  await page.keyboard.press("Control+Shift+R");
  await page.getByRole("dialog", { name: "Open recent" }).getByRole("button", { name: /^Atlas sample/ }).waitFor();
  await picture(window, "recent");
});

test("folders that were open are listed, gone ones are said to be gone and taken off by keyboard", async ({ open }) => {
  const first = await open();
  const { folder } = first;
  await first.window.editor("Signals").waitFor();
  const other = join(folder.home, "other");
  cpSync(join(folder.path, "kazakhstan"), join(other, "ruritania"), { recursive: true });
  const second = await first.restart({ path: other });
  await second.window.page.getByRole("heading", { name: "other" }).waitFor();
  rmSync(other, { recursive: true });
  const { window } = await second.restart({ path: null });
  const { page } = window;
  await page.getByRole("heading", { name: "Recent" }).waitFor();
  await page.getByText("no such file", { exact: false }).waitFor();
  await picture(window, "welcome-recent");
  expect(await faults(page)).toEqual([]);
  const list = page.getByRole("list", { name: "Folders that were open" });
  const gone = list.getByRole("button", { name: /^other/ });
  expect(await gone.getAttribute("aria-disabled")).toBe("true");
  await gone.focus();
  await page.keyboard.press("Delete");
  await gone.waitFor({ state: "detached" });
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain("jurisdictions");
  await page.keyboard.press("Enter");
  await window.editor("Signals").waitFor();
});

test("another folder is opened after a word about unsaved text", async ({ open }) => {
  const first = await open();
  const { folder } = first;
  await first.window.editor("Signals").waitFor();
  const other = join(folder.home, "other");
  mkdirSync(other);
  const { window } = await first.restart({ path: other });
  const { page } = window;
  await page.getByRole("heading", { name: "other" }).waitFor();
  await openRecent(window, /^jurisdictions/);
  const signals = window.editor("Signals");
  await signals.waitFor();
  await window.select(signals, "whole country", "across the ");
  await page.keyboard.type("entire land");
  await expect.poll(() => window.unsaved("Signals")).toBe(true);
  await openRecent(window, /^other/);
  const dialog = page.getByRole("dialog", { name: "Unsaved text" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await window.unsaved("Signals")).toBe(true);
  await openRecent(window, /^other/);
  await dialog.getByRole("button", { name: "Save all and open" }).click();
  await page.getByRole("heading", { name: "other" }).waitFor();
  expect(folder.read("kazakhstan/signals.md")).toContain("entire land");
});

test("a file that is no layer is said to be none", async ({ open }) => {
  const { window } = await open({ path: "../note.txt" });
  await window.page.getByText("this is no layer of a package").waitFor();
});

async function openRecent({ page }: Desk["window"], name: RegExp): Promise<void> {
  await page.keyboard.press("Control+Shift+R");
  await page.getByRole("dialog", { name: "Open recent" }).getByRole("button", { name }).click();
}

test("no fault of accessibility in the welcome", async ({ open }) => {
  const { window } = await open({ path: null });
  const { page } = window;
  await page.getByRole("heading", { name: "Atlas Desk" }).waitFor();
  expect(await faults(page), "the welcome").toEqual([]);
  await picture(window, "welcome");
  await page.getByRole("button", { name: /Open the sample/ }).click();
  await page.getByRole("dialog").waitFor();
  expect(await faults(page), "the sample").toEqual([]);
});

/** Takes a picture to look at, where somebody asks for them. */
async function picture({ page }: Desk["window"], name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
}
