import type { SearchMatch, SearchPackage } from "../backend";

/** One row of the tree of what was found. */
export type SearchRow = { key: string; depth: number; pkg: string } & (
  | { kind: "package"; name: string; count: number; open: boolean }
  | { kind: "layer"; layer: string; title: string; count: number; open: boolean }
  | { kind: "match"; layer: string; match: SearchMatch }
  | { kind: "more"; layer: string; count: number }
);

/** What was found, row by row: packages unless there is but the one looked through, layers and matches, without what is folded. */
export function rowsOf(found: readonly SearchPackage[], onePackage: boolean, folded: ReadonlySet<string>): SearchRow[] {
  return found.flatMap((one) => {
    if (onePackage) return layerRows(one, 0, folded);
    const key = one.package;
    const open = !folded.has(key);
    const count = one.layers.reduce((n, { matches, more }) => n + matches.length + more, 0);
    const row: SearchRow = { kind: "package", key, depth: 0, pkg: one.package, name: one.name, count, open };
    return [row, ...(open ? layerRows(one, 1, folded) : [])];
  });
}

function layerRows({ package: pkg, layers }: SearchPackage, depth: number, folded: ReadonlySet<string>): SearchRow[] {
  return layers.flatMap(({ layer, title, matches, more }) => {
    const key = `${pkg}/${layer}`;
    const open = !folded.has(key);
    const row: SearchRow = { kind: "layer", key, depth, pkg, layer, title, count: matches.length + more, open };
    if (!open) return [row];
    const lines = matches.map((match): SearchRow => ({ kind: "match", key: `${key}:${match.from}`, depth: depth + 1, pkg, layer, match }));
    const rest: SearchRow[] = more ? [{ kind: "more", key: `${key}…`, depth: depth + 1, pkg, layer, count: more }] : [];
    return [row, ...lines, ...rest];
  });
}

/** The row that a key leads to from the one at an index; undefined for keys that move nothing. */
export function steerTree(key: string, rows: readonly SearchRow[], at: number): number | "fold" | "unfold" | undefined {
  const row = rows[at];
  const folds = row?.kind === "package" || row?.kind === "layer";
  const moves: Record<string, () => number | "fold" | "unfold" | undefined> = {
    ArrowDown: () => Math.min(rows.length - 1, at + 1),
    ArrowUp: () => Math.max(0, at - 1),
    Home: () => 0,
    End: () => rows.length - 1,
    ArrowRight: () => (folds && !row.open ? "unfold" : folds ? at + 1 : undefined),
    ArrowLeft: () => (folds && row.open ? "fold" : parentOf(rows, at)),
  };
  return moves[key]?.();
}

function parentOf(rows: readonly SearchRow[], at: number): number | undefined {
  const depth = rows[at]?.depth ?? 0;
  const parent = rows.slice(0, at).findLastIndex((row) => row.depth < depth);
  return parent < 0 ? undefined : parent;
}
