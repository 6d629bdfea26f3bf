import { expect } from "vitest";
import type { Page } from "playwright-core";
import { faults } from "./faults";
import { type Desk, test } from "./window";

const pictures = process.env.PICTURES;

test("from an empty cell to the passages of another, and into the text", async ({ open }) => {
  const { window, page } = await shown(await open());
  const grid = page.getByRole("grid", { name: "Coverage" });
  await page.getByText("All 52 evidence statements are used (31 more only frame the file).").waitFor();
  expect(await grid.getByRole("columnheader").count()).toBe(8);

  // Corner, header cells, first row: the keys of a grid.
  await grid.getByRole("rowheader", { name: "Scope" }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  expect(await focused(page)).toBe("8 statements");
  await page.keyboard.press("Control+End");
  expect(await focused(page)).toBe("frames the file");
  await page.keyboard.press("Control+Home");
  expect(await focused(page)).toContain("Evidence section");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  expect(await focused(page)).toContain("Scope");

  // The sections of a layer stand on a section each; every other cell is a gap.
  await page.getByRole("combobox", { name: "Columns" }).selectOption({ label: "Sections of Trust dimensions" });
  const assets = grid.getByRole("rowheader", { name: "Digital assets" });
  await assets.focus();
  await page.keyboard.press("]");
  expect(await focused(page)).toBe("none");
  await page.keyboard.press("ArrowLeft");
  expect(await focused(page)).toBe("5 statements");
  if (pictures) await page.screenshot({ path: `${pictures}/coverage-sections.png` });

  // Enter lists what the cell counts, and from there opens it with its evidence lit.
  await page.keyboard.press("Enter");
  const passages = page.getByRole("listbox", { name: /Digital assets and the AIFC/ });
  await passages.getByRole("option").first().waitFor();
  expect(await passages.getByRole("option").count()).toBe(5);
  await expect.poll(() => focused(page)).toContain("The National Bank indicates continuity through law");
  if (pictures) await page.screenshot({ path: `${pictures}/coverage-passages.png` });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const trust = window.editor("Trust dimensions");
  await trust.waitFor();
  expect(await window.lineOfCaret(trust)).toContain("AFSA indicates continuity through published rules");
  await expect.poll(() => window.lit()).toContain("Rulebook on Digital Asset Activities");

  // Back on the coverage, the reader is where they were.
  await page.keyboard.press("Control+Shift+X");
  await passages.waitFor();
  await page.keyboard.press("F6");
});

test("evidence that nothing uses is found by key, and the place is kept while the package changes", async ({ open }) => {
  const { folder, page } = await shown(await open());
  const evidence = folder.read("kazakhstan/evidence.md");
  folder.write("kazakhstan/evidence.md", evidence.replace("\n## Cybersecurity", "\nThe Steppe Observatory states that it counts meteors over Lake Zaysan.\n\n## Cybersecurity"));
  await page.getByText("52 of 53 evidence statements are used; 1 is not (31 more only frame the file).").waitFor();
  await page.getByRole("combobox", { name: "Rows" }).selectOption({ label: "Evidence statements" });
  const grid = page.getByRole("grid", { name: "Coverage" });

  // By use: the unused one first. By a column: what it carries most.
  const use = grid.getByRole("columnheader", { name: "Use" });
  await use.click();
  expect(await use.getAttribute("aria-sort")).toBe("ascending");
  expect(await grid.getByRole("rowheader").first().textContent()).toContain("Steppe Observatory");
  expect(await grid.getByRole("row").nth(1).textContent()).toContain("unused");
  await grid.getByRole("columnheader", { name: "Evidence statement" }).click();

  const first = grid.getByRole("rowheader", { name: "The National Bank of Kazakhstan states" });
  await first.focus();
  for (let i = 0; i < 400 && !(await focused(page)).includes("Steppe Observatory"); i++) await page.keyboard.press("]");
  expect(await focused(page)).toContain("Steppe Observatory");
  if (pictures) await page.screenshot({ path: `${pictures}/coverage-statements.png` });

  const scrolled = await scrollTop(page);
  folder.write("kazakhstan/evidence.md", folder.read("kazakhstan/evidence.md").replace("National Bank of Kazakhstan, materials", "National Bank of Kazakhstan, published materials"));
  folder.write("kazakhstan/profile.md", folder.read("kazakhstan/profile.md").replace(/\n*$/, "\n\nThe Steppe Observatory counts meteors over Lake Zaysan.\n"));
  await page.getByText("All 53 evidence statements are used").waitFor();
  expect(await focused(page)).toContain("Steppe Observatory");
  expect(await scrollTop(page)).toBe(scrolled);
});

test("the list says the same as the table", async ({ open }) => {
  const { page } = await shown(await open());
  await page.getByRole("button", { name: "Show as list" }).click();
  const list = page.getByRole("list", { name: "Evidence and what rests on it" });
  const item = list.getByRole("listitem").filter({ hasText: "Digital assets and the AIFC" });
  expect(await item.textContent()).toContain("Carries 8 in Signals, 6 in Trust dimensions, 11 in Metadata, 8 in Profile, 12 in Builder mode, 11 in Change log.");
  await page.getByRole("combobox", { name: "Order" }).selectOption({ label: "Most used in Change log" });
  expect(await list.getByRole("listitem").first().textContent()).not.toContain("Scope");
  await item.getByRole("button").click();
  await page.getByRole("listbox").getByRole("option").nth(55).waitFor();
  if (pictures) await page.screenshot({ path: `${pictures}/coverage-list.png` });
});

test("of seven hundred evidence statements those in view are drawn, and the keys reach them all", async ({ open }) => {
  const { folder, page } = await shown(await open());
  const many = Array.from({ length: 700 }, (_, n) => `The Steppe Observatory states that telescope ${n + 100} counts meteors over lake ${n + 5000}.`);
  folder.write("kazakhstan/evidence.md", `# Kazakhstan - Evidence Layer\n\n## Meteors\n\n${many.join("\n\n")}\n`);
  await page.getByText("of 700 evidence statements are used").waitFor();
  await page.getByRole("combobox", { name: "Rows" }).selectOption({ label: "Evidence statements" });
  const grid = page.getByRole("grid", { name: "Coverage" });
  await grid.getByRole("rowheader", { name: "telescope 100" }).focus();
  expect(await grid.getAttribute("aria-rowcount")).toBe("702"); // with the columns' headers, and the section's heading
  expect(await grid.getByRole("row").count()).toBeLessThan(80);
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Home");
  expect(await focused(page)).toContain("telescope 799");
  expect(await page.evaluate(() => document.activeElement?.closest("tr")?.getAttribute("aria-rowindex"))).toBe("702");
  const delays = await page.evaluate(pressing, 60);
  console.log(`From a key to the next cell took ${delays.median} ms in the middle, ${delays.longest} ms at the most.`);
  expect(await focused(page)).toContain("telescope 739");
});

/** Moves up so many rows by key; returns how long each took to be drawn. Runs in the page. */
async function pressing(times: number) {
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true, cancelable: true }));
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    took.push(Math.round(performance.now() - start));
  }
  took.sort((a, b) => a - b);
  return { median: took[times >> 1], longest: took.at(-1) };
}

