import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { inflateSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { faults } from "./faults";
import { type Desk, test } from "./window";

const pictures = process.env.PICTURES;

test("a layer becomes a PDF: a draft that says why, and a release once all is committed", async ({ open }) => {
  const { folder, page } = await shown(await open());
  await page.getByRole("checkbox", { name: "Evidence footnotes" }).check();
  folder.write("kazakhstan/signals.md", folder.read("kazakhstan/signals.md").replace("17 data centers", "19 data centers"));
  await page.getByRole("document").getByText("19 data centers").waitFor();

  const dialog = await opened(page);
  await dialog.getByText(/^Not yet: 1 error is open, and .*signals\.md/).waitFor();
  expect(await dialog.getByRole("radio", { name: "PDF" }).isChecked()).toBe(true);
  expect(await dialog.getByRole("radio", { name: "Draft" }).isChecked()).toBe(true);
  expect(await dialog.getByRole("radio", { name: "Release" }).isDisabled()).toBe(true);
  expect(await dialog.getByRole("checkbox", { name: "Evidence footnotes" }).isChecked()).toBe(true);
  if (pictures) await page.screenshot({ path: `${pictures}/export.png` });
  const draft = resolve(folder.path, "draft.pdf");
  await page.keyboard.press("Control+Enter");
  await saveAs(draft);
  await page.getByText(new RegExp(`PDF exported to ${draft} \\(\\d+ KB\\)`)).waitFor();
  await page.getByRole("button", { name: "Open folder" }).waitFor();
  expect(textOf(draft)).toMatch(/19 data centers/);
  expect(textOf(draft)).toMatch(/Draft: 1 error is open/);
  expect(textOf(draft)).toMatch(/The evidence that carries this/);

  folder.git("checkout", "--", ".");
  await page.getByRole("document").getByText("17 data centers").waitFor();
  await opened(page);
  await dialog.getByRole("radio", { name: "Release" }).check();
  const release = resolve(folder.path, "release.pdf");
  await dialog.getByRole("button", { name: "Export…" }).click();
  await saveAs(release);
  await page.getByText(new RegExp(`PDF exported to ${release}`)).waitFor();
  expect(textOf(release)).toMatch(/17 data centers/);
  expect(textOf(release)).not.toMatch(/Draft/);
  expect(textOf(release)).toMatch(/Page 1 of \d/);
});

test("no fault of accessibility in the export, and by keyboard alone", async ({ open }) => {
  const { page } = await shown(await open());
  const dialog = await opened(page);
  await dialog.getByText("No error is open, and everything is committed.").waitFor();
  expect(await faults(page), "PDF").toEqual([]);
  // The arrows go through the formats.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  expect(await dialog.getByRole("radio", { name: "Markdown" }).isChecked()).toBe(true);
  await dialog.getByText("Markdown carries none of these").waitFor();
  expect(await faults(page), "Markdown").toEqual([]);
  if (pictures) await looks(page, pictures);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});

async function shown({ folder, window }: Desk) {
  const { page } = window;
  await window.tab("Signals").waitFor();
  await page.keyboard.press("F9");
  await page.getByRole("document", { name: "The page as its readers see it" }).waitFor();
  return { folder, window, page };
}

async function opened(page: Page) {
  await page.keyboard.press("Control+Shift+E");
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("radio", { name: "PDF" }).waitFor();
  return dialog;
}

/** Answers the dialog of the system that asks where a file is to go. */
async function saveAs(path: string): Promise<void> {
  const window = execFileSync("xdotool", ["search", "--sync", "--onlyvisible", "--name", "^Export as "]).toString().trim().split("\n").at(-1)!;
  execFileSync("xdotool", ["windowactivate", "--sync", window]);
  await after(300); // GTK takes keys a moment after its window is there
  execFileSync("xdotool", ["key", "--clearmodifiers", "ctrl+a"]);
  execFileSync("xdotool", ["type", "--clearmodifiers", path]);
  execFileSync("xdotool", ["key", "--clearmodifiers", "Return"]);
  for (let i = 0; i < 100 && !existsSync(path); i++) await after(50);
}

/** What the pages of a PDF of ours say: its texts are UTF-16 in streams that are deflated. */
function textOf(path: string): string {
  const raw = readFileSync(path).toString("latin1");
  const streams = [...raw.matchAll(/\/FlateDecode \/Length \d+>>\nstream\n([\s\S]*?)\nendstream/g)].map(([, deflated]) => inflateSync(Buffer.from(deflated!, "latin1")).toString("latin1"));
  const said = streams.flatMap((stream) => [...stream.matchAll(/\(((?:\\[\s\S]|[^\\)])*)\) Tj/g)].map(([, text]) => text!.replace(/\\([\s\S])/g, (_all, c: string) => (c === "r" ? "\r" : c))));
  return said.map((text) => Buffer.from(text, "latin1").swap16().toString("utf16le")).join("\n");
}

async function looks(page: Page, folder: string): Promise<void> {
  await page.screenshot({ path: `${folder}/export-markdown.png` });
  for (const theme of ["dark", "contrast"]) {
    await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
    await page.screenshot({ path: `${folder}/export-${theme}.png` });
  }
  await page.setViewportSize({ width: 640, height: 600 });
  await page.screenshot({ path: `${folder}/export-narrow.png` });
}
