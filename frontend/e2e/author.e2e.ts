import { expect } from "vitest";
import { faults } from "./faults";
import { test } from "./window";

const signals = "kazakhstan/signals.md";
const sentence = "- The 19 data centers of Kazakhtelecom signal that data-center infrastructure is concentrated with one operator.";

test("an author writes a new signal from the evidence, mends what does not trace, and commits it", async ({ open }) => {
  const { folder, window } = await open();
  const { page } = window;
  const committed = folder.read(signals);
  await window.openPackage("Kazakhstan");
  const editor = await window.openLayer("Signals");

  // Behind a statement about the same evidence, which is lit beside it.
  await window.select(editor, "own.", "infrastructure of Kazakhtelecom's ");
  await expect.poll(() => window.lit()).toContain("17 data centers");
  await page.keyboard.press("End");
  await page.keyboard.type(`\n${sentence}`);
  await expect.poll(() => editor.innerText()).toContain(sentence);

  // The figure is not the one of the evidence: the warning comes while the text is not even saved.
  await window.openProblems();
  const finding = window.problems.getByText(/19/).first();
  await finding.waitFor();
  expect(folder.read(signals)).toBe(committed);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/author-warned.png` });
  expect(await faults(page), "with a warning").toEqual([]);

  // Put right, it traces.
  await window.select(editor, "19", "- The ");
  await page.keyboard.type("17");
  await expect.poll(() => window.problems.getByText(/\b19\b/).count()).toBe(0);
  await expect.poll(() => page.getByRole("group", { name: "Statement" }).innerText()).toMatch(/Kazakhtelecom · 17/);
  await page.keyboard.press("Control+s");
  const written = sentence.replace("19", "17");
  await expect.poll(() => folder.read(signals)).toContain(written);

  // The entry tells of it, and nothing else is committed.
  await page.keyboard.press("Control+Shift+G");
  const { commitPanel } = window;
  const entry = commitPanel.getByRole("textbox", { name: "Change-log entry" });
  await expect.poll(() => entry.inputValue()).toContain("added “The 17 data centers of Kazakhtelecom signal");
  await expect.poll(() => commitPanel.getByRole("row", { name: /^Added\. \{\+The 17 data centers/ }).count()).toBe(1);
  expect(await commitPanel.getByText("in the way").count(), "no error is left").toBe(0);
  await commitPanel.getByRole("textbox", { name: "Message" }).fill("Signals: one operator holds the data centers");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => folder.git("log", "-1", "--format=%s")).toBe("Signals: one operator holds the data centers");
  expect(folder.git("show", "--name-only", "--format=")).toBe("kazakhstan/change-log.md\nkazakhstan/signals.md");
  await expect.poll(() => folder.git("status", "--porcelain")).toBe("");

  // It stands in the history, with what it added and since when.
  await page.getByRole("button", { name: "Show", exact: true }).click();
  const changes = page.getByRole("region", { name: "What differs" });
  await changes.getByRole("heading", { name: "Signals: one operator holds the data centers" }).waitFor();
  await expect.poll(() => changes.getByRole("row", { name: /^Added\. \{\+The 17 data centers/ }).count()).toBe(1);
  await page.getByRole("option", { name: "Not committed" }).getByText("nothing differs").waitFor();
  await changes.getByText("Change-log entry", { exact: true }).click();
  await changes.getByText(/This is a structural change/).first().waitFor();
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/author-history.png` });
  expect(await faults(page), "the commit in the history").toEqual([]);
});
