import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/**
 * Ends lines at "\n" alone. Go hands over decoded text, so any other control
 * character is the author's and must come back as it was; pasted text is
 * brought to the same form.
 */
export function exactLines(): Extension {
  return [
    EditorState.lineSeparator.of("\n"),
    EditorView.clipboardInputFilter.of((text) => text.replace(/\r\n?/g, "\n")),
  ];
}
