import { expect, test } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { noCounts, row } from "../../testing/values";
import { afterPaint } from "../ui/afterpaint.svelte";
import { Workspace } from "./workspace.svelte";

const painted = () => new Promise<void>((resolve) => afterPaint(resolve));

async function workspace() {
  const backend = new FakeBackend();
  const made = new Workspace(backend.workspaces);
  backend.seq = 5;
  await made.refresh();
  return { backend, workspace: made };
}

test("an older answer never replaces a newer one", async () => {
  const { backend, workspace: made } = await workspace();
  backend.seq = 4;
  backend.rows = [];
  await made.refresh();
  expect(made.packages.map(({ id }) => id)).toEqual(["p"]);
});

test("Go is told once when the first list is painted, and not while the folder is still being opened", async () => {
  const backend = new FakeBackend();
  const made = new Workspace(backend.workspaces);
  backend.workspaces.Overview.mockImplementationOnce(async () => ({ ...(await backend.workspaces.Overview(0)), opening: true }));
  await made.refresh();
  await painted();
  expect(backend.workspaces.Painted).not.toHaveBeenCalled();
  for (const _ of [1, 2]) {
    await made.refresh();
    await painted();
    expect(backend.workspaces.Painted).toHaveBeenCalledTimes(1);
  }
});

test("another folder starts anew, with nothing kept of the one before", async () => {
  const { backend, workspace: made } = await workspace();
  Object.assign(backend, { seq: 6, root: "/other", rows: [row("p", { checked: false, layers: [] })] });
  await made.open("/other");
  expect(made.packages).toMatchObject([{ id: "p", layers: [] }]);
});

test("what has changed takes its place in the list, and all else stays the same", async () => {
  const { backend, workspace: made } = await workspace();
  backend.rows = ["p", "q", "r"].map((id) => row(id));
  await made.refresh();
  const before = made.packages;
  Object.assign(backend, { seq: 6, whole: false, rows: [row("q", { name: "Q" })] });
  await made.refresh();
  expect(backend.workspaces.Overview).toHaveBeenLastCalledWith(5);
  expect(made.packages.map(({ name }) => name)).toEqual(["p", "Q", "r"]);
  expect(made.packages[0]).toBe(before[0]);
  expect(made.find("q")?.name).toBe("Q");
});

test("how far the check has come", async () => {
  const { backend, workspace: made } = await workspace();
  backend.rows = [row("p"), row("q", { checked: false })];
  await made.refresh();
  expect(made.checked).toBe(1);
});

test("a package that is being checked keeps its layers and counts in sight", async () => {
  const { backend, workspace: made } = await workspace();
  backend.rows = [row("p", { checked: false, layers: [] }), row("new", { checked: false, layers: [] })];
  await made.refresh();
  expect(made.find("p")).toMatchObject({ checked: false, status: "draft", counts: noCounts });
  expect(made.cell("p", "signals")?.title).toBe("Signals");
  expect(made.find("new")?.layers).toEqual([]);
});
