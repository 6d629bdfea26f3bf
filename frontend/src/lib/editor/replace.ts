import { isolateHistory } from "@codemirror/commands";
import { diff } from "@codemirror/merge";
import { Annotation, type ChangeSpec, type EditorState, Transaction, type TransactionSpec } from "@codemirror/state";

const fromDisk = Annotation.define<boolean>();

// A text that differs this much is replaced in coarser pieces instead of holding up the window.
const limits = { scanLimit: 2000, timeout: 100 };

/** Brings the document to `text` by as few changes as possible, so that caret, scroll and marks stay, as one undo step. */
export function replaceWith(state: EditorState, text: string): TransactionSpec {
  const changes: ChangeSpec[] = diff(state.doc.toString(), text, limits).map(({ fromA, toA, fromB, toB }) => ({
    from: fromA,
    to: toA,
    insert: text.slice(fromB, toB),
  }));
  return { changes, annotations: [fromDisk.of(true), Transaction.userEvent.of("reload"), isolateHistory.of("full")] };
}

/** Whether a transaction brought the text of the disk, rather than the author's. */
export function isFromDisk(tr: Transaction): boolean {
  return tr.annotation(fromDisk) ?? false;
}
