import { afterEach, expect, test, vi } from "vitest";
import { buffer, shown, type } from "../../testing/editor";
import { analysis, finding, statement } from "../../testing/values";
import { marksOf } from "./ruler";

afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

const text = "Alpha has 17 nodes. Beta has none.\n\nGamma.";
const found = analysis(
  [statement(0, 19), statement(20, 34, { changed: true }), statement(36, 42)],
  [finding(0, 5), finding(36, 41, { severity: "info" }), finding(20, 24, { severity: "warning" })],
);
const still = { follow: false, typing: false };

test("marks changes, what is lit and findings, the worst on top", () => {
  const { buffer: target } = buffer(text);
  target.analyse(found, 0);
  target.light([{ from: 36, to: 42 }], still);
  expect(marksOf(target.state).map(({ mark, at }) => [mark, text.slice(at.from, at.to)])).toEqual([
    ["change", "Beta has none."],
    ["lit", "Gamma."],
    ["info", "Gamma"],
    ["warning", "Beta"],
    ["error", "Alpha"],
  ]);
});

test("a statement that was touched is a change before it is checked", () => {
  const { buffer: target } = buffer(text);
  target.analyse(found, 0);
  type(target, 37, "x");
  expect(marksOf(target.state).filter(({ mark }) => mark === "change")).toHaveLength(2);
});

test("is drawn some time after a key, hidden from screen readers", () => {
  vi.useFakeTimers();
  const { buffer: target, host } = shown(text);
  target.analyse(found, 0);
  type(target, 0, "x");
  const ruler = host.querySelector<HTMLElement>(".cm-ruler")!;
  expect(ruler.getAttribute("aria-hidden")).toBe("true");
  expect(ruler.querySelectorAll(".cm-ruler-marks span")).toHaveLength(0);
  vi.advanceTimersByTime(200);
  expect(ruler.querySelector(".cm-ruler-error")).not.toBeNull();
});
