import type { Backend, Draft } from "../backend";

/** Unsaved text that an earlier run of the program has left, until the author has decided about it. */
export class Recovery {
  list = $state.raw<Draft[]>([]);

  constructor(private readonly calls: Backend["recovery"]) {}

  async refresh(): Promise<void> {
    this.list = await this.calls.Recovered();
  }

  /** Makes a draft the unsaved text of its layer; returns where other unsaved text, up to `version`, is kept. */
  async take(draft: Draft, version: number): Promise<string> {
    const kept = await this.calls.Take(draft.id, version);
    this.forget(draft);
    return kept;
  }

  /** Gives a draft up; returns where a copy is kept. */
  async letGo(draft: Draft): Promise<string> {
    const kept = await this.calls.LetGo(draft.id);
    this.forget(draft);
    return kept;
  }

  /** Writes a draft into a file that the author names; returns it, or nothing. The draft stays. */
  saveElsewhere(draft: Draft): Promise<string> {
    return this.calls.SaveElsewhere(draft.id);
  }

  private forget(draft: Draft): void {
    this.list = this.list.filter((other) => other.id !== draft.id);
  }
}
