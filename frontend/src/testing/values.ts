// Values for tests, with everything that a test does not care about filled in.
import type {
  Analysis,
  DifferenceRow,
  Draft,
  Explanation,
  Finding,
  LayerCell,
  LayerChange,
  LayerDifference,
  Link,
  PackageRow,
  ReviewShare,
  PastCommit,
  Statement,
  Tie,
} from "../lib/backend";

export const noCounts = { errors: 0, warnings: 0, infos: 0, waived: 0 };
export const noReview: ReviewShare = { begun: false, approved: 0, flagged: 0, lapsed: 0, all: 0 };
export const noCommit = { known: false, short: "", subject: "", author: "", when: "" };

export function statement(from: number, to: number, rest: Partial<Statement> = {}): Statement {
  return { id: `${from}-${to}`, from, to, section: "", score: 0, users: 0, behind: 0, changed: false, ...rest };
}

export function finding(from: number, to: number, rest: Partial<Finding> = {}): Finding {
  return {
    id: `${rest.layer ?? "signals"}-${from}-${to}:1`,
    stale: false,
    rule: "trace/untraced-name",
    severity: "error",
    message: "“X” is in no layer above",
    package: "p",
    layer: "signals",
    file: "signals.md",
    from,
    to,
    line: 1,
    related: [],
    fixes: [],
    ...rest,
  };
}

export function link(from: number, to: number, rest: Partial<Link> = {}): Link {
  return { layer: "evidence", id: `${from}-${to}`, from, to, section: "", quote: "", score: 0.8, ...rest };
}

const none = { found: 0, of: 0 };

export function tie(to: Link, rest: Partial<Tie> = {}): Tie {
  return { to, names: none, figures: none, terms: none, constraints: none, shared: [], here: [], there: [], ...rest };
}

export function explanation(rest: Partial<Explanation> = {}): Explanation {
  return { statement: "s", layer: "signals", support: [], sought: [], usedBy: [], beside: [], ...rest };
}

export function analysis(statements: Statement[], findings: Finding[] = [], rest: Partial<Analysis> = {}): Analysis {
  return { package: "p", layer: "signals", version: 0, sections: [], statements, findings, ...rest };
}

export function row(id: string, rest: Partial<PackageRow> = {}): PackageRow {
  const layers = ["evidence", "signals", "profile"].map((layer) => cell(layer));
  return { id, name: id, status: "draft", checked: true, counts: noCounts, traced: 0, claims: 0, layers, review: noReview, last: noCommit, ...rest };
}

export function cell(layer: string, rest: Partial<LayerCell> = {}): LayerCell {
  const title = layer.charAt(0).toUpperCase() + layer.slice(1);
  return { layer, title, file: `${layer}.md`, present: true, statements: 0, traced: 0, counts: noCounts, unsaved: false, change: "", staged: false, ...rest };
}

export function draft(text: string, rest: Partial<Draft> = {}): Draft {
  return {
    id: "run-signals",
    package: "p",
    layer: "signals",
    file: "signals.md",
    path: "p/signals.md",
    at: "2026-01-02T03:04:05Z",
    text,
    disk: "Alpha signals 19 nodes.",
    present: true,
    moved: false,
    missing: "",
    ...rest,
  };
}

export function layerDifference(rows: DifferenceRow[], rest: Partial<LayerDifference> = {}): LayerDifference {
  const count = (kind: string) => rows.filter((row) => row.kind === kind).length;
  const counts = { added: count("added"), removed: count("removed"), changed: count("changed"), moved: count("moved") };
  return { layer: "signals", title: "Signals", file: "signals.md", state: "edited", layout: false, ...counts, rows, lines: [], ...rest };
}

/** A part of a layer in two versions; without a second text it is the same in both. */
export function differenceRow(kind: string, was: string, is = was, rest: Partial<DifferenceRow> = {}): DifferenceRow {
  const runs = (text: string) => (text ? [{ text, changed: false }] : []);
  const inline = was && is && was !== is ? [{ text: was, kind: "removed" }, { text: is, kind: "added" }] : [];
  return { kind, part: "statement", section: "Ports", from: "", before: was ? 0 : -1, after: is ? 0 : -1, was: kind === "same" ? [] : runs(was), is: runs(is), inline, ...rest };
}

export function pastCommit(hash: string, subject: string, rest: Partial<PastCommit> = {}): PastCommit {
  return { hash, short: hash.slice(0, 7), at: "2026-01-02T03:04:05Z", author: "Ada", email: "ada@example.org", subject, layers: ["signals"], ...rest };
}

export function layerChange(rest: Partial<LayerChange> = {}): LayerChange {
  return { layer: "signals", kind: "changed", leftOut: false, fixed: false, counts: noCounts, difference: layerDifference([]), ...rest };
}
