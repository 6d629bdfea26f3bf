import { type Extension, StateEffect } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** Says that an input method has finished a word: what was held back may go on. */
export const composed = StateEffect.define();

/** Reports the end of a composition, once the text it left has been read. */
export function composition(): Extension {
  return EditorView.domEventObservers({
    compositionend: (_event, view) => {
      setTimeout(() => view.dom.isConnected && view.dispatch({ effects: composed.of(null) }));
    },
  });
}
