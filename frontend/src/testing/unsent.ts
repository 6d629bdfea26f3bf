// What was typed and not sent, kept in memory by its folder.
import { vi } from "vitest";
import type { Words } from "../lib/backend";

export class FakeUnsent {
  readonly kept = new Map<string, Words["words"]>();

  /** `root` is the folder that is open. */
  constructor(private readonly root: () => string) {}

  readonly Read = vi.fn(async (): Promise<Words> => ({ folder: this.root(), words: this.kept.get(this.root()) ?? {} }));
  readonly Keep = vi.fn(async ({ folder, words }: Words) => void this.kept.set(folder, words));
}
