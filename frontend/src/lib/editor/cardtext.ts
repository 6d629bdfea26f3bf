import type { EditorState, Text } from "@codemirror/state";
import type { Explanation, Finding, Link, Share, Tie } from "../backend/types";
import { findingsIn, type Placed } from "./analysis";
import { byMark, looks, markOf } from "./severity";
import { anchorKinds } from "./shared";
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

/** How many places a card names of those that explain a finding: a name may stand in a thousand. */
const most = 3;

/** The first places that explain a finding, each with its line where that is in the same text, and how many more there are. */
export function placesOf({ layer, related }: Finding, doc: Text, title: (layer: string) => string): { places: { name: string; related: Finding["related"][number] }[]; more: string } {
  const places = related.slice(0, most).map((one) => {
    const line = one.layer === layer ? `:${doc.lineAt(Math.min(one.from, doc.length)).number}` : "";
    return { name: `${title(one.layer) || one.file}${line}`, related: one };
  });
  const rest = related.length - places.length;
  return { places, more: rest ? `and ${rest === 1 ? "1 more place" : `${rest.toLocaleString()} more places`}` : "" };
}

/** One sentence about what a statement stands on, as far as is known without asking. */
export function supportTold({ statement: { score, users }, fresh }: PlacedStatement): string {
  if (!fresh) return "Checking";
  if (users) return `Used by ${users}`;
  return score ? `Support ${score.toFixed(2)}` : "No support found";
}

/** A score as it is written: two decimals. */
export function scored({ score }: Link): string {
  return score.toFixed(2);
}

/** How much of the statement the other one has: "names 2/2", "figures 1/1". */
export function counts({ names, figures, terms, constraints }: Tie): string[] {
  const written = (share: Share, what: string, then = "") => (share.of ? [`${what} ${share.found}/${share.of}${then}`] : []);
  return [
    ...written(names, "names"),
    ...written(figures, "figures"),
    ...written(terms, "words"),
    ...written(constraints, "constraints", " kept"),
  ];
}

const plurals: Record<string, [string, string]> = { name: ["name", "names"], figure: ["figure", "figures"], term: ["word", "words"] };

/** That nothing carries the statement, and what the evidence was searched for. */
export function unsupported({ sought }: Pick<Explanation, "sought">): string {
  const parts = anchorKinds.flatMap((kind) => {
    const those = sought.filter((one) => one.kind === kind);
    const [one, many] = plurals[kind] ?? ["", ""];
    return those.length ? [`the ${those.length > 1 ? many : one} ${listed(those.map(({ text, times }) => `“${text}” (${stands(times)})`))}`] : [];
  });
  if (!parts.length) return "No support found: the statement has no name, no figure and no word of its own that the evidence could be searched for.";
  const searched = ` The evidence was searched for ${listed(parts)}; no statement there has enough of them together.`;
  return `No support found.${searched}`;
}

function stands(times: number): string {
  if (!times) return "nowhere";
  return times === 1 ? "once" : `${times} times`;
}

/** "a, b and c". */
function listed(parts: string[]): string {
  return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : parts.join("");
}

/** Names a place for people: "Signals › Ports". */
export function placeName(link: Link, title: (layer: string) => string): string {
  return link.section ? `${title(link.layer)} › ${link.section}` : title(link.layer);
}
