import { type Backend, type Fault, faultOf, type ShareConflict, type ShareDecision, type ShareState } from "../backend";
import { Merging, type Take } from "./merging.svelte";

/** A file that both sides changed, on its way to a decision. */
export class Dispute {
  /** The places of a text. */
  readonly merging: Merging;
  /** Whose version of the whole file stands. */
  whole = $state<"ours" | "theirs" | null>(null);
  readonly decided = $derived.by(() => this.whole !== null || (this.isText && !this.merging.open));

  constructor(readonly conflict: ShareConflict) {
    this.merging = new Merging(conflict.hunks);
    conflict.choices.forEach(({ take, text }, index) => this.recall(index, take as Take | "", text));
  }

  /** Whether anything is decided that is worth keeping. */
  get begun(): boolean {
    return this.whole !== null || this.merging.places.some(({ decided }) => decided);
  }

  private recall(index: number, take: Take | "", text: string): void {
    const place = this.merging.places[index];
    if (place && take) Object.assign(place, { take, own: text });
  }

  get isText(): boolean {
    return this.conflict.kind === "text";
  }

  /** What Go is told; places that are open stay so. */
  get decision(): ShareDecision {
    const { path, base, ours, theirs } = this.conflict;
    const choices = this.merging.places.map(({ take, own }) => ({ take: take ?? "", text: take === ("own" satisfies Take) ? own : "" }));
    return { path, base, ours, theirs, take: this.whole ?? "", choices };
  }
}

/** The branch and where it is shared. */
export class Sharing {
  state = $state.raw<ShareState | null>(null);
  disputes = $state.raw<Dispute[]>([]);
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  /** What the last transfer did, as a sentence. */
  told = $state("");
  readonly open = $derived.by(() => this.disputes.filter((dispute) => !dispute.decided).length);
  /** The state in a few words; empty where nothing is shared. */
  readonly summary = $derived.by(() => summary(this.state));

  constructor(private readonly calls: Backend["sharing"]) {}

  async refresh(): Promise<void> {
    this.state = await this.calls.State();
  }

  /** Lets git run here, knowing what the repository brings. */
  async trust(): Promise<void> {
    await this.attempt(async () => {
      await this.calls.Trust(this.state?.risks ?? []);
      await this.refresh();
    });
  }

  /** Fetches, merges and sends, with what was decided. */
  async sync(): Promise<void> {
    this.told = "";
    await this.attempt(async () => {
      if (this.disputes.length) await this.calls.Decide(this.disputes.map(({ decision }) => decision));
      const { taken, sent, conflicts } = await this.calls.Sync();
      this.disputes = conflicts ? (await this.calls.Conflicts()).map((conflict) => new Dispute(conflict)) : [];
      if (!conflicts) this.told = done(taken, sent);
    });
    await this.refresh().catch(() => {});
  }

  /** Keeps what is decided until now, for a later run as well. */
  async keep(): Promise<void> {
    const begun = this.disputes.filter((dispute) => dispute.begun).map(({ decision }) => decision);
    if (begun.length) await this.calls.Decide(begun);
  }

  cancel(): void {
    void this.calls.Cancel();
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.fault = null;
    try {
      await act();
    } catch (reason) {
      this.fault = faultOf(reason);
    } finally {
      this.busy = false;
    }
  }
}

function summary(state: ShareState | null): string {
  if (!state?.shared) return "";
  const parts = [state.ahead ? `${state.ahead} to send` : "", state.behind ? `${state.behind} to fetch` : ""].filter(Boolean);
  return parts.join(", ") || "shared";
}

function done(taken: number, sent: number): string {
  const parts = [taken ? `${commits(taken)} taken over` : "", sent ? `${commits(sent)} sent` : ""].filter(Boolean);
  return parts.length ? `Done: ${parts.join(", ")}.` : "Both sides are the same.";
}

function commits(n: number): string {
  return n === 1 ? "1 commit" : `${n} commits`;
}
