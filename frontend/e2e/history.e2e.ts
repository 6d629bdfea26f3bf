import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { faults } from "./faults";
import type { Folder } from "./folder";
import { test } from "./window";

const signals = "kazakhstan/signals.md";
const figure = "and the 17 data centers signal";
const law = "- The law dated February 6, 2023 signals";

/** Makes three commits by git: a figure changes, a sentence moves to another section, and the figure is put right. */
function makePast(folder: Folder): void {
  const commit = (subject: string, edit: (text: string) => string) => {
    folder.write(signals, edit(folder.read(signals)));
    folder.git("commit", "--quiet", "--all", `--message=${subject}`);
  };
  commit("Signals: count the data centers again", (text) => text.replace("17 data centers", "18 data centers"));
  commit("Signals: move the law", lawAtTheEnd);
  commit("Signals: put the figure right", (text) => text.replace("18 data centers", "17 data centers"));
}

/** The bullet about the law goes behind the last one. */
function lawAtTheEnd(text: string): string {
  const lines = text.split("\n");
  const [line = ""] = lines.splice(lines.findIndex((other) => other.startsWith(law)), 1);
  lines.splice(lines.findLastIndex((other) => other.startsWith("- ")) + 1, 0, line);
  return lines.join("\n");
}

/** The history screen, in the words that a person would use. */
class Past {
  readonly commits: Locator;
  readonly changes: Locator;

  constructor(readonly page: Page) {
    this.commits = page.getByRole("listbox", { name: "Commits" });
    this.changes = page.getByRole("region", { name: "What differs" });
  }

  async show(): Promise<void> {
    await this.page.getByRole("heading", { level: 1 }).getByText("Kazakhstan").waitFor();
    await this.page.keyboard.press("Control+Shift+H");
    await this.commits.waitFor();
  }

  commit(subject: string): Locator {
    return this.commits.getByRole("option", { name: subject });
  }

  /** The rows that differ, as a screen reader hears them. */
  async rows(): Promise<string[]> {
    return this.changes.locator("[data-change]").evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label") ?? ""));
  }

  /** Chooses a commit and waits for what it changed. */
  async choose(subject: string): Promise<void> {
    await this.commit(subject).click();
    await this.changes.getByRole("heading", { name: subject }).waitFor();
  }
}

