import { untrack } from "svelte";

/** Calls back when what has been changed so far is on the screen; at once where nothing is painted, as in a window that is hidden. */
export function afterPaint(act: () => void): void {
  if (document.hidden) act();
  else requestAnimationFrame(() => void setTimeout(act));
}

/**
 * A value that is told one frame late: what stands beside the text is drawn
 * when the text has been, so that no key waits for it. Made while a component
 * is set up.
 */
export class DeferredValue<T> {
  now: T = $state.raw() as T;

  constructor(value: () => T) {
    this.now = untrack(value);
    $effect(() => {
      const next = value();
      afterPaint(() => (this.now = next));
    });
  }
}
