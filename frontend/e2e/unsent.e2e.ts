import { expect } from "vitest";
import { faults } from "./faults";
import { statement } from "./reviewing";
import { test, type Desk } from "./window";

const [note, message] = ["Which year is meant?", "Say what the register holds"];

test("a note and a commit message that were typed and not sent are there after a crash", async ({ open }) => {
  const desk = await open();
  desk.folder.write("kazakhstan/signals.md", desk.folder.read("kazakhstan/signals.md").replace("The", "That"));
  await writeNote(desk);
  const words = await commitMessage(desk);
  await words.fill(message);
  await desk.window.page.waitForTimeout(1000); // the second that a crash may take

  const again = await desk.restart();
  expect(await (await noteField(again)).inputValue()).toBe(note);
  expect(await (await commitMessage(again)).inputValue()).toBe(message);
  await again.window.commitPanel.getByRole("button", { name: /^Commit \d/ }).click();
  await again.window.commitPanel.waitFor({ state: "detached" });

  const third = await again.restart();
  expect(await (await noteField(third)).inputValue()).toBe(note);
});

test("a note stays in its field while its statement is reworded, and is not lost with the statement", async ({ open }) => {
  const desk = await open();
  const { page } = desk.window;
  const field = await noteField(desk);
  await field.focus();
  const first = (await statement(page)).replaceAll("\n", " ");
  await page.keyboard.type("Which year");
  const signals = "kazakhstan/signals.md";
  const before = desk.folder.read(signals);
  expect(before).toContain(first);
  desk.folder.replace(signals, before.replace(first, `It is read that ${first}`));
  await expect.poll(() => statement(page)).toContain("It is read that");
  await page.keyboard.type(" is meant?");
  expect(await field.inputValue()).toBe(note);

  desk.folder.replace(signals, before.replace(first, ""));
  await page.getByRole("treeitem", { name: /^Not sent, on what is gone/ }).waitFor();
  await page.getByRole("tree", { name: "Queue" }).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("j");
  await page.getByRole("heading", { name: "A note on what is gone, not sent" }).waitFor();
  await page.locator("[data-region=statement]").getByText(note).waitFor();
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/stray.png` });
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("treeitem", { name: /^Not sent, on what is gone/ }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.getByRole("treeitem", { name: /^Not sent, on what is gone/ }).waitFor();
});

async function noteField({ window: { page } }: Desk) {
  await page.getByRole("tab", { name: "Signals" }).waitFor();
  await page.keyboard.press("Control+Shift+B");
  await page.getByRole("button", { name: /^Approve/ }).waitFor();
  return page.getByRole("textbox", { name: "Note to the verdict" });
}

async function writeNote(desk: Desk) {
  await (await noteField(desk)).fill(note);
}

async function commitMessage({ window }: Desk) {
  await window.page.keyboard.press("Control+Shift+G");
  const field = window.commitPanel.getByRole("textbox", { name: "Message" });
  await field.waitFor();
  return field;
}
