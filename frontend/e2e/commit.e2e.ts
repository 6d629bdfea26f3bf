import { expect } from "vitest";
import { type Desk, test } from "./window";

test("a folder that is no repository becomes one", async ({ open }) => {
  const { folder, window } = await edited(await open({ repository: false }));
  await window.page.keyboard.press("Control+Shift+G");
  await window.commitPanel.getByRole("button", { name: "Make it a repository" }).click();
  await introduce(window);
  await window.commit("Kazakhstan");
  await expect.poll(() => folder.git("rev-list", "--count", "HEAD")).toBe("1");
  expect(folder.git("status", "--porcelain")).toBe("");
});

test("an author whom git does not know is asked for a name", async ({ open }) => {
  const { folder, window } = await edited(await open({ identity: false }));
  await window.page.keyboard.press("Control+Shift+G");
  await introduce(window);
  await window.commit("Signals: wording");
  await expect.poll(() => folder.git("log", "-1", "--format=%an <%ae>")).toBe("B. Writer <writer@example.org>");
  expect(folder.git("config", "--local", "user.name")).toBe("B. Writer");
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
