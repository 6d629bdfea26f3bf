import { counted, markOf } from "../editor";
import type { Announcer } from "./announcer.svelte";
import type { OpenDocument } from "./document.svelte";

/** Tells of new errors in the layer that is open: once, as a count. */
export class NewErrors {
  private known = 0;

  constructor(private readonly announcer: Announcer) {}

  /** Begins anew with a layer, whose errors are no news. */
  show(doc: OpenDocument | null): void {
    this.known = count(doc);
  }

  look(doc: OpenDocument): void {
    const now = count(doc);
    if (now > this.known) this.announcer.say(`${counted(now - this.known, "error")} more in ${doc.title}`);
    this.known = now;
  }
}

function count(doc: OpenDocument | null): number {
  return doc?.buffer?.findings.filter(({ finding }) => markOf(finding) === "error").length ?? 0;
}
