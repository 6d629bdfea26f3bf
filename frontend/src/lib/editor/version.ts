import { type Extension, type EditorState, StateField } from "@codemirror/state";

const version = StateField.define<number>({
  create: () => 0,
  update: (value, tr) => (tr.docChanged ? value + 1 : value),
});

/** Numbers the texts of a document, so that an answer about an older one is known by its number. */
export function versions(first: number): Extension {
  return version.init(() => first);
}

/** The number of the text in this state; it grows with every change. */
export function versionOf(state: EditorState): number {
  return state.field(version);
}
