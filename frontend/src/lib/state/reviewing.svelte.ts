import { type Backend, type Fault, faultOf, type ReviewItem, type ReviewMark, type ReviewQueue, type ReviewStatement } from "../backend";
import { type Draft, drafts, itemsOf, isOpen, keyOfItem, keyOfStray, linesOf, nextOpen, placeIn, reworded, type Stray, stepFrom } from "./reviewlines";
import type { Unsent } from "./unsent.svelte";

export type ReviewKind = "approved" | "flagged";

/** What a reviewer writes: a note to what is said of a statement, a comment, an answer to a thread, a note to the verdict on the package. */
type Writing = Draft | "answer" | "verdict";

/** The review of the open package: its queue, where in it the reader is, and what they say. */
export class Reviewing {
  queue = $state.raw<ReviewQueue | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** The statement that is looked at, with all that is to be seen of it. */
  statement = $state.raw<ReviewStatement | null>(null);
  /** The layer that is reviewed; empty for all. */
  layer = $state("");
  /** The line that the keys move from: a group, or what is looked at. */
  cursor = $state("");
  /** What is looked at, by its key. */
  at = $state("");
  /** Who reviews: the one whom git knows, or who says so. */
  by = $state("");
  /** Whether git knows it. */
  known = $state(true);
  busy = $state(false);
  folded = $state.raw<ReadonlySet<string>>(new Set(["approved"]));

  readonly lines = $derived.by(() => (this.queue ? linesOf(this.queue, this.layer, this.folded, this.strays) : []));
  readonly line = $derived(this.lines.find(({ key }) => key === this.at));
  /** A comment whose statement is gone. */
  readonly thread = $derived.by(() => this.queue?.lost.find(({ id }) => this.at === `lost ${id}`));
  /** What was written about statements that are gone, and not sent. */
  readonly strays = $derived.by((): Stray[] => {
    const { queue } = this;
    const there = new Set(queue?.items.map(keyOfItem));
    return drafts.flatMap((kind) => {
      const written = queue ? this.unsent.beginning(`${queue.package} ${kind} `) : [];
      return written.filter(([about]) => !there.has(about)).map(([about, words]) => ({ kind, about, words }));
    });
  });
  readonly stray = $derived.by(() => this.strays.find((one) => keyOfStray(one) === this.at));
  readonly counts = $derived.by(() => {
    const items = this.queue ? itemsOf(this.queue, this.layer) : [];
    const approved = items.filter(({ state }) => state === "approved").length;
    const open = items.filter(isOpen).length;
    const lapsed = items.filter(({ state }) => state === "changed" || state === "evidence").length;
    return { approved, open, lapsed, flagged: items.length - approved - open, all: items.length, done: items.length - open };
  });

  private pkg = "";
  private seq = -1;
  private asked = 0;
  private looked = 0;

  /** What is written waits in `unsent` until it is sent, also that of another package; `wrong` tells why something was not kept. */
  constructor(
    private readonly calls: Pick<Backend, "reviews" | "findings">,
    private readonly unsent: Unsent,
    private readonly wrong: (fault: Fault) => void,
  ) {}

  /** How a statement stands, in short; null where that cannot be told. */
  mark(pkg: string, layer: string, id: string): Promise<ReviewMark | null> {
    return this.calls.reviews.Mark(pkg, layer, id).catch(() => null); // a word less to read, and no more
  }

  /** Shows a package when the workspace has come to `seq`; what was shown of it before stays in sight meanwhile. */
  async load(pkg: string, seq: number): Promise<void> {
    if (pkg === this.pkg && seq === this.seq) return;
    if (pkg !== this.pkg) {
      this.clear(pkg);
      void this.meet();
    }
    this.seq = seq;
    await this.reload();
  }

  /** Forgets all of it, for another package or folder. */
  clear(pkg = ""): void {
    Object.assign(this, { pkg, seq: -1, queue: null, fault: null, statement: null, layer: "", cursor: "", at: "" });
    this.asked++;
    this.looked++;
  }

  async reload(): Promise<void> {
    if (!this.pkg) return;
    const asked = ++this.asked;
    try {
      const queue = await this.calls.reviews.Queue(this.pkg);
      if (asked !== this.asked) return;
      this.fault = null;
      await this.take(queue);
    } catch (reason) {
      if (asked === this.asked) this.fault = faultOf(reason);
    }
  }

  /** Reviews one layer, or all of them. */
  async choose(layer: string): Promise<void> {
    this.layer = layer;
    const [first] = this.queue ? [nextOpen(this.queue, layer, "")] : [];
    if (layer && !this.at.startsWith(`${layer}/`)) await this.look(first ?? "");
  }

  /** Looks at what a key stands for; a group is gone to and not looked at. */
  async look(key: string): Promise<void> {
    const item = this.itemOf(key);
    this.cursor = item && this.folded.has(item.state) ? `group ${item.state}` : key;
    if (key.startsWith("group ")) return;
    this.at = key;
    await this.read();
  }

  step(by: 1 | -1): Promise<void> {
    const to = stepFrom(this.lines, this.cursor || this.at, by);
    return to ? this.look(to.key) : Promise.resolve();
  }

  /** Goes to the next statement that is open; `or` also to the next of the group. False where there is none. */
  async next(or = false): Promise<boolean> {
    const next = this.queue && nextOpen(this.queue, this.layer, this.at, !or);
    if (next) await this.look(next);
    return !!next;
  }

  /** Folds a group, or unfolds it. */
  fold(group: string, fold: boolean): void {
    this.folded = new Set(fold ? [...this.folded, group] : [...this.folded].filter((one) => one !== group));
  }

