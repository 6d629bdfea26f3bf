import { describe, expect, test } from "vitest";
import { Fault } from "./lib/backend";
import { type } from "./testing/editor";
import { finding, layerChange, row } from "./testing/values";
import { all, button, click, dialog, fill, inWindow, press, settle, window_ } from "./testing/window";

inWindow();

describe("the window", () => {
  test("shows the package, its layers and the text beside its evidence", async () => {
    await window_();
    expect(all("[role=option]").map((one) => one.textContent)).toEqual([expect.stringContaining("p")]);
    expect(all("[aria-label=Layers] [role=tab]").map((one) => one.textContent?.trim())).toEqual(["Evidence", "Signals", "Trust dimensions", "Metadata", "Profile", "Builder mode", "Change log"]);
    expect(all("[role=textbox]").map((one) => one.getAttribute("aria-label"))).toEqual(["Signals", "Evidence, read only"]);
  });

  test("calls nothing missing before the first check", async () => {
    await window_((backend) => {
      backend.rows = [row("p", { checked: false, layers: [] })];
      backend.documents.Analysis.mockReturnValue(new Promise(() => {}));
    });
    expect(all("[aria-label=Layers] [role=tab].missing")).toEqual([]);
    expect(all("[aria-label=Layers] [role=tab]")).toHaveLength(7);
    expect(document.body.textContent).not.toMatch(/no headings|0 statements|No statement/);
  });

  test("says why there is nothing to show", async () => {
    await window_((backend) => void (backend.rows = []));
    expect(document.body.textContent).toContain("No packages here");
  });

  test("offers to begin a layer that does not exist, and begins it", async () => {
    const { desk } = await window_();
    await desk.open("p", "profile");
    await settle();
    expect(document.body.textContent).toContain("profile.md does not exist yet");
    await click("Start profile.md");
    expect(all("[role=textbox]")[0]?.getAttribute("aria-label")).toBe("Profile");
  });

  test("marks unsaved text on the tab and the package, and saves it by Ctrl+S", async () => {
    const { backend, desk } = await window_();
    type(desk.centre!.buffer!, 0, "x");
    await settle();
    expect(all("[aria-label=Layers] [role=tab][aria-selected=true]")[0]?.textContent).toContain("unsaved");
    expect(all("[role=option]")[0]?.textContent).toContain("unsaved");
    await press("s", { ctrlKey: true });
    expect(backend.disk.get("p/signals")).toBe("xAlpha signals 19 nodes.");
    expect(all("[aria-label=Layers] [role=tab][aria-selected=true]")[0]?.textContent).not.toContain("unsaved");
  });

  test("a failed save is an alert until it is tried again", async () => {
    const { backend, desk } = await window_();
    backend.documents.Save.mockRejectedValueOnce(new Fault("disk", "save: the disk is full"));
    type(desk.centre!.buffer!, 0, "x");
    await press("s", { ctrlKey: true });
    expect(all("[role=alert]")[0]?.textContent).toContain("Save: the disk is full.");
    await click("Save a copy…");
    expect(backend.documents.SaveElsewhere).toHaveBeenCalledWith("p", "signals", "xAlpha signals 19 nodes.");
    expect(document.body.textContent).toContain("A copy of signals.md was saved as elsewhere/signals.md");
    await click("Try again");
    expect(all("[role=alert]")).toEqual([]);
  });
});

describe("the problems", () => {
  const found = [finding(0, 5, { message: "first" }), finding(6, 9, { message: "second", severity: "warning", layer: "profile" })];

  test("are listed for the package, filtered, and led to", async () => {
    const { desk } = await window_((backend) => {
      backend.engine = (layer) => ({ statements: [], findings: found.filter((one) => one.layer === layer) });
      backend.disk.set("p/profile", "A long profile.");
    });
    await press("M", { ctrlKey: true, shiftKey: true });
    const rows = () => all("[aria-label=Problems] [role=option]").map((one) => one.querySelector(".message")?.textContent);
    expect(rows()).toEqual(["first", "second"]);
    all("[aria-label='1 error']").find((one) => one.tagName === "BUTTON")?.click();
    await settle();
    expect(rows()).toEqual(["second"]);
    all("[aria-label=Problems] [role=option]")[0]?.click();
    await settle();
    await settle();
    expect([desk.layer, desk.centre?.buffer?.caret]).toEqual(["profile", 6]);
  });

  test("are said not to be there, with what was checked", async () => {
    await window_((backend) => void (backend.rows = [row("p", { layers: row("p").layers.map((cell) => ({ ...cell, statements: 4 })) })]));
    await press("M", { ctrlKey: true, shiftKey: true });
    expect(document.body.textContent).toContain("No findings. 12 statements were checked.");
  });
});

