import type { Backend, LayerCell, PackageRow, Workspace as Overview } from "../backend";

const nothing: Overview = { seq: 0, root: "", repository: false, branch: "", problem: "", undrafted: "", drafts: 0, packages: [], gone: [] };

/** The folder that the window shows, as Go last told it. */
export class Workspace {
  overview = $state.raw<Overview>(nothing);
  /** Whether Go has answered once; before that there is nothing to call empty. */
  known = $state(false);

  constructor(private readonly calls: Backend["workspaces"]) {}

  get packages(): PackageRow[] {
    return this.overview.packages;
  }

  find(pkg: string): PackageRow | undefined {
    return this.packages.find((row) => row.id === pkg);
  }

  cell(pkg: string, layer: string): LayerCell | undefined {
    return this.find(pkg)?.layers.find((cell) => cell.layer === layer);
  }

  async refresh(): Promise<void> {
    this.take(await this.calls.Overview());
  }

  async open(folder: string): Promise<void> {
    this.take(await this.calls.Open(folder), true);
  }

  create(name: string): Promise<string> {
    return this.calls.Create(name);
  }

  importPage(page: string): Promise<string> {
    return this.calls.Import(page);
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
  private take(overview: Overview, anew = false): void {
    if (!anew && overview.seq < this.overview.seq) return;
    const packages = overview.packages.map((row) => (row.checked || anew ? row : this.rememberedFor(row)));
    this.overview = { ...overview, packages };
    this.known = true;
  }

  /** A package that is being checked again keeps its layers and counts in sight until the check is done. */
  private rememberedFor(row: PackageRow): PackageRow {
    const before = this.find(row.id);
    return before?.layers.length ? { ...before, checked: false } : row;
  }
}
