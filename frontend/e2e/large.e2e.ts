// A workspace of a thousand packages, and a layer of 300 KB. What takes how
// long is printed; what is asserted is that everything answers.
import { expect } from "vitest";
import type { Locator } from "playwright-core";
import { test, type Window } from "./window";

const packages = 1000;

/** Runs an act and prints how many milliseconds it took. */
async function timed(what: string, act: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await act();
  console.log(`${what}: ${Math.round(performance.now() - start)} ms`);
}

/** The middle one of times in milliseconds, and the one that 95 % do not exceed. */
function summary(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const [middle = 0, most = 0] = [0.5, 0.95].map((share) => sorted[Math.floor(share * (sorted.length - 1))]);
  return `p50 ${middle.toFixed(1)} ms, p95 ${most.toFixed(1)} ms`;
}

const count = (window: Window) => window.grid.getAttribute("aria-rowcount");
const drawn = (window: Window) => window.grid.locator("[data-at]").count();

/** How long two frames take after each of many steps of scrolling by so many pixels. */
function scroll(grid: Locator, pixels: number): Promise<number[]> {
  return grid.evaluate(async (grid, pixels) => {
    const frame = () => new Promise<number>(requestAnimationFrame);
    const times: number[] = [];
    for (let i = 0; i < 40; i++) {
      const start = performance.now();
      grid.scrollTop += pixels;
      await frame();
      await frame();
      times.push(performance.now() - start);
    }
    return times;
  }, pixels);
}

/** How long the screen takes to show each of many keys that are typed. */
async function type(window: Window, words: string): Promise<number[]> {
  const times: number[] = [];
  for (const key of words) {
    const shown = await window.page.evaluateHandle(() => {
      let pressed = 0;
      addEventListener("keydown", () => (pressed = performance.now()), { capture: true, once: true });
      const delay = new Promise<number>((resolve) => {
        addEventListener("input", () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed))), { once: true });
      });
      return { delay };
    });
    await window.page.keyboard.press(key === " " ? "Space" : key);
    times.push(await shown.evaluate(({ delay }) => delay));
  }
  return times;
}

test("a thousand packages are listed at once, checked while one looks, filtered, sorted and opened", { timeout: 300_000 }, async ({ open }) => {
  const { folder, window } = await open({ invented: packages });
  const { page, grid } = window;
  const all = String(packages + 2); // Kazakhstan, and the heads
  await timed("page opened to list", () => expect.poll(() => count(window), { timeout: 30_000, interval: 10 }).toBe(all));
  expect(await drawn(window)).toBeLessThan(80);
  await page.getByText(/^\d+ of 1,001 checked$/).waitFor();

  // It can be used while the checks go on.
  await grid.locator(":focus").waitFor();
  const first = await grid.locator("[data-at='0'] .title").textContent();
  await timed("End", () => Promise.all([page.keyboard.press("End"), grid.locator("[data-at='1000'] :focus").waitFor()]));
  await timed("Home", () => Promise.all([page.keyboard.press("Home"), grid.locator("[data-at='0'] :focus").waitFor()]));
  expect((await grid.locator("[data-at='0'] .title").textContent())?.toLowerCase()).toBe(first?.toLowerCase());
  for (const pixels of [0, 60, 600]) console.log(`two frames, scrolling by ${pixels} px: ${summary(await scroll(grid, pixels))}`);
  const filter = page.getByRole("searchbox", { name: "Filter packages" });
  await timed("filter", () => Promise.all([filter.fill("kazakhstan"), expect.poll(() => count(window), { interval: 10 }).toBe("2")]));
  await timed("filter taken away", () => Promise.all([filter.fill(""), expect.poll(() => count(window), { interval: 10 }).toBe(all)]));

  await timed("all checked", () => page.getByText(/ checked$/).waitFor({ state: "detached", timeout: 240_000 }));
  await timed("sort", () =>
    Promise.all([
      page.getByRole("combobox", { name: "Sort by" }).selectOption("Name"),
      grid.getByRole("columnheader", { name: "Package" }).and(page.locator("[aria-sort=ascending]")).waitFor(),
    ]),
  );
  await expect.poll(() => grid.locator("[data-at='0'] .last").textContent()).toContain("Kazakhstan"); // the subject of the commit

  await filter.fill("kazakhstan");
  await timed("open a package", () => Promise.all([page.keyboard.press("Enter").then(() => page.keyboard.press("Enter")), window.editor("Signals").waitFor()]));
  expect(await window.packages.getByRole("option").count()).toBeLessThan(80);

  // A layer of 300 KB, from its own sections over and over.
  const text = folder.read("kazakhstan/signals.md");
  const sections = text.slice(text.indexOf("\n## "));
  const long = text + sections.repeat(Math.ceil((300_000 - text.length) / sections.length));
  folder.write("kazakhstan/signals.md", long);
  await window.message("changed on disk").or(page.getByText("statements checked")).first().waitFor();
  await expect.poll(() => page.getByText(/\d,\d{3} statements checked/).count(), { timeout: 60_000 }).toBe(1);
  const signals = window.editor("Signals");
  await signals.click();
  await page.keyboard.press("Control+Home");
  for (let i = 0; i < 12; i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  console.log(`key to screen in ${Math.round(long.length / 1000)} KB among ${packages} packages: ${summary(await type(window, " and it is typed into while a thousand packages are open"))}`);
  await timed("checked after typing", () => signals.locator(".cm-stale").first().waitFor({ state: "detached", timeout: 60_000 }));
  await page.keyboard.press("Control+s");
  await expect.poll(() => folder.read("kazakhstan/signals.md")).toContain("and it is typed into while a thousand packages are open");
});
