import type { CoverageCell, CoverageMatrix, CoverageRow } from "../backend";

/** A cell by the keys of its row and column; the empty column is that of the rows' headers. */
export interface CellKey {
  row: string;
  column: string;
}

/** What the rows are ordered by: their place in the text, their use, or what a column has of them. */
export interface Order {
  by: "place" | "use" | "column";
  column: string;
  descending: boolean;
}

export const asWritten: Order = { by: "place", column: "", descending: false };

/** The key of the row of the columns' headers. */
export const headerRow = "\nhead";

/** The key of the last column, which tells of the use of a row. */
export const useColumn = "\nuse";

/** How many statements rest on a row in a column. */
export function count(cell: CoverageCell | undefined): number {
  return cell ? cell.direct + cell.through : 0;
}

/** How many statements rest on a row in all columns. */
export function total(row: CoverageRow): number {
  return row.cells.reduce((sum, cell) => sum + count(cell), 0);
}

/** The least counts of the four steps of shade. They do not depend on the package, so that a shade always means the same. */
export function steps(rows: string): readonly number[] {
  return rows === "sections" ? [1, 5, 10, 20] : [1, 2, 4, 8];
}

/** The step of a count, from 1 to 4; 0 for nothing. */
export function step(n: number, rows: string): number {
  return steps(rows).findLastIndex((least) => n >= least) + 1;
}

/** The rows in an order; equal ones stay as they are written. */
export function ordered({ rows, columns }: CoverageMatrix, { by, column, descending }: Order): CoverageRow[] {
  if (by === "place") return descending ? rows.toReversed() : rows;
  const at = columns.findIndex(({ key }) => key === column);
  const measure = by === "use" ? usedness : (row: CoverageRow) => count(row.cells.find((cell) => cell.column === at));
  return rows.toSorted((a, b) => (descending ? measure(b) - measure(a) : measure(a) - measure(b)));
}

/** Orders rows by use: those that no layer uses come first, those that need no use last. */
function usedness(row: CoverageRow): number {
  if (row.use === "frames") return 2;
  return row.records ? row.used / row.records : 0;
}

/**
 * The next gap after a cell in reading order, or the one before: an empty
 * cell, or the header of a row that no layer uses. What only frames the file
 * leaves no gap.
 */
export function nextGap(rows: CoverageRow[], columns: string[], at: CellKey, direction: 1 | -1): CellKey | null {
  const across = at.column === useColumn ? columns.length : columns.indexOf(at.column);
  const here = rank(rows.findIndex(({ key }) => key === at.row), across, columns);
  const gaps = rows.flatMap((row, index) => gapsOf(row, columns).map((column) => ({ row: row.key, column, rank: rank(index, columns.indexOf(column), columns) })));
  const found = direction > 0 ? gaps.find((gap) => gap.rank > here) : gaps.findLast((gap) => gap.rank < here);
  return found ? { row: found.row, column: found.column } : null;
}

/** The columns of a row in which it leaves a gap. */
function gapsOf(row: CoverageRow, columns: string[]): string[] {
  if (row.use === "frames") return [];
  if (row.use === "unused") return [""];
  const filled = new Set(row.cells.map(({ column }) => column));
  return columns.filter((_, index) => !filled.has(index));
}

/** Where a cell stands in reading order; the headers of rows are at -1. */
function rank(row: number, across: number, columns: string[]): number {
  return row * (columns.length + 2) + across;
}
