import type { Counts } from "../backend";
import { type Placed, markOf } from "../editor";
import type { OpenDocument } from "./document.svelte";

/** A heading with what was found under it, up to the next heading. */
export interface OutlineRow {
  title: string;
  level: number;
  counts: Counts;
}

/** The headings of the layer that is open. */
export class Outline {
  rows = $state.raw<OutlineRow[]>([]);
  /** The row that the caret stands under; -1 before the first. */
  at = $state(-1);
  private doc: OpenDocument | null = null;

  /** Takes the headings of a document as they were analysed last. */
  show(doc: OpenDocument | null): void {
    this.doc = doc;
    this.rows = doc?.buffer ? rowsOf(doc.buffer.sections, doc.buffer.findings) : [];
    this.moved(doc);
  }

  /** The caret of a document has moved. */
  moved(doc: OpenDocument | null): void {
    if (doc !== this.doc) return;
    this.at = doc?.buffer ? sectionAt(doc.buffer.sections, doc.buffer.lineEnd(doc.buffer.caret)) : -1;
  }

  /** Where the heading of a row stands now. */
  place(row: number): { from: number; to: number } | undefined {
    return this.doc?.buffer?.sections[row];
  }
}

/** The last of the sections, which are in order, that begins at or before a position; -1 before the first. */
export function sectionAt(sections: readonly { from: number }[], pos: number): number {
  return sections.findLastIndex(({ from }) => from <= pos);
}

type Heading = { title: string; level: number; from: number };

function rowsOf(sections: readonly Heading[], findings: Placed[]): OutlineRow[] {
  const rows = sections.map(({ title, level }) => ({ title, level, counts: { errors: 0, warnings: 0, infos: 0, waived: 0 } }));
  const count = { error: "errors", warning: "warnings", info: "infos", waived: "waived" } as const;
  for (const { finding, from } of findings) {
    const row = rows[sectionAt(sections, from)];
    if (row) row.counts[count[markOf(finding)]]++;
  }
  return rows;
}
