import type { Change } from "../editor";

/** Where the caret stands: in a layer of a package, in the centre or beside it. */
export interface Spot {
  pkg: string;
  layer: string;
  pos: number;
  beside: boolean;
}

const most = 100;

// A caret that moves further than this within a layer, in UTF-16 units, has left a place worth coming back to.
const far = 2000;

/**
 * The places that were left for others, and those that were come back from:
 * what Back and Forward go through. Whatever leads elsewhere calls `visit`
 * first.
 */
export class Places {
  private behind = $state.raw<Spot[]>([]);
  private ahead = $state.raw<Spot[]>([]);
  readonly canGoBack = $derived(this.behind.length > 0);
  readonly canGoForward = $derived(this.ahead.length > 0);

  private last: Spot | null = null;
  private travelling = false;
  private arrival: Promise<void> = Promise.resolve();

  /** `here` tells where the caret stands, `go` brings it to a place. */
  constructor(
    private readonly here: () => Spot | null,
    private readonly go: (spot: Spot) => Promise<void>,
  ) {}

  /** Somebody is about to go elsewhere: where they stand now can be come back to. */
  visit(): void {
    const here = this.here();
    if (here && !this.travelling) this.leave(here);
  }

  /** The caret has moved, or the text under it. A place that it left far behind can be come back to. */
  moved({ pkg, layer }: Pick<Spot, "pkg" | "layer">, { text, map }: Pick<Change, "text" | "map">): void {
    if (text) return this.keepUp((spot) => (spot.pkg === pkg && spot.layer === layer ? { ...spot, pos: map(spot.pos) } : spot));
    const here = this.here();
    const { last } = this;
    if (last && here && !this.travelling && sameText(last, here) && Math.abs(last.pos - here.pos) > far) this.leave(last);
    this.last = here;
  }

  back(): Promise<void> {
    return this.after(() => this.travel("behind", "ahead"));
  }

  forward(): Promise<void> {
    return this.after(() => this.travel("ahead", "behind"));
  }

  /** Forgets all places, for another folder. */
  clear(): void {
    this.behind = this.ahead = [];
    this.last = null;
  }

  private keepUp(mapped: (spot: Spot) => Spot): void {
    if (this.behind.length) this.behind = this.behind.map(mapped);
    if (this.ahead.length) this.ahead = this.ahead.map(mapped);
    this.last &&= mapped(this.last);
  }

  private leave(spot: Spot): void {
    this.behind = pushed(this.behind, spot);
    this.ahead = [];
  }

  /** One journey after the other: a key pressed on the way is not lost. */
  private after(journey: () => Promise<void>): Promise<void> {
    this.arrival = this.arrival.catch(() => {}).then(journey);
    return this.arrival;
  }

  private async travel(from: "behind" | "ahead", to: "behind" | "ahead"): Promise<void> {
    const here = this.here();
    const left = this[from].slice(0, this[from].findLastIndex((spot) => !here || !same(spot, here)) + 1);
    const spot = left.pop();
    this[from] = left;
    if (!spot) return;
    if (here) this[to] = pushed(this[to], here);
    this.travelling = true;
    try {
      await this.go(spot);
    } finally {
      this.travelling = false;
      this.last = this.here();
    }
  }
}

/** The places with one more on top, unless it is there already. */
function pushed(spots: Spot[], spot: Spot): Spot[] {
  const top = spots.at(-1);
  return top && same(top, spot) ? spots : [...spots, spot].slice(-most);
}

function same(a: Spot, b: Spot): boolean {
  return sameText(a, b) && a.pos === b.pos;
}

function sameText(a: Spot, b: Spot): boolean {
  return a.pkg === b.pkg && a.layer === b.layer && a.beside === b.beside;
}
