import type { StateEffect } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { Stretch } from "./lit";
import { expectScroll } from "./readerscroll";

/** How long a pane is left alone after the reader scrolled it, in milliseconds. */
export const restAfterScroll = 3000;

/** What decides whether a pane is scrolled to what was lit in it. */
export interface Occasion {
  /** The Follow switch. */
  follow: boolean;
  /** The caret moved because of typing. */
  typing: boolean;
  /** The lit passage is in view. */
  visible: boolean;
  /** Milliseconds since the reader scrolled the pane. */
  sinceScroll: number;
}

/** Whether to bring the lit passage into view: never while typing, never against the reader, never without need. */
export function shouldFollow({ follow, typing, visible, sinceScroll }: Occasion): boolean {
  return follow && !typing && !visible && sinceScroll >= restAfterScroll;
}

/** Whether the first line of the stretch is in the visible part of the pane. */
export function inView(view: EditorView, { from }: Stretch): boolean {
  const box = view.scrollDOM.getBoundingClientRect();
  const at = view.coordsAtPos(from, 1);
  return !!at && at.top >= box.top && at.bottom <= box.bottom;
}

/** Scrolls so that the stretch begins a third from the top, once it is dispatched. */
export function toThird(view: EditorView, { from }: Stretch): StateEffect<unknown> {
  const yMargin = Math.round(view.scrollDOM.clientHeight / 3);
  expectScroll(view);
  return EditorView.scrollIntoView(from, { y: "start", yMargin });
}
