import { layers } from "../../state/layers";
import type { SortId } from "../../state/packageview";

/** A column of the list of packages. */
export interface Column {
  id: ColumnId;
  title: string;
  /** What a click on its head sorts by. */
  sort?: SortId;
}

export type ColumnId = "name" | "layer" | "traced" | "findings" | "review" | "status" | "last" | "changed";

/** The columns; that of the layers stands for seven. */
export const columns: readonly Column[] = [
  { id: "name", title: "Package", sort: "name" },
  { id: "layer", title: "Layers" },
  { id: "traced", title: "Traced", sort: "traced" },
  { id: "findings", title: "Findings", sort: "attention" },
  { id: "review", title: "Review", sort: "review" },
  { id: "status", title: "Status" },
  { id: "last", title: "Last commit", sort: "last" },
  { id: "changed", title: "Changed", sort: "changed" },
];

/** Every cell of a row, from left to right. */
export const cells: readonly { column: ColumnId; layer: string }[] = columns.flatMap(({ id }): { column: ColumnId; layer: string }[] =>
  id === "layer" ? layers.map(({ key }) => ({ column: id, layer: key })) : [{ column: id, layer: "" }],
);

/** Where each column stands among the cells; that of the layers begins there. */
export const places = Object.fromEntries(columns.map(({ id }) => [id, cells.findIndex(({ column }) => column === id)])) as Record<ColumnId, number>;
