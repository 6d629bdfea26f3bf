import { type EditorState, type Extension, StateField } from "@codemirror/state";
import type { Section } from "../backend/types";
import { analysed } from "./analysis";

const field = StateField.define<readonly Section[]>({
  create: () => [],
  update(sections, tr) {
    for (const effect of tr.effects) if (effect.is(analysed)) return effect.value.sections;
    if (!tr.docChanged) return sections;
    return sections.map((section) => ({ ...section, from: tr.changes.mapPos(section.from, 1), to: tr.changes.mapPos(section.to, -1) }));
  },
});

/** Keeps the headings of the last analysis in place while the text changes. */
export function sections(): Extension {
  return field;
}

export function sectionsOf(state: EditorState): readonly Section[] {
  return state.field(field);
}
