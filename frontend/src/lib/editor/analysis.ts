import { type Diagnostic, forEachDiagnostic, linter, setDiagnostics } from "@codemirror/lint";
import { type EditorState, type Extension, StateEffect, type TransactionSpec } from "@codemirror/state";
import type { Analysis, Finding } from "../backend/types";
import { severityOf } from "./severity";

/** Carries an analysis of the text that the state holds, to every field that draws some of it. */
export const analysed = StateEffect.define<Analysis>();

/** A finding where it stands now: edits since the analysis have moved it. */
export interface Placed {
  finding: Finding;
  from: number;
  to: number;
}

interface FindingDiagnostic extends Diagnostic {
  finding: Finding;
}

/** Keeps findings in @codemirror/lint, which underlines them; its own tooltips are off, since a card tells more. */
export function findings(): Extension {
  return linter(null, { tooltipFilter: () => [] });
}

/** Shows an analysis of exactly the text in `state`. Ranges outside the text are left out. */
export function setAnalysis(state: EditorState, analysis: Analysis): TransactionSpec {
  const within = <T extends { from: number; to: number }>(ranges: T[]) =>
    ranges.filter(({ from, to }) => 0 <= from && from <= to && to <= state.doc.length);
  const { sections, statements, findings } = analysis;
  const shown = { ...analysis, sections: within(sections), statements: within(statements), findings: within(findings) };
  const marks = setDiagnostics(state, shown.findings.map(diagnostic));
  return { effects: [analysed.of(shown), ...[marks.effects ?? []].flat()] };
}

/** All findings in the order of the text. */
export function findingsOf(state: EditorState): Placed[] {
  const placed: Placed[] = [];
  forEachDiagnostic(state, (d, from, to) => placed.push({ finding: (d as FindingDiagnostic).finding, from, to }));
  return placed.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** The findings that touch from..to. */
export function findingsIn(state: EditorState, from: number, to = from): Placed[] {
  return findingsOf(state).filter((placed) => placed.from <= to && placed.to >= from);
}

function diagnostic(finding: Finding): FindingDiagnostic {
  const { from, to, message, rule, severity, waived } = finding;
  const look = waived ? { severity: "hint" as const, markClass: "cm-lintRange-waived" } : { severity: severityOf(severity) };
  return { from, to, message, source: rule, finding, ...look };
}
