import type { CellKey } from "../../state/matrix";

/** Where a key leads from a cell of a grid, as the ARIA grid pattern has it; null when it leads nowhere. */
export function moved({ key, ctrlKey, metaKey }: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey">, rows: string[], columns: string[], at: CellKey, page: number): CellKey | null {
  const [row, column] = [rows.indexOf(at.row), columns.indexOf(at.column)];
  const [lastRow, lastColumn] = [rows.length - 1, columns.length - 1];
  const whole = ctrlKey || metaKey;
  const steps: Record<string, [number, number]> = whole
    ? { Home: [0, 0], End: [lastRow, lastColumn] }
    : {
        ArrowUp: [row - 1, column],
        ArrowDown: [row + 1, column],
        ArrowLeft: [row, column - 1],
        ArrowRight: [row, column + 1],
        PageUp: [row - page, column],
        PageDown: [row + page, column],
        Home: [row, 0],
        End: [row, lastColumn],
      };
  const to = steps[key];
  if (!to) return null;
  return { row: within(rows, to[0]), column: within(columns, to[1]) };
}

function within(keys: string[], index: number): string {
  return keys[Math.min(keys.length - 1, Math.max(0, index))] ?? "";
}
