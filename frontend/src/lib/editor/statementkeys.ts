import type { Extension } from "@codemirror/state";
import { type Command, EditorView, keymap } from "@codemirror/view";
import { statementBeside } from "./statements";

/** Ctrl+J and Ctrl+Shift+J go from statement to statement. */
export function statementKeys(): Extension {
  return keymap.of([
    { key: "Mod-j", run: step(1), shift: step(-1), preventDefault: true },
  ]);
}

function step(direction: 1 | -1): Command {
  return (view) => {
    const next = statementBeside(view.state, view.state.selection.main.head, direction);
    if (!next) return true;
    view.dispatch({
      selection: { anchor: next.from },
      effects: EditorView.scrollIntoView(next.from, { y: "nearest", yMargin: view.scrollDOM.clientHeight / 4 }),
      userEvent: "select",
    });
    return true;
  };
}
