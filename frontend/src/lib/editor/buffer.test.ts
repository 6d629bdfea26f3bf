import { EditorView } from "@codemirror/view";
import { afterEach, describe, expect, test, vi } from "vitest";
import { buffer, shown, type } from "../../testing/editor";
import { analysis, finding, statement } from "../../testing/values";
import { litOf } from "./lit";
import { marksIn } from "./marks";
import { sharedOf } from "./shared";

afterEach(() => document.body.replaceChildren());

const text = "# Title\n\nAlpha has 17 nodes. Beta has none.\nGamma.";

describe("versions", () => {
  test("grow with every change of the text, and with nothing else", () => {
    const { buffer: target } = buffer(text, 7);
    target.dispatch({ selection: { anchor: 3 } });
    expect(target.version).toBe(7);
    type(target, 0, "x");
    expect(target.version).toBe(8);
  });

  test("an analysis of an older text is dropped", () => {
    const { buffer: target } = buffer(text);
    type(target, 0, "x");
    expect(target.analyse(analysis([], [finding(0, 1)]), 0)).toBe(false);
    expect(target.findings).toEqual([]);
    expect(target.analyse(analysis([], [finding(0, 1)]), 1)).toBe(true);
    expect(target.findings).toHaveLength(1);
  });
});

describe("findings", () => {
  test("a line with nothing but waived findings has their mark; a worse one counts first", () => {
    const waived = { reason: "It is so.", by: "A. Reviewer", date: "2026-01-02" };
    const { buffer: target } = buffer("One.\nTwo.\nThree.");
    target.analyse(analysis([], [finding(0, 1, { waived }), finding(5, 6, { waived }), finding(6, 7, { severity: "info" })]), 0);
    expect(marksIn(target.state)).toEqual([[1, "waived"], [2, "info"]]);
  });

  test("move with the text until the next analysis", () => {
    const { buffer: target } = buffer(text);
    target.analyse(analysis([], [finding(19, 21), finding(9, 14, { severity: "warning" })]), 0);
    type(target, 0, "12345");
    expect(target.findings.map(({ from, to, finding }) => [target.text.slice(from, to), finding.severity])).toEqual([
      ["Alpha", "warning"],
      ["17", "error"],
    ]);
  });

  test("are underlined by severity", () => {
    const { buffer: target, host } = shown(text);
    target.analyse(analysis([], [finding(19, 21), finding(9, 14, { severity: "warning" }), finding(44, 49, { severity: "info" })]), 0);
    const marked = (level: string) => host.querySelector(`.cm-lintRange-${level}`)?.textContent;
    expect([marked("error"), marked("warning"), marked("info")]).toEqual(["17", "Alpha", "Gamma"]);
  });
});

describe("line marks", () => {
  const supported = { score: 0.8 };

  function marked() {
    const { buffer: target } = buffer(text);
    const statements = [statement(9, 28, supported), statement(29, 43), statement(44, 50, supported)];
    target.analyse(analysis(statements, [finding(9, 14, { severity: "warning" }), finding(19, 21)]), 0);
    return target;
  }

  test("show the worst finding, and where all statements are supported", () => {
    expect(marksIn(marked().state)).toEqual([[3, "error"], [4, "traced"]]);
  });

  test("of a touched line say that it is not checked", () => {
    const target = marked();
    type(target, 12, "x");
    expect(marksIn(target.state)).toEqual([[3, "checking"], [4, "traced"]]);
  });

  test("of a statement without support say nothing", () => {
    const { buffer: target } = buffer(text);
    target.analyse(analysis([statement(44, 50)]), 0);
    expect(marksIn(target.state)).toEqual([]);
  });
});

describe("lighting", () => {
  const still = { follow: false, typing: false };

  test("lights the stretches and no others, in the text and as bars beside every line", () => {
    const { buffer: target, host } = shown(text);
    target.light([{ from: 9, to: 50 }], still);
    expect(litOf(target.state)).toEqual([{ from: 9, to: 50 }]);
    expect(host.querySelectorAll(".cm-marks .cm-lit-line")).toHaveLength(2);
    target.light([], still);
    expect(litOf(target.state)).toEqual([]);
    expect(host.querySelectorAll(".cm-lit")).toHaveLength(0);
  });

  test("moves with the text, and survives what is out of it", () => {
    const { buffer: target } = buffer(text);
    target.light([{ from: 44, to: 49 }, { from: 40, to: 999 }], still);
    type(target, 0, "ab");
    expect(litOf(target.state)).toEqual([{ from: 46, to: 51 }]);
  });
});

