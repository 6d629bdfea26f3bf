/** Calls back when what has been changed so far is on the screen; at once where nothing is painted, as in a window that is hidden. */
export function afterPaint(act: () => void): void {
  if (document.hidden) act();
  else requestAnimationFrame(() => void setTimeout(act));
}
