import { type EditorState, type Extension, type Range, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutterLineClass } from "@codemirror/view";

/** A stretch of text, in positions of the document. */
export interface Stretch {
  from: number;
  to: number;
}

/** Lights these stretches and no others. */
export const setLit = StateEffect.define<Stretch[]>();
const mark = Decoration.mark({ class: "cm-lit" });

const litLine = new (class extends GutterMarker {
  override elementClass = "cm-lit-line";
})();

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, tr) {
    for (const effect of tr.effects) if (effect.is(setLit)) return paint(tr.state, effect.value);
    return marks.map(tr.changes);
  },
  provide: (self) => [EditorView.decorations.from(self), gutterLineClass.compute([self], barsOf(self))],
});

/** Lights the passages that belong to the statement under the caret of another pane: a background and a bar in the gutter. */
export function passages(): Extension {
  return field;
}

/** The stretches that are lit, in the order of the text. */
export function litOf(state: EditorState): Stretch[] {
  const stretches: Stretch[] = [];
  state.field(field).between(0, state.doc.length, (from, to) => void stretches.push({ from, to }));
  return stretches;
}

function paint(state: EditorState, stretches: Stretch[]): DecorationSet {
  const within = stretches.filter(({ from, to }) => 0 <= from && from < to && to <= state.doc.length);
  return Decoration.set(within.map(({ from, to }) => mark.range(from, to)), true);
}

function barsOf(self: StateField<DecorationSet>) {
  return (state: EditorState): RangeSet<GutterMarker> => {
    const bars: Range<GutterMarker>[] = [];
    state.field(self).between(0, state.doc.length, (from, to) => {
      for (let line = state.doc.lineAt(from); ; line = state.doc.line(line.number + 1)) {
        if (bars.at(-1)?.from !== line.from) bars.push(litLine.range(line.from));
        if (line.to >= to || line.number === state.doc.lines) break;
      }
    });
    return RangeSet.of(bars, true);
  };
}
