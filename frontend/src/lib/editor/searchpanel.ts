import { search } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";

/** Find and replace above the text, in the words of the rest of the window. */
export function searchPanel(): Extension {
  return [
    search({ top: true }),
    EditorState.phrases.of({
      next: "Next",
      previous: "Previous",
      all: "Select all",
      "match case": "Match case",
      regexp: "Pattern",
      "by word": "Whole words",
      replace: "Replace",
      "replace all": "Replace all",
    }),
  ];
}
