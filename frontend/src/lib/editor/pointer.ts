import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { cardActions } from "./cardview";

const mac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Ctrl+click, ⌘+click on a Mac, follows the statement under the pointer to what it is joined to in the other pane. */
export function followedByClick(): Extension {
  return EditorView.domEventHandlers({
    mousedown(event, view) {
      if (event.button !== 0 || !(mac ? event.metaKey : event.ctrlKey)) return false;
      const pos = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (pos === null) return false;
      view.dispatch({ selection: { anchor: pos }, userEvent: "select.pointer" });
      view.state.facet(cardActions).follow();
      return true;
    },
  });
}
