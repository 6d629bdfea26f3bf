import { StateField } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin } from "@codemirror/view";
import { afterEach, beforeEach, expect, test } from "vitest";
import { caretRelease } from "./caretrelease";

const line = Decoration.mark({ class: "line" });
/** Marks the line of the caret, as the statement under it is marked. */
const marked = StateField.define({
  create: () => Decoration.none,
  update: (_marks, { state }) => {
    const { from, to } = state.doc.lineAt(state.selection.main.head);
    return Decoration.set(line.range(from, to));
  },
  provide: (field) => EditorView.decorations.from(field),
});

let view: EditorView;
/** How many carets stood on the page while each update was drawn. */
let carets: number[];

beforeEach(() => {
  carets = [];
  const watch = ViewPlugin.define(() => ({ update: () => void carets.push(document.getSelection()!.rangeCount) }));
  view = new EditorView({ parent: document.body, doc: "The first line.\nThe second line.", extensions: [marked, caretRelease(), watch] });
  view.focus();
  view.dispatch({ selection: { anchor: 1 } });
  carets = [];
});

afterEach(() => view.destroy());

const putCaret = (at: number) => {
  const { node, offset } = view.domAtPos(at);
  document.getSelection()!.collapse(node, offset);
};

const caret = () => {
  const { focusNode, focusOffset } = document.getSelection()!;
  return focusNode && view.posAtDOM(focusNode, focusOffset);
};

test("the caret is off the page while the text is drawn for its next place, and stands there afterwards", () => {
  view.dispatch({ selection: { anchor: 16 } });
  expect(carets).toEqual([0]);
  expect(caret()).toBe(16);
});

test("a caret that the reader has put elsewhere stays on the page", () => {
  putCaret(20);
  view.dispatch({ selection: { anchor: 20 }, userEvent: "select.pointer" });
  expect(carets).toEqual([1]);
  expect(caret()).toBe(20);
});

test("an editor without the focus leaves the selection of the page alone", () => {
  view.contentDOM.blur();
  putCaret(1);
  view.dispatch({ selection: { anchor: 16 } });
  expect(carets).toEqual([1]);
});
