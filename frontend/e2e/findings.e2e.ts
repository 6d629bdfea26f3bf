import { expect } from "vitest";
import type { Folder } from "./folder";
import { faults } from "./faults";
import { test, type Window } from "./window";

const waivers = ".atlas-desk/waivers.yaml";

/** Puts what a reviewer has to find into the layers, as somebody else's edit would. */
function spoil(folder: Folder): void {
  const spoilt: Record<string, [string, string][]> = {
    signals: [
      ["anchored in the National Bank and NPCK", "anchored in the National Bank, the Caspian Settlement House and NPCK"],
      ["the 17 data centers", "the 19 data centers"],
    ],
    profile: [
      ["distributed across 18 cities", "distributed across 21 cities"],
      ["## Structural constraints", "Kazakhstan is a leading country ahead of other countries.\n\n## Structural constraints"],
    ],
  };
  for (const [layer, edits] of Object.entries(spoilt)) {
    const file = `kazakhstan/${layer}.md`;
    let text = folder.read(file);
    for (const [words, instead] of edits) {
      expect(text).toContain(words);
      text = text.replace(words, instead);
    }
    folder.write(file, text);
  }
}

/** What the reviewer hears and sees of the findings that are left. */
const left = (window: Window) => window.problems.getByRole("listbox").getByRole("option");
/** The marks of errors beside the text: what the window itself has read, not what the list says already. */
const marks = (window: Window) => window.page.locator(".cm-ruler-error");
const card = (window: Window) => window.page.locator(".cm-card");

async function waive(window: Window, reason: string): Promise<void> {
  const { page } = window;
  await page.getByRole("dialog", { name: "Waive a finding" }).waitFor();
  await expect.poll(() => page.getByRole("textbox", { name: "By" }).inputValue()).toBe("A. Author");
  await page.keyboard.type(reason);
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
}

test("the findings of a package, by keyboard alone", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  const press = (key: string) => page.keyboard.press(key);
  spoil(folder);
  await window.editor("Signals").waitFor();
  await window.openProblems();
  await expect.poll(() => left(window).count()).toBe(6);
  await expect.poll(() => marks(window).count()).toBe(2);

  // A name that is right as it stands is accepted, with a reason.
  await press("F8");
  await expect.poll(() => card(window).textContent()).toContain("“Caspian Settlement House”");
  await press("Control+.");
  await page.getByRole("menuitem", { name: "Waive…" }).first().waitFor();
  await press("ArrowUp");
  await press("ArrowUp");
  await press("Enter");
  await waive(window, "The House settles for both; the next edition of the evidence has it.");
  await expect.poll(() => left(window).count()).toBe(5);
  await expect.poll(() => window.editor("Signals").locator(".cm-lintRange-waived").textContent()).toBe("Caspian Settlement House");

  // A figure is mended; what the fix would do is in the text before it is done.
  await press("F8");
  await expect.poll(() => card(window).textContent()).toContain("19 data centers");
  await press("Control+.");
  await expect.poll(() => window.editor("Signals").locator(".cm-preview-added").textContent()).toBe("17");
  await press("Enter");
  await expect.poll(() => window.editor("Signals").locator(".cm-preview-added").count()).toBe(0);
  await expect.poll(() => left(window).count()).toBe(4);
  await press("Control+z");
  await expect.poll(() => left(window).count()).toBe(5);
  await press("Control+y");
  await expect.poll(() => left(window).count()).toBe(4);

  // On to the next layer, where the caret is put at each.
  await press("F8");
  await expect.poll(() => card(window).textContent()).toContain("21 cities");
  await press("Control+.");
  await expect.poll(() => window.editor("Profile").locator(".cm-preview-added").textContent()).toBe("18");
  await press("Enter");
  await expect.poll(() => left(window).count()).toBe(3);
  await press("F8");
  await expect.poll(() => card(window).textContent()).toContain("leading country");
  for (const key of ["Home", "Shift+End", "Delete", "Delete", "Delete"]) await press(key);
  await expect.poll(() => left(window).count()).toBe(1);

  // The last one, from the list.
  await press("Control+4");
  await press("w");
  await waive(window, "It is the source's own word.");
  await expect.poll(() => window.problems.textContent()).toContain("No findings, but 2 that are waived.");
  await press("F8");
  await expect.poll(() => page.locator("[aria-live=polite]").allTextContents().then(String)).toContain("No findings in this package");

  // The reasons go into the repository with the text.
  await press("Control+Shift+S");
  await expect.poll(() => window.unsaved("Profile")).toBe(false);
  await press("Control+Shift+G");
  await expect.poll(() => window.commitPanel.getByRole("checkbox", { name: /Waivers/ }).isChecked()).toBe(true);
  await window.commitPanel.getByRole("textbox", { name: "Message" }).waitFor();
  await press("Control+Enter");
  await expect.poll(() => folder.git("rev-list", "--count", "HEAD")).toBe("2");
  expect(folder.git("diff-tree", "--no-commit-id", "--name-only", "-r", "HEAD").split("\n")).toContain(waivers);
  await expect.poll(() => folder.git("status", "--porcelain")).toBe("");
  const written = folder.read(waivers);
  expect(written).toContain("layer: signals\n    rule: trace/untraced-name\n");
  expect(written).toContain('reason: "The House settles for both; the next edition of the evidence has it."\n    by: A. Author\n');
  expect(written.indexOf("layer: evidence")).toBeLessThan(written.indexOf("layer: signals"));
});

