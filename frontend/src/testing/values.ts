// Values for tests, with everything that a test does not care about filled in.
import type { Analysis, Draft, Explanation, Finding, LayerCell, Link, PackageRow, Statement, Tie } from "../lib/backend";

export const noCounts = { errors: 0, warnings: 0, infos: 0 };

export function statement(from: number, to: number, rest: Partial<Statement> = {}): Statement {
  return { id: `${from}-${to}`, from, to, section: "", score: 0, users: 0, changed: false, ...rest };
}

export function finding(from: number, to: number, rest: Partial<Finding> = {}): Finding {
  return {
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
  return { package: "p", layer: "signals", version: 0, statements, findings, ...rest };
}

export function row(id: string, rest: Partial<PackageRow> = {}): PackageRow {
  const layers = ["evidence", "signals", "profile"].map((layer) => cell(layer));
  return { id, name: id, status: "draft", checked: true, counts: noCounts, layers, ...rest };
}

export function cell(layer: string, rest: Partial<LayerCell> = {}): LayerCell {
  const title = layer.charAt(0).toUpperCase() + layer.slice(1);
  return { layer, title, file: `${layer}.md`, present: true, statements: 0, counts: noCounts, unsaved: false, change: "", staged: false, ...rest };
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
