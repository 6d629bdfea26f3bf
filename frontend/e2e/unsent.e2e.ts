import { expect } from "vitest";
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
