import { expect } from "vitest";
import type { Locator } from "playwright-core";
import { type Desk, test } from "./window";
import { faults } from "./faults";

const signals = "kazakhstan/signals.md";

/** Makes three commits by git: a figure changes, a sentence moves, and one goes. */
function past({ folder }: Desk): void {
  const commit = (subject: string, edit: (text: string) => string) => {
    folder.write(signals, edit(folder.read(signals)));
    folder.git("commit", "--quiet", "--all", `--message=${subject}`);
  };
  commit("Signals: count the data centers again", (text) => text.replace("17 data centers", "18 data centers"));
  commit("Signals: move a sentence", moved);
  commit("Signals: put the figure right", (text) => text.replace("18 data centers", "17 data centers"));
}

/** The first bullet or sentence of the text goes to its end. */
function moved(text: string): string {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.startsWith("- "));
  const [line = ""] = lines.splice(at, 1);
  const end = lines.findLastIndex((other) => other.startsWith("- "));
  lines.splice(end + 1, 0, line);
  return lines.join("\n");
}

test("look", async ({ open }) => {
  const desk = await open();
  past(desk);
  const { window } = desk;
  const { page } = window;
  await page.keyboard.press("Control+Shift+H");
  await page.getByRole("listbox", { name: "Commits" }).waitFor();
  await page.waitForTimeout(1500);
  const shot = (name: string) => page.screenshot({ path: `/tmp/history/${name}.png` });
  await shot("list");
  await page.getByRole("listbox", { name: "Commits" }).getByRole("option", { name: /move a sentence/ }).click();
  await page.waitForTimeout(800);
  await shot("moved");
  await page.getByRole("button", { name: "Inline" }).click();
  await page.waitForTimeout(300);
  await shot("moved-inline");
  await page.getByRole("button", { name: "Since then" }).click();
  await page.waitForTimeout(600);
  await shot("since");
});
