import { expect } from "vitest";
import { test } from "./window";

test("a commit is sent to where the branch is shared, once the repository is trusted", async ({ open }) => {
  const { folder, window } = await open();
  const shared = `${folder.home}/shared.git`;
  folder.git("init", "--quiet", "--bare", "--initial-branch=main", shared);
  folder.git("remote", "add", "origin", shared);
  await window.page.keyboard.press("Control+Shift+Y");
  const dialog = window.page.getByRole("dialog", { name: "Sync" });
  await dialog.getByText(`remote.origin.url = ${shared}`).waitFor();
  await dialog.getByRole("button", { name: "Trust this repository" }).click();
  await dialog.getByRole("button", { name: "Trust this repository" }).waitFor({ state: "detached" });
  await dialog.getByRole("button", { name: "Sync" }).click();
  await dialog.getByText("Done: 1 commit sent.").waitFor();
  expect(folder.git("--git-dir", shared, "rev-parse", "main")).toBe(folder.git("rev-parse", "HEAD"));
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await window.page.getByRole("contentinfo").getByRole("button", { name: "shared · Sync" }).waitFor();
});