test("what is about the package as a whole is reached by the same keys, and shown in the list", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  await window.openPackage("Kazakhstan");
  const evidence = await window.openLayer("Evidence");
  folder.write("kazakhstan/notes.md", "Not a layer.\n");
  folder.write("kazakhstan/remarks.md", "Not one either.\n");
  await page.getByRole("contentinfo").getByText("2 warnings").waitFor();
  await evidence.focus();
  const shown = async () => (await left(window).and(page.locator("[aria-selected=true]")).allTextContents()).join();
  const stops: string[] = [];
  for (const words of ["largest telecommunications company", "notes.md is none", "remarks.md is none", "largest telecommunications company"]) {
    await page.keyboard.press("F8");
    if (!stops.length) await card(window).waitFor();
    else await expect.poll(shown).toContain(words);
    stops.push(words);
  }
  await page.keyboard.press("Shift+F8");
  await expect.poll(shown).toContain("remarks.md is none");
  await page.keyboard.press("Shift+F8");
  await expect.poll(shown).toContain("notes.md is none");
  await page.keyboard.press("Control+Shift+X");
  await window.problems.waitFor({ state: "hidden" });
  await page.keyboard.press("Control+Shift+M");
  await window.problems.waitFor(); // elsewhere the key leads to the list, and does not close what nobody sees
});

test("a waiver lapses with its statement, and is taken back", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  spoil(folder);
  const signals = window.editor("Signals");
  await signals.waitFor();
  await window.openProblems();
  await expect.poll(() => left(window).count()).toBe(6);
  await expect.poll(() => marks(window).count()).toBe(2);
  await page.keyboard.press("F8");
  await card(window).getByRole("button", { name: "Waive…" }).click();
  await waive(window, "It is so.");
  await expect.poll(() => left(window).count()).toBe(5);

  await window.select(signals, "payment modernization", "the evidence signals ");
  await page.keyboard.type("payment reform");
  await expect.poll(() => window.problems.textContent()).toContain("reads otherwise now: the waiver no longer counts");
  await left(window).filter({ hasText: "reads otherwise now" }).click();
  await card(window).getByRole("button", { name: "Remove the waiver" }).first().click();
  await expect.poll(() => window.problems.textContent()).not.toContain("reads otherwise now");
  expect(folder.read(waivers)).not.toContain("Caspian");
});

test("the list: what is new, groups, all packages, as text", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  await window.editor("Signals").waitFor();
  await window.openProblems();
  await expect.poll(() => left(window).count()).toBe(1);
  spoil(folder);
  await expect.poll(() => left(window).count()).toBe(6);
  await page.getByRole("checkbox", { name: "New since last commit" }).check();
  await expect.poll(() => left(window).count()).toBe(5);
  await page.getByRole("searchbox", { name: "Filter problems" }).fill("@figure signals");
  await expect.poll(() => left(window).count()).toBe(1);
  await page.getByRole("searchbox", { name: "Filter problems" }).fill("");
  await page.getByRole("combobox", { name: "Grouping" }).selectOption("By rule");
  expect(await window.problems.getByRole("listbox").textContent()).toMatch(/trace\/figure-disagrees\s*2/);
  await page.getByRole("combobox", { name: "What the list is about" }).selectOption("This layer");
  await expect.poll(() => left(window).count()).toBe(2);
  await page.getByRole("combobox", { name: "What the list is about" }).selectOption("All packages");
  await expect.poll(() => left(window).count()).toBe(5);
  expect(await window.problems.getByRole("listbox").textContent()).toContain("Kazakhstan › ");
});

test("no fault in the list, the menu and the dialogs", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  spoil(folder);
  await window.editor("Signals").waitFor();
  await window.openProblems();
  await expect.poll(() => left(window).count()).toBe(6);
  await page.getByRole("combobox", { name: "Grouping" }).selectOption("By rule");
  await page.getByRole("button", { name: "0 waived" }).click();
  await page.keyboard.press("F8");
  await card(window).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Control+.");
  await page.getByRole("menuitem").first().waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("menuitem", { name: "What this rule looks for" }).click();
  await page.getByRole("dialog", { name: "trace/untraced-name" }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+4");
  await page.keyboard.press("w");
  await page.getByRole("dialog", { name: "Waive a finding" }).waitFor();
  expect(await faults(page)).toEqual([]);
});