test("no fault of accessibility in the coverage", async ({ open }) => {
  const desk = await open();
  const { page } = await shown(desk);
  const cell = page.getByRole("gridcell").nth(8);
  await cell.click();
  await page.getByRole("listbox").getByRole("option").first().waitFor();
  expect(await faults(page), "the table with passages").toEqual([]);
  if (pictures) await page.screenshot({ path: `${pictures}/coverage.png` });
  await page.getByRole("combobox", { name: "Rows" }).selectOption({ label: "Evidence statements" });
  await page.getByRole("rowheader").first().waitFor();
  expect(await faults(page), "the statements").toEqual([]);
  if (pictures) await page.screenshot({ path: `${pictures}/coverage-statements.png` });
  await page.getByRole("button", { name: "Show as list" }).click();
  expect(await faults(page), "the list").toEqual([]);
  if (!pictures) return;
  await page.getByRole("button", { name: "Show as list" }).click();
  for (let i = 0; i < 10; i++) await page.keyboard.press("Control+=");
  await page.screenshot({ path: `${pictures}/coverage-zoom.png` });
  for (let i = 0; i < 10; i++) await page.keyboard.press("Control+-");
  await page.setViewportSize({ width: 720, height: 700 });
  await page.screenshot({ path: `${pictures}/coverage-narrow.png` });
});

async function shown({ folder, window }: Desk) {
  const { page } = window;
  await window.tab("Signals").waitFor();
  await page.keyboard.press("Control+Shift+X");
  await page.getByRole("grid", { name: "Coverage" }).waitFor();
  return { folder, window, page };
}

/** What a screen reader would call the cell or option that has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent.trim() ?? "");
}

function scrollTop(page: Page): Promise<number> {
  return page.getByRole("grid").evaluate((grid) => grid.parentElement!.scrollTop);
}
