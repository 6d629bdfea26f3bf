import { expect } from "vitest";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { faults } from "./faults";
import { approve, lapsed, progress, settled, shown, statement, walkTo } from "./reviewing";
import { type Desk, test } from "./window";

const pictures = process.env.PICTURES;
const evidence = "kazakhstan/evidence.md";
const signals = "kazakhstan/signals.md";

test("a reviewer approves, flags, comments and finishes by keyboard alone, and commits it", async ({ open }) => {
  const desk = await open();
  const { folder, page, window } = await shown(desk);
  const press = (keys: string) => page.keyboard.press(keys);
  const total = Number((await progress(page)).match(/0 of (\d+) done/)?.[1]);
  expect(total).toBeGreaterThan(50);
  await page.getByRole("treeitem", { name: /^New/ }).waitFor();
  const first = await statement(page);
  await page.getByText("Written by you").waitFor();

  // A verdict is one key, is kept at once, and leads on.
  await approve(page, "A", 1);
  const second = await statement(page);
  expect(second).not.toBe(first);
  await press("n");
  await page.keyboard.type("A date is missing: which year?");
  await press("Escape");
  await approve(page, "F", 2);
  for (const key of ["j", "k"]) {
    await press(key);
    await settled(page);
  }
  const third = await statement(page);
  await press("s");
  await expect.poll(() => statement(page)).not.toBe(third);
  await press("c");
  await page.keyboard.type("Is this said of all banks?");
  await press("Control+Enter");
  await page.getByRole("article", { name: "Thread of A. Author" }).waitFor();
  await press("Escape");
  expect(reviews(desk)).toHaveLength(1);
  expect(reviewed(desk)).toContain("Is this said of all banks?");

  // The last verdict can be taken back, and is given again.
  await press("z");
  await expect.poll(() => progress(page)).toContain(`1 of ${total} done`);
  expect(await statement(page)).toBe(second);
  await approve(page, "F", 2);

  // A reply, and the thread is resolved.
  await page.getByRole("treeitem", { name: /1 open comment/ }).click();
  await page.getByRole("textbox", { name: "Reply to A. Author" }).fill("Yes, by section 2.");
  await press("Control+Enter");
  await page.getByText("Yes, by section 2.").waitFor();
  await page.getByRole("button", { name: "Resolve" }).press("Enter");
  await page.getByText("Resolved by A. Author").waitFor();
  if (pictures) await page.screenshot({ path: `${pictures}/review-comments.png` });
  await page.getByRole("tree", { name: "Queue" }).focus();

  // The review ends with a verdict: the package cannot be approved while anything is open.
  await press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: "Finish the review" });
  await dialog.getByText(`1 approved, 1 flagged, ${total - 2} open.`).waitFor();
  expect(await dialog.getByRole("radio", { name: /Approve the package/ }).isDisabled()).toBe(true);
  expect(await dialog.getByRole("radio", { name: /Request changes/ }).isChecked()).toBe(true);
  if (pictures) await page.screenshot({ path: `${pictures}/review-finish.png` });
  expect(await faults(page), "the end of a review").toEqual([]);
  await press("Control+Enter");
  await page.getByText("A. Author asked for changes").waitFor();

  // What was said travels with a commit, in the reviewer's own file.
  await press("Control+Shift+G");
  await window.commitPanel.getByText("Only reviews changed").waitFor();
  await window.commitPanel.getByRole("button", { name: "Commit the reviews" }).click();
  await window.commitPanel.waitFor({ state: "detached" });
  expect(folder.git("show", "--format=%s", "--name-only", "HEAD")).toMatch(/^Kazakhstan: reviews\n\n\.atlas-desk\/reviews\/kazakhstan\/a-author-[0-9a-f]{6}\.yaml$/);
  expect(folder.git("status", "--porcelain")).toBe("");
});

