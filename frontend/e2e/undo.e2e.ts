import { expect } from "vitest";
import { faults } from "./faults";
import { test } from "./window";

test("the last commit is taken back after a restart, and what stands against that is said", async ({ open }) => {
  const desk = await open();
  const { folder } = desk;
  const first = folder.git("rev-parse", "HEAD");
  folder.write("kazakhstan/signals.md", folder.read("kazakhstan/signals.md").replace("whole country", "entire country"));
  folder.git("commit", "--quiet", "--all", "--message=Wording");
  const { window } = await desk.restart();
  const { page } = window;
  await window.editor("Signals").waitFor();
  await page.keyboard.press("Control+Shift+H");
  const commits = page.getByRole("listbox", { name: "Commits" });
  const undo = page.getByRole("button", { name: "Undo this commit" });
  await undo.waitFor();
  await page.getByText("It is taken off the branch", { exact: false }).waitFor();
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/undo.png` });
  expect(await faults(page), "it may be undone").toEqual([]);
  await commits.getByRole("option", { name: /Kazakhstan/ }).click();
  await undo.waitFor({ state: "detached" });

  folder.git("update-ref", "refs/remotes/origin/main", "HEAD");
  await commits.getByRole("option", { name: /Wording/ }).click();
  await command("Undo commit");
  await page.getByText("cannot be undone. It is shared already: origin/main has it.", { exact: false }).waitFor();
  expect(folder.git("log", "--format=%s", "-1")).toBe("Wording");

  folder.git("update-ref", "-d", "refs/remotes/origin/main");
  await page.keyboard.press("Control+Shift+T");
  await page.keyboard.press("Control+Shift+H");
  await commits.getByRole("option", { name: /Wording/ }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Undo this commit" }).click();
  await expect.poll(() => folder.git("rev-parse", "HEAD")).toBe(first);
  await expect.poll(() => folder.git("status", "--porcelain")).toBe(" M kazakhstan/signals.md");
  await expect.poll(() => commits.getByRole("option", { name: /Wording/ }).count()).toBe(0);
  await commits.getByRole("option", { name: /Kazakhstan/ }).click();
  await page.getByText("It is the first commit", { exact: false }).waitFor();
  expect(await undo.isDisabled()).toBe(true);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/undo-not.png` });
  expect(await faults(page), "it may not be undone").toEqual([]);

  async function command(words: string) {
    await page.keyboard.press("Control+Shift+P");
    await page.keyboard.type(words);
    await page.getByRole("option", { name: new RegExp(`^${words}`) }).first().click();
  }
});
