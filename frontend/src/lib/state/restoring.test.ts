import { expect, test, vi } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { Desk } from "./desk.svelte";
import { revert } from "./looking";
import { restore } from "./restoring.svelte";

async function opened() {
  const backend = new FakeBackend({ evidence: "Alpha has 17 nodes.", signals: "Alpha signals 19 nodes." });
  backend.restoration = { text: "Alpha signals 17 nodes.", same: false, missing: false };
  const desk = new Desk(backend);
  await desk.workspace.refresh();
  await desk.open("p", "signals");
  const restoring = desk.history.restoring({ pkg: "p", layer: "signals", version: "aaaa" });
  await restoring.look();
  return { backend, desk, restoring };
}

test("an earlier text becomes unsaved text, as one step that is taken back", async () => {
  const { backend, desk, restoring } = await opened();
  await restore(desk, restoring);
  expect(desk.centre?.buffer?.text).toBe("Alpha signals 17 nodes.");
  expect(desk.centre?.dirty).toBe(true);
  expect(backend.disk.get("p/signals")).toBe("Alpha signals 19 nodes.");
  expect(backend.past.SetAside).not.toHaveBeenCalled();
  const [notice] = desk.notices.list;
  expect(notice?.text).toContain("unsaved: look at it, save it, and commit it");
  notice?.act?.run();
  expect(desk.centre?.buffer?.text).toBe("Alpha signals 19 nodes.");
  expect(desk.centre?.dirty).toBe(false);
});

test("unsaved text that gives way is kept first, and the person is told where", async () => {
  const { backend, desk, restoring } = await opened();
  desk.centre?.buffer?.dispatch({ changes: { from: 0, insert: "Mine. " } });
  await restore(desk, restoring);
  expect(backend.past.SetAside).toHaveBeenCalledWith("p", "signals", "Mine. Alpha signals 19 nodes.");
  expect(desk.notices.list[0]?.text).toContain("kept in kept/signals.md");
});

test("nothing changes where the unsaved text cannot be kept", async () => {
  const { backend, desk, restoring } = await opened();
  desk.centre?.buffer?.dispatch({ changes: { from: 0, insert: "Mine. " } });
  backend.past.SetAside.mockRejectedValueOnce(new Error("the disk is full"));
  await restore(desk, restoring);
  expect(desk.centre?.buffer?.text).toBe("Mine. Alpha signals 19 nodes.");
  expect(restoring.fault?.message).toContain("the disk is full");
});

test("unsaved text gives way to what is saved, is kept, and comes back by one step", async () => {
  const { backend, desk } = await opened();
  backend.restoration = { text: "Alpha signals 19 nodes.", same: false, missing: false };
  desk.centre?.buffer?.dispatch({ changes: { from: 0, insert: "Mine. " } });
  const asked = revert(desk);
  expect(desk.dialog).toBeNull(); // Go has not seen the text yet
  await asked;
  expect(backend.documents.Edit).toHaveBeenLastCalledWith("p", "signals", "Mine. Alpha signals 19 nodes.", expect.anything(), expect.anything());
  if (desk.dialog?.kind !== "restore") throw new Error("It was not asked.");
  const { restoring } = desk.dialog;
  expect(restoring.what).toEqual({ pkg: "p", layer: "signals", version: "saved" });
  await vi.waitFor(() => expect(restoring.restoration).not.toBeNull());
  await restore(desk, restoring);
  expect([desk.centre?.buffer?.text, desk.centre?.dirty]).toEqual(["Alpha signals 19 nodes.", false]);
  const [notice] = desk.notices.list;
  expect(notice?.text).toContain("kept in kept/signals.md");
  expect(notice?.text).not.toContain("It is unsaved");
  notice?.act?.run();
  expect(desk.centre?.buffer?.text).toBe("Mine. Alpha signals 19 nodes.");
});
