import type { Finding } from "../backend";
import { looks, type Mark, markOf } from "../editor";

/** What the list of problems is about. */
export type Scope = "layer" | "package" | "workspace";
export type Grouping = "none" | "rule" | "layer" | "package";

/** What is asked of a list of findings. */
export interface Query {
  /** Words that all have to be in the row; one that begins with @ in the name of the rule. */
  words: string;
  hidden: readonly Mark[];
  isWanted?: (finding: Finding) => boolean;
}

/** What findings name, in words for people. */
export interface Names {
  layer(finding: Finding): string;
  package(finding: Finding): string;
}

/** A line of the list: the head of a group, or a finding with its number among the findings. */
export type Line = { kind: "group"; title: string; count: number } | { kind: "finding"; finding: Finding; number: number };

/** The findings that a query picks, in their order. */
export function picked(findings: Finding[], { words, hidden, isWanted }: Query, names: Names): Finding[] {
  const sought = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const found = (finding: Finding) => {
    const row = `${finding.message} ${finding.rule} ${names.layer(finding)} ${names.package(finding)}`.toLowerCase();
    return sought.every((word) => (word.startsWith("@") ? finding.rule.includes(word.slice(1)) : row.includes(word)));
  };
  return findings.filter((finding) => !hidden.includes(markOf(finding)) && (isWanted?.(finding) ?? true) && (!sought.length || found(finding)));
}

/** The lines of a list, in groups that come in the order of their first findings. */
export function grouped(findings: Finding[], grouping: Grouping, names: Names): Line[] {
  if (grouping === "none") return findings.map((finding, i) => ({ kind: "finding", finding, number: i + 1 }));
  const titled: Record<Exclude<Grouping, "none">, (finding: Finding) => string> = {
    rule: ({ rule }) => rule,
    layer: (finding) => names.layer(finding),
    package: (finding) => names.package(finding),
  };
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const title = titled[grouping](finding);
    const members = groups.get(title);
    if (members) members.push(finding);
    else groups.set(title, [finding]);
  }
  let number = 0;
  return [...groups].flatMap(([title, members]): Line[] => [
    { kind: "group", title, count: members.length },
    ...members.map((finding): Line => ({ kind: "finding", finding, number: ++number })),
  ]);
}

/** How many findings there are of each mark. */
export function tallied(findings: Finding[]): Record<Mark, number> {
  const counts = { error: 0, warning: 0, info: 0, waived: 0, traced: 0, checking: 0 };
  for (const finding of findings) counts[markOf(finding)]++;
  return counts;
}

/** Where a finding stands: "Signals:12", or "Package". */
export function placeOf(finding: Finding, names: Names): string {
  if (!finding.layer) return "Package";
  return `${names.layer(finding)}${finding.line ? `:${finding.line}` : ""}`;
}

/** Findings as lines of text, for a mail or a note. */
export function asText(findings: Finding[], names: Names): string {
  return findings.map((finding) => line(finding, names)).join("\n");
}

function line(finding: Finding, names: Names): string {
  const reason = finding.waived ? ` (${finding.waived.reason}; ${finding.waived.by}, ${finding.waived.date})` : "";
  return `${looks[markOf(finding)].word}\t${names.package(finding)}\t${placeOf(finding, names)}\t${finding.message}${reason}\t${finding.rule}`;
}

/** Tells a finding from all others of the workspace. */
export function keyOf({ package: pkg, id }: Finding): string {
  return `${pkg}\n${id}`;
}

/**
 * Where the selection is in a list that may have changed: at the finding that
 * was selected, or else at what took its place.
 */
export function kept(findings: Finding[], selected: { key: string; index: number }): number {
  const same = findings.findIndex((finding) => keyOf(finding) === selected.key);
  return same >= 0 ? same : Math.min(selected.index, findings.length - 1);
}
