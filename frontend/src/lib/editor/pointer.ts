import type { Extension } from "@codemirror/state";
import { closeHoverTooltips, EditorView, hasHoverTooltips, type PluginValue, ViewPlugin } from "@codemirror/view";
import { cardActions } from "./cardview";

const mac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Ctrl+click, ⌘+click on a Mac, follows the statement under the pointer to what it is joined to in the other pane. */
export function followedByClick(): Extension {
  return EditorView.domEventHandlers({
    mousedown(event, view) {
      if (event.button !== 0 || !(mac ? event.metaKey : event.ctrlKey)) return false;
      const pos = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (pos === null) return false;
      view.dispatch({ selection: { anchor: pos }, userEvent: "select.pointer" });
      view.state.facet(cardActions).follow();
      return true;
    },
  });
}

// A text that is scrolled under a resting pointer makes some webviews report that the pointer has moved.
class RestingPointer implements PluginValue {
  private x = NaN;
  private y = NaN;
  moved = false;

  private readonly scrolled = () => {
    this.moved = false;
    if (hasHoverTooltips(this.view.state)) this.view.dispatch({ effects: closeHoverTooltips });
  };

  private readonly typed = () => void (this.moved = false);

  private readonly track = ({ clientX, clientY }: MouseEvent) => {
    if (clientX !== this.x || clientY !== this.y) this.moved = !Number.isNaN(this.x);
    Object.assign(this, { x: clientX, y: clientY });
  };

  constructor(private readonly view: EditorView) {
    view.scrollDOM.addEventListener("scroll", this.scrolled, { passive: true });
    view.dom.addEventListener("mousemove", this.track, { passive: true });
    view.contentDOM.addEventListener("keydown", this.typed, { passive: true });
  }

  destroy(): void {
    this.view.scrollDOM.removeEventListener("scroll", this.scrolled);
    this.view.dom.removeEventListener("mousemove", this.track);
    this.view.contentDOM.removeEventListener("keydown", this.typed);
  }
}

const resting = ViewPlugin.fromClass(RestingPointer);

/** Closes what the pointer opened when the text is scrolled, and knows whether the pointer itself has moved since. */
export function restingPointer(): Extension {
  return resting;
}

/** Whether the pointer came to rest by a movement of its own, and no key was pressed since. */
export function pointerMoved(view: EditorView): boolean {
  return view.plugin(resting)?.moved ?? false;
}
