import { expect, test } from "vitest";
import { all, click, dialog, inWindow, press, settle, window_ } from "./testing/window";

inWindow();

async function exporting(obstacle = "") {
  const made = await window_((backend) => (backend.obstacle = obstacle));
  await press("E", { ctrlKey: true, shiftKey: true });
  await settle(100);
  return made;
}

function control(label: string): HTMLInputElement {
  const found = all("dialog label").find(({ textContent }) => textContent.trim().startsWith(label))?.querySelector("input");
  if (!found) throw new Error(`there is no “${label}” in ${dialog()?.textContent}`);
  return found;
}

async function pick(label: string) {
  control(label).click();
  await settle();
}

test("a layer is exported as it was chosen, and its folder can be opened", async () => {
  const { desk, backend } = await exporting();
  backend.exported = { path: "/w/p.pdf", size: 2048, notes: ["One character has no glyph."] };
  await pick("Evidence footnotes");
  await pick("Release");
  await click("Export…");
  expect(backend.exports.Export).toHaveBeenCalledWith("p", { format: "pdf", layer: "signals", footnotes: true, places: false, findings: false, release: true });
  expect(dialog()).toBeNull();
  expect(desk.notices.list.map(({ text }) => text)).toEqual(["PDF exported to /w/p.pdf (2 KB). One character has no glyph."]);
  await click("Open folder");
  expect(backend.exports.Show).toHaveBeenCalled();
});

test("with an obstacle there is a draft only, and it says why", async () => {
  const { backend } = await exporting("2 errors are open");
  expect(control("Release").disabled).toBe(true);
  expect(dialog()?.textContent).toContain("Not yet: 2 errors are open.");
  expect(control("Draft").checked).toBe(true);

  backend.obstacle = "";
  await pick("The whole package");
  expect(backend.exports.State).toHaveBeenLastCalledWith("p", "");
  expect(control("Release").disabled).toBe(false);
});

test("what a format cannot carry is not offered", async () => {
  const { backend } = await exporting();
  await pick("Release");
  await pick("Markdown");
  for (const label of ["Evidence footnotes", "Layer and line", "Findings", "Draft", "Release"]) expect(control(label).disabled, label).toBe(true);
  expect(dialog()?.textContent).toContain("Markdown carries none of these");
  await click("Export…");
  expect(backend.exports.Export).toHaveBeenLastCalledWith("p", expect.objectContaining({ format: "md", release: false }));
});

test("a file that was not written leaves the dialog open", async () => {
  const { desk, backend } = await exporting();
  backend.exported = { path: "", size: 0, notes: [] };
  await click("Export…");
  expect(dialog()).not.toBeNull();
  backend.exports.Export.mockRejectedValueOnce(new Error("the disk is full"));
  await click("Export…");
  expect(dialog()?.querySelector("[role='alert']")?.textContent).toMatch(/the disk is full/i);
  expect(desk.notices.list).toEqual([]);
});
