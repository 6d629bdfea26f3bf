import type { EditorState, Extension } from "@codemirror/state";
import { EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { analysed, findingsOf } from "./analysis";
import { element } from "./drawing";
import { bringToThird } from "./follow";
import { litOf, setLit, type Stretch } from "./lit";
import { noteReaderScroll } from "./readerscroll";
import { severityOf } from "./severity";
import { statementsOf } from "./statements";

/** What a mark of the ruler stands for. Each kind has a place and a shape of its own, drawn by ruler.css. */
type RulerMark = "change" | "lit" | "error" | "warning" | "info";

/** A mark, in shares of the height of the text. */
interface Tick {
  mark: RulerMark;
  top: number;
  height: number;
}

// Marks come into view some time after a key, so that no key waits for them, in milliseconds.
const rest = 80;

// So many rows are told apart: no screen has more pixels to spare.
const rows = 400;

/** Draws beside the scroll bar where in the whole text there are findings, lit passages and changes since the last commit; a click goes there. */
export function overviewRuler(): Extension {
  return ViewPlugin.fromClass(Ruler);
}

class Ruler implements PluginValue {
  private readonly dom = element("div", "cm-ruler");
  private readonly marks = element("div", "cm-ruler-marks");
  private readonly window = element("div", "cm-ruler-window");
  private timer: ReturnType<typeof setTimeout> | undefined;

  private readonly scrolled = () => this.view.requestMeasure({ key: this.window, read: () => this.visible(), write: (at) => place(this.window, at) });

  constructor(private readonly view: EditorView) {
    // The problems list tells the same to those who do not see it.
    this.dom.setAttribute("aria-hidden", "true");
    this.dom.append(this.window, this.marks);
    this.dom.addEventListener("mousedown", (event) => this.go(event));
    view.dom.append(this.dom);
    view.scrollDOM.addEventListener("scroll", this.scrolled, { passive: true });
    this.request(0);
  }

  update(update: ViewUpdate): void {
    const told = update.transactions.some(({ effects }) => effects.some((effect) => effect.is(analysed) || effect.is(setLit)));
    if (told || update.docChanged || update.geometryChanged) this.request(told && !update.docChanged ? 0 : rest);
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.view.scrollDOM.removeEventListener("scroll", this.scrolled);
    this.dom.remove();
  }

  private request(after: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.view.requestMeasure({ key: this, read: (view) => ticksOf(view), write: (ticks) => this.draw(ticks) });
      this.scrolled();
    }, after);
  }

  private draw(ticks: Tick[]): void {
    this.dom.style.top = `${this.view.scrollDOM.offsetTop}px`;
    const drawn = ticks.map((tick) => {
      const mark = element("span", `cm-ruler-${tick.mark}`);
      place(mark, tick);
      return mark;
    });
    this.marks.replaceChildren(...drawn);
  }

  private visible(): Pick<Tick, "top" | "height"> {
    const { scrollTop, clientHeight, scrollHeight } = this.view.scrollDOM;
    return { top: scrollTop / scrollHeight, height: clientHeight / scrollHeight };
  }

  private go(event: MouseEvent): void {
    event.preventDefault();
    const { view } = this;
    const box = this.dom.getBoundingClientRect();
    const share = (event.clientY - box.top) / box.height;
    const height = share * view.scrollDOM.scrollHeight - view.documentPadding.top;
    const at = view.lineBlockAtHeight(Math.max(0, height)).from;
    const near = nearest(view.state, at, share);
    bringToThird(view, { from: near, to: near });
    noteReaderScroll(view);
  }
}

function place(dom: HTMLElement, { top, height }: Pick<Tick, "top" | "height">): void {
  dom.style.top = `${(top * 100).toFixed(2)}%`;
  dom.style.height = `${(height * 100).toFixed(2)}%`;
}

/** What is marked, the more important later, so that it lies on top; what would lie in the same row is drawn once. */
export function marksOf(state: EditorState): { mark: RulerMark; at: Stretch }[] {
  const found = findingsOf(state).filter(({ finding }) => !finding.waived).map(({ finding, from, to }) => ({ mark: severityOf(finding.severity), at: { from, to } }));
  const changed = [...statementsOf(state)].filter(({ statement, fresh }) => statement.changed || !fresh);
  return [
    ...changed.map(({ from, to }) => ({ mark: "change" as const, at: { from, to } })),
    ...litOf(state).map((at) => ({ mark: "lit" as const, at })),
    ...(["info", "warning", "error"] as const).flatMap((level) => found.filter(({ mark }) => mark === level)),
  ];
}

function ticksOf(view: EditorView): Tick[] {
  const { scrollHeight } = view.scrollDOM;
  const share = (pos: number, edge: "top" | "bottom") => (view.lineBlockAt(pos)[edge] + view.documentPadding.top) / scrollHeight;
  const drawn = new Map<string, Tick>();
  for (const { mark, at } of marksOf(view.state)) {
    const top = share(at.from, "top");
    const height = Math.max(0, share(at.to, "bottom") - top);
    drawn.set(`${mark} ${Math.round(top * rows)}`, { mark, top, height: mark === "change" || mark === "lit" ? height : 0 });
  }
  return [...drawn.values()];
}

/** The mark that a click close to it is meant for; the place itself where none is near. */
function nearest(state: EditorState, at: number, share: number): number {
  const reach = (state.doc.length / rows) * 4;
  const marks = marksOf(state).map((one) => one.at.from);
  const best = marks.reduce((near, pos) => (Math.abs(pos - at) < Math.abs(near - at) ? pos : near), Infinity);
  return Math.abs(best - at) <= reach && share > 0 ? best : at;
}
