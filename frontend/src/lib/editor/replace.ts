import { isolateHistory } from "@codemirror/commands";
import { diff } from "@codemirror/merge";
import { Annotation, type ChangeSpec, type EditorState, Transaction, type TransactionSpec } from "@codemirror/state";

const fromDisk = Annotation.define<boolean>();

// A text that differs this much is replaced in coarser pieces instead of holding up the window.
const limits = { scanLimit: 2000, timeout: 100 };

/** Brings the document to `text` by as few changes as possible, so that caret, scroll and marks stay, as one undo step. */
export function replaceWith(state: EditorState, text: string): TransactionSpec {
  return { changes: changesTo(state, text), annotations: [fromDisk.of(true), Transaction.userEvent.of("reload"), isolateHistory.of("full")] };
}

/** Does the same as an edit of the author, who brings an earlier text back. */
export function restoreTo(state: EditorState, text: string): TransactionSpec {
  return { changes: changesTo(state, text), annotations: [Transaction.userEvent.of("input.restore"), isolateHistory.of("full")] };
}

function changesTo(state: EditorState, text: string): ChangeSpec[] {
  return diff(state.doc.toString(), text, limits).map(({ fromA, toA, fromB, toB }) => ({ from: fromA, to: toA, insert: text.slice(fromB, toB) }));
}

/** Whether a transaction brought the text of the disk, rather than the author's. */
export function isFromDisk(tr: Transaction): boolean {
  return tr.annotation(fromDisk) ?? false;
}
