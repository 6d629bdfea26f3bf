import { readFileSync } from "node:fs";
import { setTimeout as after } from "node:timers/promises";
import { expect } from "vitest";
import { type Desk, test } from "./window";

const file = "kazakhstan/signals.md";
const typed = "typed before the crash";

test("what was typed a second before a crash is shown beside the disk's, and taken", async ({ open }) => {
  const { folder, window } = await crash(await open());
  const recovered = await shown(window);
  expect(await recovered.textContent()).toContain("It was made on the version that is on the disk.");
  expect(await recovered.locator("del").textContent()).toContain("whole");
  expect(await recovered.locator("ins").textContent()).toContain(typed);
  expect(folder.read(file)).toContain("across the whole country");

  await recovered.getByRole("button", { name: "Take into the editor" }).click();
  await recovered.waitFor({ state: "detached" });
  await window.bring(window.editor("Signals"), typed);
  expect(await window.unsaved("Signals")).toBe(true);
  await window.page.keyboard.press("Control+s");
  await expect.poll(() => folder.read(file)).toContain(`across the ${typed}`);
});

test("taken text survives the next crash, and what is discarded is kept in a file", async ({ open }) => {
  const first = await crash(await open());
  await (await shown(first.window)).getByRole("button", { name: "Take into the editor" }).click();
  await expect.poll(() => first.window.unsaved("Signals")).toBe(true);

  const second = await first.restart();
  const recovered = await shown(second.window);
  await recovered.getByRole("button", { name: "Discard" }).click();
  const words = await recovered.getByRole("status").textContent();
  expect(readFileSync(/kept in (\S+)/.exec(words!)![1]!, "utf8")).toContain(typed);

  const third = await second.restart();
  await third.window.openPackage("Kazakhstan");
  await third.window.openLayer("Signals");
  expect(await third.window.unsaved("Signals")).toBe(false);
  expect(await third.window.page.getByRole("dialog").count()).toBe(0);
});

test("recovered text is put together with what the disk has become", async ({ open }) => {
  const desk = await open();
  const { folder } = desk;
  await typeInto(desk.window);
  folder.write(file, folder.read(file).replace("carried on from year to year", "that goes on each year"));
  await desk.window.message("signals.md changed on disk while you were editing.").waitFor();
  await after(1000);
  const { window } = await desk.restart();
  const recovered = await shown(window);
  expect(await recovered.textContent()).toContain("The file on the disk has changed since");
  await recovered.getByRole("button", { name: "Take into the editor" }).click();
  await recovered.waitFor({ state: "detached" });
  await window.page.keyboard.press("Control+s");
  await window.message("both versions were put together and saved.").waitFor();
  expect(folder.read(file)).toContain(typed);
  expect(folder.read(file)).toContain("that goes on each year");
});

/** Types into a layer, and kills the program a second later. */
async function crash(desk: Desk): Promise<Desk> {
  await typeInto(desk.window);
  await after(1000);
  return desk.restart();
}

async function typeInto(window: Desk["window"]): Promise<void> {
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.select(signals, "whole country", "across the ");
  await window.page.keyboard.type(typed);
}

async function shown(window: Desk["window"]) {
  const dialog = window.page.getByRole("dialog", { name: "Unsaved text was recovered" });
  await dialog.waitFor();
  return dialog;
}
