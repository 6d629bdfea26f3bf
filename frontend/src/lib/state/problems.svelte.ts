import type { Backend, Finding, PackageRow } from "../backend";
import type { Mark } from "../editor";
import { type Grouping, grouped, keyOf, kept, type Names, picked, type Scope, tallied } from "./listing";

/** What the list needs of the window. */
export interface Listed {
  readonly pkg: string;
  readonly layer: string;
  /** Those of the open package. */
  readonly findings: { readonly list: Finding[] };
  readonly workspace: { readonly packages: PackageRow[] };
  title(layer: string): string;
}

/** The list of problems: what it is about, what it leaves out, and what is selected in it. */
export class Problems {
  scope = $state<Scope>("package");
  grouping = $state<Grouping>("none");
  words = $state("");
  hidden = $state.raw<readonly Mark[]>(["waived"]);
  newOnly = $state(false);
  /** Whether the open package can be compared with a commit. */
  readonly compared = $derived.by(() => !!this.known.get(this.window.pkg));

  /** The findings of other packages, as Go last told them. */
  private others = $state.raw<ReadonlyMap<string, Finding[]>>(new Map());
  /** By package: what the last commit has; nothing where there is none to compare with. */
  private known = $state.raw<ReadonlyMap<string, ReadonlySet<string> | null>>(new Map());
  private selected = $state.raw({ key: "", index: 0 });
  private last = 0;
  private asked = 0;

  readonly names: Names = {
    layer: ({ layer }) => (layer ? this.window.title(layer) : "Package"),
    package: ({ package: id }) => this.window.workspace.packages.find((row) => row.id === id)?.name ?? id,
  };
  /** All findings of the scope. */
  readonly all = $derived.by(() => this.ofScope());
  readonly counts = $derived.by(() => tallied(this.all));
  readonly shown = $derived.by(() => picked(this.all, { words: this.words, hidden: this.hidden, isWanted: this.newOnly ? (one) => this.isNew(one) : undefined }, this.names));
  readonly lines = $derived.by(() => grouped(this.shown, this.grouping, this.names));
  /** The findings in the order of the lines. */
  readonly order = $derived.by(() => this.lines.flatMap((line) => (line.kind === "finding" ? [line.finding] : [])));
  /** The index of the selected finding in that order; -1 where there is none. */
  readonly at = $derived.by(() => kept(this.order, this.selected));

  constructor(
    private readonly calls: Backend["findings"],
    private readonly window: Listed,
  ) {}

  /** Whether the last commit does not have the finding. */
  isNew({ package: pkg, id }: Finding): boolean {
    const known = this.known.get(pkg);
    return !!known && !known.has(id);
  }

  select(index: number): void {
    const finding = this.order[index];
    if (finding) this.selected = { key: keyOf(finding), index };
  }

  /** Selects a finding; false where the list does not have it. */
  choose(finding: Finding): boolean {
    const index = this.order.findIndex((one) => keyOf(one) === keyOf(finding));
    this.select(index);
    return index >= 0;
  }

  /** Shows the findings of a mark, or leaves them out. */
  toggle(mark: Mark): void {
    this.hidden = this.hidden.includes(mark) ? this.hidden.filter((other) => other !== mark) : [...this.hidden, mark];
  }

  showAll(): void {
    Object.assign(this, { words: "", hidden: [], newOnly: false });
  }

  setScope(scope: Scope): void {
    this.scope = scope;
    if (scope !== "package" && this.grouping === scope) this.grouping = "none";
    void this.refresh();
  }

  /** Asks for what the list shows beyond the open package; the newest question counts. */
  async refresh(): Promise<void> {
    const asked = ++this.asked;
    const newest = () => asked === this.asked;
    await Promise.allSettled([this.lookBack(newest), this.scope === "workspace" ? this.lookAround(newest) : undefined]);
  }

  /** The findings of all packages: the open one's are its own, which are newer. */
  inWorkspace(): Finding[] {
    const { workspace, pkg, findings } = this.window;
    return workspace.packages.flatMap(({ id }) => (id === pkg ? findings.list : (this.others.get(id) ?? [])));
  }

  /** Forgets everything, for another folder. */
  clear(): void {
    this.others = new Map();
    this.known = new Map();
    this.last = 0;
    this.asked++;
    this.showAll();
    this.hidden = ["waived"];
    this.scope = "package";
  }

  private ofScope(): Finding[] {
    const { layer, findings } = this.window;
    if (this.scope === "workspace") return this.inWorkspace();
    return this.scope === "layer" ? findings.list.filter((finding) => finding.layer === layer) : findings.list;
  }

  private async lookAround(newest: () => boolean): Promise<void> {
    const { last, packages, ids } = await this.calls.News(this.last);
    if (!newest()) return;
    this.last = last;
    const others = new Map([...this.others].filter(([id]) => ids.includes(id)));
    for (const news of packages) others.set(news.package, news.findings);
    this.others = others;
  }

  /** Finds out what the last commit has, of the packages that may differ from it. */
  private async lookBack(newest: () => boolean): Promise<void> {
    const { workspace, pkg } = this.window;
    const differ = ({ id, layers }: PackageRow) => id === pkg || (this.scope === "workspace" && layers.some(({ change, unsaved }) => change || unsaved));
    const known = new Map<string, ReadonlySet<string> | null>();
    for (const { id } of workspace.packages.filter(differ)) {
      const { compared, ids } = await this.calls.Committed(id);
      if (!newest()) return;
      known.set(id, compared ? new Set(ids) : null);
    }
    this.known = known;
  }
}
