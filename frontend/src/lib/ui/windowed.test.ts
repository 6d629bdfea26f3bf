import { expect, test } from "vitest";
import { Windowed } from "./windowed.svelte";

/** A view of 300 pixels on rows of 20 pixels. */
function view(count: number) {
  const windowed = new Windowed(() => count);
  const viewport = document.createElement("div");
  viewport.innerHTML = "<div data-all-rows></div>";
  Object.defineProperty(viewport, "clientHeight", { value: 300 });
  Object.defineProperty(viewport.firstChild, "offsetHeight", { value: 20 * count });
  const stop = windowed.follow(viewport);
  const scroll = (top: number) => {
    viewport.scrollTop = top;
    viewport.dispatchEvent(new Event("scroll"));
  };
  return { windowed, viewport, scroll, stop };
}

const ends = (drawn: number[]) => [drawn[0], drawn.at(-1)];

test("only the rows in view and some around them are drawn, and the one that is kept", () => {
  const { windowed, scroll } = view(1000);
  expect(ends(windowed.drawn(0))).toEqual([0, 30]);
  scroll(10_000);
  expect(ends(windowed.drawn(500))).toEqual([492, 522]);
  expect(windowed.drawn(0).slice(0, 2)).toEqual([0, 492]);
  expect(windowed.drawn(999).slice(-2)).toEqual([522, 999]);
  scroll(1000 * 20 - 300);
  expect(ends(windowed.drawn(-1))).toEqual([977, 999]);
});

test("a short list is drawn whole, and an empty one not at all", () => {
  expect(view(3).windowed.drawn(0)).toEqual([0, 1, 2]);
  expect(view(0).windowed.drawn(0)).toEqual([]);
});

test.each([
  { index: 50, from: 0, to: 51 * 20 - 300 },
  { index: 50, from: 2000, to: 1000 },
  { index: 50, from: 900, to: 900 },
  { index: 50, from: 0, covered: 28, to: 51 * 20 - 300 + 28 },
  { index: 0, from: 60, to: 0 },
])("row $index is shown from $from by scrolling to $to", ({ index, from, covered, to }) => {
  const { windowed, viewport, scroll } = view(1000);
  scroll(from);
  windowed.reveal(index, covered);
  expect(viewport.scrollTop).toBe(to);
});

test("nothing is followed any more after the end", () => {
  const { windowed, scroll, stop } = view(1000);
  stop();
  scroll(10_000);
  expect(windowed.drawn(0)[0]).toBe(0);
  expect(windowed.drawn(0).length).toBe(31);
});
