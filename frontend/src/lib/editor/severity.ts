// How a finding's severity is drawn. Shape, word, underline and colour each
// tell the levels apart alone, so that none of them has to be seen.
import type { Finding, Fix } from "../backend/types";

export type Severity = "error" | "warning" | "info";

/** What a finding is drawn as. */
export type FindingMark = Severity | "waived";

/** A mark is a severity, or what the gutter says of a line without findings, or with none but waived ones. */
export type Mark = Severity | "traced" | "waived" | "checking";

/** One stroke of a 16 × 16 drawing: filled with the mark's colour, or drawn in it or in the colour of the page. */
export interface Stroke {
  d: string;
  paint: "fill" | "line" | "paper";
}

interface Look {
  word: string;
  plural: string;
  strokes: Stroke[];
}

export const severities: readonly Severity[] = ["error", "warning", "info"];

/** What a finding may be drawn as, the worst first. */
export const findingMarks: readonly FindingMark[] = [...severities, "waived"];

export const looks: Record<Mark, Look> = {
  error: {
    word: "Error",
    plural: "errors",
    strokes: [
      { d: "M5 1h6l4 4v6l-4 4H5l-4-4V5z", paint: "fill" },
      { d: "M5.5 5.5l5 5m0-5l-5 5", paint: "paper" },
    ],
  },
  warning: {
    word: "Warning",
    plural: "warnings",
    strokes: [
      { d: "M8 1.2l7.2 13.3H.8z", paint: "fill" },
      { d: "M8 6v4m0 1.8v.4", paint: "paper" },
    ],
  },
  info: {
    word: "Note",
    plural: "notes",
    strokes: [
      { d: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z", paint: "line" },
      { d: "M8 7.2v4M8 4.6v.4", paint: "line" },
    ],
  },
  traced: { word: "Traced", plural: "traced", strokes: [{ d: "M8 1v14", paint: "line" }] },
  waived: { word: "Waived", plural: "waived", strokes: [{ d: "M8 1.6L14.4 8 8 14.4 1.6 8z", paint: "line" }] },
  checking: { word: "Checking", plural: "checking", strokes: [{ d: "M8 8v.1", paint: "line" }] },
};

/** The severity of a word that came from Go; an unknown one is shown as a note. */
export function severityOf(word: string): Severity {
  return word === "error" || word === "warning" ? word : "info";
}

/** What a finding is drawn as: one that is waived no longer shows its severity. */
export function markOf({ severity, waived }: Pick<Finding, "severity" | "waived">): FindingMark {
  return waived ? "waived" : severityOf(severity);
}

/** The fixes of a finding that can be made here: none of them edits evidence. */
export function fixesOf({ fixes }: Pick<Finding, "fixes">): Fix[] {
  return fixes.filter(({ edits }) => edits.every(({ layer }) => layer !== "evidence"));
}

/** Orders findings by what they are drawn as, the worst first. */
export function byMark(a: FindingMark, b: FindingMark): number {
  return findingMarks.indexOf(a) - findingMarks.indexOf(b);
}

/** "2 errors", "1 warning". */
export function counted(n: number, mark: Mark): string {
  const { word, plural } = looks[mark];
  return n === 1 ? `1 ${word.toLowerCase()}` : `${n} ${plural}`;
}
