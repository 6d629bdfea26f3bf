import { type ChangeDesc, type EditorState, type Extension, type Range, RangeSet, RangeValue, StateField, type Transaction } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { Statement } from "../backend/types";
import { analysed } from "./analysis";

/** A statement where it stands now. `fresh` is false once its text was touched after the analysis. */
export interface PlacedStatement {
  statement: Statement;
  from: number;
  to: number;
  fresh: boolean;
}

class StatementRange extends RangeValue {
  // Text typed at the end of a statement belongs to it, text at its start does not.
  override startSide = 1;
  override endSide = 1;

  constructor(
    readonly statement: Statement,
    readonly fresh: boolean,
  ) {
    super();
  }
}

const field = StateField.define<RangeSet<StatementRange>>({
  create: () => RangeSet.empty,
  update(ranges, tr) {
    for (const effect of tr.effects) {
      if (effect.is(analysed)) return RangeSet.of(effect.value.statements.map(fresh), true);
    }
    return tr.docChanged ? touched(ranges, tr) : ranges;
  },
  provide: (self) => EditorView.decorations.from(self, staleMarks),
});

const stale = Decoration.mark({ class: "cm-stale" });

/** Keeps the statements of the last analysis in place while the text changes. */
export function statements(): Extension {
  return field;
}

/** The statement at a position; at the seam of two, the one that starts there. */
export function statementAt(state: EditorState, pos: number): PlacedStatement | null {
  let found: PlacedStatement | null = null;
  state.field(field).between(pos, pos, (from, to, { statement, fresh }) => {
    if (!found || from === pos) found = { statement, from, to, fresh };
  });
  return found;
}

/** The statement with this id, or null when the text no longer has it. */
export function statementById(state: EditorState, id: string): PlacedStatement | null {
  for (const placed of statementsOf(state)) if (placed.statement.id === id) return placed;
  return null;
}

/** The nearest statement after the position, or before it. */
export function statementBeside(state: EditorState, pos: number, direction: 1 | -1): PlacedStatement | null {
  let nearest: PlacedStatement | null = null;
  for (const placed of statementsOf(state)) {
    if (direction > 0 && placed.from > pos) return placed;
    if (direction < 0 && placed.to < pos) nearest = placed;
  }
  return nearest;
}

/** All statements in the order of the text. */
export function* statementsOf(state: EditorState): Generator<PlacedStatement> {
  for (const cursor = state.field(field).iter(); cursor.value; cursor.next()) {
    yield { statement: cursor.value.statement, from: cursor.from, to: cursor.to, fresh: cursor.value.fresh };
  }
}

function fresh(statement: Statement): Range<StatementRange> {
  return new StatementRange(statement, true).range(statement.from, statement.to);
}

/** The ranges after an edit: those it touched are no longer fresh. While a word is composed, ranges only move. */
function touched(ranges: RangeSet<StatementRange>, tr: Transaction): RangeSet<StatementRange> {
  const moved = ranges.map(tr.changes);
  if (tr.isUserEvent("input.type.compose")) return moved;
  const spoiled: Range<StatementRange>[] = [];
  eachTouched(moved, tr.changes, (value, from, to) => {
    if (value.fresh) spoiled.push(new StatementRange(value.statement, false).range(from, to));
  });
  if (!spoiled.length) return moved;
  const gone = new Set(spoiled.map((range) => range.value.statement));
  return moved.update({ filter: (_from, _to, value) => !gone.has(value.statement), add: spoiled, sort: true });
}

function eachTouched(ranges: RangeSet<StatementRange>, changes: ChangeDesc, visit: (value: StatementRange, from: number, to: number) => void) {
  const seen = new Set<StatementRange>();
  changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
    ranges.between(fromB, toB, (from, to, value) => {
      if (!seen.has(value)) visit(value, from, to);
      seen.add(value);
    });
  });
}

function staleMarks(ranges: RangeSet<StatementRange>): DecorationSet {
  const marks: Range<Decoration>[] = [];
  for (const cursor = ranges.iter(); cursor.value; cursor.next()) {
    if (!cursor.value.fresh && cursor.from < cursor.to) marks.push(stale.range(cursor.from, cursor.to));
  }
  return Decoration.set(marks);
}
