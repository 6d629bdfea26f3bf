import type { Backend, Finding, PackageRow } from "../backend";
import { nextStep, type NextStep } from "./nextstep";
import { type PackageView, type SortId, viewed } from "./packageview";
import { Pacer } from "./pacer";
import type { Preferences } from "./preferences.svelte";
import type { Workspace } from "./workspace.svelte";

/**
 * The list of all packages: which are shown and in which order.
 *
 * While checks come in, rows keep their places: the order is settled when a
 * person asks for one, and when the check of all packages ends while nobody is
 * at the list. Otherwise the list says that its order is out of date.
 */
export class Packages {
  filter = $state("");
  /** The package that the keyboard is at. */
  selected = $state("");
  /** How far the list is scrolled, in pixels, while another screen is shown. */
  scrolled = 0;
  /** The person has the pointer on the list, or moves in it by keyboard. */
  busy = false;
  private order = $state.raw<string[]>([]);
  private found = $state.raw<{ of: PackageRow; list: Finding[] } | null>(null);
  private readonly finding = new Pacer(() => this.find(), 100, 400);
  private readonly wanted = $derived.by(() => viewed(this.workspace.packages, this.view, this.filter));

  private readonly namesakes = $derived.by(() => shared(this.workspace.packages));

  readonly rows = $derived.by(() => this.order.map((id) => this.workspace.find(id)).filter((row) => row !== undefined));
  /** Sorting anew would change the list. */
  readonly outOfDate = $derived.by(() => this.wanted.length !== this.rows.length || this.wanted.some((row, i) => row.id !== this.rows[i]?.id));
  /** Where in the list the keyboard is. */
  readonly at = $derived.by(() => Math.max(0, this.rows.findIndex(({ id }) => id === this.selected)));
  readonly row = $derived.by(() => this.rows[this.at]);
  /** What is to be done next with the selected package. */
  readonly next = $derived.by(() => this.row && nextStep(this.row, this.known(this.row)));
  /** How many there are, or are shown of them. */
  readonly count = $derived.by(() => {
    const [shown, all] = [this.rows.length, this.workspace.packages.length].map((n) => n.toLocaleString());
    return shown === all ? all : `${shown} of ${all}`;
  });
  readonly checking = $derived.by(() => this.workspace.checked < this.workspace.packages.length);

  constructor(
    private readonly workspace: Workspace,
    private readonly preferences: Preferences,
    private readonly call: Backend["documents"]["Findings"],
  ) {}

  get view(): PackageView {
    return this.preferences.packages;
  }

  setFilter(filter: string): void {
    this.filter = filter;
    this.settle();
  }

  setView(view: Partial<PackageView>): void {
    this.preferences.setPackages(view);
    this.settle();
  }

  /** Sorts by something, or the other way round where that is so already. */
  sortBy(sort: SortId): void {
    this.setView({ sort, reversed: sort === this.view.sort && !this.view.reversed });
  }

  /** Shows everything. */
  clear(): void {
    this.filter = "";
    this.setView({ state: "all" });
  }

  /** Sorts anew, and leaves out what does not belong here any more. */
  settle(): void {
    this.order = this.wanted.map(({ id }) => id);
  }

  /** Takes news of the packages: those that are new come at the end, and the others stay where they are. */
  follow(): void {
    if (!this.order.length || (!this.checking && !this.busy)) return this.settle();
    const known = new Set(this.order);
    const more = this.wanted.filter(({ id }) => !known.has(id)).map(({ id }) => id);
    if (more.length) this.order = [...this.order, ...more];
  }

  /** The folder of a package, where its name does not tell it apart; otherwise empty. */
  folder({ id, name }: PackageRow): string {
    return id.includes("/") || this.namesakes.has(name) ? id : "";
  }

  /** Looks soon for what is to be done next with the selected package. */
  look(): void {
    const { row } = this;
    if (row && this.found?.of !== row && hasFindings(row)) this.finding.request();
  }

  /** What is to be done next with the selected package, once that is known. */
  async nextStep(): Promise<NextStep | undefined> {
    if (this.row && !this.known(this.row)) await this.find();
    return this.next;
  }

  /** The findings of a row; what was found before it changed is better than nothing. */
  private known(row: PackageRow): Finding[] | null {
    if (!hasFindings(row)) return [];
    return this.found?.of.id === row.id ? this.found.list : null;
  }

  private async find(): Promise<void> {
    const { row } = this;
    if (!row?.layers.length) return;
    const list = await this.call(row.id).catch(() => []); // the list itself will tell that the package is gone
    this.found = { of: row, list };
  }
}

function hasFindings({ counts }: PackageRow): boolean {
  return counts.errors + counts.warnings + counts.infos > 0;
}

/** The names that several packages have. */
function shared(packages: PackageRow[]): Set<string> {
  const seen = new Set<string>();
  return new Set(packages.map(({ name }) => name).filter((name) => seen.has(name) || !seen.add(name)));
}
