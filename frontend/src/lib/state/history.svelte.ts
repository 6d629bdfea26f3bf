import { type Backend, type Difference, type Fault, faultOf, type KeptVersion, type PastCommit, type StatementRef, type Story, type StoryVersion } from "../backend";
import { type Earlier, Restoring } from "./restoring.svelte";

/** Versions that are no commits, by the words that Go knows them by. */
export const versions = { now: "now", saved: "saved", last: "last" } as const;

/** Whether a version is one that was set aside in a file. */
export const isKept = (version: string) => version.startsWith("kept:");

/** What is asked of the commits of a package. */
export interface Filter {
  layer: string;
  words: string;
  author: string;
}

const noFilter: Filter = { layer: "", words: "", author: "" };
const atOnce = 100;

/** The commit before a commit. */
export const before = (hash: string) => `${hash}^`;

/** The past of the package that is open: its commits, what differs between two versions, and the life of a statement. */
export class History {
  pkg = $state("");
  /** Whether the commits are known. */
  known = $state(false);
  repository = $state(true);
  /** Whether older commits are not in this clone. */
  shallow = $state(false);
  /** Commits of the package, and of those the ones that the filter picks. */
  all = $state(0);
  total = $state(0);
  authors = $state.raw<string[]>([]);
  filter = $state.raw<Filter>(noFilter);
  fault = $state.raw<Fault | null>(null);
  /** How many commits are read, of how many, the first time. */
  progress = $state.raw({ done: 0, total: 0 });
  /** By their place in the list, as far as they were asked for. */
  commits = $state.raw<ReadonlyMap<number, PastCommit>>(new Map());

  /** The version that is chosen in the list. */
  chosen = $state("");
  /** The two versions that are compared, the earlier one first unless a person turned them round. */
  from = $state("");
  to = $state("");
  difference = $state.raw<Difference | null>(null);
  differenceFault = $state.raw<Fault | null>(null);
  comparing = $state(false);

  story = $state.raw<Story | null>(null);
  storyFault = $state.raw<Fault | null>(null);
  private storyOf: StatementRef | null = null;

  /** Commits that may be chosen to be compared: those that were seen in the list. */
  readonly choices = $derived([...this.commits].sort(([a], [b]) => a - b).map(([, commit]) => commit).slice(0, 200));

  private answered = ""; // what the commits that are known are the answer to
  private asked = 0;
  private due = false;
  private comparison: Promise<void> | null = null;
  private readonly wanted = new Set<number>();

  constructor(private readonly calls: Backend["past"]) {}

  /** Shows the past of a package; where it is shown already, only what is new. */
  async open(pkg: string): Promise<void> {
    if (pkg !== this.pkg) this.forget(pkg);
    await this.refresh();
  }

  /** Asks again after something changed. */
  async refresh(): Promise<void> {
    if (!this.pkg) return;
    if (!(await this.read())) return;
    if (!this.to && this.repository) this.choose(this.commits.get(0)?.hash ?? versions.now);
    else if (this.to) await this.compare();
    await this.retell();
  }

  /** Picks other commits. */
  async setFilter(change: Partial<Filter>): Promise<void> {
    this.filter = { ...this.filter, ...change };
    await this.read();
  }

  get filtered(): boolean {
    return !!(this.filter.layer || this.filter.words || this.filter.author);
  }

  /** Asks for commits of the list that come into view. */
  need(from: number, to: number): void {
    const first = Math.floor(Math.max(0, from) / atOnce);
    const last = Math.floor(Math.max(0, Math.min(to, this.total) - 1) / atOnce);
    for (let page = first; page <= last; page++)
      if (!this.commits.has(page * atOnce) && !this.wanted.has(page) && page * atOnce < this.total) void this.fetch(page).catch(() => this.wanted.delete(page));
  }

  /** Chooses a version and shows what it changed: a commit against the one before it, and what is not committed against the last one. */
  choose(version: string): void {
    this.chosen = version;
    const isCommit = version !== versions.now && version !== versions.saved;
    void this.hold(isCommit ? before(version) : versions.last, version);
  }

  /** Shows what became of one version in another. */
  async hold(from: string, to: string): Promise<void> {
    Object.assign(this, { from, to });
    await this.compare();
  }

  /** Turns the two versions round. */
  swap(): void {
    const earlier = this.from.endsWith("^") ? (this.difference?.before.commit.hash ?? "") : this.from;
    if (earlier) void this.hold(this.to, earlier);
  }

