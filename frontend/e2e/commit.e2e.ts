import { expect } from "vitest";
import { type Desk, test } from "./window";

test("a folder that is no repository becomes one", async ({ open }) => {
  const { folder, window } = await edited(await open({ repository: false }));
  await window.page.keyboard.press("Control+Shift+G");
  await window.commitPanel.getByRole("button", { name: "Make it a repository" }).click();
  await introduce(window);
  await window.commit("Kazakhstan");
  await expect.poll(() => folder.git("rev-list", "--count", "HEAD")).toBe("1");
  await expect.poll(() => folder.git("status", "--porcelain")).toBe("");
});

test("an author whom git does not know is asked for a name", async ({ open }) => {
  const { folder, window } = await edited(await open({ identity: false }));
  await window.page.keyboard.press("Control+Shift+G");
  await introduce(window);
  await window.commit("Signals: wording");
  await expect.poll(() => folder.git("log", "-1", "--format=%an <%ae>")).toBe("B. Writer <writer@example.org>");
  expect(folder.git("config", "--local", "user.name")).toBe("B. Writer");
});

test("a commit is taken back, and the edit is there to be committed again", async ({ open }) => {
  const { folder, window } = await edited(await open());
  const { page } = window;
  const before = folder.git("rev-parse", "HEAD");
  await expect.poll(() => window.tab("Signals").ariaSnapshot()).toContain("changed since the last commit");
  await page.keyboard.press("Control+Shift+G");
  await window.commit("Signals: wording");
  await expect.poll(() => folder.git("status", "--porcelain")).toBe("");
  await expect.poll(() => window.tab("Signals").ariaSnapshot()).not.toContain("last commit");
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/committed.png` });
  await page.getByRole("button", { name: "Undo commit" }).click();
  await expect.poll(() => folder.git("rev-parse", "HEAD")).toBe(before);
  await expect.poll(() => folder.git("status", "--porcelain")).toBe(" M kazakhstan/signals.md");
  await expect.poll(() => window.tab("Signals").ariaSnapshot()).toContain("changed since the last commit");
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/undone.png` });
});

test("what git is in the middle of is named, keeps the commit from being made, and goes by itself", async ({ open }) => {
  const { folder, window } = await edited(await open());
  const status = window.page.getByRole("contentinfo", { name: "Status" });
  await window.page.keyboard.press("Control+Shift+G");
  const button = window.commitPanel.getByRole("button", { name: /^Commit/ });
  await expect.poll(() => button.isEnabled()).toBe(true);
  const log = folder.read("kazakhstan/change-log.md");
  folder.git("bisect", "start");
  await window.commitPanel.getByRole("alert").filter({ hasText: "Git is in the middle of a bisection. Finish it with `git bisect reset`." }).waitFor();
  expect(await button.isDisabled()).toBe(true);
  await expect.poll(() => status.ariaSnapshot()).toContain("bisection under way");
  folder.git("bisect", "reset");
  await expect.poll(() => button.isEnabled()).toBe(true);
  await expect.poll(() => window.commitPanel.getByRole("alert").count()).toBe(0);
  expect(folder.read("kazakhstan/change-log.md")).toBe(log);
  await window.commit("Signals: wording");
  await window.page.getByRole("button", { name: "Undo commit" }).waitFor();
  folder.git("commit", "--quiet", "--amend", "--message=Amended");
  await window.page.getByRole("button", { name: "Undo commit" }).waitFor({ state: "detached" });
  await expect.poll(() => status.ariaSnapshot()).not.toContain("Committed");
});

async function edited(desk: Desk): Promise<Desk> {
  const { window } = desk;
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.select(signals, "whole country", "across the ");
  await window.page.keyboard.type("entire country");
  await window.page.keyboard.press("Control+s");
  await expect.poll(() => window.unsaved("Signals")).toBe(false);
  return desk;
}

/** Tells the commit dialog who commits. */
async function introduce({ commitPanel }: Desk["window"]): Promise<void> {
  await commitPanel.getByRole("textbox", { name: "Name" }).fill("B. Writer");
  await commitPanel.getByRole("textbox", { name: "E-mail" }).fill("writer@example.org");
  await commitPanel.getByRole("button", { name: "Store" }).click();
}

test("evidence that changed tells what was written before it, and the commit counts it", async ({ open }) => {
  const { window } = await open();
  const { page } = window;
  await window.openPackage("Kazakhstan");
  const evidence = await window.openLayer("Evidence");
  await page.keyboard.press("Control+Shift+G");
  await window.commitPanel.getByText("Nothing to commit").waitFor();
  expect((await window.commitPanel.boundingBox())!.height, "the room that nothing takes").toBeLessThan(400);
  await page.keyboard.press("Escape");
  await window.select(evidence, "17", "own, ");
  await page.keyboard.type("18");
  await page.getByRole("group", { name: "Statement" }).getByText(/^\d+ written before it changed$/).waitFor();
  await page.keyboard.press("Control+s");
  await expect.poll(() => window.unsaved("Evidence")).toBe(false);
  await page.keyboard.press("Control+Shift+G");
  await window.commitPanel.getByText(/Due for review: Signals \(1 statement\)/).waitFor();
});
