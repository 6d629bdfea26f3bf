import { innerWidth } from "svelte/reactivity/window";

/** Whether the window is too narrow, at a zoom in percent, for panes side by side. */
export function isNarrow(zoom: number): boolean {
  return (innerWidth.current ?? Infinity) / (zoom / 100) < 900;
}
