import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { disks } from "./folder";
import { faults } from "./faults";
import { test, type Window } from "./window";

const act = "# Harbour Act\n\nThe Harbour Board states that it keeps 19 registers.\n\n## Fees\n\nThe Board states that entry is free.";

test("a package is begun by keyboard alone, survives a kill in the middle, and is written in one step", async ({ open }) => {
  const desk = await open();
  const { folder } = desk;
  let { window } = desk;
  await begin(window);
  let { keyboard } = window.page;
  await expect.poll(() => focused(window.page)).toBe("Name of the jurisdiction");
  await keyboard.type("Kazakhstan");
  await wizard(window).getByText("There is a folder kazakhstan already; choose another name.", { exact: false }).waitFor();
  await keyboard.press("Control+A");
  await keyboard.type("Ruritania");
  await expect.poll(() => wizard(window).getByRole("textbox", { name: "Folder" }).inputValue()).toBe("ruritania");
  await keyboard.press("Enter");
  await wizard(window).getByRole("heading", { name: "Sources Step 2 of 4" }).waitFor();
  await expect.poll(() => focused(window.page)).toBe("Sources Step 2 of 4");
  expect(await faults(window.page), "no sources").toEqual([]);
  await tabTo(window.page, "Add text");
  await keyboard.press("Enter");
  await expect.poll(() => focused(window.page)).toBe("Text");
  await keyboard.insertText(act);
  await wizard(window).getByRole("option", { name: "Harbour Act 2 statements" }).waitFor();
  await tabTo(window.page, "Institution", "Shift+Tab");
  await keyboard.type("Harbour Board");
  await new Promise((resolve) => setTimeout(resolve, 1000));

  ({ window } = await desk.restart());
  ({ keyboard } = window.page);
  expect(readdirSync(folder.path).sort()).toEqual([".git", "kazakhstan"]);
  await begin(window);
  await wizard(window).getByText("It is called Ruritania and has one source").waitFor();
  expect(await faults(window.page), "what was begun").toEqual([]);
  await keyboard.press("Enter"); // Go on
  await wizard(window).getByRole("heading", { name: "Sources Step 2 of 4" }).waitFor();
  expect(await wizard(window).getByRole("textbox", { name: "Institution" }).inputValue()).toBe("Harbour Board");
  expect(await wizard(window).getByRole("textbox", { name: "Text" }).inputValue()).toBe(act);
  expect(await faults(window.page), "a source").toEqual([]);

  await tabTo(window.page, "Next");
  await keyboard.press("Enter");
  await expect.poll(() => focused(window.page)).toBe("Layers Step 3 of 4");
  await tabTo(window.page, "Profile");
  await keyboard.press("Space");
  expect(await wizard(window).getByRole("checkbox", { name: "Builder" }).isChecked()).toBe(false);
  expect(await wizard(window).getByRole("checkbox", { name: "Metadata" }).isChecked()).toBe(true);
  expect(await faults(window.page), "layers").toEqual([]);
  await keyboard.press("Enter");
  await expect.poll(() => focused(window.page)).toBe("Check Step 4 of 4");
  await wizard(window).getByText("5 files are written into").waitFor();
  expect(await faults(window.page), "the check").toEqual([]);
  await tabTo(window.page, "Create package");
  await keyboard.press("Enter");

  await wizard(window).waitFor({ state: "detached" });
  await window.packages.getByRole("option", { name: /ruritania/i }).waitFor();
  expect(readdirSync(join(folder.path, "ruritania")).sort()).toEqual(["change-log.md", "evidence.md", "metadata.md", "signals.md", "trust-dimensions.md"]);
  const evidence = folder.read("ruritania/evidence.md");
  expect(evidence).toContain('## Harbour Act\n\nThe Harbour Board states that it keeps 19 registers.\n\n### Fees\n\nThe Board states that entry is free.\n\n### Sources\n\n- Harbour Board, "Harbour Act"\n');
  expect(folder.git("status", "--porcelain")).toBe("?? ruritania/");
  await window.page.getByRole("button", { name: "Commit…" }).first().waitFor();
  await begin(window); // nothing is left of it
  await expect.poll(() => focused(window.page)).toBe("Name of the jurisdiction");
});

