import type { EditorState, Extension } from "@codemirror/state";
import { EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { analysed, findingsOf } from "./analysis";
import { element } from "./drawing";
import { toThird } from "./follow";
import { litOf, setLit, type Stretch } from "./lit";
import { noteReaderScroll } from "./readerscroll";
import { severityOf } from "./severity";
import { statementsOf } from "./statements";

/** What is marked. Each kind has a place and a shape of its own, drawn by ruler.css. */
interface RulerMark extends Stretch {
  kind: "change" | "lit" | "error" | "warning" | "info";
}

/** A mark in shares of the height of the text. */
interface Tick extends Pick<RulerMark, "kind"> {
  top: number;
  height: number;
}

// Marks are drawn when no key was pressed for so long, in milliseconds: none waits for them.
const rest = 200;

// So many rows are told apart: no screen has more pixels to spare.
const rows = 400;

/** Draws beside the scroll bar where in the whole text there are findings, lit passages and changes since the last commit; a click goes there. */
export function overviewRuler(): Extension {
  return ViewPlugin.fromClass(Ruler);
}

class Ruler implements PluginValue {
  private readonly dom = element("div", "cm-ruler");
  private readonly window = element("div", "cm-ruler-window");
  private readonly marks = element("div", "cm-ruler-marks");
  private readonly lit = element("div", "cm-ruler-marks");
  private timer: ReturnType<typeof setTimeout> | undefined;

  private readonly scrolled = () => this.view.requestMeasure({ key: this.window, read: () => this.visible(), write: (at) => place(this.window, at) });

  constructor(private readonly view: EditorView) {
    // The problems list tells the same to those who do not see it.
    this.dom.setAttribute("aria-hidden", "true");
    this.dom.append(this.window, this.marks, this.lit);
    this.dom.addEventListener("mousedown", (event) => this.go(event));
    view.dom.append(this.dom);
    view.scrollDOM.addEventListener("scroll", this.scrolled, { passive: true });
    this.request();
  }

  update(update: ViewUpdate): void {
    const effects = update.transactions.flatMap((tr) => tr.effects);
    if (update.docChanged || update.geometryChanged || effects.some((effect) => effect.is(analysed) || effect.is(setLit))) this.request();
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.view.scrollDOM.removeEventListener("scroll", this.scrolled);
    this.dom.remove();
  }

  private request(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.view.dom.isConnected) return;
      this.draw(this.marks, standingMarks);
      this.draw(this.lit, litMarks);
      this.scrolled();
    }, rest);
  }

  private draw(layer: HTMLElement, marks: (state: EditorState) => RulerMark[]): void {
    this.view.requestMeasure({
      key: layer,
      read: (view) => ticks(view, marks(view.state)),
      write: (ticks, view) => {
        const top = `${view.scrollDOM.offsetTop}px`;
        if (this.dom.style.top !== top) this.dom.style.top = top; // even the same would lay out the page
        layer.replaceChildren(...ticks.map(drawn));
      },
    });
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
    const near = nearest(view.state, at);
    view.dispatch({ effects: toThird(view, { from: near, to: near }) });
    noteReaderScroll(view);
  }
}

function place(dom: HTMLElement, { top, height }: Pick<Tick, "top" | "height">): void {
  dom.style.top = `${(top * 100).toFixed(2)}%`;
  dom.style.height = `${(height * 100).toFixed(2)}%`;
}

function drawn(tick: Tick): HTMLElement {
  const mark = element("span", `cm-ruler-${tick.kind}`);
  place(mark, tick);
  return mark;
}

/** Changes and findings, the more important later, so that it lies on top. */
export function standingMarks(state: EditorState): RulerMark[] {
  const found = findingsOf(state)
    .filter(({ finding }) => !finding.waived)
    .map(({ finding, from, to }) => ({ kind: severityOf(finding.severity), from, to }));
  const changed = [...statementsOf(state)].filter(({ statement, fresh }) => statement.changed || !fresh);
  return [
    ...changed.map(({ from, to }) => ({ kind: "change" as const, from, to })),
    ...(["info", "warning", "error"] as const).flatMap((level) => found.filter(({ kind }) => kind === level)),
  ];
}

function litMarks(state: EditorState): RulerMark[] {
  return litOf(state).map(({ from, to }) => ({ kind: "lit", from, to }));
}

/** Where the marks lie; what would lie in the same row is drawn once. */
function ticks(view: EditorView, marks: RulerMark[]): Tick[] {
  const { scrollHeight } = view.scrollDOM;
  const tops = new Map<number, number>();
  const top = (pos: number) => {
    const line = view.state.doc.lineAt(pos).from;
    const known = tops.get(line) ?? (view.lineBlockAt(line).top + view.documentPadding.top) / scrollHeight;
    tops.set(line, known);
    return known;
  };
  const drawn = new Map<string, Tick>();
  for (const { kind, from, to } of marks) {
    const at = top(from);
    drawn.set(`${kind} ${Math.round(at * rows)}`, { kind, top: at, height: kind === "change" || kind === "lit" ? Math.max(0, top(to) - at) : 0 });
  }
  return [...drawn.values()];
}

/** The mark that a click close to it is meant for; the place itself where none is near. */
function nearest(state: EditorState, at: number): number {
  const reach = (state.doc.length / rows) * 4;
  const marks = [...standingMarks(state), ...litMarks(state)].map(({ from }) => from);
  const best = marks.reduce((near, pos) => (Math.abs(pos - at) < Math.abs(near - at) ? pos : near), Infinity);
  return Math.abs(best - at) <= reach ? best : at;
}
