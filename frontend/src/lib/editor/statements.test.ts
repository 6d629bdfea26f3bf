import { describe, expect, test } from "vitest";
import { buffer, type } from "../../testing/editor";
import { analysis, statement } from "../../testing/values";
import { statementAt, statementBeside, statementsOf } from "./statements";

const text = "One sentence. Another one.\n\nA third.";

function analysed() {
  const made = buffer(text);
  made.buffer.analyse(analysis([statement(0, 13), statement(14, 26), statement(28, 36)]), 0);
  return made.buffer;
}

const texts = (target: ReturnType<typeof analysed>) =>
  [...statementsOf(target.state)].map(({ from, to, fresh }) => [target.text.slice(from, to), fresh]);

describe("statementAt", () => {
  test.each([
    ["inside", 5, "0-13"],
    ["at its end", 13, "0-13"],
    ["at its start", 14, "14-26"],
    ["on an empty line", 27, undefined],
    ["at the end of the text", 36, "28-36"],
  ])("%s", (_case, pos, id) => {
    expect(statementAt(analysed().state, pos)?.statement.id).toBe(id);
  });

  test("at the seam of two, the one that starts there", () => {
    const { buffer: target } = buffer("AB");
    target.analyse(analysis([statement(0, 1), statement(1, 2)]), 0);
    expect(statementAt(target.state, 1)?.statement.id).toBe("1-2");
  });
});

test("text typed before a statement moves it, and leaves it fresh", () => {
  const target = analysed();
  type(target, 27, "New line\n");
  expect(texts(target)).toEqual([["One sentence.", true], ["Another one.", true], ["A third.", true]]);
});

test("text typed in a statement, or at its end, belongs to it and waits for a check", () => {
  const target = analysed();
  type(target, 4, "long ");
  type(target, target.text.length, " More");
  expect(texts(target)).toEqual([["One long sentence.", false], ["Another one.", true], ["A third. More", false]]);
});

test("while a word is composed the ranges only move", () => {
  const target = analysed();
  type(target, 4, "ｌ", "input.type.compose");
  expect(texts(target)[0]).toEqual(["One ｌsentence.", true]);
});

test("an analysis replaces all statements", () => {
  const target = analysed();
  type(target, 4, "x");
  target.analyse(analysis([statement(0, 14)]), 1);
  expect(texts(target)).toEqual([["One xsentence.", true]]);
});

test("ranges outside the text are left out", () => {
  const { buffer: target } = buffer("Short.");
  target.analyse(analysis([statement(0, 6), statement(3, 99)]), 0);
  expect(texts(target)).toEqual([["Short.", true]]);
});

test.each([
  [0, 1, "14-26"],
  [20, 1, "28-36"],
  [30, 1, undefined],
  [30, -1, "14-26"],
  [5, -1, undefined],
] as const)("beside %i in direction %i stands %s", (pos, direction, id) => {
  expect(statementBeside(analysed().state, pos, direction)?.statement.id).toBe(id);
});
