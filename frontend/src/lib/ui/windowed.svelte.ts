import { untrack } from "svelte";

const spare = 8;
const atLeast = 30;

/**
 * Which rows of a long list are drawn: those in view and a few around them.
 * All rows have one height, which is measured, so that styles and zoom decide.
 */
export class Windowed {
  private top = $state(0); // scrolled, in pixels
  private height = $state(0);
  private rowHeight = $state(0);
  private viewport: HTMLElement | null = null;

  readonly first = $derived.by(() => (this.rowHeight ? Math.max(0, Math.floor(this.top / this.rowHeight) - spare) : 0));
  readonly last = $derived.by(() => this.first + Math.max(atLeast, this.rows + 2 * spare));
  /** How many rows fit into the view. */
  readonly rows = $derived.by(() => (this.rowHeight ? Math.ceil(this.height / this.rowHeight) : 0));

  constructor(private readonly count: () => number) {}

  /** The indexes to draw; one of them may be far away, since what has the focus must be there. */
  drawn(kept: number): number[] {
    const last = Math.min(this.last, this.count());
    const inView = Array.from({ length: Math.max(0, last - this.first) }, (_, i) => this.first + i);
    if (kept < this.first && kept >= 0) return [kept, ...inView];
    return kept >= last && kept < this.count() ? [...inView, kept] : inView;
  }

  /** Follows a scrolling element and the one in it that is as high as all rows; a Svelte attachment of the first. */
  readonly follow = (viewport: HTMLElement): (() => void) => {
    this.viewport = viewport;
    const all = viewport.querySelector<HTMLElement>("[data-all-rows]")!;
    const scrolled = () => (this.top = viewport.scrollTop);
    const measure = () => {
      this.height = viewport.clientHeight;
      this.rowHeight = this.count() ? all.offsetHeight / this.count() : 0;
      scrolled();
    };
    untrack(measure);
    const observer = new ResizeObserver(measure);
    observer.observe(viewport);
    observer.observe(all);
    viewport.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      observer.disconnect();
      viewport.removeEventListener("scroll", scrolled);
    };
  };

  /** Scrolls as little as shows a row; `covered` pixels at the top are under something. */
  reveal(index: number, covered = 0): void {
    const { viewport, rowHeight, height } = this;
    if (!viewport || !rowHeight) return;
    const above = index * rowHeight;
    const below = above + rowHeight + covered - height;
    const top = Math.max(below, Math.min(above, viewport.scrollTop));
    if (top !== viewport.scrollTop) viewport.scrollTop = this.top = Math.max(0, top);
  }
}
