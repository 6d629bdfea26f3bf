import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { Buffer } from "./buffer";

/** A place on the screen that shows one buffer at a time. */
export class Pane {
  private buffer: Buffer | null = null;
  private readonly view: EditorView;

  constructor(parent: HTMLElement) {
    this.view = new EditorView({
      parent,
      dispatchTransactions: (trs, view) => (this.buffer ? this.buffer.take(trs) : view.update(trs)),
    });
    this.view.scrollDOM.addEventListener("scroll", () => this.buffer?.scrolled(this.view), { passive: true });
  }

  /** Shows a buffer, or nothing. The buffer shown before keeps its caret, its undo and its scroll position. */
  show(buffer: Buffer | null): void {
    if (buffer === this.buffer) return;
    this.buffer?.leave(this.view);
    this.buffer = buffer;
    if (buffer) buffer.enter(this.view);
    else this.view.setState(EditorState.create());
  }

  destroy(): void {
    this.buffer?.leave(this.view);
    this.buffer = null;
    this.view.destroy();
  }
}
