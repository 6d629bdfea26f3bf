// What Go answers about coverage, preview and exports, in tests.
import { vi } from "vitest";
import type { CoverageMatrix, CoveragePassage, CoverageShape, Exported, ExportRequest, PreviewOptions, PreviewPage } from "../lib/backend";

export function coverageCalls(of: { matrix: CoverageMatrix; passages: CoveragePassage[] }) {
  return {
    Matrix: vi.fn(async (_pkg: string, _shape: CoverageShape) => of.matrix),
    Passages: vi.fn(async (_pkg: string, _shape: CoverageShape, _row: string, _column: string) => of.passages),
    SaveCSV: vi.fn(async (_pkg: string, _shape: CoverageShape) => ({ path: "/w/p-coverage.csv", size: 2048, notes: [] })),
  };
}

export function previewCalls(of: { page: PreviewPage }) {
  return {
    Page: vi.fn(async (_pkg: string, _options: PreviewOptions) => of.page),
    OpenAddress: vi.fn(async (_address: string) => {}),
    CopyAddress: vi.fn(async (_address: string) => {}),
  };
}

export function exportCalls(of: { obstacle: string; exported: Exported }) {
  const all = { footnotes: true, findings: true, places: true };
  const none = { footnotes: false, findings: false, places: false };
  return {
    Formats: vi.fn(async () => [
      { name: "pdf", title: "PDF", extension: ".pdf", says: "Pages.", ...all, state: true },
      { name: "html", title: "HTML", extension: ".html", says: "A page.", ...all, state: false },
      { name: "md", title: "Markdown", extension: ".md", says: "The text.", ...none, state: false },
    ]),
    State: vi.fn(async (_pkg: string, _layer: string) => ({ obstacle: of.obstacle })),
    Export: vi.fn(async (_pkg: string, _request: ExportRequest) => of.exported),
    Show: vi.fn(async () => {}),
  };
}
