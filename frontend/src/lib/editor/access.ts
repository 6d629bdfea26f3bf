import { Compartment, EditorState, type Extension, type TransactionSpec } from "@codemirror/state";
import { EditorView, placeholder } from "@codemirror/view";

/** How a document may be used where it is shown. */
export interface Access {
  /** The name that a screen reader gives the text. */
  label: string;
  /** The caret moves, but nothing can be typed. */
  readOnly: boolean;
  /** The system underlines what it cannot spell. */
  spelling: boolean;
}

const compartment = new Compartment();

/** Names the text and says whether it can be changed. */
export function access(value: Access): Extension {
  return compartment.of(configured(value));
}

export function setAccess(value: Access): TransactionSpec {
  return { effects: compartment.reconfigure(configured(value)) };
}

function configured({ label, readOnly, spelling }: Access): Extension {
  return [
    EditorState.readOnly.of(readOnly),
    readOnly ? [] : placeholder("Nothing is written here yet. What you write is checked as you type."),
    // The content stays editable even when read-only: that keeps the caret, and with it the keyboard.
    EditorView.contentAttributes.of({
      "aria-label": label,
      tabindex: "0",
      "aria-readonly": String(readOnly),
      spellcheck: String(spelling && !readOnly),
      autocorrect: "off",
      autocapitalize: "off",
    }),
  ];
}