describe("what is shared", () => {
  const still = { follow: false, typing: false };

  test("is marked by its kind, apart from what is lit, and moves with the text", () => {
    const { buffer: target, host } = shown(text);
    target.light([{ from: 9, to: 28 }], still, [
      { kind: "name", from: 9, to: 14 },
      { kind: "figure", from: 19, to: 21 },
      { kind: "term", from: 22, to: 27 },
      { kind: "term", from: 40, to: 999 },
    ]);
    const marked = (kind: string) => host.querySelector(`.cm-shared-${kind}`)?.textContent;
    expect([marked("name"), marked("figure"), marked("term")]).toEqual(["Alpha", "17", "nodes"]);
    type(target, 0, "ab");
    expect(sharedOf(target.state)).toEqual([{ from: 11, to: 16 }, { from: 21, to: 23 }, { from: 24, to: 29 }]);
    target.light([], still);
    expect(sharedOf(target.state)).toEqual([]);
  });
});

describe("while an input method is in the middle of a word", () => {
  const still = { follow: false, typing: false };

  test("marks of lines only move, and what is lit stays as it is", () => {
    const { buffer: target, host } = shown(text);
    target.analyse(analysis([statement(9, 28, { score: 0.8 })]), 0);
    target.light([{ from: 9, to: 14 }], still);
    type(target, 12, "x", "input.type.compose");
    expect(marksIn(target.state)).toEqual([[3, "traced"]]);
    const composing = vi.spyOn(EditorView.findFromDOM(host)!, "composing", "get").mockReturnValue(true);
    target.light([{ from: 30, to: 34 }], still, [{ kind: "name", from: 30, to: 34 }]);
    expect(litOf(target.state)).toEqual([{ from: 9, to: 15 }]);
    expect(target.analyse(analysis([]), 1)).toBe(false);
    composing.mockReturnValue(false);
    target.light([{ from: 30, to: 34 }], still);
    expect(litOf(target.state)).toEqual([{ from: 30, to: 34 }]);
  });
});

describe("text from the disk", () => {
  test("keeps the caret where it was in the text", () => {
    const { buffer: target, changed } = buffer(text);
    target.dispatch({ selection: { anchor: text.indexOf("Gamma") } });
    target.replace(text.replace("17 nodes", "1,700 nodes"));
    expect(target.text).toContain("1,700 nodes");
    expect(target.text.slice(target.caret)).toBe("Gamma.");
    expect(changed).toHaveBeenLastCalledWith(expect.objectContaining({ text: true, fromDisk: true }));
  });

  test("is one undo step, apart from typing just before and after", () => {
    const { buffer: target } = buffer("one two three");
    type(target, 13, " four");
    target.replace("ONE two THREE four");
    type(target, 3, "!");
    target.undo();
    expect(target.text).toBe("ONE two THREE four");
    target.undo();
    expect(target.text).toBe("one two three four");
  });
});

describe("control characters", () => {
  test("come back as they were", () => {
    const odd = "a\rb\u2028c\u0085d\n\te";
    expect(buffer(odd).buffer.text).toBe(odd);
  });

  test("offsets count as JavaScript does", () => {
    const { buffer: target } = buffer("a\rb 𝕏 c");
    target.analyse(analysis([statement(4, 8)]), 0);
    expect(target.find("4-8")).toMatchObject({ from: 4, to: 8 });
  });
});

test("a fix is one undo step", () => {
  const { buffer: target } = buffer("17 of 19");
  target.apply([
    { layer: "signals", from: 0, to: 2, text: "18" },
    { layer: "signals", from: 6, to: 8, text: "20" },
  ]);
  expect(target.text).toBe("18 of 20");
  target.undo();
  expect(target.text).toBe("17 of 19");
});

describe("a pane", () => {
  test("gives every buffer its own caret and undo", () => {
    const { buffer: first, pane } = shown("first");
    const { buffer: second } = buffer("second");
    type(first, 5, "!");
    pane.show(second);
    type(second, 6, "?");
    pane.show(first);
    expect(first.caret).toBe(6);
    first.undo();
    expect([first.text, second.text]).toEqual(["first", "second?"]);
  });

  test("a buffer lives on when its pane is gone", () => {
    const { buffer: target, pane } = shown("text");
    pane.destroy();
    type(target, 4, "!");
    expect(target.text).toBe("text!");
  });

  test("invites to write where that is possible, and only there", () => {
    const { buffer: target, host } = shown("");
    expect(host.querySelector(".cm-placeholder")?.textContent).toContain("Nothing is written here yet");
    target.configure({ label: "Signals", readOnly: true, spelling: true });
    expect(host.querySelector(".cm-placeholder")).toBeNull();
  });

  test("tells a screen reader the name and whether it can be changed", () => {
    const { buffer: target, content } = shown("text");
    expect(content.getAttribute("aria-label")).toBe("Signals");
    target.configure({ label: "Evidence, read only", readOnly: true, spelling: true });
    expect(content.getAttribute("aria-label")).toBe("Evidence, read only");
    expect(content.getAttribute("aria-readonly")).toBe("true");
    expect(content.getAttribute("contenteditable")).toBe("true");
  });
});
