import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EditorView } from "@codemirror/view";
import { shown } from "../../testing/editor";
import { restAfterScroll, shouldFollow } from "./follow";
import { expectScroll, noteReaderScroll, sinceReaderScroll } from "./readerscroll";

const right = { follow: true, typing: false, visible: false, sinceScroll: Infinity };

test.each([
  ["out of view", {}, true],
  ["in view", { visible: true }, false],
  ["while typing", { typing: true }, false],
  ["with Follow off", { follow: false }, false],
  ["just after the reader scrolled", { sinceScroll: restAfterScroll - 1 }, false],
  ["when the reader has rested", { sinceScroll: restAfterScroll }, true],
  ["when the reader has rested and types", { sinceScroll: restAfterScroll, typing: true }, false],
  ["when the reader has rested and it is in view", { sinceScroll: restAfterScroll, visible: true }, false],
])("a lit passage %s: %j follows %s", (_case, change, follows) => {
  expect(shouldFollow({ ...right, ...change })).toBe(follows);
});

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

function scroller() {
  const { host } = shown("text");
  const view = EditorView.findFromDOM(host)!;
  vi.advanceTimersByTime(1000);
  return { view, send: (event: Event) => view.scrollDOM.dispatchEvent(event) };
}

test.each([
  ["the wheel", new Event("wheel"), 0],
  ["a scroll bar", new Event("scroll"), 0],
  ["Page Down", new KeyboardEvent("keydown", { key: "PageDown" }), 0],
  ["a letter", new KeyboardEvent("keydown", { key: "a" }), Infinity],
])("after %s the reader has scrolled", (_case, event, since) => {
  const { view, send } = scroller();
  send(event);
  expect(sinceReaderScroll(view)).toBe(since);
});

test("a scroll that the program asked for is not the reader's", () => {
  const { view, send } = scroller();
  expectScroll(view);
  send(new Event("scroll"));
  expect(sinceReaderScroll(view)).toBe(Infinity);
});

test("a scroll long after the one that the program asked for is the reader's", () => {
  const { view, send } = scroller();
  expectScroll(view);
  vi.advanceTimersByTime(1000);
  send(new Event("scroll"));
  expect(sinceReaderScroll(view)).toBe(0);
});

test("a click in the ruler counts as the reader's, and the rest is counted from it", () => {
  const { view } = scroller();
  expectScroll(view);
  noteReaderScroll(view);
  vi.advanceTimersByTime(restAfterScroll - 1);
  expect(shouldFollow({ ...right, sinceScroll: sinceReaderScroll(view) })).toBe(false);
  vi.advanceTimersByTime(1);
  expect(shouldFollow({ ...right, sinceScroll: sinceReaderScroll(view) })).toBe(true);
});
