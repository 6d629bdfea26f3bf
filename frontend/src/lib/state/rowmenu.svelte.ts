import type { Finding, LayerCell, PackageRow, PastCommit } from "../backend";
import type { SearchRow } from "./searchrows";
import type { Anchor } from "./triage.svelte";

/** What a menu is about. */
export type Subject =
  | { kind: "package"; row: PackageRow }
  | { kind: "layer"; pkg: string; cell: LayerCell }
  | { kind: "finding"; finding: Finding; at: () => Anchor }
  | { kind: "found"; row: SearchRow; act: () => void }
  | { kind: "heading"; title: string; act: () => void }
  | { kind: "commit"; commit: PastCommit | null; enter: () => void }
  | { kind: "statement"; text: string }
  | { kind: "line" };

/** The subject of a kind. */
export type Of<K extends Subject["kind"]> = Extract<Subject, { kind: K }>;

/** A menu that is open. */
export interface Shown {
  subject: Subject;
  anchor: Anchor;
  /** The row that it is about, which is marked meanwhile. */
  row: HTMLElement | null;
}

/** The menu of a row of a list, a tree, a table or the gutter. */
export class RowMenu {
  shown = $state.raw<Shown | null>(null);

  show(subject: Subject, anchor: Anchor, row: HTMLElement | null): void {
    this.close();
    row?.setAttribute("data-menu-open", "");
    this.shown = { subject, anchor, row };
  }

  close(): void {
    this.shown?.row?.removeAttribute("data-menu-open");
    this.shown = null;
  }
}
