import { expect } from "vitest";
import type { Page } from "playwright-core";
import type { Desk } from "./window";

/** Opens the review of the package that is open. */
export async function shown(desk: Desk) {
  const { folder, window } = desk;
  const { page } = window;
  await window.tab("Signals").waitFor();
  await page.keyboard.press("Control+Shift+B");
  await page.getByRole("tree", { name: "Queue" }).waitFor();
  await page.getByRole("tree", { name: "Queue" }).focus();
  await page.getByRole("button", { name: /^Approve/ }).waitFor();
  return { folder, window, page };
}

/** How far the review has come, as the head says. */
export function progress(page: Page): Promise<string> {
  return page.getByRole("progressbar", { name: "Reviewed" }).innerText();
}

/** Waits until the head says how many sign-offs have lapsed. */
export async function lapsed(page: Page, words: string): Promise<void> {
  await expect.poll(() => page.locator(".lapsed").allInnerTexts()).toEqual(words ? [words] : []);
}

/** The statement that is looked at. */
export function statement(page: Page): Promise<string> {
  return page.getByRole("region", { name: "Statement", exact: true }).locator(".statement").innerText();
}

/** Waits until the statement that was gone to is the one on the screen. */
export async function settled(page: Page): Promise<void> {
  await page.locator("[data-region=statement][aria-busy=false]").waitFor();
}

/** Gives a verdict by its key, and waits until it is kept and the next statement is there. */
export async function approve(page: Page, key: "A" | "F", done: number): Promise<void> {
  await page.getByRole("region", { name: "Statement", exact: true }).waitFor();
  await settled(page);
  await page.keyboard.press(key.toLowerCase());
  await expect.poll(() => progress(page)).toContain(`${done} of`);
  await settled(page);
}

/** Goes on by key until a statement with these words is looked at. */
export async function walkTo(page: Page, words: string): Promise<void> {
  await page.getByRole("tree", { name: "Queue" }).focus();
  await page.keyboard.press("Home");
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press("j");
    await settled(page);
    if ((await statement(page)).replaceAll("\n", " ").includes(words)) return;
  }
  throw new Error(`Nothing says "${words}".`);
}