test("an approval lapses with its statement and with its evidence, and another reviewer's verdicts are merged by git", async ({ open }) => {
  const desk = await open();
  const { folder, page } = await shown(desk);
  await walkTo(page, "17 data centers");
  await approve(page, "A", 1);
  await walkTo(page, "AFSA's Rulebook on Digital Asset");
  const rests = await page.getByRole("region", { name: "Evidence it rests on" }).locator(".words").first().innerText();
  await approve(page, "A", 2);
  folder.git("add", ".");
  folder.git("commit", "--quiet", "--message=The review of A. Author");

  // Another reviewer flags the same on another branch; git brings the two together.
  const [own = ""] = reviews(desk);
  const others = folder.read(own).replaceAll("by: A. Author", "by: B. Reader").replaceAll("kind: approved", "kind: flagged");
  folder.git("checkout", "--quiet", "-b", "other", "HEAD^");
  mkdirSync(join(folder.path, own, ".."), { recursive: true });
  folder.write(own.replace("a-author", "b-reader"), others);
  folder.git("add", ".");
  folder.git("commit", "--quiet", "--message=The review of B. Reader");
  folder.git("checkout", "--quiet", "main");
  folder.git("merge", "--quiet", "--no-edit", "other");
  expect(reviews(desk)).toHaveLength(2);
  await lapsed(page, "");
  await page.getByRole("combobox", { name: "Layer" }).selectOption({ label: "Signals" });
  await expect.poll(() => progress(page)).toMatch(/^2 of/);
  await page.getByRole("tree", { name: "Queue" }).focus();
  const flagged = page.getByRole("treeitem", { name: /^Flagged/ });
  await expect.poll(() => page.keyboard.press("End").then(() => flagged.count())).toBe(1);
  await walkTo(page, "17 data centers");
  await page.getByText("Flagged by B. Reader").waitFor();

  // The author edits one statement, and the evidence of the other.
  folder.write(signals, folder.read(signals).replace("17 data centers", "17 large data centers"));
  await lapsed(page, "1 lapsed");
  await walkTo(page, "large data centers");
  await page.getByRole("heading", { name: "Changed since A. Author approved it" }).waitFor();
  expect((await page.locator(".statement ins").innerText()).trim()).toBe("large");
  await page.getByText("Approved by A. Author").filter({ hasText: "lapsed" }).waitFor();
  await page.getByText("Not committed", { exact: true }).waitFor();
  const opening = rests.slice(0, 24);
  folder.write(evidence, folder.read(evidence).replace(opening, `On paper ${opening}`));
  await lapsed(page, "2 lapsed");
  expect(await statement(page)).toContain("large data centers"); // the reader stays where they are
  await walkTo(page, "AFSA's Rulebook on Digital Asset");
  await page.getByRole("heading", { name: "Evidence changed since A. Author approved it" }).waitFor();
  const ground = page.getByRole("region", { name: "Evidence it rests on" }).getByRole("listitem").filter({ hasText: "changed since it was signed" });
  expect(await ground.locator("ins").allInnerTexts()).toContain("On paper ");

  // Signed again, it stands; the flag of the other reviewer was on what is not there any more.
  await page.keyboard.press("a");
  await lapsed(page, "1 lapsed");

  // The other one commits the edit, and is told as the one who wrote it.
  folder.git("commit", "--quiet", "--all", "--author=B. Reader <reader@example.org>", "--message=Signals: large ones");
  await walkTo(page, "large data centers");
  await page.getByText("Written by B. Reader").waitFor();
});

test("the list of packages tells what is to be reviewed again, and leads there", async ({ open }) => {
  const desk = await open({ invented: 3 });
  const { folder, window } = desk;
  const { grid, page } = window;
  const row = grid.getByRole("row", { name: /^Kazakhstan/ });
  await row.locator(".title").click();
  await shown(desk);
  await walkTo(page, "17 data centers");
  await approve(page, "A", 1);
  const packages = page.getByRole("button", { name: "Packages", exact: true });
  await packages.click();
  await expect.poll(() => row.ariaSnapshot()).toMatch(/1 of \d+ statements approved"/);
  expect(await grid.getByText("not reviewed").count()).toBe(3);
  folder.write(signals, folder.read(signals).replace("17 data centers", "17 large data centers"));
  folder.git("commit", "--quiet", "--all", "--message=The centers are large");
  await page.getByRole("region", { name: "Next step" }).getByText("1 verdict has lapsed").waitFor();
  await page.getByRole("combobox", { name: "State" }).selectOption({ label: "With lapsed verdicts" });
  await expect.poll(() => grid.getByRole("row").count()).toBe(2);
  await expect.poll(() => row.ariaSnapshot()).toContain("1 lapsed");
  expect(await faults(page), "the list with reviews").toEqual([]);
  if (pictures) {
    for (const width of [1280, 1000, 560]) {
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: `${pictures}/review-list-${width}.png` });
    }
  }
  await row.getByRole("gridcell", { name: /1 lapsed/ }).click();
  await page.keyboard.press("Enter");
  await lapsed(page, "1 lapsed");
});

test("the text says who has signed a statement, and the evidence what would lapse", async ({ open }) => {
  const desk = await open();
  const { folder, window, page } = await shown(desk);
  await walkTo(page, "17 data centers");
  await approve(page, "A", 1);
  const line = page.getByRole("group", { name: "Statement" });
  await page.getByRole("button", { name: "Text", exact: true }).click();
  await window.select(window.editor("Signals"), "17 data centers");
  await line.getByRole("button", { name: "approved by A. Author" }).waitFor();
  folder.write(signals, folder.read(signals).replace("17 data centers", "17 large data centers"));
  await line.getByRole("button", { name: "changed since A. Author signed it" }).waitFor();
  expect(await faults(page), "a statement that was signed").toEqual([]);
  if (pictures) {
    await page.screenshot({ path: `${pictures}/review-text.png` });
    for (let i = 0; i < 10; i++) await page.keyboard.press("Control+=");
    await page.screenshot({ path: `${pictures}/review-text-zoom.png` });
    for (let i = 0; i < 10; i++) await page.keyboard.press("Control+-");
  }
  await line.getByRole("button", { name: "changed since A. Author signed it" }).click();
  await page.getByRole("heading", { name: "Changed since A. Author approved it" }).waitFor();
});

