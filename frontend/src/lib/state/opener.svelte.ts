import type { Backend, Place, Recent } from "../backend";
import { Making } from "./making.svelte";

/** What can be opened: folders that were open, the sample, a package that is begun, and what is asked for outside of the page. */
export class Opener {
  /** The folders that were open, the last one first. */
  recent = $state.raw<Recent[]>([]);

  /** The new package that is described. */
  readonly making: Making;

  constructor(
    private readonly calls: Backend["start"],
    newPackages: Backend["newPackages"],
  ) {
    this.making = new Making(newPackages);
  }

  async refresh(): Promise<void> {
    this.recent = await this.calls.Recent();
  }

  async forget(path: string): Promise<void> {
    await this.calls.Forget(path);
    await this.refresh();
  }

  /** What was asked for since the last call; a place without a root is none. */
  asked(): Promise<Place> {
    return this.calls.Asked();
  }

  locate(path: string): Promise<Place> {
    return this.calls.Locate(path);
  }

  /** Where the sample goes unless the person says otherwise. */
  sampleFolder(): Promise<string> {
    return this.calls.SampleFolder();
  }

  makeSample(folder: string): Promise<void> {
    return this.calls.MakeSample(folder);
  }
}
