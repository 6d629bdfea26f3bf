import type { PreviewPlace } from "../../backend";

/** A position in the text of a layer. */
export interface Position {
  layer: string;
  pos: number;
}

type Statement = Pick<PreviewPlace, "layer" | "id">;

/** What of a page was in view, to be found again in the next one. */
export interface Anchor {
  /** The first statement in view, and how far below the upper edge it stood. */
  first: Statement | null;
  below: number;
  /** How far the page was scrolled. */
  top: number;
  focused: Statement | null;
}

export function anchorOf(scroller: HTMLElement, sheet: HTMLElement, places: PreviewPlace[]): Anchor {
  const edge = scroller.getBoundingClientRect().top;
  const first = firstBelow([...sheet.querySelectorAll<HTMLElement>("[data-place]")], edge);
  const below = first ? first.getBoundingClientRect().top - edge : 0;
  return { first: placeOf(first, places), below, top: scroller.scrollTop, focused: placeOf(sheet.querySelector("[tabindex='0']"), places) };
}

/** Scrolls the next page so that what was in view is where it was; returns the element that Tab entered. */
export function keepPlace(scroller: HTMLElement, sheet: HTMLElement, places: PreviewPlace[], anchor: Anchor): HTMLElement | null {
  scroller.scrollTop = anchor.top;
  const first = elementOf(sheet, places, anchor.first);
  if (first) scroller.scrollTop += first.getBoundingClientRect().top - scroller.getBoundingClientRect().top - anchor.below;
  return elementOf(sheet, places, anchor.focused);
}

/** The element of a statement, where the page has it. */
export function elementOf(sheet: HTMLElement, places: PreviewPlace[], statement: Statement | null): HTMLElement | null {
  const index = statement ? places.findIndex(({ layer, id }) => layer === statement.layer && id === statement.id) : -1;
  return index < 0 ? null : sheet.querySelector<HTMLElement>(`[data-place="${index}"]`);
}

/** The element of the statement at a position, or else before it, where the page has it. */
export function elementAt(sheet: HTMLElement, places: PreviewPlace[], position: Position | null): HTMLElement | null {
  if (!position) return null;
  const before = ({ layer, from }: PreviewPlace) => layer === position.layer && from <= position.pos;
  const around = places.findIndex((place) => before(place) && position.pos <= place.to);
  const index = around < 0 ? places.findLastIndex(before) : around;
  return sheet.querySelector<HTMLElement>(`[data-place="${index}"]`);
}

/** The first of elements in the order of the page that ends below a height, found by halves. */
function firstBelow(elements: HTMLElement[], edge: number): HTMLElement | null {
  let [from, to] = [0, elements.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((elements[middle]?.getBoundingClientRect().bottom ?? 0) > edge) to = middle;
    else from = middle + 1;
  }
  return elements[from] ?? null;
}

function placeOf(element: HTMLElement | null, places: PreviewPlace[]): Statement | null {
  return element?.dataset.place ? (places[Number(element.dataset.place)] ?? null) : null;
}
