import { afterEach, expect, test, vi } from "vitest";
import { buffer, shown, type } from "../../testing/editor";
import { analysis, finding, statement } from "../../testing/values";
import { standingMarks } from "./ruler";

afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

const text = "Alpha has 17 nodes. Beta has none.\n\nGamma.";
const found = analysis(
  [statement(0, 19), statement(20, 34, { changed: true }), statement(36, 42)],
  [finding(0, 5), finding(36, 41, { severity: "info" }), finding(20, 24, { severity: "warning" })],
);

test("marks changes and findings, the worst on top", () => {
  const { buffer: target } = buffer(text);
  target.analyse(found, 0);
  expect(standingMarks(target.state).map(({ kind, from, to }) => [kind, text.slice(from, to)])).toEqual([
    ["change", "Beta has none."],
    ["info", "Gamma"],
    ["warning", "Beta"],
    ["error", "Alpha"],
  ]);
});

test("a statement that was touched is a change before it is checked", () => {
  const { buffer: target } = buffer(text);
  target.analyse(found, 0);
  type(target, 37, "x");
  expect(standingMarks(target.state).filter(({ kind }) => kind === "change")).toHaveLength(2);
});

test("is drawn some time after a key, hidden from screen readers", () => {
  vi.useFakeTimers();
  const { buffer: target, host } = shown(text);
  target.analyse(found, 0);
  type(target, 0, "x");
  const ruler = host.querySelector<HTMLElement>(".cm-ruler")!;
  expect(ruler.getAttribute("aria-hidden")).toBe("true");
  expect(ruler.querySelectorAll(".cm-ruler-marks span")).toHaveLength(0);
  vi.advanceTimersByTime(300);
  expect(ruler.querySelector(".cm-ruler-error")).not.toBeNull();
});
