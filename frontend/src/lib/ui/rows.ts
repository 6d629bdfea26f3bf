/** Which of many rows of one height are drawn: those in view, and a few around them. */
export interface Drawn {
  first: number;
  end: number;
}

/** Up to so many rows are simply drawn. */
const few = 150;
const around = 12;

export function drawn(rows: number, height: number, { top, view }: { top: number; view: number }): Drawn {
  if (rows <= few || height <= 0) return { first: 0, end: rows };
  const last = rows - Math.ceil(view / height); // where scrolling ends
  const first = Math.max(0, Math.min(Math.floor(top / height), last) - around);
  return { first, end: Math.min(rows, Math.ceil((top + view) / height) + around) };
}
