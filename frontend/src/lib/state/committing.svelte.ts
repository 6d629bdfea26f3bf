import { type Author, type Backend, type Commit, type CommitChoice, type CommitPlan, type Fault, faultOf } from "../backend";

/** What an author writes of a commit; and what the entry was made from. */
export interface CommitWords {
  message: string;
  entry: string;
  generated: string;
  reason: string;
}

/** A commit in the making: what Go would do, and what the author has decided so far. */
export class Committing {
  plan = $state.raw<CommitPlan | null>(null);
  /** Why what the author asked for was refused. */
  refused = $state.raw<Fault | null>(null);
  /** Why there is no plan of what is there now. */
  private unplanned = $state.raw<Fault | null>(null);
  readonly fault = $derived(this.refused ?? this.unplanned);
  busy = $state(false);
  message = $state("");
  entry = $state("");
  /** Why to commit in spite of errors. */
  reason = $state("");
  /** Layers that stay as they were committed. */
  without = $state.raw<readonly string[]>([]);
  /** The waivers that differ stay as they were committed. */
  noWaivers = $state(false);
  /** What reviewers said stays as it was committed. */
  noReviews = $state(false);
  /** The entry as Go last wrote it. */
  private generated = $state("");
  private proposed = "";
  private asked = 0;

  /** The author has changed the entry by hand. */
  readonly edited = $derived(this.entry !== this.generated);
  /** The entry that Go wrote for what is chosen, when the author's own takes its place. */
  readonly generatedEntry = $derived(this.plan?.entry ?? "");
  /** What Go would write now, when that is no longer what the edited entry was made from. */
  readonly generatedAgain = $derived(!!this.plan && this.edited && this.plan.entry !== this.generated);
  /** Why there can be no commit yet, as a sentence; empty when there can. */
  readonly obstacle = $derived(this.findObstacle());

  constructor(
    readonly pkg: string,
    private readonly calls: Backend["commits"],
  ) {}

  /** Asks for the plan again; what the author has written stays. */
  async refresh(): Promise<void> {
    const asked = ++this.asked;
    try {
      const plan = await this.calls.Plan(this.choice);
      if (asked === this.asked) this.take(plan);
    } catch (reason) {
      if (asked === this.asked) this.unplanned = faultOf(reason);
    }
  }

  /** Leaves a layer out of the commit, or takes it in again. */
  async leaveOut(layer: string, out: boolean): Promise<void> {
    this.without = [...this.without.filter((other) => other !== layer), ...(out ? [layer] : [])];
    await this.refresh();
  }

  /** Leaves the waivers out, or takes them in again. */
  async leaveWaivers(out: boolean): Promise<void> {
    this.noWaivers = out;
    await this.refresh();
  }

  /** Leaves what reviewers said out, or takes it in again. */
  async leaveReviews(out: boolean): Promise<void> {
    this.noReviews = out;
    await this.refresh();
  }

  /** Ends the making of the commit; nothing is committed then. */
  cancel(): void {
    void this.calls.Cancel();
  }

  /** What the author has written themselves, to go on with later. */
  get written(): CommitWords {
    const { edited, message, entry, generated, reason } = this;
    return { message: message === this.proposed ? "" : message, entry: edited ? entry : "", generated: edited ? generated : "", reason };
  }

  /** Goes on with what was written. */
  goOn(words: CommitWords): void {
    Object.assign(this, words);
  }

  /** Replaces the entry by the one that Go writes now. */
  regenerate(): void {
    this.generated = this.entry = this.plan?.entry ?? "";
  }

  /** Makes the commit; undefined when it failed. */
  async commit(): Promise<Commit | undefined> {
    if (this.obstacle || this.busy) return undefined;
    const { message, entry, plan } = this;
    const override = plan?.blocking.length ? this.reason.trim() : "";
    const request = { ...this.choice, message, entry, override, plan: plan?.fingerprint ?? "" };
    const commit = await this.attempt(() => this.calls.Commit(request));
    // What was refused may have changed since the plan was made: show what there is now, beside the reason.
    if (!commit) await this.refresh(); // what was refused may have changed since the plan was made
    return commit;
  }

  async makeRepository(): Promise<void> {
    await this.attempt(() => this.calls.InitRepository());
    if (!this.refused) await this.refresh();
  }

  async setAuthor(author: Author): Promise<void> {
    await this.attempt(() => this.calls.SetAuthor(author));
    if (!this.refused) await this.refresh();
  }

  private get choice(): CommitChoice {
    return { package: this.pkg, without: [...this.without], noWaivers: this.noWaivers, noReviews: this.noReviews };
  }

  private take(plan: CommitPlan): void {
    const untouched = !this.edited;
    this.plan = plan;
    this.unplanned = null;
    if (plan.obstacle) this.refused = null; // the plan says by itself what is in the way, as long as it is
    if (untouched) this.regenerate();
    if (this.message === this.proposed) this.message = plan.message;
    this.proposed = plan.message;
  }

  private findObstacle(): string {
    const { plan } = this;
    if (this.unplanned) return "What there is to commit cannot be told now; above it says why.";
    if (!plan) return "The plan is being made.";
    if (!plan.repository) return "The folder is no git repository.";
    if (plan.layers.some(({ layer, leftOut }) => leftOut !== this.without.includes(layer))) return "The entry is being written for what is chosen.";
    const beside = [plan.waivers && !this.noWaivers, plan.reviews && !this.noReviews].some(Boolean);
    if (!plan.layers.length && !plan.waivers && !plan.reviews) return "Nothing has changed since the last commit.";
    if (plan.layers.every(({ leftOut }) => leftOut) && !beside) return "Nothing is chosen.";
    if (plan.obstacle) return "Nothing can be committed yet; above it says why.";
    if (!plan.author.name) return "Git does not know who commits.";
    if (!this.message.trim()) return "A commit needs a message.";
    if (plan.blocking.length && !this.reason.trim()) return "Errors stand in the way: give a reason, or mend them.";
    return "";
  }

  private async attempt<T>(call: () => Promise<T>): Promise<T | undefined> {
    this.busy = true;
    this.refused = null;
    try {
      return await call();
    } catch (reason) {
      this.refused = faultOf(reason);
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}
