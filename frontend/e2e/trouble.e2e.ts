import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { disks } from "./folder";
import { type Desk, test, type Window } from "./window";

const file = "kazakhstan/signals.md";
const typed = "typed while all went wrong";

// What other programs change under the window is in outside.e2e.ts, each
// answer to recovered text in drafts.e2e.ts; here is what fails under it.

test.skipIf(!disks)("a full disk loses nothing, and the save works once there is room (needs root, for a disk of its own)", async ({ open }) => {
  const desk = await open({ disk: true });
  const { folder, window } = desk;
  const before = folder.read(file);
  await typeInto(window, typed);
  folder.fill();
  await window.page.keyboard.press("Control+s");
  const told = window.page.getByRole("alert").filter({ hasText: /not saved/i });
  await told.waitFor();
  expect(await told.textContent()).toMatch(/disk is full.*Make room and try again.*kept/);
  expect(folder.read(file)).toBe(before);
  expect(await window.unsaved("Signals")).toBe(true);

  await window.page.keyboard.type(", and more");
  await window.page.getByRole("button", { name: "Try again" }).click();
  await window.page.getByText(/^Still not saved at/).waitFor();
  expect(folder.read(file)).toBe(before);

  await window.page.getByText("Unsaved text is only in this window, and a crash would lose it.").waitFor(); // no draft has room either
  folder.makeRoom();
  await window.page.getByRole("button", { name: "Try again" }).click();
  await told.waitFor({ state: "detached" });
  expect(folder.read(file)).toBe(before.replace("whole country", `${typed}, and more`));
  expect(await window.unsaved("Signals")).toBe(false);
});

test.skipIf(!disks)("a conflict is decided once there is room, and the decision waits (needs root, for a disk of its own)", async ({ open }) => {
  const { folder, window } = await open({ disk: true });
  await typeInto(window, typed);
  const theirs = folder.read(file).replace("whole country", "entire country");
  folder.write(file, theirs);
  await window.message("signals.md changed on disk while you were editing.").waitFor();
  await window.page.keyboard.press("Control+s");
  const conflict = window.page.getByRole("dialog", { name: "signals.md changed on disk while you were editing" });
  await conflict.getByRole("radio", { name: "Keep both" }).check();
  folder.fill();
  await conflict.getByRole("button", { name: "Save merged" }).click();
  const told = window.page.getByRole("alert").filter({ hasText: "disk is full" });
  await told.waitFor();
  expect(folder.read(file)).toBe(theirs);

  folder.makeRoom();
  await conflict.getByRole("button", { name: "Save merged" }).click();
  await conflict.waitFor({ state: "detached" });
  expect(folder.read(file)).toContain(typed);
  expect(folder.read(file)).toContain("entire country");
});

test("killed between two keys, it brings back what was typed until a second before, to the letter", async ({ open }) => {
  const desk = await open();
  const before = desk.folder.read(file);
  const whole = "sentence that was on its way when the program was killed, with “quotes”, ğ and 𝒳 in it";
  const keys = typeInto(desk.window, whole, 60).catch(() => undefined); // the page goes with the program
  await expect.poll(() => textOf(desk.window)).toContain("killed,");
  const seen = await textOf(desk.window);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const { folder, window } = await desk.restart();
  await keys;
  expect(folder.read(file)).toBe(before);

  const recovered = window.page.getByRole("dialog", { name: "Unsaved text was recovered" });
  await recovered.getByRole("button", { name: "Take into the editor" }).click();
  await recovered.waitFor({ state: "detached" });
  await window.page.keyboard.press("Control+s");
  await expect.poll(() => window.unsaved("Signals")).toBe(false);
  const [head, tail] = before.split("whole country") as [string, string];
  const saved = folder.read(file);
  expect([saved.slice(0, head.length), saved.slice(-tail.length)]).toEqual([head, tail]);
  const kept = saved.slice(head.length, -tail.length);
  expect(whole.startsWith(kept), kept).toBe(true);
  expect(seen).toContain("killed,");
  expect(kept).toContain("killed,");
});

test("what is taken away under the window is said, with what to do, and text is kept", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  await typeInto(window, typed);
  writeFileSync(join(folder.path, "kazakhstan/metadata.md"), Buffer.from([0x23, 0x20, 0xe9, 0x0a])); // Latin-1
  rmSync(join(folder.path, "kazakhstan/profile.md"));
  await window.tab("Metadata").click();
  await window.message("Only UTF-8 text can be edited here; convert the file with another program.").waitFor();
  await window.tab("Profile").click();
  await page.getByRole("button", { name: "Start profile.md" }).waitFor();
  folder.write("kazakhstan/evidence.md", "");
  await page.getByText("Derived layers can only say what evidence says.").waitFor();

  await window.openLayer("Signals");
  rmSync(join(folder.path, "kazakhstan"), { recursive: true });
  await window.message("The folder kazakhstan is no longer on the disk.").waitFor();
  await page.getByRole("button", { name: "Save a copy…" }).waitFor();
  await page.keyboard.press("Control+s");
  await page.getByRole("alert").filter({ hasText: "Bring the folder back and try again." }).waitFor();
  folder.git("checkout", "--quiet", "--", ".");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => window.unsaved("Signals")).toBe(false);
  expect(folder.read(file)).toContain(typed);
});

test("a fault in the settings and a folder without packages say what to do", async ({ open }) => {
  const { folder, window } = await open({ repository: false });
  const { page } = window;
  await window.editor("Signals").waitFor();
  mkdirSync(join(folder.path, ".atlas-desk"));
  folder.write(".atlas-desk/config.yaml", "severities:\n  trace/figure-disagrees: loud\n");
  await page.getByText("Until the file is mended, the checks go by what it said before").waitFor();
  folder.write(".atlas-desk/config.yaml", "");
  await page.getByText("Until the file is mended").waitFor({ state: "detached" });
  rmSync(join(folder.path, "kazakhstan"), { recursive: true });
  await page.keyboard.press("Control+Shift+A");
  await page.getByText(`There is no package in ${folder.path}. Make a new one, or import a published page.`).first().waitFor();
  await page.getByRole("button", { name: "New package…" }).click();
  await page.getByRole("dialog", { name: "New package" }).waitFor();
});

/** Puts words in the place of others in a layer, so many milliseconds a key. */
async function typeInto(window: Window, words: string, delay = 0): Promise<void> {
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.select(signals, "whole country", "across the ");
  await window.page.keyboard.type(words, { delay });
}

/** What of the signals is drawn. */
async function textOf({ page }: Desk["window"]): Promise<string> {
  return (await page.getByRole("textbox", { name: "Signals", exact: true }).textContent()) ?? "";
}