async function picture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` });
}

test("commits are walked by key, and what moved is shown as moved", async ({ open }) => {
  const desk = await open({ before: makePast });
  const { page } = desk.window;
  const past = new Past(page);
  await past.show();
  await past.commit("Signals: put the figure right").waitFor();
  await expect.poll(() => past.rows()).toEqual([expect.stringMatching(/^Changed\. removed: 18\. added: 17\. The 248-point network .*the \[-18-\]\{\+17\+\} data centers/)]);
  await picture(page, "history");

  await past.commits.focus();
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => past.rows()).toEqual([
    expect.stringMatching(/^Moved away to “Constraint boundary signals”\. The law dated/),
    expect.stringMatching(/^Moved here from “Digital asset regulation signals”\. The law dated/),
  ]);
  expect(await past.changes.locator(".removed, .added").count()).toBe(0);
  await picture(page, "history-moved");

  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(/^Moved away/);
  await page.keyboard.press("j");
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(/^Moved here/);
  await page.keyboard.press("d");
  await expect.poll(() => page.getByRole("button", { name: "Inline" }).getAttribute("aria-pressed")).toBe("true");
  expect((await past.rows())[1]).toMatch(/^Moved here/);
  await picture(page, "history-inline");

  const settings = join(desk.folder.home, ".config/atlas-desk/settings.json");
  await expect.poll(() => existsSync(settings) && readFileSync(settings, "utf8")).toContain('"inline": true');
  const next = await desk.restart();
  const again = new Past(next.window.page);
  await again.show();
  await expect.poll(() => next.window.page.getByRole("button", { name: "Inline" }).getAttribute("aria-pressed"), { message: "the style is remembered" }).toBe("true");
});

test("commits are found by layer and by words, and any two versions are compared", async ({ open }) => {
  const desk = await open({ before: makePast });
  const { page } = desk.window;
  const past = new Past(page);
  await past.show();
  await past.commit("Signals: put the figure right").waitFor();
  await page.getByRole("combobox", { name: "Layer" }).selectOption("Evidence");
  await expect.poll(() => past.commits.getByRole("option").allInnerTexts()).toEqual([expect.stringContaining("Kazakhstan")]);
  await page.getByRole("combobox", { name: "Layer" }).selectOption("All layers");
  await page.getByRole("searchbox", { name: "Words of the message" }).fill("law");
  await expect.poll(() => past.commits.getByRole("option").count()).toBe(1);
  await page.getByRole("searchbox", { name: "Words of the message" }).fill("nowhere");
  await page.getByText("No commit matches.").waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect.poll(() => past.commits.getByRole("option").count(), { message: "four commits, and what is not committed" }).toBe(5);

  await past.choose("Kazakhstan");
  await page.getByRole("button", { name: "Since then" }).click();
  await expect.poll(() => past.rows()).toEqual([expect.stringMatching(/^Moved away/), expect.stringMatching(/^Moved here/)]);
  await page.getByRole("button", { name: "Turn the two versions round" }).click();
  await expect.poll(() => past.rows()).toEqual([expect.stringMatching(/^Moved here/), expect.stringMatching(/^Moved away/)]);
  await page.getByRole("combobox", { name: "From" }).selectOption("Last commit");
  await page.getByRole("combobox", { name: "To" }).selectOption("Saved on the disk");
  await past.changes.getByText("No text differs between the two.").waitFor();
});

test("a layer comes back as unsaved text, is undone, and a statement comes back and is committed", async ({ open }) => {
  const { folder, window } = await open({ before: makePast });
  const { page } = window;
  const past = new Past(page);
  const committed = folder.read(signals);
  await window.openPackage("Kazakhstan");
  const editor = await window.openLayer("Signals");
  await expect.poll(() => editor.textContent()).not.toContain(law);
  await editor.click();
  await page.keyboard.press("Control+Home");
  // At once: what is typed with a rest in it would be two steps of Undo.
  await page.keyboard.insertText("Mine. ");

  // The layer as it was at first: what was unsaved is kept, and Undo takes it back.
  await past.show();
  await past.choose("Kazakhstan");
  await past.changes.getByRole("button", { name: /^Restore Signals/ }).click();
  const question = page.getByRole("dialog", { name: "Restore Signals" });
  await question.getByText("It becomes unsaved text in the editor").waitFor();
  await question.getByText("signals.md has unsaved text.").waitFor();
  await picture(page, "history-restore");
  await question.getByRole("button", { name: "Restore", exact: true }).click();
  const told = window.message("What was unsaved there is kept in");
  await told.waitFor();
  expect(await window.unsaved("Signals")).toBe(true);
  expect(folder.read(signals), "nothing is written by it").toBe(committed);
  const first = folder.git("show", `HEAD~3:${signals}`);
  await expect.poll(() => textOf(page)).toContain(first.slice(0, 200));
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(() => textOf(page)).toContain("Mine. ");
  await editor.click();
  await page.keyboard.press("Control+z");
  await expect.poll(() => window.unsaved("Signals")).toBe(false);

  // One statement as it read before, saved and committed.
  await past.show();
  await past.choose("Signals: put the figure right");
  await expect.poll(async () => (await past.rows()).length).toBe(1);
  const row = past.changes.locator("[data-change]");
  await row.focus();
  await row.getByRole("button", { name: "Restore…" }).click();
  const one = page.getByRole("dialog", { name: "Restore a statement of Signals" });
  await one.getByText("It takes the place of what the statement says now.").waitFor();
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => window.unsaved("Signals")).toBe(true);
  await page.keyboard.press("Control+s");
  await expect.poll(() => folder.read(signals)).toBe(committed.replace(figure, figure.replace("17", "18")));
  await page.keyboard.press("Control+Shift+G");
  await window.commitPanel.getByRole("textbox", { name: "Reason" }).fill("The older count is being looked into");
  await window.commit("Signals: the older count");
  await expect.poll(() => folder.git("log", "-1", "--format=%s")).toBe("Signals: the older count");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await past.changes.getByRole("heading", { name: "Signals: the older count" }).waitFor();
  await expect.poll(() => past.rows()).toContainEqual(expect.stringMatching(/^Changed\. removed: 17\. added: 18\./));
});

test("a statement tells its life, and what is not committed stands on top", async ({ open }) => {
  const { window } = await open({ before: makePast });
  const { page } = window;
  const past = new Past(page);
  await window.openPackage("Kazakhstan");
  const editor = await window.openLayer("Signals");
  await window.select(editor, "17", "and the ");
  await page.getByRole("button", { name: /^since .* A\. Author/ }).waitFor();
  await page.keyboard.type("16");
  await page.getByRole("button", { name: "not committed" }).waitFor();
  await page.keyboard.press("Control+Shift+I");
  const life = page.getByRole("listbox", { name: "Life of the statement" });
  await expect.poll(() => life.getByRole("option").allInnerTexts()).toEqual([
    expect.stringMatching(/^Reworded\s+not committed/),
    expect.stringMatching(/^Reworded[^]*put the figure right/),
    expect.stringMatching(/^Reworded[^]*count the data centers again/),
    expect.stringMatching(/^Written[^]*Kazakhstan/),
  ]);
  await picture(page, "history-story");
  await life.getByRole("option").nth(2).click();
  await expect.poll(() => past.rows()).toEqual([expect.stringMatching(/removed: 17\. added: 18/)]);
  await page.getByRole("button", { name: "Show all commits again" }).click();
  await past.commit("Not committed").click();
  await expect.poll(() => past.rows()).toEqual([expect.stringMatching(/removed: 17\. added: 16/)]);
});

test("of several layers some are left out of a commit", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  folder.write(signals, folder.read(signals).replace("whole country", "entire country"));
  const profile = "kazakhstan/profile.md";
  folder.write(profile, `${folder.read(profile)}\nThe evidence gives no order of importance.\n`);
  await window.openPackage("Kazakhstan");
  await expect.poll(() => window.tab("Profile").ariaSnapshot()).toContain("changed since the last commit");
  await page.keyboard.press("Control+Shift+G");
  const entry = window.commitPanel.getByRole("textbox", { name: "Change-log entry" });
  await expect.poll(() => entry.inputValue()).toContain("profile.md");
  await picture(page, "commit");
  await window.commitPanel.getByRole("checkbox", { name: /^Profile/ }).uncheck();
  await expect.poll(() => entry.inputValue()).not.toContain("In `profile.md`");
  await entry.press("End");
  await entry.press("Control+End");
  await page.keyboard.type("\nA word of mine.");
  await window.commitPanel.getByText("Generated and yours").click();
  await window.commitPanel.getByLabel("Your entry, with what you put in").getByText("A word of mine.").waitFor();
  await picture(page, "commit-edited");
  await window.commitPanel.getByRole("button", { name: "Use generated again" }).click();
  await window.commit("Signals: wording");
  await expect.poll(() => folder.git("show", "--name-only", "--format=")).toBe("kazakhstan/change-log.md\nkazakhstan/signals.md");
  await expect.poll(() => folder.git("status", "--porcelain")).toBe(" M kazakhstan/profile.md");
});

test("no fault of accessibility in the history", async ({ open }) => {
  const { folder, window } = await open({ before: makePast });
  const { page } = window;
  const past = new Past(page);
  folder.write(signals, folder.read(signals).replace("whole country", "entire country"));
  await past.show();
  await past.commit("Not committed").waitFor();
  await expect.poll(async () => (await past.rows()).length).toBeGreaterThan(0);
  expect(await faults(page), "the last commit").toEqual([]);
  await past.choose("Signals: move the law");
  await expect.poll(async () => (await past.rows()).length).toBe(2);
  await past.changes.locator("[data-change]").first().focus();
  await picture(page, "history");
  expect(await faults(page), "moved text").toEqual([]);
  await past.changes.getByRole("button", { name: /^Restore Signals/ }).click();
  await page.getByRole("dialog", { name: "Restore Signals" }).getByText("It becomes unsaved text").waitFor();
  expect(await faults(page), "the question before a restore").toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Shift+G");
  await window.commitPanel.getByRole("textbox", { name: "Message" }).waitFor();
  await picture(page, "commit");
  expect(await faults(page), "the commit panel").toEqual([]);
});

/** The text of the editor, as far as it is drawn. */
function textOf(page: Page): Promise<string> {
  return page.getByRole("textbox", { name: "Signals", exact: true }).evaluate((editor) => [...editor.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n"));
}
