import { expect, test } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { coverageRow, matrix } from "../../testing/coverage";
import { Coverage } from "./coverage.svelte";

function loaded() {
  const backend = new FakeBackend();
  backend.matrix = matrix([coverageRow("a"), coverageRow("b"), coverageRow("c")], ["signals"]);
  return { backend, coverage: new Coverage(backend.coverage) };
}

test("a package is counted once for each state of the workspace", async () => {
  const { backend, coverage } = loaded();
  await coverage.load("p", 1);
  await coverage.load("p", 1);
  expect(backend.coverage.Matrix).toHaveBeenCalledTimes(1);
  await coverage.load("p", 2);
  expect(backend.coverage.Matrix).toHaveBeenCalledTimes(2);
});

test("the place is kept while the row is there, and taken by the next one when it is gone", async () => {
  const { backend, coverage } = loaded();
  await coverage.load("p", 1);
  coverage.at = { row: "b", column: "signals" };
  backend.matrix = matrix([coverageRow("new"), coverageRow("a"), coverageRow("b"), coverageRow("c")], ["signals"]);
  await coverage.load("p", 2);
  expect(coverage.at).toEqual({ row: "b", column: "signals" });
  backend.matrix = matrix([coverageRow("new"), coverageRow("a"), coverageRow("c")], ["signals"]);
  await coverage.load("p", 3);
  expect(coverage.at).toEqual({ row: "c", column: "signals" });
});

test("an answer that was overtaken is dropped", async () => {
  const { backend, coverage } = loaded();
  let answer = (_late: typeof backend.matrix): void => {};
  backend.coverage.Matrix.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const first = coverage.load("p", 1);
  await coverage.load("p", 2);
  answer(matrix([], []));
  await first;
  expect(coverage.matrix?.rows).toHaveLength(3);
});

test("the passages of the chosen cell follow the package, and another package begins anew", async () => {
  const { backend, coverage } = loaded();
  await coverage.load("p", 1);
  await coverage.choose({ row: "a", column: "signals" });
  backend.passages = [{ layer: "signals", id: "1", from: 0, to: 1, line: 1, section: "", text: "x", carriers: [], findings: [] }];
  await coverage.load("p", 2);
  expect(coverage.passages).toHaveLength(1);
  expect(backend.coverage.Passages).toHaveBeenLastCalledWith("p", { rows: "sections", columns: "" }, "a", "signals");
  await coverage.load("q", 2);
  expect(coverage.chosen).toBeNull();
});

test("passages that could not be read are no fault once another cell is chosen", async () => {
  const { backend, coverage } = loaded();
  await coverage.load("p", 1);
  let fail = (_reason: Error) => {};
  backend.coverage.Passages.mockReturnValueOnce(new Promise((_, reject) => (fail = reject)));
  const late = coverage.choose({ row: "a", column: "signals" });
  await coverage.choose({ row: "b", column: "signals" });
  fail(new Error("no"));
  await late;
  expect(coverage.fault).toBeNull();
});

test("what went wrong is shown until it goes right", async () => {
  const { backend, coverage } = loaded();
  backend.coverage.Matrix.mockRejectedValueOnce(new Error("no"));
  await coverage.load("p", 1);
  expect(coverage.fault?.message).toBe("no");
  await coverage.reload();
  expect(coverage.fault).toBeNull();
});
