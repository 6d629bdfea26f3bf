import { expect, test } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { noCounts, row } from "../../testing/values";
import { Workspace } from "./workspace.svelte";

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

test("another folder starts anew, whatever its number", async () => {
  const { backend, workspace: made } = await workspace();
  backend.seq = 1;
  backend.rows = [row("q")];
  await made.open("/other");
  expect(made.packages.map(({ id }) => id)).toEqual(["q"]);
});

test("a package that is being checked keeps its layers and counts in sight", async () => {
  const { backend, workspace: made } = await workspace();
  backend.rows = [row("p", { checked: false, layers: [] }), row("new", { checked: false, layers: [] })];
  await made.refresh();
  expect(made.find("p")).toMatchObject({ checked: false, status: "draft", counts: noCounts });
  expect(made.cell("p", "signals")?.title).toBe("Signals");
  expect(made.find("new")?.layers).toEqual([]);
});
