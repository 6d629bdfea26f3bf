import { Chunk, presentableDiff } from "@codemirror/merge";
import { Text } from "@codemirror/state";
import type { DiffRun } from "../backend/types";

/** One place where two texts differ: whole lines of both, the words that differ marked. */
export interface Difference {
  /** The line in the second text where the place begins, from 1. */
  line: number;
  theirs: DiffRun[];
  mine: DiffRun[];
}

const limits = { timeout: 300 };

/** The places where the disk's text and the window's differ, in order. */
export function differences(theirs: string, mine: string): Difference[] {
  const a = Text.of(theirs.split("\n"));
  const b = Text.of(mine.split("\n"));
  return Chunk.build(a, b, limits).map((chunk) => ({
    line: b.lineAt(Math.min(chunk.fromB, b.length)).number,
    theirs: runs(a, chunk.fromA, chunk.endA, chunk.changes.map(({ fromA, toA }) => [fromA, toA])),
    mine: runs(b, chunk.fromB, chunk.endB, chunk.changes.map(({ fromB, toB }) => [fromB, toB])),
  }));
}

/** A text with the words marked in which it differs from an earlier one. */
export function compared(before: string, after: string): DiffRun[] {
  const changed = presentableDiff(before, after, limits).map(({ fromB, toB }): [number, number] => [fromB, toB]);
  return runs(Text.of(after.split("\n")), 0, after.length, changed);
}

function runs(doc: Text, from: number, to: number, changed: [number, number][]): DiffRun[] {
  const out: DiffRun[] = [];
  const add = (start: number, end: number, changed: boolean) => {
    const text = doc.sliceString(Math.min(start, to), Math.min(end, to));
    if (text) out.push({ text, changed });
  };
  let at = from;
  for (const [start, end] of changed) {
    add(at, from + start, false);
    add(from + start, from + end, true);
    at = from + end;
  }
  add(at, to, false);
  return out;
}