test("files that are dropped are added, and what cannot be read is said", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder.home, name), content);
    return join(folder.home, name);
  };
  await begin(window);
  await page.keyboard.type("Ruritania");
  await drop(page, [
    file("act.md", act.replaceAll("\n", "\r\n")),
    file("latin.txt", Buffer.from([0xe9])),
    file("bell.txt", "Tides.\u0007"),
    file("front.md", "---\ntitle: Tide tables\npublisher: Observatory\nlang: en\n---\n\nThe Observatory states that there are 2 tides.\n\n```\nopen"),
    file("notes.txt", "The Observatory states that there are 3 winds."),
  ]);
  await wizard(window).getByRole("heading", { name: "Sources Step 2 of 4" }).waitFor();
  await wizard(window).getByText("latin.txt was not added: the text is not UTF-8", { exact: false }).waitFor();
  await wizard(window).getByText("bell.txt was not added: line 1 of the text holds the control character U+0007", { exact: false }).waitFor();
  const list = wizard(window).getByRole("listbox", { name: "Sources" });
  for (const row of ["Harbour Act 2 statements", "Tide tables 1 statement", "notes 1 statement"]) await list.getByRole("option", { name: row }).waitFor();
  expect(await list.getByRole("option").count()).toBe(3);
  await list.getByRole("option", { name: /notes/ }).click();
  await wizard(window).getByText("nothing can rest on its statements", { exact: false }).waitFor();
  await page.keyboard.press("Delete");
  await wizard(window).getByRole("button", { name: "Put it back" }).click();
  await expect.poll(() => list.getByRole("option").count()).toBe(3);
  await page.keyboard.press("ArrowUp");
  expect(await wizard(window).getByRole("textbox", { name: "Institution" }).getAttribute("placeholder")).toBe("Observatory");
  await page.keyboard.press("Control+Enter");
  await wizard(window).waitFor({ state: "detached" });
  expect(folder.read("ruritania/evidence.md")).toContain('```\nopen\n```\n\nSources:\n\n- Observatory, "Tide tables"\n');
});

test("closed, it is kept; started anew, it is set aside", async ({ open }) => {
  const { folder, window } = await open();
  await begin(window);
  await window.page.keyboard.type("Ruritania");
  await window.page.keyboard.press("Escape");
  await wizard(window).waitFor({ state: "detached" });
  await begin(window);
  await wizard(window).getByRole("button", { name: "Start anew" }).click();
  await expect.poll(() => focused(window.page)).toBe("Name of the jurisdiction");
  const aside = join(folder.home, ".local/share/atlas-desk/displaced");
  const [kept] = readdirSync(aside).filter((name) => name.startsWith("new-package"));
  expect(readFileSync(join(aside, kept!), "utf8")).toContain("Ruritania");
});

test.skipIf(!disks)("a full disk leaves nothing of it, says so, and asks before what was typed is lost (needs root, for a disk of its own)", async ({ open }) => {
  const { folder, window } = await open({ disk: true });
  await begin(window);
  folder.fill();
  await window.page.keyboard.type("Ruritania");
  await wizard(window).getByText("What is typed here is only in this window", { exact: false }).waitFor();
  await wizard(window).getByRole("button", { name: "Create now" }).click();
  await wizard(window).getByRole("alert").getByText(/disk is full/).first().waitFor();
  expect(existsSync(join(folder.path, "ruritania"))).toBe(false);
  await window.page.keyboard.press("Escape");
  await wizard(window).getByRole("button", { name: "Lose it and close" }).waitFor();
  folder.makeRoom();
  await wizard(window).getByRole("button", { name: "Create now" }).click();
  await wizard(window).waitFor({ state: "detached" });
  expect(readdirSync(folder.path).filter((name) => !name.startsWith(".git")).sort()).toEqual(["kazakhstan", "ruritania"]);
});

async function begin(window: Window): Promise<void> {
  await window.packages.getByRole("option", { name: /kazakhstan/i }).waitFor();
  await window.page.keyboard.press("Control+Shift+P");
  await window.page.keyboard.type("New package");
  await window.page.getByRole("option", { name: /^New package…/ }).waitFor();
  await window.page.keyboard.press("Enter");
  await wizard(window).waitFor();
}

const wizard = ({ page }: Window) => page.getByRole("dialog", { name: "New package" });

/** What has the focus, by its words. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    return (element?.labels?.[0]?.textContent ?? element?.textContent ?? "").trim().replace(/\s+/g, " ");
  });
}

async function tabTo(page: Page, words: string, key = "Tab"): Promise<void> {
  for (let i = 0; i < 40; i++) {
    if ((await focused(page)).startsWith(words)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not lead to ${words}`);
}

/** Drops files onto the window, as Wails tells it. */
function drop(page: Page, paths: string[]): Promise<void> {
  return page.evaluate((paths) => {
    (window as unknown as { runtime: { EventsEmit: (event: string, ...data: unknown[]) => void } }).runtime.EventsEmit("wails:file-drop", 10, 10, paths);
  }, paths);
}
