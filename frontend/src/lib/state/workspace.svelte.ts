import { afterPaint } from "../ui/afterpaint.svelte";
import type { Backend, LayerCell, PackageRow, Workspace as Overview } from "../backend";

const nothing: Overview = { seq: 0, whole: true, root: "", opening: true, asked: false, repository: false, branch: "", tip: "", state: "", why: "", problem: "", undrafted: "", drafts: 0, packages: [], gone: [] };

/** The folder that the window shows, as Go last told it. */
export class Workspace {
  overview = $state.raw<Overview>(nothing);
  /** Whether Go has answered once; before that there is nothing to call empty. */
  known = $state(false);
  /** How many of the packages have been checked. */
  readonly checked = $derived.by(() => this.packages.reduce((n, row) => n + Number(row.checked), 0));
  private readonly byId = $derived.by(() => new Map(this.packages.map((row) => [row.id, row])));

  private shown = false; // what was opened at the start, or that nothing was
  private seq = 0; // of the overview; not reactive, since asking for the next is no reason to ask again

  constructor(private readonly calls: Backend["workspaces"]) {}

  /** No folder is open, and none is being opened. */
  get closed(): boolean {
    return this.known && !this.overview.opening && !this.overview.root;
  }

  /** By ID. A row that has not changed stays the same object. */
  get packages(): PackageRow[] {
    return this.overview.packages;
  }

  find(pkg: string): PackageRow | undefined {
    return this.byId.get(pkg);
  }

  cell(pkg: string, layer: string): LayerCell | undefined {
    return this.find(pkg)?.layers.find((cell) => cell.layer === layer);
  }

  async refresh(): Promise<void> {
    this.take(await this.calls.Overview(this.seq));
  }

  async open(folder: string): Promise<void> {
    this.take(await this.calls.Open(folder));
  }

  importPage(page: string): Promise<string> {
    return this.calls.Import(page);
  }

  /** Opens the folder of a package in the file manager of the system. */
  showFolder(pkg: string): Promise<void> {
    return this.calls.ShowFolder(pkg);
  }

  /** Where a package, or a file of it, is on the disk. */
  pathOf(pkg: string, ...file: string[]): string {
    const { root } = this.overview;
    const separator = root.includes("\\") ? "\\" : "/";
    const parts = [...(pkg === "." ? [] : pkg.split("/")), ...file];
    return [root.replace(/[\\/]$/, ""), ...parts].join(separator);
  }

  /** Writes into the settings that another spelling means the same as a name. */
  declareAlias(name: string, also: string): Promise<void> {
    return this.calls.DeclareAlias(name, also);
  }

  /** Asks for the file of a published page; empty when the person thinks better of it. */
  choosePage(): Promise<string> {
    return this.calls.ChoosePage();
  }

  /** Asks for a folder; empty when the person thinks better of it. */
  chooseFolder(): Promise<string> {
    return this.calls.ChooseFolder();
  }

  /** Takes an answer unless a newer one has come before it. */
  private take(overview: Overview): void {
    if (overview.seq < this.seq) return;
    this.seq = overview.seq;
    const { root } = this.overview;
    const news = overview.packages.map((row) => (row.checked || overview.root !== root ? row : this.rememberedFor(row)));
    this.overview = { ...overview, packages: overview.whole ? news : this.updated(news) };
    this.known = true;
    if (overview.opening || this.shown) return;
    this.shown = true;
    afterPaint(() => void this.calls.Painted());
  }

  private updated(news: PackageRow[]): PackageRow[] {
    if (!news.length) return this.packages;
    const byId = new Map(news.map((row) => [row.id, row]));
    return this.packages.map((row) => byId.get(row.id) ?? row);
  }

  /** A package that is being checked again keeps its layers and counts in sight until the check is done. */
  private rememberedFor(row: PackageRow): PackageRow {
    const before = this.find(row.id);
    return before?.layers.length ? { ...before, checked: false } : row;
  }
}
