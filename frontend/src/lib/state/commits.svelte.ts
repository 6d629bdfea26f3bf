import type { Backend, Commit, Undoable, Undone } from "../backend";
import { Committing, type CommitWords } from "./committing.svelte";
import type { Unsent } from "./unsent.svelte";

const words = ["message", "entry", "generated", "reason"] as const satisfies (keyof CommitWords)[];

/** The commits of this window: those in the making, and the last one that was made. */
export class Commits {
  /** The commit that was made in this window last. */
  private made = $state.raw<Commit | null>(null);
  /** That commit, as long as it is the last of the branch: another program may have made another one, or taken it back. */
  readonly last = $derived.by(() => (this.made?.hash === this.tip() ? this.made : null));
  /** The last commit of the branch, whoever made it and when, and why it cannot be taken back; null before that was asked for. */
  newest = $state.raw<Undoable | null>(null);
  /** By package: what the author has written of a commit outlives its dialog. */
  private readonly unfinished = new Map<string, Committing>();

  /** What is written waits in `unsent` until it is committed. */
  constructor(
    private readonly calls: Backend["commits"],
    private readonly tip: () => string,
    private readonly unsent: Unsent,
  ) {}

  /** The commit of a package in the making: the one that was begun, or a new one. */
  begin(pkg: string): Committing {
    const committing = this.unfinished.get(pkg) ?? this.goOn(pkg);
    this.unfinished.set(pkg, committing);
    committing.refused = null;
    return committing;
  }

  private goOn(pkg: string): Committing {
    const committing = new Committing(pkg, this.calls);
    committing.goOn(Object.fromEntries(words.map((word) => [word, this.unsent.get(about(pkg, word))])) as Record<keyof CommitWords, string>);
    return committing;
  }

  /** Keeps what the author has written so far. */
  keep(committing: Committing): void {
    if (this.unfinished.get(committing.pkg) === committing) this.put(committing.pkg, committing.written);
  }

  private put(pkg: string, written: Partial<CommitWords>): void {
    for (const word of words) this.unsent.set(about(pkg, word), written[word] ?? "");
  }

  /** Makes a commit; undefined when it failed. */
  async finish(committing: Committing): Promise<Commit | undefined> {
    const commit = await committing.commit();
    if (!commit) return undefined;
    this.unfinished.delete(committing.pkg);
    this.put(committing.pkg, {});
    return (this.made = commit);
  }

  /** Asks for the last commit of the branch, and whether it may be taken back from a package. */
  async look(pkg: string): Promise<Undoable | null> {
    return (this.newest = pkg ? await this.calls.Undoable(pkg) : null);
  }

  /** Takes the last commit back; the files stay. */
  async undo({ hash }: Commit): Promise<Undone> {
    const undone = await this.calls.Undo(hash);
    this.made = this.newest = null;
    return undone;
  }

  /** Forgets all of them, for another folder. */
  clear(): void {
    this.unfinished.clear();
    this.made = this.newest = null;
  }
}

const about = (pkg: string, word: string) => `${pkg} commit ${word}`;
