import { type Extension, type EditorState, StateEffect, StateField } from "@codemirror/state";

/** Lets the text count from a number on, when it is below. */
export const outnumber = StateEffect.define<number>();

const version = StateField.define<number>({
  create: () => 0,
  update: (value, tr) => tr.effects.reduce((now, effect) => (effect.is(outnumber) ? Math.max(now, effect.value) : now), tr.docChanged ? value + 1 : value),
});

/** Numbers the texts of a document, so that an answer about an older one is known by its number. */
export function versions(first: number): Extension {
  return version.init(() => first);
}

/** The number of the text in this state; it grows with every change. */
export function versionOf(state: EditorState): number {
  return state.field(version);
}
