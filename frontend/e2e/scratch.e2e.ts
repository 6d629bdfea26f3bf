import { expect } from "vitest";
import { execFileSync } from "node:child_process";
import { writeFileSync, readFileSync, mkdirSync, renameSync, rmSync, appendFileSync } from "node:fs";
import { join } from "node:path";
import { type Desk, test } from "./window";

const shots = "/tmp/gsshots";
async function shot(window: Desk["window"], name: string) {
  await window.page.waitForTimeout(400);
  for (const theme of ["light", "dark"]) {
    await window.page.evaluate((t) => (document.documentElement.dataset.theme = t), theme);
    await window.page.waitForTimeout(100);
    await window.page.screenshot({ path: `${shots}/${name}-${theme}.png` });
  }
}
const attempt = (f: () => unknown) => { try { return f(); } catch (e) { return String(e); } };
async function status(window: Desk["window"]) { return (await window.page.getByRole("contentinfo", { name: "Status" }).innerText()).replace(/\n/g, " | "); }
function edit(folder: Desk["folder"], from: string, to: string, file = "kazakhstan/signals.md") {
  const text = folder.read(file);
  if (!text.includes(from)) throw new Error("not there " + from);
  folder.write(file, text.replace(from, to));
}


import { execFileSync as run } from "node:child_process";
import { resolve } from "node:path";
const sh = (cwd: string, cmd: string) => run("sh", ["-c", cmd], { cwd, encoding: "utf8", stdio: "pipe" });
async function summary(window: Desk["window"]) {
  const text = (await window.page.locator("body").innerText()).replace(/\n+/g, " | ");
  return text.slice(0, 600);
}
async function bars(window: Desk["window"]) {
  return (await window.page.locator(".bar, [role=alert], [role=status]").allInnerTexts()).map((t) => t.replace(/\n/g, " ")).filter(Boolean);
}
async function commitNow(window: Desk["window"], message: string) {
  const { page } = window;
  await page.keyboard.press("Control+Shift+G");
  await window.commitPanel.getByRole("button", { name: /^Commit/ }).waitFor();
  await page.waitForTimeout(500);
  const b = window.commitPanel.getByRole("button", { name: /^Commit/ });
  if (await b.isDisabled()) { const t = (await window.commitPanel.innerText()).slice(0, 400); console.log("disabled:", t); await page.keyboard.press("Escape"); return; }
  await window.commit(message);
  await page.waitForTimeout(1500);
  if (await window.commitPanel.isVisible()) { console.log("refused:", (await window.commitPanel.innerText()).slice(0, 500)); await shot(window, "refused-" + message.replace(/\W/g, "")); await page.keyboard.press("Escape"); }
  else console.log("committed", await status(window));
}


test("several", async ({ open }) => {
  const { folder, restart } = await open({ repository: false });
  sh(folder.path, "cd ..; git init -q -b main; git config user.name A; git config user.email a@example.org; mkdir -p 'more stuff'; cp -r jurisdictions 'more stuff/b'; git add jurisdictions 'more stuff'; git commit -qm begin");
  const { window } = await restart({ path: "../more stuff/b" });
  await window.openPackage("Kazakhstan");
  sh(folder.path, "sed -i 's/across the whole country/across our country/' kazakhstan/signals.md; sed -i 's/across the whole country/across our country/' '../more stuff/b/kazakhstan/signals.md'; git commit -qm else kazakhstan/signals.md; sed -i 's/across our country/across your country/' '../more stuff/b/kazakhstan/signals.md'; git add '../more stuff'; sed -i 's/across your country/across their country/' '../more stuff/b/kazakhstan/signals.md'");
  await window.page.waitForTimeout(1200);
  await window.page.keyboard.press("Control+Shift+H");
  await window.page.waitForTimeout(1200);
  await shot(window, "several-history");
  await commitNow(window, "several staged");
  sh(folder.path, "cd ..; git reset -q -- 'more stuff/b/kazakhstan/signals.md'");
  await window.page.waitForTimeout(1200);
  await commitNow(window, "several two");
  console.log(sh(folder.path, "git log --stat --oneline -1; git status --short"));
});

test("no identity, crlf", async ({ open }) => {
  const { folder, window } = await open({ identity: false });
  const { page } = window;
  folder.git("config", "core.autocrlf", "true");
  sh(folder.path, "sed -i 's/$/\\r/' kazakhstan/*.md");
  await page.waitForTimeout(1500);
  await window.openPackage("Kazakhstan");
  console.log("crlf:", await status(window), sh(folder.path, "git status --short"));
  await page.keyboard.press("Control+Shift+G");
  await page.waitForTimeout(800);
  console.log("crlf commit:", await window.commitPanel.innerText());
  await page.keyboard.press("Escape");
  const signals = await window.openLayer("Signals");
  await window.select(signals, "whole country", "across the ");
  await page.keyboard.type("entire country");
  await page.keyboard.press("Control+s");
  await page.waitForTimeout(1200);
  folder.git("checkout", "-q", "--detach");
  await page.waitForTimeout(800);
  await page.keyboard.press("Control+Shift+G");
  await page.waitForTimeout(1200);
  await shot(window, "noidentity");
  await page.keyboard.press("Escape");
  folder.git("switch", "-q", "main");
  folder.git("config", "user.name", "A"); folder.git("config", "user.email", "a@example.org");
  await page.waitForTimeout(1200);
  await commitNow(window, "crlf edit");
  console.log(sh(folder.path, "git log --stat --oneline -1; git status --short; file kazakhstan/*.md"));
});

