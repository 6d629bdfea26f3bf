import { type Command, EditorView } from "@codemirror/view";
import { statementBeside } from "./statements";

/** Puts the caret at the next statement, or the one before. */
export function stepStatement(direction: 1 | -1): Command {
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
