import { type Backend, type Fault, faultOf, type SearchLayer, type SearchMatch, type SearchPackage, type SearchQuery } from "../backend";
import { Pacer } from "./pacer";

/** One match with where it stands. */
export interface PlacedMatch {
  pkg: string;
  layer: string;
  match: SearchMatch;
}

// So many matches are listed without being asked for more.
const enough = 1000;

// What is replaced only where somebody says so: the evidence, which nothing derived may change, and the record of changes.
const spared = ["evidence", "change-log"];

/** The search through layers: what is looked for, and what was found so far. */
export class Searching {
  text = $state("");
  case = $state(false);
  word = $state(false);
  pattern = $state(false);
  /** Only the package that is open is looked through. */
  here = $state(false);
  replacing = $state(false);
  with = $state("");

  found = $state.raw<SearchPackage[]>([]);
  /** How many packages were looked through. */
  searched = $state(0);
  running = $state(false);
  /** The query that `found` answers; null before the first. */
  answered = $state.raw<SearchQuery | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** Which match was gone to last; -1 for none. */
  at = $state(-1);
  /** Layers whose inclusion in a replacement was changed by hand. */
  private chosen = $state.raw<ReadonlyMap<string, boolean>>(new Map());
  private next = $state("");
  private run = 0;
  private looked = 0;
  private readonly asking = new Pacer(() => this.begin(), 120, 400);

  /** How many matches are listed, and how many more there are in the layers that are. */
  readonly listed = $derived(sum(this.found, ({ matches }) => matches.length));
  readonly more = $derived(sum(this.found, (layer) => layer.more));
  /** Whether packages are left to look through. */
  readonly unfinished = $derived(!!this.next && !this.running);

  /** `open` tells the package that is open. */
  constructor(
    private readonly calls: Backend["search"],
    private readonly open: () => string,
  ) {}

  /** Looks anew, soon; the search that runs is let go of. */
  ask(): void {
    this.asking.request();
  }

  /** Goes on to packages that were not looked through yet. */
  async goOn(): Promise<void> {
    if (this.answered) await this.pages(this.answered, this.next, ++this.run, this.listed + enough);
  }

  /** Stops looking; what was found stays. */
  stop(): void {
    this.run++;
    this.asking.stop();
    this.running = false;
    void this.calls.Cancel().catch(() => {});
  }

  /** Forgets everything. */
  clear(): void {
    this.stop();
    Object.assign(this, { found: [], searched: 0, answered: null, fault: null, next: "", at: -1, chosen: new Map() });
  }

  /** Looks again in the package that is open, where something changed; what was found elsewhere stays. */
  async refresh(): Promise<void> {
    const { answered, run } = this;
    const pkg = this.open();
    if (!answered || this.running || !pkg || (answered.package && answered.package !== pkg)) return;
    const looked = ++this.looked;
    const { found } = await this.calls.Find({ ...answered, package: pkg }, "");
    if (run !== this.run || looked !== this.looked) return;
    const at = this.found.findIndex((one) => one.package === pkg);
    if (at >= 0) this.found = this.found.toSpliced(at, 1, ...found);
    else if (answered.package) this.found = found;
  }

  /** The match that comes after the one gone to last, or before it, and takes it for gone to. */
  step(direction: 1 | -1): PlacedMatch | undefined {
    const all = this.matches;
    this.at = (Math.max(this.at, direction > 0 ? -1 : 0) + direction + all.length) % all.length;
    return all[this.at];
  }

  /** Takes a match for gone to. */
  reached({ pkg, layer, match }: PlacedMatch): void {
    this.at = this.matches.findIndex((one) => one.pkg === pkg && one.layer === layer && one.match.from === match.from);
  }

  private get matches(): PlacedMatch[] {
    return this.found.flatMap(({ package: pkg, layers }) => layers.flatMap(({ layer, matches }) => matches.map((match) => ({ pkg, layer, match }))));
  }

  /** Whether matches of a layer are to be replaced. */
  includes(pkg: string, layer: string): boolean {
    return this.chosen.get(`${pkg}/${layer}`) ?? !spared.includes(layer);
  }

  toggle(pkg: string, layer: string): void {
    this.chosen = new Map(this.chosen).set(`${pkg}/${layer}`, !this.includes(pkg, layer));
  }

  private get query(): SearchQuery {
    const { text, word, pattern } = this;
    const replace = this.replacing && !!this.open();
    return { text, case: this.case, word, pattern, package: this.here || replace ? this.open() : "", replace, with: replace ? this.with : "" };
  }

  private async begin(): Promise<void> {
    const run = ++this.run;
    this.fault = null;
    if (!this.text) return this.clear();
    void this.pages(this.query, "", run, enough); // the next one does not wait for the end of this
  }

  /** Asks for page after page until so many matches are listed. What was found before stays until there is an answer. */
  private async pages(query: SearchQuery, after: string, run: number, until: number): Promise<void> {
    this.running = true;
    try {
      do {
        const page = await this.calls.Find(query, after);
        if (run !== this.run) return;
        this.found = after ? [...this.found, ...page.found] : page.found;
        this.searched = after ? this.searched + page.searched : page.searched;
        if (!after) Object.assign(this, { answered: query, at: -1 });
        after = this.next = page.next;
      } while (after && this.listed < until);
    } catch (reason) {
      if (run === this.run) Object.assign(this, { fault: faultOf(reason), found: [], answered: null, next: "" });
    } finally {
      if (run === this.run) this.running = false;
    }
  }
}

function sum(found: readonly SearchPackage[], count: (layer: SearchLayer) => number): number {
  return found.reduce((all, { layers }) => layers.reduce((n, layer) => n + count(layer), all), 0);
}
