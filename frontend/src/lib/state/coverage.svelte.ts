import { type Backend, type CoverageMatrix, type CoveragePassage, type CoverageRow, type CoverageShape, type Exported, type Fault, faultOf } from "../backend";
import { asWritten, type CellKey, nextGap, type Order, ordered } from "./matrix";

export type Rows = "sections" | "statements";

/** What of the evidence is used, and where: the matrix of the open package, and where in it the reader is. */
export class Coverage {
  rows = $state<Rows>("sections");
  /** The layer whose sections are the columns; empty for the layers themselves. */
  columns = $state("");
  asList = $state(false);
  order = $state.raw<Order>(asWritten);
  matrix = $state.raw<CoverageMatrix | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** The cell that the keys move from. */
  at = $state.raw<CellKey>({ row: "", column: "" });
  /** The cell whose passages are listed: of the empty column, all of its row. */
  chosen = $state.raw<CellKey | null>(null);
  passages = $state.raw<CoveragePassage[] | null>(null);
  readonly sorted = $derived.by(() => (this.matrix ? ordered(this.matrix, this.order) : []));

  private pkg = "";
  private seq = -1;
  private asked = 0;

  constructor(private readonly calls: Backend["coverage"]) {}

  /** Counts a package as it stands when the workspace has come to `seq`. What was shown of it before stays in sight meanwhile. */
  async load(pkg: string, seq: number): Promise<void> {
    if (pkg === this.pkg && seq === this.seq) return;
    if (pkg !== this.pkg) this.clear(pkg);
    this.seq = seq;
    await this.reload();
  }

  /** Counts once more. */
  async reload(): Promise<void> {
    const asked = ++this.asked;
    const { pkg } = this;
    const { chosen, shape } = this;
    try {
      const [matrix, passages] = await Promise.all([this.calls.Matrix(pkg, shape), chosen && this.calls.Passages(pkg, shape, chosen.row, chosen.column)]);
      if (asked !== this.asked) return;
      this.fault = null;
      this.take(matrix);
      if (chosen === this.chosen) this.passages = passages;
    } catch (reason) {
      if (asked === this.asked) this.fault = faultOf(reason);
    }
  }

  /** Counts by other rows or columns. */
  reshape(rows: Rows, columns: string): Promise<void> {
    Object.assign(this, { rows, columns, matrix: null, order: asWritten, at: { row: "", column: "" } });
    this.leave();
    return this.reload();
  }

  /** Lists the passages of a cell. */
  async choose(cell: CellKey): Promise<void> {
    this.chosen = cell;
    this.passages = null;
    try {
      const passages = await this.calls.Passages(this.pkg, this.shape, cell.row, cell.column);
      if (this.chosen === cell) this.passages = passages;
    } catch (reason) {
      if (this.chosen === cell) this.fault = faultOf(reason);
    }
  }

  /** Closes the list of passages. */
  leave(): void {
    this.chosen = this.passages = null;
  }

  /** Orders the rows by what a header stands for; again: the other way round. */
  orderBy(by: Order["by"], column = ""): void {
    const again = this.order.by === by && this.order.column === column;
    this.order = { by, column, descending: again ? !this.order.descending : by === "column" };
  }

  /** The gap after the cell that the keys move from, or before it. */
  gap(direction: 1 | -1): CellKey | null {
    return nextGap(this.sorted, this.matrix?.columns.map(({ key }) => key) ?? [], this.at, direction);
  }

  /** Writes the matrix into a file that the person names. */
  save(): Promise<Exported> {
    return this.calls.SaveCSV(this.pkg, this.shape);
  }

  find(key: string): CoverageRow | undefined {
    return this.matrix?.rows.find((row) => row.key === key);
  }

  private get shape(): CoverageShape {
    return { rows: this.rows, columns: this.columns };
  }

  private clear(pkg: string): void {
    this.pkg = pkg;
    Object.assign(this, { matrix: null, fault: null, order: asWritten, at: { row: "", column: "" } });
    this.leave();
  }

  /** Keeps the reader's place: where their row has gone, that of the one that took its place. */
  private take(matrix: CoverageMatrix): void {
    const index = this.sorted.findIndex(({ key }) => key === this.at.row);
    this.matrix = matrix;
    if (index < 0 || this.find(this.at.row)) return;
    this.at = { ...this.at, row: this.sorted[Math.min(index, this.sorted.length - 1)]?.key ?? "" };
  }
}
