import type { Extension } from "@codemirror/state";
import { ViewPlugin, type ViewUpdate } from "@codemirror/view";

// A caret that stands elsewhere already was put there by the reader: it is not ours to take.
function release({ view, startState, docChanged, selectionSet }: ViewUpdate): void {
  if (!selectionSet || docChanged || view.compositionStarted || !view.hasFocus) return;
  const caret = document.getSelection();
  const { head } = startState.selection.main;
  if (!caret?.isCollapsed || !view.contentDOM.contains(caret.focusNode) || head === view.state.selection.main.head) return;
  if (view.posAtDOM(caret.focusNode!, caret.focusOffset) === head) caret.removeAllRanges();
}

/**
 * Takes the caret off the page before the marks under it are drawn anew
 * because it goes elsewhere; the editor puts it to its new place in the same
 * update. WebKit lays out and paints the whole page where the node that holds
 * the caret is taken away.
 */
export function caretRelease(): Extension {
  return ViewPlugin.define(() => ({ update: release }));
}
