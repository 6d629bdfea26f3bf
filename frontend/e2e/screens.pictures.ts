// Every screen, in light and dark, as a picture of the docs.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "vitest";
import { approve, shown } from "./reviewing";
import { type Desk, test, type Window } from "./window";

const folder = resolve(import.meta.dirname, "../../docs/screens");
const schemes = ["light", "dark"] as const;
const viewport = { width: 1280, height: 800 };

/** Lets what is under way come to the screen, without a caret that blinks. */
async function picture({ page }: Window, name: string, scheme: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.waitForTimeout(800);
  await page.screenshot({ path: join(folder, `${name}${scheme === "dark" ? "-dark" : ""}.png`), caret: "hide", animations: "disabled" });
}

/** Makes a commit by git and an edit after it, and puts a wrong figure into the signals. */
function prepare({ folder }: Desk): void {
  const file = "kazakhstan/signals.md";
  folder.write(file, folder.read(file).replace("across the whole country", "across the entire country"));
  folder.git("commit", "--quiet", "--all", "--message=Signals: the network in other words");
  folder.write(file, folder.read(file).replace("the 17 data centers", "the 19 data centers"));
}

test.for(schemes)("the first start, in %s", async (colorScheme, { open }) => {
  const { window } = await open({ path: null }, { colorScheme, viewport });
  await window.page.getByRole("button", { name: /Open the sample/ }).waitFor();
  await picture(window, "welcome", colorScheme);
});

test.for(schemes)("the packages, in %s", async (colorScheme, { open }) => {
  const desk = await open({ invented: 8 }, { colorScheme, viewport });
  const { window } = desk;
  const { grid, page } = window;
  await grid.getByRole("row").nth(8).waitFor();
  await expect.poll(() => grid.getByText("checking…").count()).toBe(0);
  await grid.getByRole("row", { name: /^Kazakhstan/ }).locator(".title").click();
  await shown(desk);
  for (const [i, verdict] of (["A", "A", "A", "F"] as const).entries()) await approve(page, verdict, i + 1);
  await page.getByRole("button", { name: "Packages", exact: true }).click();
  await grid.getByText("1 flagged").first().waitFor();
  await page.keyboard.press("Home");
  await picture(window, "packages", colorScheme);
});

test.for(schemes)("a new package, in %s", async (colorScheme, { open }) => {
  const { window } = await open({}, { colorScheme, viewport });
  const { page } = window;
  await window.editor("Signals").waitFor();
  await page.getByRole("button", { name: "New package…" }).click();
  const wizard = page.getByRole("dialog", { name: "New package" });
  await wizard.getByRole("textbox", { name: "Name of the jurisdiction" }).fill("Ruritania");
  await wizard.getByRole("button", { name: "Next" }).click();
  const sources = {
    "Tide tables": "The Observatory states that it publishes tide tables for 12 harbours.",
    "Harbour Act": "# Harbour Act\n\nThe Harbour Board states that it keeps 19 registers.\n\n## Fees\n\nThe Board states that entry to its registers is free.",
  };
  for (const [title, text] of Object.entries(sources)) {
    await wizard.getByRole("button", { name: "Add text" }).click();
    await wizard.getByRole("textbox", { name: "Text" }).fill(text);
    await wizard.getByRole("textbox", { name: "Title" }).fill(title);
  }
  await wizard.getByRole("textbox", { name: "Institution" }).fill("Harbour Board");
  await wizard.getByRole("textbox", { name: "Date" }).fill("1 April 2019");
  await wizard.getByRole("textbox", { name: "Address" }).fill("https://example.org/harbour-act");
  await picture(window, "new-package", colorScheme);
});

test.for(schemes)("the screens of a package, in %s", async (colorScheme, { open }) => {
  const desk = await open({}, { colorScheme, viewport });
  const { window } = desk;
  const { page } = window;
  const press = (keys: string) => page.keyboard.press(keys);
  await window.editor("Signals").waitFor();
  prepare(desk);
  await window.message("changed on disk").first().waitFor();
  await press("F8");
  await expect.poll(() => window.lit()).not.toBe("");
  await picture(window, "text", colorScheme);
  await press("Escape");
  await window.openProblems();
  await press("Control+.");
  await picture(window, "findings", colorScheme);
  await press("Escape");
  await press("Control+Shift+P");
  await picture(window, "palette", colorScheme);
  await press("Escape");
  await press("Control+Shift+X");
  await picture(window, "coverage", colorScheme);
  await press("Control+Shift+H");
  await picture(window, "history", colorScheme);
  await press("F9");
  await picture(window, "preview", colorScheme);
  await press("Control+,");
  await picture(window, "settings", colorScheme);
  await press("Control+Shift+G");
  await window.commitPanel.waitFor();
  await picture(window, "commit", colorScheme);
});

test.for(schemes)("a review, in %s", async (colorScheme, { open }) => {
  const { folder, window } = await open({}, { colorScheme, viewport });
  const { page } = window;
  const file = "kazakhstan/signals.md";
  await window.editor("Signals").waitFor();
  await page.keyboard.press("Control+Shift+B");
  const verdict = page.getByRole("group", { name: "Verdict" });
  for (const kind of ["Approve", "Approve", "Flag", "Approve", "Approve"]) {
    await page.waitForTimeout(300);
    await verdict.getByRole("button", { name: kind }).click();
  }
  await page.getByRole("progressbar", { name: "Reviewed" }).getByText("5 of").waitFor();
  folder.write(file, folder.read(file).replace("signals a national legal framework", "signals a complete national legal framework"));
  await page.getByText("1 lapsed").waitFor();
  await page.getByRole("tree", { name: "Queue" }).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("j");
  await page.getByRole("textbox", { name: "Comment on the statement" }).fill("The law has parts that are not in force yet: is it complete?");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await page.getByRole("button", { name: "Resolve" }).waitFor();
  await page.getByRole("tree", { name: "Queue" }).focus();
  await picture(window, "review", colorScheme);
});
