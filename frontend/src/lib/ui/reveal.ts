/** Scrolls a list, and nothing around it, by as little as brings a row into view. */
export function reveal(list: Element, row: Element): void {
  const frame = list.getBoundingClientRect();
  const { top, bottom } = row.getBoundingClientRect();
  if (top < frame.top) list.scrollTop += top - frame.top;
  else if (bottom > frame.bottom) list.scrollTop += bottom - frame.bottom;
}
