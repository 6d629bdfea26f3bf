import type { Hunk } from "../backend";

/** How a place is decided where two versions disagree. */
export type Take = "ours" | "theirs" | "both" | "own";

/** A place that somebody has to decide. */
export class Place {
  take = $state<Take | null>(null);
  /** What the author writes instead of both. */
  own = $state("");
  readonly decided = $derived(this.take !== null);

  constructor(
    readonly hunk: Hunk,
    /** The line of the merged text in which the place begins, from 1, when ours is taken everywhere. */
    readonly line: number,
    /** What stands before it on that line. */
    readonly before: string,
  ) {}

  get text(): string {
    const { ours, joint, theirs } = this.hunk;
    if (this.take === "own") return this.own;
    if (this.take === "both") return ours + joint + theirs;
    return this.take === "theirs" ? theirs : ours;
  }

  /** Decides; an own text begins as ours. */
  choose(take: Take): void {
    if (take === "own" && !this.own) this.own = this.hunk.ours || this.hunk.theirs;
    this.take = take;
  }
}

/** Two versions of a text on their way to one: what they agree on, and what is to be decided. */
export class Merging {
  readonly places: Place[] = [];
  readonly open = $derived.by(() => this.places.filter((place) => !place.decided).length);
  private readonly parts: (string | Place)[];

  constructor(hunks: Hunk[]) {
    let ours = "";
    this.parts = hunks.map((hunk) => {
      const before = ours;
      ours += hunk.conflict ? hunk.ours : hunk.text;
      return hunk.conflict ? this.place(hunk, before) : hunk.text;
    });
  }

  /** The whole text; null while something is open. */
  get text(): string | null {
    if (this.open) return null;
    return this.parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
  }

  private place(hunk: Hunk, before: string): Place {
    const lines = before.split("\n");
    const place = new Place(hunk, lines.length, lines.at(-1) ?? "");
    this.places.push(place);
    return place;
  }
}
