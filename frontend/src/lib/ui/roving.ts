/**
 * Where an arrow key leads from one of `count` items laid out in a row or a
 * column; undefined when the key does not move.
 */
export function rove(key: string, at: number, count: number, axis: "row" | "column"): number | undefined {
  const [back, on] = axis === "row" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
  const moves: Record<string, number> = { [back]: at - 1, [on]: at + 1, Home: 0, End: count - 1 };
  const to = moves[key];
  if (to === undefined || !count) return undefined;
  return axis === "row" ? (to + count) % count : Math.min(count - 1, Math.max(0, to));
}
