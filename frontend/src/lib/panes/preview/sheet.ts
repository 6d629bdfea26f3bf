import type { PreviewPage, PreviewPlace } from "../../backend";
import { adopted } from "./adopted";
import { anchorOf, elementAt, keepPlace, type Position } from "./anchor";

/** What the keys go through: statements, addresses and references, in the order of the page. */
const stops = "[data-place], [data-address], a[href]";

export interface SheetActs {
  /** The position that is shown first, of a page that was not shown before. */
  begin: () => Position | null;
  goTo: (place: PreviewPlace) => void;
  follow: (address: string) => void;
}

/**
 * A page in its element. It is drawn anew when it changes, and what was in view
 * or had the focus stays. Of all that can be focused, Tab enters one.
 */
export class Sheet {
  private page: PreviewPage | null = null;
  private entry: HTMLElement | null = null;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly sheet: HTMLElement,
    private readonly acts: SheetActs,
  ) {}

  draw(page: PreviewPage): void {
    const hadFocus = this.sheet.contains(document.activeElement);
    const anchor = this.page && anchorOf(this.scroller, this.sheet, this.page.places);
    this.sheet.replaceChildren(styled(page.style), prepared(page.html));
    const focused = anchor ? keepPlace(this.scroller, this.sheet, page.places, anchor) : elementAt(this.sheet, page.places, this.acts.begin());
    this.page = page;
    this.enter(focused ?? this.sheet.querySelector<HTMLElement>(stops));
    if (hadFocus) this.entry?.focus({ preventScroll: true });
    else if (!anchor) focused?.scrollIntoView({ block: "center" });
  }

  /** Scrolls to an element and moves the focus there. */
  reveal(id: string): void {
    const target = this.sheet.querySelector<HTMLElement>(`[id="${id}"]`);
    target?.scrollIntoView({ block: "start" });
    const stop = target?.matches(stops) ? target : target?.querySelector<HTMLElement>(stops);
    if (!stop) return;
    this.enter(stop);
    stop.focus({ preventScroll: true });
  }

  /** Does what a click or Enter on an element means; tells whether it means anything. */
  act(target: EventTarget | null): boolean {
    const stop = target instanceof Element ? target.closest<HTMLElement>(stops) : null;
    if (!stop) return false;
    this.enter(stop);
    const place = this.page?.places[Number(stop.dataset.place)];
    if (stop.dataset.address) this.acts.follow(stop.dataset.address);
    else if (stop instanceof HTMLAnchorElement) this.reveal(stop.hash.slice(1));
    else if (place) this.acts.goTo(place);
    return true;
  }

  /** Moves the focus from an element to the next one, or the one before. */
  step(from: HTMLElement, direction: 1 | -1): void {
    const all = [...this.sheet.querySelectorAll<HTMLElement>(stops)];
    this.enter(all[all.indexOf(from) + direction] ?? from);
    this.entry?.focus();
  }

  /** Makes an element the one that Tab enters. */
  private enter(next: HTMLElement | null): void {
    if (this.entry) {
      this.entry.tabIndex = -1;
      delete this.entry.dataset.entry;
    }
    this.entry = next;
    if (!next) return;
    next.tabIndex = 0;
    next.dataset.entry = "";
  }
}

function styled(sheet: string): HTMLStyleElement {
  const style = document.createElement("style");
  style.textContent = sheet;
  return style;
}

/** The page's nodes, each stop with the role that it has here. */
function prepared(html: string): DocumentFragment {
  const fragment = adopted(html);
  for (const stop of fragment.querySelectorAll<HTMLElement>(stops)) {
    stop.tabIndex = -1;
    if (!stop.matches("a")) stop.setAttribute("role", stop.matches("[data-address]") ? "button" : "link");
  }
  return fragment;
}
