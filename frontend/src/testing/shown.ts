// What Go answers about coverage and preview, in tests.
import { vi } from "vitest";
import type { CoverageMatrix, CoveragePassage, CoverageShape, PreviewOptions, PreviewPage } from "../lib/backend";

export function coverageCalls(of: { matrix: CoverageMatrix; passages: CoveragePassage[] }) {
  return {
    Matrix: vi.fn(async (_pkg: string, _shape: CoverageShape) => of.matrix),
    Passages: vi.fn(async (_pkg: string, _shape: CoverageShape, _row: string, _column: string) => of.passages),
    SaveCSV: vi.fn(async (_pkg: string, _shape: CoverageShape) => ({ path: "/w/p-coverage.csv", size: 2048 })),
  };
}

export function previewCalls(of: { page: PreviewPage }) {
  return {
    Page: vi.fn(async (_pkg: string, _options: PreviewOptions) => of.page),
    Export: vi.fn(async (_pkg: string, _options: PreviewOptions, _as: string) => ({ path: "/w/p.html", size: 2048 })),
    OpenAddress: vi.fn(async (_address: string) => {}),
    CopyAddress: vi.fn(async (_address: string) => {}),
  };
}
