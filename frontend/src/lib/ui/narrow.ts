import { innerHeight, innerWidth } from "svelte/reactivity/window";

/** Whether the window is too narrow, at a zoom in percent, for panes side by side. */
export function isNarrow(zoom: number): boolean {
  return (innerWidth.current ?? Infinity) / (zoom / 100) < 900;
}

/** Whether the window is too low, at a zoom in percent, for a name below each screen's picture. */
export function isLow(zoom: number): boolean {
  return (innerHeight.current ?? Infinity) / (zoom / 100) < 460;
}
