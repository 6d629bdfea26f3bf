/** Which of many rows of one height have to be drawn: those in sight and some around them. */
export class Windowed {
  /** Height of a row, in px; 0 while nothing is drawn. */
  row = $state(0);
  private top = $state(0);
  private height = $state(0);
  private readonly around = 12;

  readonly first = $derived(this.row ? Math.max(0, Math.floor(this.top / this.row) - this.around) : 0);
  /** The index after the last one. */
  readonly last = $derived(this.row ? Math.ceil((this.top + this.height) / this.row) + this.around : this.around * 4);

  /** Follows the scrolling and the size of a list; `sample` finds one of its rows. */
  follow(list: HTMLElement, sample: () => Element | null): () => void {
    const look = () => {
      this.top = list.scrollTop;
      this.height = list.clientHeight;
      this.row = sample()?.getBoundingClientRect().height ?? this.row;
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(list);
    list.addEventListener("scroll", look, { passive: true });
    look();
    return () => {
      sizes.disconnect();
      list.removeEventListener("scroll", look);
    };
  }

  /** Scrolls as little as it takes to have a row in sight. */
  reveal(list: HTMLElement, index: number): void {
    if (!this.row) return;
    const top = index * this.row;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + this.row > list.scrollTop + list.clientHeight) list.scrollTop = top + this.row - list.clientHeight;
  }

  /** How many rows a page key leads on. */
  get page(): number {
    return this.row ? Math.max(1, Math.floor(this.height / this.row) - 1) : 10;
  }
}
