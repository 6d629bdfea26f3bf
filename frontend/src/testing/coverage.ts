// Coverage for tests, and what Go answers about it.
import { vi } from "vitest";
import type { CoverageMatrix, CoveragePassage, CoverageRow, CoverageShape } from "../lib/backend";

/** A row of the coverage with its cells as pairs: the column, and how many statements there rest on it directly. */
export function coverageRow(key: string, { cells = [], ...rest }: Omit<Partial<CoverageRow>, "cells"> & { cells?: [number, number][] } = {}): CoverageRow {
  const counted = cells.map(([column, direct]) => ({ column, direct, through: 0, findings: 0, worst: "" }));
  return { key, section: key, text: "", line: 1, from: 0, to: 1, records: 1, used: 1, use: "used", cells: counted, ...rest };
}

export function matrix(rows: CoverageRow[], layers: string[]): CoverageMatrix {
  const columns = layers.map((key) => ({ key, title: key, statements: 1, resting: 1, summary: "", strength: "sound" }));
  return { package: "p", summary: "", records: rows.length, used: rows.length, columns, rows };
}

export function coverageCalls(of: { matrix: CoverageMatrix; passages: CoveragePassage[] }) {
  return {
    Matrix: vi.fn(async (_pkg: string, _shape: CoverageShape) => of.matrix),
    Passages: vi.fn(async (_pkg: string, _shape: CoverageShape, _row: string, _column: string) => of.passages),
    SaveCSV: vi.fn(async (_pkg: string, _shape: CoverageShape) => ({ path: "/w/p-coverage.csv", size: 2048 })),
  };
}