  /** Tells the life of a statement, and shows what was made of it last. */
  async tell(ref: StatementRef): Promise<void> {
    this.storyOf = ref;
    await this.retell();
    const [latest] = this.story?.versions ?? [];
    if (latest && ref === this.storyOf) this.choose(latest.commit.hash || versions.now);
  }

  private async retell(): Promise<void> {
    const ref = this.storyOf;
    if (!ref) return;
    try {
      const story = await this.calls.Story(ref);
      if (ref === this.storyOf) Object.assign(this, { story, storyFault: null });
    } catch (reason) {
      if (ref === this.storyOf) Object.assign(this, { story: null, storyFault: faultOf(reason) });
    }
  }

  /** What a statement reads as since when, and by whom; null where that cannot be told. */
  async since(ref: StatementRef): Promise<StoryVersion | null> {
    try {
      const { versions } = await this.calls.Since(ref);
      return versions.find(({ change }) => change !== "moved") ?? null;
    } catch {
      return null; // a line less to read, and no more
    }
  }

  /** Shows all commits again. */
  endStory(): void {
    this.storyOf = null;
    Object.assign(this, { story: null, storyFault: null });
  }

  get telling(): boolean {
    return !!this.story || !!this.storyFault;
  }

  /** Forgets all of it, for another folder. */
  clear(): void {
    this.forget("");
  }

  /** What gave way to something else: layers that were set aside, and commits that were taken back. */
  keptOf(pkg: string): Promise<KeptVersion[]> {
    return this.calls.Kept(pkg);
  }

  /** Begins to bring back an earlier text. */
  restoring(what: Earlier): Restoring {
    const restoring = new Restoring(what, this.calls);
    void restoring.look();
    return restoring;
  }

  private forget(pkg: string): void {
    this.endStory();
    Object.assign(this, { pkg, answered: "", known: false, all: 0, total: 0, authors: [], filter: noFilter, commits: new Map(), chosen: "", from: "", to: "", difference: null, differenceFault: null });
  }

  /** Reads the head of the list, and tells whether it did and nobody asked again meanwhile; what was read of the rest stays where no commit has come or gone. */
  private async read(): Promise<boolean> {
    const asked = ++this.asked;
    const { pkg, filter } = this;
    const watch = setInterval(() => void this.calls.Progress().then((now) => (this.progress = now), () => {}), 250);
    try {
      const page = await this.calls.Commits({ package: pkg, ...filter, from: 0, count: atOnce });
      if (asked !== this.asked) return false;
      const answer = JSON.stringify([pkg, filter, page.tip]);
      const same = answer === this.answered;
      this.answered = answer;
      Object.assign(this, { known: true, fault: null, repository: page.repository, all: page.all, total: page.total, authors: page.authors, shallow: page.shallow });
      if (same) return true;
      this.wanted.clear();
      this.wanted.add(0);
      this.commits = new Map(page.commits.map((commit, i) => [i, commit]));
      return true;
    } catch (reason) {
      if (asked === this.asked) this.fault = faultOf(reason);
      return false;
    } finally {
      clearInterval(watch);
    }
  }

  private async fetch(page: number): Promise<void> {
    const { answered } = this;
    this.wanted.add(page);
    const { commits, from } = await this.calls.Commits({ package: this.pkg, ...this.filter, from: page * atOnce, count: atOnce });
    if (answered !== this.answered) return; // it belongs to another list
    this.commits = new Map([...this.commits, ...commits.map((commit, i): [number, PastCommit] => [from + i, commit])]);
  }

  /** Compares one pair of versions after the other, and of many that are asked for meanwhile only the last. */
  private async compare(): Promise<void> {
    this.due = true;
    this.comparison ??= this.compareDue().finally(() => (this.comparison = null));
    await this.comparison;
  }

  private async compareDue(): Promise<void> {
    this.comparing = true;
    while (this.due) {
      this.due = false;
      await this.compareOnce();
    }
    this.comparing = false;
  }

  private async compareOnce(): Promise<void> {
    const { pkg, from, to } = this;
    if (!to) return;
    const isWanted = () => !this.due && pkg === this.pkg;
    try {
      const difference = await this.calls.Compare(pkg, from, to);
      if (isWanted()) Object.assign(this, { difference, differenceFault: null });
    } catch (reason) {
      if (isWanted()) Object.assign(this, { difference: null, differenceFault: faultOf(reason) });
    }
  }
}