  /** Why no verdict of a kind can be given now, as a sentence; empty when one can. */
  obstacle(kind: ReviewKind): string {
    if (!this.statement?.id || keyOfItem(this.statement) !== this.at) return "There is no statement to judge.";
    if (!this.by.trim()) return "Say first who reviews: your name goes with the verdict.";
    return kind === "approved" ? this.statement.obstacle : "";
  }

  /** Gives a verdict on what is looked at and goes on; tells whether it was kept. */
  async sign(kind: ReviewKind): Promise<boolean> {
    const { statement, queue } = this;
    if (this.busy || !statement || !queue || this.obstacle(kind)) return false;
    const key = keyOfItem(statement);
    const next = nextOpen(queue, this.layer, key) ?? key;
    const { layer, id, seal } = statement;
    const sign = (note: string) => this.calls.reviews.Sign(this.pkg, { layer, id, seal, kind, note, by: this.by });
    return this.send(this.about("note", key), (note) => this.say(() => sign(note), () => next));
  }

  /** Takes the last verdict back and goes to its statement; false where there is none. */
  async takeBack(): Promise<boolean> {
    let back = "";
    const taken = async () => {
      const place = await this.calls.reviews.TakeBack(this.pkg);
      back = place.id && keyOfItem(place);
      return this.calls.reviews.Queue(this.pkg);
    };
    return (await this.say(taken, () => back || this.at)) && !!back;
  }

  /** Comments on what is looked at, or answers a thread. */
  async remark(to = ""): Promise<boolean> {
    const about = to ? this.about("answer", to) : this.about("remark");
    const { layer = "", id = "", seal = "" } = this.statement ?? {};
    if (!this.unsent.get(about).trim() || this.busy) return false;
    return this.send(about, (words) => this.say(() => this.calls.reviews.Remark(this.pkg, { layer, id, seal, to, note: words.trim(), by: this.by })));
  }

  settle(thread: string, resolved: boolean): Promise<boolean> {
    return this.say(() => this.calls.reviews.Settle(this.pkg, thread, resolved, this.by));
  }

  /** Ends the review with a verdict on the package and the note that was written to it; `wrong` is told why it could not. */
  finish(verdict: string, wrong: (fault: Fault) => void): Promise<boolean> {
    return this.send(this.about("verdict", ""), (note) => this.say(() => this.calls.reviews.Finish(this.pkg, verdict, note, this.by), undefined, wrong));
  }

  /** What was written about the statement that is looked at, or as an answer to a thread. */
  draft(kind: Writing, of = this.at): string {
    return this.unsent.get(this.about(kind, of));
  }

  write(kind: Writing, words: string, of = this.at): void {
    this.unsent.set(this.about(kind, of), words);
  }

  /** Gives words up that were not sent, and goes on; returns what brings them back. */
  discard(one: Stray): () => void {
    const about = this.about(one.kind, one.about);
    const next = stepFrom(this.lines, keyOfStray(one), 1) ?? stepFrom(this.lines, keyOfStray(one), -1);
    this.unsent.set(about, "");
    void this.look(next?.key ?? "");
    return () => this.unsent.set(about, one.words);
  }

  private about(kind: Writing, of = this.at): string {
    return `${this.pkg} ${kind} ${of}`;
  }

  /** Sends what was written; it goes once it is kept, unless somebody wrote on meanwhile. */
  private async send(about: string, call: (words: string) => Promise<boolean>): Promise<boolean> {
    const words = this.unsent.get(about);
    const kept = await call(words);
    if (kept && this.unsent.get(about) === words) this.unsent.set(about, "");
    return kept;
  }

  /** Says something and goes on to what `to` names then. */
  private async say(call: () => Promise<ReviewQueue>, to = () => this.at, wrong = this.wrong): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      const queue = await call();
      if (queue.package !== this.pkg) return true; // it was left meanwhile
      this.asked++;
      this.fault = null;
      await this.take(queue, to());
      return true;
    } catch (reason) {
      wrong(faultOf(reason));
      await this.reload(); // what was refused may read otherwise by now
      return false;
    } finally {
      this.busy = false;
    }
  }

  private async take(queue: ReviewQueue, to = this.at): Promise<void> {
    const before = this.queue;
    if (before) this.carry(reworded(before, queue));
    this.queue = queue;
    const stays = this.strays.some((one) => keyOfStray(one) === to) ? to : placeIn(queue, before, to);
    const place = stays || nextOpen(queue, this.layer, "") || (queue.items[0] ? keyOfItem(queue.items[0]) : "");
    const onGroup = this.cursor.startsWith("group ") && place === this.at;
    await (onGroup ? this.read() : this.look(place));
  }

  /** Keeps what was written with statements that were reworded. */
  private carry(to: Map<string, string>): void {
    for (const [was, is] of to) {
      for (const kind of drafts) {
        const words = this.draft(kind, was);
        if (!words || this.draft(kind, is)) continue;
        this.write(kind, words, is);
        this.write(kind, "", was);
      }
    }
  }

  /** Reads what is looked at; the newest question counts. */
  private async read(): Promise<void> {
    const looked = ++this.looked;
    const item = this.itemOf(this.at);
    if (!item) return void (this.statement = null);
    try {
      const statement = await this.calls.reviews.Statement(this.pkg, item.layer, item.id);
      if (looked === this.looked && statement.id) this.statement = statement;
    } catch (reason) {
      if (looked === this.looked) this.wrong(faultOf(reason));
    }
  }

  private itemOf(key: string): ReviewItem | undefined {
    return this.queue?.items.find((item) => keyOfItem(item) === key);
  }

  private async meet(): Promise<void> {
    const { name } = await this.calls.findings.Author().catch(() => ({ name: "" }));
    this.known = !!name;
    if (name) this.by = name; // else what a person has said before
  }
}