describe("the commit dialog", () => {
  const layer = layerChange();

  test("commits by Ctrl+Enter once a reason is given, and says so", async () => {
    const { backend } = await window_((backend) => {
      backend.plan = { layers: [layer], entry: "entry", message: "message", blocking: [finding(0, 5)] };
    });
    await press("G", { ctrlKey: true, shiftKey: true });
    expect(button("Commit 1 layer").disabled).toBe(true);
    await press("Enter", { ctrlKey: true });
    expect(backend.commits.Commit).not.toHaveBeenCalled();
    await fill("Reason to commit all the same", "because");
    await press("Enter", { ctrlKey: true });
    expect(backend.commits.Commit).toHaveBeenCalledWith(expect.objectContaining({ override: "because" }));
    expect(dialog()).toBeNull();
    expect(document.body.textContent).toContain("Committed 4f2a19c Subject");
  });

  test("saves first what is unsaved", async () => {
    const { backend, desk } = await window_((backend) => void (backend.plan = { unsaved: ["signals"] }));
    type(desk.centre!.buffer!, 0, "x");
    await press("G", { ctrlKey: true, shiftKey: true });
    expect(dialog()?.textContent).toContain("Signals: unsaved text is not part of the commit");
    await click("Save all");
    expect(backend.disk.get("p/signals")).toMatch(/^x/);
    expect(backend.commits.Plan).toHaveBeenCalledTimes(2);
  });
});

describe("unsaved text, when the window closes", () => {
  async function closing() {
    const made = await window_();
    type(made.desk.centre!.buffer!, 0, "x");
    made.backend.emit("closing");
    await settle();
    return made;
  }

  test("is saved", async () => {
    const { backend } = await closing();
    await click("Save all and close");
    expect(backend.disk.get("p/signals")).toMatch(/^x/);
    expect(backend.settings.Quit).toHaveBeenCalled();
  });

  test("is let go of", async () => {
    const { backend } = await closing();
    await click("Close without saving");
    expect(backend.disk.get("p/signals")).toMatch(/^A/);
    expect(backend.settings.Quit).toHaveBeenCalled();
  });

  test("keeps the window", async () => {
    const { backend } = await closing();
    await click("Cancel");
    expect(dialog()).toBeNull();
    expect(backend.settings.Quit).not.toHaveBeenCalled();
  });
});

test("a window that gets the focus lets the disk be looked at", async () => {
  const { backend } = await window_();
  expect(backend.workspaces.Look).not.toHaveBeenCalled();
  window.dispatchEvent(new FocusEvent("focus"));
  expect(backend.workspaces.Look).toHaveBeenCalledOnce();
});

test("a dialog gives the focus back", async () => {
  const { desk } = await window_();
  desk.centre?.buffer?.focus();
  const before = document.activeElement;
  await press("F1");
  expect(dialog()?.contains(document.activeElement)).toBe(true);
  dialog()?.dispatchEvent(new Event("cancel", { cancelable: true }));
  await settle();
  expect(dialog()).toBeNull();
  expect(document.activeElement).toBe(before);
  expect(before?.getAttribute("aria-label")).toBe("Signals");
});

test("a new package takes nothing in while it is written, and the focus stays", async () => {
  const { backend, desk } = await window_();
  await click("New package…");
  await fill("Name of the jurisdiction", "Ruritania");
  const field = document.activeElement as HTMLInputElement;
  let written = (_id: string) => {};
  backend.newPackages.Make.mockImplementationOnce(() => new Promise((resolve) => (written = resolve)));
  await click("Create now");
  expect([field.readOnly, document.activeElement === field]).toEqual([true, true]);
  const { making } = desk.opener;
  making.addText();
  making.setLayer("signals", false);
  expect(await making.go(1)).toBe(false);
  expect([making.sources, making.layers.includes("signals"), making.step]).toEqual([[], true, 0]);
  written("p");
  await settle();
  expect(desk.dialog).toBeNull();
});

test("a new package that cannot be made says why, where it was asked for", async () => {
  const { backend } = await window_();
  backend.newPackages.Make.mockRejectedValueOnce(new Fault("slug", "“A B” cannot name a package"));
  await click("New package…");
  await fill("Name of the jurisdiction", "A B");
  await click("Create now");
  await settle();
  expect(dialog()?.querySelector("[role=alert]")?.textContent).toContain("cannot name a package");
});
