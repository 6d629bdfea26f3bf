import { counted } from "../editor";
import type { OpenDocument } from "./document.svelte";

/** Counts the errors of the open layer, so that new ones are told once, as a count. */
export class NewErrors {
  private known = 0;

  /** Begins with what a layer has already. */
  begin(doc: OpenDocument | null): void {
    this.known = errorsOf(doc);
  }

  /** What is to be told after a check; nothing where there are no more errors than before. */
  tell(doc: OpenDocument): string {
    const before = this.known;
    this.begin(doc);
    return this.known > before ? `${counted(this.known - before, "error")} more in ${doc.title}` : "";
  }
}

function errorsOf(doc: OpenDocument | null): number {
  return doc?.buffer?.findings.filter(({ finding }) => finding.severity === "error").length ?? 0;
}
