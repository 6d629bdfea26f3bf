import type { Backend } from "../backend";
import { Headings } from "./headings.svelte";
import { Outline } from "./outline.svelte";
import { Recent } from "./recent.svelte";

/** What leads people to places by their names. */
export class Wayfinding {
  readonly headings: Headings;
  readonly outline = new Outline();
  readonly recent = new Recent();
  /** What the sidebar shows. */
  sidebar = $state<"packages" | "search">("packages");

  constructor(calls: Backend["search"]) {
    this.headings = new Headings(calls.Headings);
  }

  /** Forgets everything, for another folder. */
  clear(): void {
    this.headings.clear();
    this.outline.show(null);
    this.recent.clear();
  }
}
