import type { Backend } from "../backend";

/** What has keys: a command, or anything that stands for one. */
export interface Keyed {
  id: string;
  /** The usual keys, in the form of lib/ui/keys. */
  keys: readonly string[];
}

/** Which keys commands have: the usual ones, or the person's own. */
export class KeyBindings {
  /** The next keys that are pressed are taken down and do nothing else. */
  capturing = $state(false);
  private own = $state.raw<ReadonlyMap<string, readonly string[]>>(new Map());

  constructor(private readonly calls: Backend["settings"]) {}

  async load(): Promise<void> {
    // Who writes the file by hand may name the same keys twice, or none between two quotes.
    this.own = new Map((await this.calls.Keys()).map(({ command, keys }) => [command, [...new Set(keys.filter(Boolean))]]));
  }

  of({ id, keys }: Keyed): readonly string[] {
    return this.own.get(id) ?? keys;
  }

  /** Whether the person has given the command other keys than the usual ones, or none. */
  changed(id: string): boolean {
    return this.own.has(id);
  }

  get anyChanged(): boolean {
    return this.own.size > 0;
  }

  /** The keys count at once; where they cannot be kept, those that were kept count again. */
  async set({ id, keys: usual }: Keyed, keys: readonly string[]): Promise<void> {
    if (String(usual) === String(keys)) return this.reset([id]);
    this.own = new Map(this.own).set(id, keys);
    await this.kept(this.calls.SetKeys({ command: id, keys: [...keys] }));
  }

  /** Gives commands their usual keys back. */
  async reset(ids: readonly string[]): Promise<void> {
    this.own = new Map([...this.own].filter(([id]) => !ids.includes(id)));
    await this.kept(this.calls.ResetKeys([...ids]));
  }

  private async kept(writing: Promise<void>): Promise<void> {
    try {
      await writing;
    } catch (fault) {
      await this.load();
      throw fault;
    }
  }
}
