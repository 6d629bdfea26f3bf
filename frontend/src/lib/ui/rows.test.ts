import { expect, test } from "vitest";
import { drawn } from "./rows";

test("few rows are all drawn", () => expect(drawn(150, 28, { top: 0, view: 280 })).toEqual({ first: 0, end: 150 }));

test.each([
  ["at the top", 0, 0, 22],
  ["in the middle", 2800, 88, 122],
  ["at the end", 19_320, 678, 700],
  ["beyond it", 99_999, 678, 700],
])("of many rows those in view are drawn: %s", (_case, top, first, end) => {
  expect(drawn(700, 28, { top, view: 280 })).toEqual({ first, end });
});

test("until the height is known all are drawn", () => expect(drawn(700, 0, { top: 0, view: 0 })).toEqual({ first: 0, end: 700 }));
