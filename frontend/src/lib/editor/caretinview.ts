import type { Extension } from "@codemirror/state";
import { EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { inView } from "./follow";
import { expectScroll, sinceReaderScroll } from "./readerscroll";

// A pane keeps its first line when its size or the zoom changes: the caret would be pushed out at the foot.
class CaretInView implements PluginValue {
  private shown = true;
  private readonly observer = new ResizeObserver(() => this.resized());

  constructor(private readonly view: EditorView) {
    this.observer.observe(view.scrollDOM);
    view.scrollDOM.addEventListener("scroll", this.scrolled, { passive: true });
  }

  update({ docChanged, selectionSet }: ViewUpdate): void {
    if (docChanged || selectionSet) this.look();
  }

  destroy(): void {
    this.observer.disconnect();
    this.view.scrollDOM.removeEventListener("scroll", this.scrolled);
  }

  /** Only the reader scrolls the caret away; where a new size did, it is brought back. */
  private readonly scrolled = () => {
    if (sinceReaderScroll(this.view) < 100) this.look();
  };

  /** Notes, when the page is measured next, whether the caret is in view. */
  private look(): void {
    const read = () => this.caretShown;
    this.view.requestMeasure({ key: this, read, write: (shown) => (this.shown = shown) });
  }

  private get caretShown(): boolean {
    const { head } = this.view.state.selection.main;
    return inView(this.view, { from: head, to: head });
  }

  private resized(): void {
    const { view } = this;
    if (!this.shown || !view.scrollDOM.clientHeight || view.state.readOnly || this.caretShown) return;
    expectScroll(view);
    view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main.head, { yMargin: 24 }) });
  }
}

const plugin = ViewPlugin.fromClass(CaretInView);

/** Keeps the line of the caret in view while the pane changes its size, or the text its own. */
export function caretInView(): Extension {
  return plugin;
}
