import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { faults } from "./faults";
import { test } from "./window";

test("a rule is turned off and back on, and the file of the workspace keeps its comments", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.openProblems();
  await window.select(signals, "7", "the 1");
  await window.warningAfter("9", "19");
  mkdirSync(join(folder.path, ".atlas-desk"));
  folder.write(".atlas-desk/config.yaml", "# Ours.\nvoice-words: [posture]\n");

  await page.keyboard.press("Control+,");
  const search = page.getByRole("searchbox", { name: "Search the settings" });
  await search.fill("figure-disagrees");
  const severity = page.getByRole("combobox", { name: "trace/figure-disagrees" });
  await severity.selectOption("Off");
  await expect.poll(() => folder.read(".atlas-desk/config.yaml")).toBe("# Ours.\nvoice-words: [posture]\nseverities:\n  trace/figure-disagrees: off\n");
  await page.keyboard.press("Control+Shift+T");
  await expect.poll(() => window.problems.textContent()).not.toContain("figure-disagrees");

  await page.keyboard.press("Control+,");
  await search.fill("figure-disagrees");
  await page.getByRole("button", { name: "Reset trace/figure-disagrees" }).click();
  await expect.poll(() => folder.read(".atlas-desk/config.yaml")).toBe("# Ours.\nvoice-words: [posture]\nseverities:\n");
});

test("a command takes other keys, which are kept, and the file on the disk counts", async ({ open }) => {
  const desk = await open();
  const { folder, window } = desk;
  const { page } = window;
  await window.openPackage("Kazakhstan");
  const file = join(folder.home, ".config/atlas-desk/settings.json");
  await page.keyboard.press("Control+,");
  await page.getByRole("searchbox", { name: "Search the settings" }).fill("keyboard help");
  await page.getByRole("button", { name: "Add keys for Keyboard help" }).click();
  await page.keyboard.press("Control+Shift+K");
  await expect.poll(() => existsSync(file) && readFileSync(file, "utf8")).toContain('"Mod+Shift+K"');
  await page.keyboard.press("Control+Shift+K");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  await page.keyboard.press("Escape");

  const written = JSON.parse(readFileSync(file, "utf8")) as { preferences: Record<string, unknown>; later?: number };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...written, later: 1, preferences: { ...written.preferences, zoom: 130 } }));
  await page.getByText("130 %").waitFor();
  await page.keyboard.press("Control+0");
  await expect.poll(() => JSON.parse(readFileSync(file, "utf8")) as object).toMatchObject({ later: 1, preferences: { zoom: 100 }, keys: { "help.keys": ["F1", "Mod+Shift+K"] } });
});

test("no fault in the settings, and a theme chosen there is shown", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  await window.openPackage("Kazakhstan");
  await page.keyboard.press("Control+,");
  for (const [choice, theme] of [["Dark", "dark"], ["High contrast", "contrast"], ["Light", "light"]] as const) {
    await page.getByRole("combobox", { name: "Theme" }).selectOption(choice);
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe(theme);
  }
  await page.getByRole("button", { name: /^Why, and examples/ }).first().click();
  await page.getByText("It finds nothing here").waitFor();
  expect(await faults(page)).toEqual([]);
});
