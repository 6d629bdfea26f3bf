import { type EditorState, type Extension, type Range, RangeSet, StateField, type Transaction } from "@codemirror/state";
import { EditorView, gutter, GutterMarker } from "@codemirror/view";
import type { Analysis } from "../backend/types";
import { analysed } from "./analysis";
import { openCard } from "./card";
import { element, glyph } from "./drawing";
import { counted, type FindingMark, findingMarks, looks, type Mark, markOf } from "./severity";

class LineMark extends GutterMarker {
  constructor(
    readonly mark: Mark,
    readonly label: string,
  ) {
    super();
  }

  override eq(other: LineMark): boolean {
    return other.mark === this.mark && other.label === this.label;
  }

  override toDOM(): Node {
    const dom = element("span", "cm-mark", glyph(this.mark));
    dom.title = this.label;
    return dom;
  }
}

const checking = new LineMark("checking", looks.checking.word);
const traced = new LineMark("traced", looks.traced.word);

const field = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(marks, tr) {
    for (const effect of tr.effects) if (effect.is(analysed)) return marksOf(tr.state, effect.value);
    return tr.docChanged ? unsettled(marks, tr) : marks;
  },
});

/**
 * A gutter that draws the worst finding of each line, a bar where every
 * statement of the line is supported, and a dot where the text was touched
 * and is not checked yet. A click opens the card.
 */
export function lineMarks(): Extension {
  return [
    field,
    gutter({
      class: "cm-marks",
      markers: (view) => view.state.field(field),
      domEventHandlers: {
        mousedown(view, line, event) {
          if ((event as MouseEvent).button) return false; // the menu of the line
          view.dispatch({ effects: openCard.of(cardPosition(view, line.from, line.to)) });
          view.focus();
          return true;
        },
      },
    }),
  ];
}

/** The marks of the lines, for tests: line number and mark. */
export function marksIn(state: EditorState): [number, Mark][] {
  const marks: [number, Mark][] = [];
  state.field(field).between(0, state.doc.length, (from, _to, value) => {
    marks.push([state.doc.lineAt(from).number, (value as LineMark).mark]);
  });
  return marks;
}

function marksOf(state: EditorState, analysis: Analysis): RangeSet<GutterMarker> {
  const found = new Map<number, FindingMark[]>();
  for (const finding of analysis.findings) {
    const { from } = state.doc.lineAt(finding.from);
    found.set(from, [...(found.get(from) ?? []), markOf(finding)]);
  }
  const marks = [...found].map(([line, all]) => worst(all).range(line));
  for (const line of supportedLines(state, analysis)) if (!found.has(line)) marks.push(traced.range(line));
  return RangeSet.of<GutterMarker>(marks, true);
}

/** The mark of a line, with all that is found in it in words. */
function worst(all: FindingMark[]): GutterMarker {
  const there = findingMarks.filter((mark) => all.includes(mark));
  const words = there.map((mark) => counted(all.filter((other) => other === mark).length, mark));
  return new LineMark(there[0] ?? "info", words.join(", "));
}

function supportedLines(state: EditorState, { statements }: Analysis): number[] {
  const lines = new Map<number, boolean>();
  for (const { from, score } of statements) {
    const line = state.doc.lineAt(from).from;
    lines.set(line, score > 0 && lines.get(line) !== false);
  }
  return [...lines].filter(([, supported]) => supported).map(([line]) => line);
}

/** The marks after an edit: a verdict on a line that was touched is no longer shown. */
function unsettled(marks: RangeSet<GutterMarker>, tr: Transaction): RangeSet<GutterMarker> {
  let moved = marks.map(tr.changes);
  if (tr.isUserEvent("input.type.compose")) return moved;
  tr.changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
    const first = tr.newDoc.lineAt(fromB).from;
    const last = tr.newDoc.lineAt(toB).to;
    const add: Range<GutterMarker>[] = [checking.range(first)];
    moved = moved.update({ filterFrom: first, filterTo: last, filter: () => false, add });
  });
  return moved;
}

function cardPosition(view: EditorView, from: number, to: number): number {
  const head = view.state.selection.main.head;
  return from <= head && head <= to ? head : from;
}
