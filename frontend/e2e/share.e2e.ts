import { expect } from "vitest";
import { disputed } from "./disputed";
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

test("what both sides changed is decided in the window, and both commits stay", async ({ open }) => {
  const { folder, window } = await open();
  const shared = disputed(folder);
  await window.page.keyboard.press("Control+Shift+Y");
  const dialog = window.page.getByRole("dialog", { name: "Sync" });
  await dialog.getByRole("button", { name: "Trust this repository" }).click();
  await dialog.getByRole("button", { name: "Trust this repository" }).waitFor({ state: "detached" });
  await dialog.getByRole("button", { name: "Sync" }).click();
  await dialog.getByRole("button", { name: "1 to decide" }).waitFor();
  const before = folder.git("rev-parse", "HEAD");
  expect(folder.read("kazakhstan/signals.md")).toContain("the entire country");
  await dialog.getByRole("radio", { name: "Use mine" }).check();
  await dialog.getByRole("button", { name: "Sync" }).click();
  await dialog.getByText("Done: 1 commit taken over, 2 commits sent.").waitFor();
  expect(folder.git("--git-dir", shared, "rev-parse", "main")).toBe(folder.git("rev-parse", "HEAD"));
  expect(folder.git("rev-parse", "HEAD^1")).toBe(before);
  expect(folder.read("kazakhstan/signals.md")).toContain("the entire country");
  expect(folder.git("status", "--porcelain")).toBe("");
});
