import { afterEach, expect, test } from "vitest";
import { shown, type } from "../../testing/editor";

afterEach(() => document.body.replaceChildren());

const edit = (from: number, to: number, text: string) => ({ layer: "signals", from, to, text });

function drawn(host: HTMLElement) {
  const texts = (selector: string) => [...host.querySelectorAll(selector)].map((one) => one.textContent);
  return { removed: texts(".cm-preview-removed"), added: texts(".cm-preview-added") };
}

test("what a fix would do is drawn, and the text stays as it is", () => {
  const { buffer, host } = shown("Alpha has 19 nodes.");
  buffer.preview([edit(10, 12, "17"), edit(18, 18, " here")]);
  expect(drawn(host)).toEqual({ removed: ["19"], added: ["17", " here"] });
  expect(buffer.text).toBe("Alpha has 19 nodes.");
  buffer.preview([]);
  expect(drawn(host)).toEqual({ removed: [], added: [] });
});

test("it ends with a change of the text", () => {
  const { buffer, host } = shown("Alpha has 19 nodes.");
  buffer.preview([edit(10, 12, "17")]);
  type(buffer, 0, "x");
  expect(drawn(host)).toEqual({ removed: [], added: [] });
});

test("edits beyond the text are not drawn", () => {
  const { buffer, host } = shown("Alpha.");
  buffer.preview([edit(4, 40, "x"), edit(0, 5, "")]);
  expect(drawn(host)).toEqual({ removed: ["Alpha"], added: [] });
});
