import { expect, test } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { cell, finding, row } from "../../testing/values";
import type { Finding } from "../backend";
import { Problems } from "./problems.svelte";

const here = [finding(0, 1, { id: "a" }), finding(2, 3, { id: "b", layer: "profile" })];

function problems(list: Finding[] = here) {
  const backend = new FakeBackend();
  backend.rows = [row("o"), row("p"), row("q", { layers: [cell("signals", { change: "changed" })] })];
  const window = { pkg: "p", layer: "signals", findings: { list }, workspace: { packages: backend.rows }, title: (layer: string) => layer };
  return { backend, window, made: new Problems(backend.findings, window) };
}

const ids = (findings: Finding[]) => findings.map(({ id }) => id).join("");

test("the scope is a layer, the package or the workspace", async () => {
  const { backend, made } = problems();
  expect(ids(made.order)).toBe("ab");
  made.setScope("layer");
  expect(ids(made.order)).toBe("a");
  backend.findings.News.mockResolvedValueOnce({ last: 4, packages: [{ package: "q", findings: [finding(0, 1, { id: "c", package: "q" })] }, { package: "p", findings: [] }], ids: ["o", "p", "q"] });
  made.setScope("workspace");
  await expect.poll(() => ids(made.order)).toBe("abc");
  backend.findings.News.mockResolvedValueOnce({ last: 5, packages: [], ids: ["o", "p"] });
  await made.refresh();
  expect(backend.findings.News).toHaveBeenLastCalledWith(4);
  expect(ids(made.order)).toBe("ab");
});

test("what an earlier question finds out late is dropped", async () => {
  const { backend, made, window } = problems();
  const { committed } = backend;
  let answer = (_: typeof committed) => {};
  backend.findings.Committed.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  const first = made.refresh();
  window.pkg = "q";
  await made.refresh();
  answer(committed);
  await first;
  expect(made.isNew(finding(0, 1, { package: "q" }))).toBe(true);
});

test("what is new is what the last commit does not have", async () => {
  const { backend, made } = problems();
  backend.committed = { compared: true, ids: ["a"] };
  await made.refresh();
  expect(made.compared).toBe(true);
  made.newOnly = true;
  expect(ids(made.order)).toBe("b");
});

test("nothing is new where there is no commit to compare with", async () => {
  const { backend, made } = problems();
  backend.committed = { compared: false, ids: [] };
  await made.refresh();
  expect(made.compared).toBe(false);
  expect(here.some((one) => made.isNew(one))).toBe(false);
});

test("only packages that may differ from their commit are compared with it", async () => {
  const { backend, made } = problems();
  made.scope = "workspace";
  await made.refresh();
  expect(backend.findings.Committed.mock.calls).toEqual([["p"], ["q"]]);
});

test("the selection keeps its place when its row vanishes", () => {
  const list = [...here, finding(4, 5, { id: "c" })];
  const { made } = problems(list);
  made.select(1);
  list.splice(1, 1);
  made.words = " "; // asks again
  expect(made.order[made.at]?.id).toBe("c");
});
