import { matches } from "./keys";

const typed = "input, textarea, select, [contenteditable=true]";
const read = "[role=document], dialog[open]";

/** Selects, on Ctrl+A, the page or the dialog that is read, and not the window with all its controls. A field and the editor select by themselves. */
export function selectAll(event: KeyboardEvent): void {
  const { target } = event;
  if (event.defaultPrevented || !matches(event, "Mod+A") || !(target instanceof Element) || target.closest(typed)) return;
  event.preventDefault();
  const text = target.closest(read);
  if (text) getSelection()?.selectAllChildren(text);
}
