import { expect } from "vitest";
import type { Page } from "playwright-core";
import { faults } from "./faults";
import { type Desk, test } from "./window";

const pictures = process.env.PICTURES;

test("a sentence of the page leads to its statement, and what is typed there is on the page", async ({ open }) => {
  const { window, page } = await shown(await open());
  const sheet = page.getByRole("document", { name: "The page as its readers see it" });
  await sheet.getByRole("heading", { name: "Kazakhstan - Signals Layer" }).waitFor();
  await sheet.getByRole("link", { name: /17 data centers/ }).click();
  const signals = window.editor("Signals");
  await signals.waitFor();
  expect(await window.lineOfCaret(signals)).toContain("17 data centers");
  await window.select(signals, "7", "the 1");
  await page.keyboard.type("9");

  // F9 shows that sentence again, as it is typed now, and its finding where those are asked for.
  await page.keyboard.press("F9");
  const edited = sheet.getByRole("link", { name: /19 data centers/ });
  await edited.waitFor();
  expect(await edited.evaluate((element) => element.getBoundingClientRect().top > 0 && element.getBoundingClientRect().bottom < innerHeight)).toBe(true);
  await page.getByRole("checkbox", { name: "Findings" }).check();
  await sheet.getByRole("img", { name: /^Error: .*data centers/ }).waitFor();
  await page.getByRole("checkbox", { name: "Evidence footnotes" }).check();
  await sheet.getByRole("heading", { name: "The evidence that carries this" }).waitFor();
  if (pictures) await page.screenshot({ path: `${pictures}/preview-layer.png` });
});

test("the whole page keeps its place while the package changes under it", async ({ open }) => {
  const { folder, page } = await shown(await open());
  await page.getByRole("combobox", { name: "Show" }).selectOption({ label: "The whole page" });
  const sheet = page.getByRole("document", { name: "The page as its readers see it" });
  await sheet.getByRole("heading", { name: "1. Overview" }).waitFor();
  const outline = page.getByRole("navigation", { name: "Outline of the page" });
  expect((await outline.getByRole("button").allTextContents()).filter((text) => /^\d\. /.test(text))).toEqual([
    "1. Overview",
    "2. Evidence Layer",
    "3. Signals Layer",
    "4. Trust Dimensions",
    "5. Metadata",
    "6. Profile",
    "7. Builder Mode",
    "8. Change Log",
  ]);
  await outline.getByRole("button", { name: "6. Profile" }).click();
  const constraint = sheet.getByText("Profile derivation constraint:");
  const before = await top(constraint);
  folder.write("kazakhstan/evidence.md", folder.read("kazakhstan/evidence.md").replace("## Scope\n", "## Scope\n\nOne more sentence opens this file.\n\nAnd a second one.\n"));
  await sheet.getByText("One more sentence opens this file.").waitFor();
  expect(Math.abs((await top(constraint)) - before)).toBeLessThan(2);
  if (pictures) await page.screenshot({ path: `${pictures}/preview-whole.png` });
});

test("nothing on a hostile page runs, is fetched or leads away", async ({ open }) => {
  const desk = await open();
  const { folder, window } = desk;
  const { page } = window;
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  folder.write(
    "kazakhstan/signals.md",
    `${folder.read("kazakhstan/signals.md")}
## Hostile <img src=x onerror="document.title='run'">

<script>document.title = "run"</script>

A [link](javascript:document.title='run') and <svg onload="document.title='run'"> ![A map](https://fetched.example/map.png) end here.

See [the plan](https://board.example/plan "onclick=x").
`,
  );
  await shown(desk);
  const sheet = page.getByRole("document", { name: "The page as its readers see it" });
  await sheet.getByText("[Image: A map]").waitFor();
  await sheet.getByText("javascript:document.title='run'").click();
  await page.keyboard.press("F9");
  const address = sheet.getByRole("button", { name: "https://board.example/plan" });
  await address.waitFor();
  await address.click();
  const dialog = page.getByRole("dialog", { name: "An address outside this window" });
  expect(await dialog.textContent()).toContain("https://board.example/plan");
  await page.keyboard.press("Escape");
  expect(await page.title()).not.toBe("run");
  expect(await sheet.locator("script, img, svg, iframe, [onerror], [onload], [onclick], [src], a:not([href^='#'])").count()).toBe(0);
  expect(requests.filter((url) => url.includes("example"))).toEqual([]);
});

test("the page is read by the keyboard alone", async ({ open }) => {
  const { window, page } = await shown(await open());
  const sheet = page.getByRole("document", { name: "The page as its readers see it" });
  await sheet.getByRole("heading").first().waitFor();
  for (let i = 0; i < 8 && !(await focused(page)).startsWith("Digital asset"); i++) await page.keyboard.press("F6");
  const first = await focused(page);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const third = await focused(page);
  expect(third).not.toBe(first);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  expect(await focused(page)).toBe(third);
  await page.keyboard.press("Enter");
  const signals = window.editor("Signals");
  await signals.waitFor();
  expect(await window.lineOfCaret(signals)).toContain(third);
});

test("no fault of accessibility in the preview", async ({ open }) => {
  const { page } = await shown(await open());
  await page.getByRole("checkbox", { name: "Findings" }).check();
  await page.getByRole("checkbox", { name: "Evidence footnotes" }).check();
  await page.getByRole("heading", { name: "The evidence that carries this" }).waitFor();
  expect(await faults(page), "a layer").toEqual([]);
  if (pictures) await page.screenshot({ path: `${pictures}/preview.png` });
  await page.getByRole("combobox", { name: "Show" }).selectOption({ label: "The whole page" });
  await page.getByRole("heading", { name: "1. Overview" }).waitFor();
  expect(await faults(page), "the whole page").toEqual([]);
  if (!pictures) return;
  for (let i = 0; i < 10; i++) await page.keyboard.press("Control+=");
  await page.screenshot({ path: `${pictures}/preview-zoom.png` });
  for (let i = 0; i < 10; i++) await page.keyboard.press("Control+-");
  await page.setViewportSize({ width: 720, height: 700 });
  await page.screenshot({ path: `${pictures}/preview-narrow.png` });
});

async function shown({ folder, window }: Desk) {
  const { page } = window;
  await window.tab("Signals").waitFor();
  await page.keyboard.press("F9");
  await page.getByRole("document", { name: "The page as its readers see it" }).waitFor();
  return { folder, window, page };
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent.trim() ?? "");
}

function top(element: ReturnType<Page["getByText"]>): Promise<number> {
  return element.evaluate((found) => found.getBoundingClientRect().top);
}
