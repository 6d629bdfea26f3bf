import type { DifferenceRow, LayerDifference } from "../../backend";

/** How a difference is drawn. */
export type DifferenceStyle = "side" | "inline";

/** What stands below one another in a difference: a part of the layer, or a stretch of parts that is folded. */
export type Item =
  | { kind: "row"; row: DifferenceRow; at: number; heading: string }
  | { kind: "fold"; from: number; count: number; same: boolean };

/** How many unchanged parts are shown around a change. */
const context = 1;
/** How many changed parts in a row are drawn before the others are asked for. */
const most = 80;

/** Lays the parts of a layer out: what did not change is folded, unless its beginning is in `opened`. */
export function laidOut(rows: readonly DifferenceRow[], opened: ReadonlySet<number> = new Set()): Item[] {
  const items: Item[] = [];
  let heading = "";
  const show = (from: number, to: number) => {
    for (const [i, row] of rows.slice(from, to).entries()) {
      const own = row.part === "heading" ? textOf(row) : row.kind === "left" ? row.from : row.section;
      const told = row.part === "heading" || row.part === "title" || own === heading ? "" : own;
      heading = own;
      items.push({ kind: "row", row, at: from + i, heading: told });
    }
  };
  for (const { from, to, same } of stretches(rows)) {
    const head = same ? (from === 0 ? from : from + context) : Math.min(to, from + most);
    const tail = same ? (to === rows.length ? to : to - context) : to;
    if (opened.has(from) || tail - head < 2) show(from, to);
    else {
      show(from, head);
      items.push({ kind: "fold", from, count: tail - head, same });
      show(tail, to);
    }
  }
  return items;
}

/** Rows that follow one another and are all unchanged, or all changed. */
function stretches(rows: readonly DifferenceRow[]): { from: number; to: number; same: boolean }[] {
  const out: { from: number; to: number; same: boolean }[] = [];
  for (const [i, { kind }] of rows.entries()) {
    const same = kind === "same";
    const last = out.at(-1);
    if (last?.same === same) last.to = i + 1;
    else out.push({ from: i, to: i + 1, same });
  }
  return out;
}

const joined = (runs: readonly { text: string }[]) => runs.map(({ text }) => text).join("");

/** A part as it reads now, or as it read where it is gone. */
export function textOf({ is, was }: DifferenceRow): string {
  return joined(is.length ? is : was);
}

const words: Record<string, string> = { same: "Unchanged", changed: "Changed", added: "Added", removed: "Removed", moved: "Moved here", left: "Moved away" };

/** What became of a part, in words: also what a screen reader hears of its row. */
export function told(row: DifferenceRow): string {
  const { kind, inline, from, section } = row;
  const place = kind === "moved" ? ` from ${quoted(from)}` : kind === "left" ? ` to ${quoted(section)}` : "";
  const removed = inline.filter((piece) => piece.kind === "removed").map(({ text }) => text.trim());
  const added = inline.filter((piece) => piece.kind === "added").map(({ text }) => text.trim());
  const details = [removed.length ? `removed: ${removed.join("; ")}` : "", added.length ? `added: ${added.join("; ")}` : ""].filter(Boolean).join(". ");
  return `${words[kind] ?? kind}${place}. ${details ? `${details}. ` : ""}${marked(row)}`;
}

/** A part with its changes in the text: [-taken out-] and {+put in+}. */
export function marked(row: DifferenceRow): string {
  if (row.kind === "added") return `{+${textOf(row)}+}`;
  if (row.kind === "removed") return `[-${textOf(row)}-]`;
  if (!row.inline.length) return textOf(row);
  return row.inline.map(({ kind, text }) => (kind === "removed" ? `[-${text}-]` : kind === "added" ? `{+${text}+}` : text)).join("");
}

const quoted = (heading: string) => (heading ? `“${heading}”` : "the beginning");

/** The counts of a layer as people read them; empty where only its layout differs. */
export function tally({ added, removed, changed, moved }: LayerDifference): { sign: string; words: string; count: number }[] {
  return [
    { sign: "+", words: "added", count: added },
    { sign: "−", words: "removed", count: removed },
    { sign: "~", words: "changed", count: changed },
    { sign: "↕", words: "moved", count: moved },
  ].filter(({ count }) => count);
}

/** Whether a layer says again what others say: the change log follows what it tells of. */
export function follows({ layer }: LayerDifference, layers: readonly LayerDifference[]): boolean {
  return layer === "change-log" && layers.length > 1;
}

/** How many places of some layers differ. */
export function changesIn(layers: readonly LayerDifference[]): number {
  return layers.filter((layer) => !follows(layer, layers)).reduce((sum, layer) => sum + layer.rows.filter(({ kind }) => kind !== "same" && kind !== "left").length, 0);
}

/** Why a layer has no parts to show, or what is to be said above them; empty where nothing is. */
export function stateOf({ state, layout }: LayerDifference): string {
  if (layout) return "Only the layout differs: blank lines, emphasis, comments or line breaks. What a reader sees is the same.";
  const states: Record<string, string> = {
    created: "The layer is new.",
    deleted: "The layer was taken out.",
    unreadable: "One of the versions is no readable text, so its statements cannot be compared.",
  };
  return states[state] ?? "";
}
