import type { Link } from "../backend";
import type { PlacedStatement, Stretch } from "../editor";
import type { OpenDocument } from "./document.svelte";

export const evidence = "evidence";

/**
 * The links between the two panes. The caret in a derived statement lights
 * the evidence that carries it; the caret in the evidence lights the derived
 * statements that stand on it.
 */
export class Tracing {
  /** The statement under the caret of the centre. */
  statement = $state.raw<PlacedStatement | null>(null);
  /** The evidence statement that the reader chose, in either pane. */
  source = $state.raw<PlacedStatement | null>(null);
  centre: OpenDocument | null = null;
  beside: OpenDocument | null = null;

  constructor(private readonly following: () => boolean) {}

  /** Begins anew with what the panes show now. */
  show(centre: OpenDocument | null, beside: OpenDocument | null): void {
    this.centre = centre;
    this.beside = beside;
    this.statement = this.source = null;
    if (centre) this.moved(centre, false);
  }

  /** Follows the caret of a document, or the change of what is known about the text under it. */
  moved(doc: OpenDocument, typing: boolean): void {
    const at = doc.buffer?.statement ?? null;
    if (doc === this.centre) this.fromCentre(at, typing);
    else if (doc === this.beside && !typing) this.fromBeside(at);
    else if (doc === this.beside && this.source) this.source = at;
  }

  private fromCentre(at: PlacedStatement | null, typing: boolean): void {
    this.statement = at;
    this.source = this.centre?.layer === evidence ? at : null;
    this.centre?.buffer?.light([], { follow: false, typing });
    const support = at?.fresh ? at.statement.support.filter(({ layer }) => layer === evidence) : [];
    this.beside?.buffer?.light(stretches(this.beside, support), { follow: this.following(), typing });
  }

  private fromBeside(at: PlacedStatement | null): void {
    this.source = at;
    this.beside?.buffer?.light([], { follow: false, typing: false });
    const { centre } = this;
    const users = at?.statement.usedBy.filter(({ layer }) => layer === centre?.layer) ?? [];
    if (centre) centre.buffer?.light(stretches(centre, users), { follow: this.following(), typing: false });
  }
}

/** Where the linked statements stand now; edits may have moved them since the link was found. */
function stretches(doc: OpenDocument, links: Link[]): Stretch[] {
  return links.map((link) => doc.buffer?.find(link.id) ?? link);
}
