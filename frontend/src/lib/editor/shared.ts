import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { Stretch } from "./lit";

/** The kinds of what joins two statements, the most telling first. */
export const anchorKinds = ["name", "figure", "term"] as const;
export type AnchorKind = (typeof anchorKinds)[number];

/** A name, a figure or a term that a statement shares with one in the other pane. */
export interface Shared extends Stretch {
  kind: AnchorKind;
}

/** Marks these and no others. */
export const setShared = StateEffect.define<Shared[]>();

const marks: Record<AnchorKind, Decoration> = {
  name: Decoration.mark({ class: "cm-shared-name" }),
  figure: Decoration.mark({ class: "cm-shared-figure" }),
  term: Decoration.mark({ class: "cm-shared-term" }),
};

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, tr) {
    for (const effect of tr.effects) if (effect.is(setShared)) return paint(tr.state, effect.value);
    return shown.map(tr.changes);
  },
  provide: (self) => EditorView.decorations.from(self),
});

/** Marks what a statement shares with the one that it is joined to in the other pane, each kind in its own way. */
export function sharedAnchors(): Extension {
  return field;
}

/** What is marked, in the order of the text. */
export function sharedOf(state: EditorState): Stretch[] {
  const stretches: Stretch[] = [];
  state.field(field).between(0, state.doc.length, (from, to) => void stretches.push({ from, to }));
  return stretches;
}

function paint(state: EditorState, shared: Shared[]): DecorationSet {
  const within = shared.filter(({ from, to }) => 0 <= from && from < to && to <= state.doc.length);
  return Decoration.set(within.map(({ kind, from, to }) => marks[kind].range(from, to)), true);
}
