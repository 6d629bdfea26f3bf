import type { Finding, LayerCell, PackageRow } from "../backend";
import { byMark, counted, type Mark, markOf, severities, severityOf } from "../editor";
import type { Desk } from "./desk.svelte";
import { goToFinding } from "./navigation";
import { changed } from "./packageview";

/** What is to be done next with a package. */
export interface NextStep {
  mark: Mark | null;
  /** A sentence, or the message of a finding. */
  text: string;
  /** The layer that it is about, empty for the package. */
  layer: string;
  act: Act | null;
}

/** What its button does, and is called. */
export type Act = { kind: "finding"; label: string; finding: Finding } | { kind: "layer"; label: string; layer: string } | { kind: "commit"; label: string } | { kind: "review"; label: string };

/** The worst finding first, then what is unfinished or found wanting, then what is not committed, then what is to be read again. The findings are null while nobody knows them. */
export function nextStep(row: PackageRow, findings: Finding[] | null): NextStep {
  if (!row.layers.length) return { mark: "checking", text: "This package is being checked.", layer: "", act: null };
  if (!findings) return uncounted(row);
  const worst = findings.filter((finding) => !finding.waived).sort((a, b) => byMark(markOf(a), markOf(b)))[0];
  if (worst && worst.severity !== "info") return aboutFinding(row, worst);
  return unwritten(row) ?? unsaved(row) ?? flagged(row) ?? uncommitted(row) ?? lapsed(row) ?? (worst ? aboutFinding(row, worst) : done(row));
}

/** While the findings are being asked for, their number is known. */
function uncounted({ counts }: PackageRow): NextStep {
  const numbers = { error: counts.errors, warning: counts.warnings, info: counts.infos };
  const there = severities.filter((severity) => numbers[severity]);
  const text = there.map((severity) => counted(numbers[severity], severity)).join(", ");
  return { mark: there[0] ?? null, text, layer: "", act: { kind: "layer", label: "Open", layer: "" } };
}

function aboutFinding(row: PackageRow, finding: Finding): NextStep {
  const layer = row.layers.find((cell) => cell.layer === finding.layer)?.title ?? "";
  return { mark: severityOf(finding.severity), text: finding.message, layer, act: { kind: "finding", label: "Open", finding } };
}

function unwritten(row: PackageRow): NextStep | null {
  return about(row.layers.find((cell) => !cell.present), ({ title }) => `${title} is still to be written.`);
}

function unsaved(row: PackageRow): NextStep | null {
  return about(row.layers.find((cell) => cell.unsaved), ({ title }) => `${title} has text that is not saved.`);
}

function about(cell: LayerCell | undefined, text: (cell: LayerCell) => string): NextStep | null {
  return cell ? { mark: null, text: text(cell), layer: "", act: { kind: "layer", label: "Open", layer: cell.layer } } : null;
}

function uncommitted(row: PackageRow): NextStep | null {
  const n = changed(row);
  if (!n) return null;
  const text = n === 1 ? "1 changed file is not committed." : `${n} changed files are not committed.`;
  return { mark: null, text, layer: "", act: { kind: "commit", label: "Commit…" } };
}

function flagged({ review }: PackageRow): NextStep | null {
  return toReview(review.flagged, "statement is flagged.", "statements are flagged.");
}

function lapsed({ review }: PackageRow): NextStep | null {
  return toReview(review.lapsed, "verdict has lapsed: what was signed reads otherwise now.", "verdicts have lapsed: what was signed reads otherwise now.");
}

function toReview(n: number, one: string, many: string): NextStep | null {
  return n ? { mark: null, text: `${n} ${n === 1 ? one : many}`, layer: "", act: { kind: "review", label: "Review" } } : null;
}

function done({ claims, traced, checked }: PackageRow): NextStep {
  if (!checked) return { mark: "checking", text: "This package is being checked again.", layer: "", act: null };
  const text = traced < claims ? `No findings; ${traced} of ${claims} statements are traced.` : `Nothing to do: ${claims} statements traced, no findings.`;
  return { mark: "traced", text, layer: "", act: null };
}

/** Opens a package where its reviewers work. */
export async function openReview(desk: Desk, pkg: string): Promise<void> {
  await desk.openPackage(pkg);
  desk.show("review");
}

/** Does what is to be done next with the package that is selected in the list. */
export async function takeNextStep(desk: Desk): Promise<void> {
  const { row } = desk.packages;
  const act = (await desk.packages.nextStep())?.act;
  if (!row || !act) return;
  if (act.kind === "commit") return desk.commit(row.id);
  if (act.kind === "review") return openReview(desk, row.id);
  if (act.kind === "layer") return act.layer ? desk.open(row.id, act.layer) : desk.openPackage(row.id);
  await desk.open(row.id, act.finding.layer);
  await goToFinding(desk, act.finding);
}
