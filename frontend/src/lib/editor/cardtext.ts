import type { EditorState } from "@codemirror/state";
import type { Link } from "../backend/types";
import { findingsIn, type Placed } from "./analysis";
import { byMark, looks, markOf } from "./severity";
import { type PlacedStatement, statementAt } from "./statements";

/** What is known of one position: the findings there, the worst first, and the statement. */
export interface Subject {
  findings: Placed[];
  at: PlacedStatement | null;
}

/** What a card at this position would tell, or null when there is nothing to tell. */
export function subjectAt(state: EditorState, pos: number): Subject | null {
  const at = statementAt(state, pos);
  let findings = findingsIn(state, pos);
  if (!findings.length && at) findings = findingsIn(state, at.from, at.to);
  findings = findings.toSorted((a, b) => byMark(markOf(a.finding), markOf(b.finding)));
  return findings.length || at ? { findings, at } : null;
}

/** The card in words, as a screen reader is told. */
export function told({ findings, at }: Subject): string {
  const found = findings.map(({ finding }) => `${looks[markOf(finding)].word}: ${finding.message}`);
  return [...found, at ? supportTold(at) : ""].filter(Boolean).join(". ");
}

/** One sentence about what a statement stands on. */
export function supportTold({ statement, fresh }: PlacedStatement): string {
  if (!fresh) return "Checking";
  const best = statement.support[0];
  if (!best) return statement.usedBy.length ? `Used by ${statement.usedBy.length}` : "No support found";
  return `Support ${scored(best)}: ${best.reasons.join(", ") || "no shared names or figures"}`;
}

/** Why a link stands: what both share, and the statement between them where there is one. */
export function grounds(link: Link): string {
  return [...link.reasons, ...(link.through ? [`through ${link.through}`] : [])].join(" · ");
}

/** A score as it is written: two decimals. */
export function scored(link: Link): string {
  return link.score.toFixed(2);
}