test("a statement with an error is approved when the error is waived, and not before", async ({ open }) => {
  const desk = await open();
  const { folder, page } = await shown(desk);
  folder.write(signals, folder.read(signals).replace("the 17 data centers", "the 19 data centers"));
  await walkTo(page, "19 data centers");
  const verdict = page.getByRole("group", { name: "Verdict" });
  await verdict.getByText("A statement with an error cannot be approved").waitFor();
  await page.keyboard.press("a");
  await page.getByRole("status").filter({ hasText: "A statement with an error cannot be approved" }).waitFor({ state: "attached" });
  expect(await progress(page)).toContain("0 of");
  if (pictures) await page.screenshot({ path: `${pictures}/review-error.png` });
  await page.getByRole("button", { name: "Waive…" }).first().click();
  await page.getByRole("textbox", { name: "Reason" }).fill("It is the number of next year.");
  await page.keyboard.press("Control+Enter");
  await verdict.getByText("A statement with an error cannot be approved").waitFor({ state: "detached" });
  await page.getByRole("tree", { name: "Queue" }).focus();
  await approve(page, "A", 1);
});

test("a file of reviews that is wrong is told with its place, and the others count", async ({ open }) => {
  const desk = await open();
  const { folder, page } = await shown(desk);
  await approve(page, "A", 1);
  const [own = ""] = reviews(desk);
  const others = own.replace("a-author", "b-reader");
  folder.write(others, folder.read(own).replace("kind: approved", "kind: aproved").replace("by: A. Author", "by: B. Reader"));
  const bar = page.getByRole("status").filter({ hasText: "“aproved” is not one of" });
  await bar.waitFor();
  expect(await bar.innerText()).toContain("b-reader");
  expect(await bar.innerText()).toContain(":4:11:");
  await approve(page, "A", 2);
  if (pictures) await page.screenshot({ path: `${pictures}/review-broken.png` });
  folder.write(others, folder.read(others).replace("aproved", "approved"));
  await bar.waitFor({ state: "detached" });
});

test("a thousand statements are listed at once, and a verdict does not wait for them", async ({ open }) => {
  const desk = await open();
  const { folder, window } = desk;
  const { page } = window;
  await window.tab("Signals").waitFor();
  const many = Array.from({ length: 1000 }, (_, n) => `The National Bank signals continuity of register ${n + 1000} through the rules that it publishes for it in year ${n + 3000}.`);
  folder.write(signals, `# Kazakhstan - Signals\n\n## Registers\n\n${many.join("\n\n")}\n`);
  await window.message("changed on disk").first().waitFor();
  await page.getByText("1,000 statements checked").waitFor();
  const start = performance.now();
  await page.keyboard.press("Control+Shift+B");
  await page.getByRole("treeitem", { name: "register 1000" }).waitFor();
  const listed = performance.now() - start;
  expect(await page.getByRole("treeitem").count()).toBeLessThan(80);
  await page.getByRole("tree", { name: "Queue" }).focus();
  await settled(page);
  const took: number[] = [];
  for (let i = 1; i <= 12; i++) {
    const pressed = performance.now();
    await page.keyboard.press("f");
    await page.locator(".statement").filter({ hasText: `register ${1000 + i}` }).waitFor();
    await page.locator("[data-region=statement][aria-busy=false]").waitFor();
    took.push(performance.now() - pressed);
  }
  took.sort((a, b) => a - b);
  console.log(`A queue of 1,184 statements was listed in ${Math.round(listed)} ms; from a verdict to the next statement took ${Math.round(took[6] ?? 0)} ms in the middle, ${Math.round(took[11] ?? 0)} ms at the most.`);
  await page.keyboard.press("End");
  await expect.poll(() => page.getByRole("treeitem", { selected: true }).count()).toBe(1);
});

test("no fault of accessibility in the review", async ({ open }) => {
  const desk = await open();
  const { folder, page } = await shown(desk);
  await walkTo(page, "17 data centers");
  await approve(page, "A", 1);
  await approve(page, "F", 2);
  folder.write(signals, folder.read(signals).replace("the 17 data centers", "the 17 big data centers"));
  await lapsed(page, "1 lapsed");
  await walkTo(page, "big data centers");
  expect(await faults(page), "the review").toEqual([]);
  if (!pictures) return;
  await page.screenshot({ path: `${pictures}/review.png` });
  await page.keyboard.press("d");
  for (const theme of ["dark", "contrast", "light"]) {
    await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
    await page.screenshot({ path: `${pictures}/review-${theme}.png` });
  }
  for (let i = 0; i < 10; i++) await page.keyboard.press("Control+=");
  await page.screenshot({ path: `${pictures}/review-zoom.png` });
  for (let i = 0; i < 10; i++) await page.keyboard.press("Control+-");
  await page.setViewportSize({ width: 720, height: 800 });
  await page.screenshot({ path: `${pictures}/review-narrow.png` });
});

/** The files of reviews. */
function reviews({ folder }: Desk): string[] {
  const at = ".atlas-desk/reviews/kazakhstan";
  return readdirSync(join(folder.path, at)).map((name) => `${at}/${name}`);
}

function reviewed(desk: Desk): string {
  return reviews(desk).map((file) => desk.folder.read(file)).join("\n");
}
