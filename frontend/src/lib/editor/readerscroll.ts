import type { Extension } from "@codemirror/state";
import { type EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from "@codemirror/view";

const scrollKeys = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"]);

// A scroll that the program asked for reports itself within this time, in milliseconds.
const echo = 250;

// Scroll bars send no event but "scroll" in some webviews, so a scroll that the program did not ask for is the reader's.
class ReaderScroll implements PluginValue {
  private readers = -Infinity;
  private programs = performance.now();

  private readonly moved = (event: Event) => {
    if (!(event instanceof KeyboardEvent) || scrollKeys.has(event.key)) this.note();
  };

  private readonly scrolled = () => {
    if (performance.now() - this.programs > echo) this.note();
  };

  constructor(private readonly view: EditorView) {
    for (const type of ["wheel", "touchmove", "keydown"]) view.scrollDOM.addEventListener(type, this.moved, { passive: true });
    view.scrollDOM.addEventListener("scroll", this.scrolled, { passive: true });
  }

  update(update: ViewUpdate): void {
    if (update.docChanged || update.geometryChanged) this.expect();
  }

  note(): void {
    this.readers = performance.now();
  }

  expect(): void {
    this.programs = performance.now();
  }

  get since(): number {
    return performance.now() - this.readers;
  }

  destroy(): void {
    for (const type of ["wheel", "touchmove", "keydown"]) this.view.scrollDOM.removeEventListener(type, this.moved);
    this.view.scrollDOM.removeEventListener("scroll", this.scrolled);
  }
}

const plugin = ViewPlugin.fromClass(ReaderScroll);

/** Remembers when the reader last scrolled this pane. */
export function readerScroll(): Extension {
  return plugin;
}

/** Milliseconds since the reader scrolled the pane; Infinity when they never did. */
export function sinceReaderScroll(view: EditorView): number {
  return view.plugin(plugin)?.since ?? Infinity;
}

/** Says that the reader scrolls the pane, by other means than its own. */
export function noteReaderScroll(view: EditorView): void {
  view.plugin(plugin)?.note();
}

/** Announces a scroll by the program, which is not to be taken for the reader's. */
export function expectScroll(view: EditorView): void {
  view.plugin(plugin)?.expect();
}
