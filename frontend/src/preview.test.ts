import { expect, test } from "vitest";
import { adopted } from "./lib/panes/preview/adopted";
import { all, click, dialog, inWindow, press, settle, window_ } from "./testing/window";

inWindow();

const page = {
  html:
    '<h1 id="heading-1">Signals</h1><p><span class="statement" data-place="0">Alpha signals 19 nodes.</span> ' +
    '<span class="statement" data-place="1">See <span class="address" data-address="https://a.example/">https://a.example/</span></span>' +
    '<sup><a href="#evidence-1" aria-label="evidence 1">1</a></sup></p><ol><li id="evidence-1"><span class="statement" data-place="2">Alpha has 17 nodes.</span></li></ol>',
  style: "",
  places: [
    { layer: "signals", id: "a", from: 0, to: 23 },
    { layer: "signals", id: "b", from: 6, to: 9 },
    { layer: "evidence", id: "c", from: 0, to: 19 },
  ],
  outline: [{ level: 1, text: "Signals", id: "heading-1" }],
};

async function shown() {
  const made = await window_((backend) => (backend.page = page));
  await press("F9");
  await settle(100);
  return made;
}

test("the keys go through statements, addresses and references; Enter does what each of them is for", async () => {
  const { desk, backend } = await shown();
  expect(backend.preview.Page).toHaveBeenLastCalledWith("p", { layer: "signals", footnotes: false, findings: false });
  const [first, second] = all(".statement");
  expect(all("[role='document'] [tabindex='0']")).toEqual([first]);
  first?.focus();
  await press("ArrowDown");
  expect(document.activeElement).toBe(second);
  await press("ArrowDown");
  await press("Enter");
  expect(dialog()?.textContent).toContain("https://a.example/");
  await click("Copy address");
  expect(backend.preview.CopyAddress).toHaveBeenCalledWith("https://a.example/");
  expect(dialog()).toBeNull();

  all("[role='document'] a")[0]?.focus();
  await press("Enter");
  expect(document.activeElement?.textContent).toBe("Alpha has 17 nodes.");
  second?.focus();
  await press("Enter");
  await settle();
  expect(desk.screen).toBe("text");
  expect(desk.centre?.buffer?.caret).toBe(6);
});

test("a page that changes keeps the focus on its statement", async () => {
  const { desk, backend } = await shown();
  all(".statement")[2]?.focus();
  all(".statement")[2]?.setAttribute("tabindex", "0");
  all(".statement")[0]?.setAttribute("tabindex", "-1");
  const html = `<p><span class="statement" data-place="0">New.</span></p>${page.html.replace(/data-place="(\d)"/g, (_all, n) => `data-place="${Number(n) + 1}"`)}`;
  backend.page = { ...page, html, places: [{ layer: "signals", id: "new", from: 0, to: 4 }, ...page.places] };
  await desk.preview.reload();
  await settle();
  expect(document.activeElement?.textContent).toBe("Alpha has 17 nodes.");
});

test("the whole page stays chosen, a layer follows that of the text", async () => {
  const { desk } = await shown();
  await desk.open("p", "profile");
  desk.show("preview");
  await settle(100);
  expect(desk.preview.layer).toBe("profile");
  await desk.preview.show("");
  await desk.open("p", "signals");
  desk.show("preview");
  await settle(100);
  expect(desk.preview.layer).toBe("");
});

test.each([
  ["<script>x()</script><p onclick=x()>a</p>", "<p>a</p>"],
  ['<a href="javascript:x()">b</a><a href="https://a.example">c</a><a href="#evidence-2">d</a>', '<a>b</a><a>c</a><a href="#evidence-2">d</a>'],
  ['<img src=x onerror=x()><svg><a xlink:href="x">e</a></svg><iframe srcdoc="f"></iframe><style>g</style>', ""],
  ['<p style="background: url(x)" title="h"><b>i</b><em>j</em><!-- k --></p>', '<p title="h"><em>j</em></p>'],
  ["<template><p>l</p></template><form><input></form><math>m</math>", ""],
])("of %j only what may be on a page is adopted", (html, want) => {
  const element = document.createElement("div");
  element.append(adopted(html));
  expect(element.innerHTML).toBe(want);
});