test("submodule", async ({ open }) => {
  const { folder, restart } = await open();
  sh(folder.path, "cd ..; git init -q -b main super; cd super; git config user.name A; git config user.email a@example.org; git -c protocol.file.allow=always submodule add -q ../jurisdictions packs; git commit -qm super; cd packs; git config user.name A; git config user.email a@example.org");
  const { window } = await restart({ path: "../super/packs" });
  await window.openPackage("Kazakhstan");
  sh(folder.path, "cd ../super/packs; sed -i 's/across the whole country/across our country/' kazakhstan/signals.md");
  await window.page.waitForTimeout(1200);
  await commitNow(window, "submodule one");
  console.log(sh(folder.path, "cd ../super/packs; git log --stat --oneline -1; git status --short; cd ..; git status --short"));
  const top = { window };
  // the superproject as the workspace
});

test("superproject", async ({ open }) => {
  const { folder, restart } = await open();
  sh(folder.path, "cd ..; git init -q -b main super; cd super; git config user.name A; git config user.email a@example.org; git -c protocol.file.allow=always submodule add -q ../jurisdictions packs; git commit -qm super; cp -r ../jurisdictions/kazakhstan own; git add own; git commit -qm own");
  const { window } = await restart({ path: "../super" });
  await window.page.waitForTimeout(1200);
  sh(folder.path, "cd ../super; sed -i 's/across the whole country/across our country/' packs/kazakhstan/signals.md own/signals.md");
  await window.page.waitForTimeout(1200);
  await shot(window, "super");
  console.log("super:", await status(window), await summary(window));
  await window.page.getByRole("gridcell", { name: "Kazakhstan" }).first().dblclick().catch(() => {});
  const names = await window.packages.getByRole("option").allInnerTexts();
  console.log(names);
  await window.packages.getByRole("option", { name: /packs/ }).click();
  await window.page.waitForTimeout(800);
  await commitNow(window, "super sub");
  await shot(window, "super-commit");
  await window.page.keyboard.press("Control+Shift+H");
  await window.page.waitForTimeout(800);
  await shot(window, "super-history");
  await window.page.keyboard.press("Control+1");
  console.log(sh(folder.path, "cd ../super; git status --short; cd packs; git status --short"));
});

test("shallow", async ({ open }) => {
  const { folder, restart } = await open();
  for (const w of ["our", "your", "their"]) { sh(folder.path, `sed -i -E 's/across (the whole|our|your) country/across ${w} country/' kazakhstan/signals.md; git commit -qam ${w}`); }
  sh(folder.path, "cd ..; git clone -q --depth 2 file://$PWD/jurisdictions shallow; cd shallow; git config user.name A; git config user.email a@example.org");
  const { window } = await restart({ path: "../shallow" });
  await window.openPackage("Kazakhstan");
  await window.page.keyboard.press("Control+Shift+H");
  await window.page.waitForTimeout(1500);
  await shot(window, "shallow-history");
  await window.page.getByText("your", { exact: true }).first().click();
  await window.page.waitForTimeout(1000);
  await shot(window, "shallow-first");
  sh(folder.path, "cd ../shallow; sed -i -E 's/across their country/across her country/' kazakhstan/signals.md");
  await window.page.waitForTimeout(1200);
  await commitNow(window, "shallow one");
  console.log(sh(folder.path, "cd ../shallow; git log --oneline; git status --short; git fsck"));
});

test("empty", async ({ open }) => {
  const { folder, window } = await open({ repository: false });
  const { page } = window;
  await window.openPackage("Kazakhstan");
  folder.git("init", "-q", "-b", "main");
  folder.git("config", "user.name", "A"); folder.git("config", "user.email", "a@example.org");
  folder.git("add", ".");
  await page.waitForTimeout(1500);
  console.log("empty:", await status(window));
  await page.keyboard.press("Control+Shift+H");
  await page.waitForTimeout(1000);
  await shot(window, "empty-history");
  await commitNow(window, "first staged");
  sh(folder.path, "git rm -q --cached -r .");
  await page.waitForTimeout(1500);
  await commitNow(window, "first");
  console.log(sh(folder.path, "git log --stat --oneline -1; git status --short"));
  await page.getByRole("button", { name: "Undo commit" }).click();
  await page.waitForTimeout(1000);
  console.log("undo first:", await bars(window));
});

test("bare", async ({ open }) => {
  const { folder, restart } = await open();
  sh(folder.path, "cd ..; git clone -q --bare jurisdictions bare.git");
  const { window } = await restart({ path: "../bare.git" });
  await window.page.waitForTimeout(800);
  console.log("bare:", await status(window).catch(String), await summary(window));
  await shot(window, "bare");
});

test("bare by config", async ({ open }) => {
  const { folder, window } = await open();
  await window.openPackage("Kazakhstan");
  folder.git("config", "core.bare", "true");
  await window.page.waitForTimeout(1500);
  console.log("bare config:", await status(window).catch(String), await bars(window));
  await shot(window, "bareconfig");
  await window.page.keyboard.press("Control+Shift+G");
  await window.page.waitForTimeout(500);
  await shot(window, "bareconfig-commit");
});
