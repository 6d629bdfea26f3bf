import { type EditorState, type Extension, StateEffect, StateField, type TransactionSpec } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import type { Edit } from "../backend/types";
import { element } from "./drawing";

const set = StateEffect.define<readonly Edit[]>();

/** Shows in the text what edits would make of it, without making them; none ends it. So does any change of the text. */
export function setPreview(edits: readonly Edit[]): TransactionSpec {
  return { effects: set.of(edits) };
}

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, tr) {
    for (const effect of tr.effects) if (effect.is(set)) return drawn(tr.state, effect.value);
    return tr.docChanged ? Decoration.none : marks;
  },
  provide: (self) => EditorView.decorations.from(self),
});

/** Draws the words that a fix would take out as removed, and beside them as added those that it would put there. */
export function preview(): Extension {
  return field;
}

class Added extends WidgetType {
  constructor(readonly text: string) {
    super();
  }

  override eq(other: Added): boolean {
    return other.text === this.text;
  }

  override toDOM(): HTMLElement {
    return element("ins", "cm-preview-added", this.text.trim() ? this.text : "␣");
  }
}

const removed = Decoration.mark({ tagName: "del", class: "cm-preview-removed" });

function drawn(state: EditorState, edits: readonly Edit[]): DecorationSet {
  const within = edits.filter(({ from, to }) => from <= to && to <= state.doc.length);
  const marks = within.flatMap(({ from, to, text }) => [
    ...(from < to ? [removed.range(from, to)] : []),
    ...(text ? [Decoration.widget({ widget: new Added(text), side: 1 }).range(to)] : []),
  ]);
  return Decoration.set(marks, true);
}
