import type { Backend, Commit, Undone } from "../backend";
import { Committing } from "./committing.svelte";

/** The commits of this window: those in the making, and the last one that was made. */
export class Commits {
  /** The last commit, as long as it may be taken back. */
  last = $state.raw<Commit | null>(null);
  /** By package: what the author has written of a commit outlives its dialog. */
  private readonly unfinished = new Map<string, Committing>();

  constructor(private readonly calls: Backend["commits"]) {}

  /** The commit of a package in the making: the one that was begun, or a new one. */
  begin(pkg: string): Committing {
    const committing = this.unfinished.get(pkg) ?? new Committing(pkg, this.calls);
    this.unfinished.set(pkg, committing);
    committing.fault = null;
    return committing;
  }

  /** Makes a commit; undefined when it failed. */
  async finish(committing: Committing): Promise<Commit | undefined> {
    const commit = await committing.commit();
    if (!commit) return undefined;
    this.unfinished.delete(committing.pkg);
    return (this.last = commit);
  }

  /** Takes the last commit back; the files stay. */
  async undo({ hash }: Commit): Promise<Undone> {
    const undone = await this.calls.Undo(hash);
    this.last = null;
    return undone;
  }

  /** Forgets all of them, for another folder. */
  clear(): void {
    this.unfinished.clear();
    this.last = null;
  }
}
