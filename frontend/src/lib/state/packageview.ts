import type { PackageRow, PackageView as Stored } from "../backend";

/** Something that packages can be sorted by. */
export interface Sort {
  id: SortId;
  label: string;
  /** Which of two comes first; 0 leaves it to their names. */
  compare(a: PackageRow, b: PackageRow): number;
}

export type SortId = "attention" | "name" | "traced" | "review" | "last" | "changed";

/** A state that packages can be in: the list shows those that are. */
export interface State {
  id: StateId;
  label: string;
  has(row: PackageRow): boolean;
}

export type StateId = "all" | "errors" | "warnings" | "unfinished" | "uncommitted" | "unsaved" | "waived" | "lapsed" | "flagged" | "clean";

export interface PackageView {
  sort: SortId;
  reversed: boolean;
  state: StateId;
}

export const usualView: PackageView = { sort: "attention", reversed: false, state: "all" };

const names = new Intl.Collator(undefined, { numeric: true });

export const sorts: readonly Sort[] = [
  { id: "attention", label: "Needs attention", compare: byAttention },
  { id: "name", label: "Name", compare: () => 0 },
  { id: "traced", label: "Least traced", compare: (a, b) => share(a) - share(b) },
  { id: "review", label: "Least reviewed", compare: (a, b) => b.review.lapsed - a.review.lapsed || approved(a) - approved(b) },
  { id: "last", label: "Last commit", compare: (a, b) => time(b) - time(a) },
  { id: "changed", label: "Changed files", compare: (a, b) => changed(b) - changed(a) },
];

export const states: readonly State[] = [
  { id: "all", label: "All", has: () => true },
  { id: "errors", label: "With errors", has: ({ counts }) => counts.errors > 0 },
  { id: "warnings", label: "With warnings", has: ({ counts }) => counts.warnings > 0 },
  { id: "unfinished", label: "Unfinished", has: unfinished },
  { id: "uncommitted", label: "Not committed", has: (row) => changed(row) > 0 },
  { id: "unsaved", label: "Unsaved", has: ({ layers }) => layers.some((cell) => cell.unsaved) },
  { id: "waived", label: "With waivers", has: ({ counts }) => counts.waived > 0 },
  { id: "lapsed", label: "With lapsed verdicts", has: ({ review }) => review.lapsed > 0 },
  { id: "flagged", label: "With flagged statements", has: ({ review }) => review.flagged > 0 },
  { id: "clean", label: "Nothing to do", has: (row) => row.checked && !row.counts.errors && !row.counts.warnings && !unfinished(row) && !changed(row) && !disputed(row) },
];

/** A view as it was kept; what this version does not know is as usual. */
export function knownView(stored: Stored | undefined): PackageView {
  return {
    sort: sorts.find(({ id }) => id === stored?.sort)?.id ?? usualView.sort,
    reversed: stored?.reversed ?? false,
    state: states.find(({ id }) => id === stored?.state)?.id ?? usualView.state,
  };
}

/** The packages that a view shows and whose name, folder or status has every word of a filter, in its order. */
export function viewed(packages: PackageRow[], view: PackageView, filter: string): PackageRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const state = states.find(({ id }) => id === view.state) ?? states[0]!;
  const sort = sorts.find(({ id }) => id === view.sort) ?? sorts[0]!;
  const way = view.reversed ? -1 : 1;
  const picked = packages.filter((row) => state.has(row) && has(row, words));
  return picked.sort((a, b) => way * (sort.compare(a, b) || names.compare(a.name, b.name) || names.compare(a.id, b.id)));
}

function has({ id, name, status }: PackageRow, words: string[]): boolean {
  const text = `${name} ${id} ${status}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** How many layers are not as the last commit has them. */
export function changed({ layers }: PackageRow): number {
  return layers.reduce((n, cell) => n + Number(!!cell.change || cell.staged), 0);
}

/** How many layers have no file. */
export function missing({ layers }: PackageRow): number {
  return layers.reduce((n, cell) => n + Number(!cell.present), 0);
}

/** Whether a layer is missing, or a statement stands on nothing. */
export function unfinished(row: PackageRow): boolean {
  return missing(row) > 0 || row.traced < row.claims;
}

/** Of the statements, those that are traced: 0 to 1. What has none, or is not checked, comes last. */
function share({ traced, claims }: PackageRow): number {
  return claims ? traced / claims : 2;
}

/** Of the statements, those that are approved: 0 to 1. */
function approved({ review }: PackageRow): number {
  return review.all ? review.approved / review.all : 0;
}

/** How many statements were signed and need somebody again. */
function disputed({ review }: PackageRow): number {
  return review.lapsed + review.flagged;
}

function time({ last }: PackageRow): number {
  return last.when ? Date.parse(last.when) : 0;
}

function byAttention(a: PackageRow, b: PackageRow): number {
  return (
    b.counts.errors - a.counts.errors ||
    b.counts.warnings - a.counts.warnings ||
    missing(b) - missing(a) ||
    disputed(b) - disputed(a) ||
    b.claims - b.traced - (a.claims - a.traced)
  );
}
