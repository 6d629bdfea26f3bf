import type { Extension } from "@codemirror/state";
import { EditorView, type PluginValue, ViewPlugin } from "@codemirror/view";
import { expectScroll } from "./readerscroll";

// A pane shrinks at its foot, as its text stays where it is scrolled to: whatever opens above or below it hides the last lines.
class CaretInView implements PluginValue {
  private height: number;
  private readonly observer = new ResizeObserver(() => this.resized());

  constructor(private readonly view: EditorView) {
    this.height = view.scrollDOM.clientHeight;
    this.observer.observe(view.scrollDOM);
  }

  destroy(): void {
    this.observer.disconnect();
  }

  private resized(): void {
    const { view } = this;
    const lost = this.height - view.scrollDOM.clientHeight;
    this.height = view.scrollDOM.clientHeight;
    if (lost <= 0 || !this.height || view.state.readOnly) return;
    const caret = view.coordsAtPos(view.state.selection.main.head);
    const { bottom } = view.scrollDOM.getBoundingClientRect();
    if (!caret || caret.bottom <= bottom || caret.bottom > bottom + lost) return;
    expectScroll(view);
    view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main.head, { yMargin: 24 }) });
  }
}

const plugin = ViewPlugin.fromClass(CaretInView);

/** Keeps the line of the caret in view when the pane becomes lower. */
export function caretInView(): Extension {
  return plugin;
}
