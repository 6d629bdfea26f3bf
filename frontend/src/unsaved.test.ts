import { describe, expect, test } from "vitest";
import { Fault } from "./lib/backend";
import { type } from "./testing/editor";
import { draft } from "./testing/values";
import { all, button, click, dialog, inWindow, press, settle, window_ } from "./testing/window";

inWindow();

describe("a conflict found by a save", () => {
  async function collide() {
    const made = await window_();
    type(made.desk.centre!.buffer!, 0, "x");
    made.backend.disk.set("p/signals", "Alpha signals 21 nodes.");
    await press("s", { ctrlKey: true });
    return made;
  }

  test("is shown with both versions and the one before, and written only when it is decided", async () => {
    const { backend } = await collide();
    const shown = dialog()!.querySelector("fieldset")!.textContent;
    expect(shown).toContain("Alpha signals 21 nodes.");
    expect(shown).toContain("xAlpha signals 19 nodes.");
    expect(button("1 to decide").disabled).toBe(true);
    all("dialog label").find((label) => label.textContent === "Keep both")?.querySelector("input")?.click();
    await settle();
    await click("Save merged");
    expect(backend.disk.get("p/signals")).toBe("xAlpha signals 19 nodes. Alpha signals 21 nodes.");
    expect(document.body.textContent).toContain("Each version of signals.md is kept in kept/x");
    expect(dialog()).toBeNull();
  });

  test("is settled for mine as a whole", async () => {
    const { backend } = await collide();
    await click("Keep mine");
    expect(backend.disk.get("p/signals")).toBe("xAlpha signals 19 nodes.");
    expect(document.body.textContent).toContain("The other version of signals.md is kept in kept/Alpha signals 21 nodes.");
  });

  test("can wait, and is shown again from the bar", async () => {
    const { backend } = await collide();
    await click("Decide later");
    expect(backend.disk.get("p/signals")).toBe("Alpha signals 21 nodes.");
    await click("Compare…");
    expect(dialog()?.textContent).toContain("1 place was changed in both versions.");
  });
});

describe("text that an earlier run has left", () => {
  const left = (rest = {}) => window_((backend) => (backend.drafts = [draft("Alpha signals 21 nodes.", rest)]));

  test("is shown beside the disk's, and applied to nothing", async () => {
    const { desk } = await left({ moved: true });
    expect(dialog()?.textContent).toContain("p/signals.md");
    expect(dialog()?.textContent).toContain("Alpha signals 19 nodes.");
    expect(dialog()?.querySelector("ins")?.textContent).toContain("21");
    expect(dialog()?.textContent).toContain("has changed since");
    expect(desk.centre?.buffer?.text).toBe("Alpha signals 19 nodes.");
  });

  test("is taken into the editor, unsaved", async () => {
    const { backend, desk } = await left();
    await click("Take into the editor");
    expect([desk.centre?.buffer?.text, desk.centre?.dirty, dialog()]).toEqual(["Alpha signals 21 nodes.", true, null]);
    expect(backend.disk.get("p/signals")).toBe("Alpha signals 19 nodes.");
    desk.centre?.buffer?.undo();
    expect(desk.centre?.dirty).toBe(false);
  });

  test("is let go, and the dialog says where a copy is", async () => {
    const { backend, desk } = await left();
    await click("Discard");
    expect(dialog()?.textContent).toContain("A copy of what you discarded is kept in kept/signals.md");
    expect([backend.drafts, desk.recovery.list, desk.centre?.dirty]).toEqual([[], [], false]);
  });

  test("waits in the window when it is decided later", async () => {
    await left();
    await click("Decide later");
    expect(dialog()).toBeNull();
    expect(document.body.textContent).toContain("Unsaved text of an earlier run was recovered: p/signals.md.");
    await click("Look at it…");
    expect(dialog()?.textContent).toContain("Unsaved text was recovered");
  });

  test("stays, and can be saved elsewhere, when its package is gone", async () => {
    const { backend } = await left({ missing: "there is no package “p”" });
    expect(button("Take into the editor")).toBeUndefined();
    await click("Save a copy…");
    expect(dialog()?.textContent).toContain("Saved as elsewhere/signals.md");
    expect(backend.drafts).toHaveLength(1);
  });

  test("is kept when it cannot be taken, and the dialog says why", async () => {
    const { backend } = await left();
    backend.recovery.Take.mockRejectedValueOnce(new Fault("full", "keep a draft: no space"));
    await click("Take into the editor");
    expect(dialog()?.querySelector("[role=alert]")?.textContent).toContain("no space");
    expect(backend.drafts).toHaveLength(1);
  });
});

test("says when unsaved text is not safe from a crash", async () => {
  const { backend } = await window_();
  backend.undrafted = "A crash would lose unsaved text.";
  backend.emit("changed");
  await settle(500);
  expect(all("[role=alert]").map((one) => one.textContent)).toEqual(["A crash would lose unsaved text."]);
});
