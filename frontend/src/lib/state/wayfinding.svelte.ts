import type { Backend } from "../backend";
import { Headings } from "./headings.svelte";
import { Outline } from "./outline.svelte";
import { Recent } from "./recent.svelte";
import { RowMenu } from "./rowmenu.svelte";
import { Searching } from "./searching.svelte";

/** What leads people to places by their names. */
export class Wayfinding {
  readonly headings: Headings;
  readonly outline = new Outline();
  readonly recent: Recent;
  readonly searching: Searching;
  readonly menu = new RowMenu();
  /** What the sidebar shows. */
  sidebar = $state<"packages" | "search">("packages");

  /** `open` tells the package that is open. */
  constructor(calls: Backend["search"], start: Backend["start"], open: () => string) {
    this.recent = new Recent(start);
    this.headings = new Headings(calls.Headings);
    this.searching = new Searching(calls, open);
  }

  /** Forgets everything, for another folder. */
  clear(): void {
    this.headings.clear();
    this.outline.show(null);
    this.recent.clear();
    this.searching.clear();
  }
}
