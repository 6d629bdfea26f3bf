import { type EditorState, type Extension, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import { analysed } from "./analysis";
import { statementAt } from "./statements";

const mark = Decoration.mark({ class: "cm-active-statement" });

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, tr) {
    if (tr.isUserEvent("input.type.compose")) return marks.map(tr.changes);
    const settled = tr.selection || tr.effects.some((effect) => effect.is(analysed));
    return settled ? around(tr.state) : marks.map(tr.changes);
  },
  provide: (self) => EditorView.decorations.from(self),
});

/** Marks the statement that holds the caret. */
export function activeStatement(): Extension {
  return field;
}

function around(state: EditorState): DecorationSet {
  const at = statementAt(state, state.selection.main.head);
  return at && at.from < at.to ? Decoration.set(mark.range(at.from, at.to)) : Decoration.none;
}
