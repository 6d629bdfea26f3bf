// Coverage for tests.
import type { CoverageMatrix, CoverageRow } from "../lib/backend";

/** A row of the coverage with its cells as pairs: the column, and how many statements there rest on it directly. */
export function coverageRow(key: string, { cells = [], ...rest }: Omit<Partial<CoverageRow>, "cells"> & { cells?: [number, number][] } = {}): CoverageRow {
  const counted = cells.map(([column, direct]) => ({ column, direct, through: 0, findings: 0, worst: "" }));
  return { key, section: key, text: "", line: 1, from: 0, to: 1, records: 1, used: 1, use: "used", cells: counted, ...rest };
}

export function matrix(rows: CoverageRow[], layers: string[]): CoverageMatrix {
  const columns = layers.map((key) => ({ key, title: key, statements: 1, resting: 1, summary: "", strength: "sound" }));
  return { package: "p", summary: "", records: rows.length, used: rows.length, columns, rows };
}
