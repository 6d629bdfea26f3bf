import type { LayerCell } from "../../backend";
import { counted, type Mark, severities } from "../../editor";

/** How a layer is drawn in the list: by its worst finding, or as clean, missing or not checked yet. */
export type LayerMark = Mark | "clean" | "missing";

/** The drawings that only the list has, in a square of 16. */
export const drawings: readonly { mark: LayerMark; d: string }[] = [
  { mark: "clean", d: "M3.2 8.6l3.2 3.2 6.4-7" },
  { mark: "missing", d: "M4 8h8" },
];

/** The mark of a layer; before the first check there is no cell. */
export function markOfLayer(cell: LayerCell | undefined): LayerMark {
  if (!cell) return "checking";
  const counts = countsOf(cell);
  return severities.find((severity) => counts[severity]) ?? (cell.present ? "clean" : "missing");
}

/** The state of a layer in words. */
export function wordsOfLayer(cell: LayerCell | undefined): string {
  if (!cell) return "checking";
  const counts = countsOf(cell);
  const found = severities.filter((severity) => counts[severity]).map((severity) => counted(counts[severity], severity));
  if (!cell.present) found.unshift("missing");
  else if (!found.length) found.push("no findings");
  const waived = cell.counts.waived ? counted(cell.counts.waived, "waived") : "";
  return [...found, waived, cell.unsaved && "unsaved", cell.change && `${cell.change} since the last commit`].filter(Boolean).join(", ");
}

function countsOf({ counts }: LayerCell) {
  return { error: counts.errors, warning: counts.warnings, info: counts.infos };
}
