import type { Backend, Explanation } from "../backend";
import type { AnchorKind, PlacedStatement, Shared, Stretch } from "../editor";
import type { OpenDocument } from "./document.svelte";

export const evidence = "evidence";

/** The layer beside the centre: the one chosen, the evidence where that is in the centre itself, none where both are. */
export function besideOf(chosen = evidence, centre: string): string {
  if (chosen !== centre) return chosen;
  return centre === evidence ? "" : evidence;
}

/** A statement with what joins it to others. */
export interface Told {
  doc: OpenDocument;
  at: PlacedStatement;
  told: Explanation;
}

/**
 * The links between the two panes. The statement under the caret, in either of
 * them, lights the statements of the other that carry it or stand on it, and
 * what both share is marked; a pointer that rests on a statement does so for
 * as long.
 */
export class Tracing {
  /** The statement under the caret of the centre. */
  statement = $state.raw<PlacedStatement | null>(null);
  /** The same with its reasons, as soon as they are known. */
  told = $state.raw<Told | null>(null);
  /** The evidence statement that the reader chose, in either pane. */
  source = $state.raw<Told | null>(null);
  centre: OpenDocument | null = null;
  beside: OpenDocument | null = null;

  /** What is lit for the caret; a pointer covers it up and lets it go again. */
  private shown: Told | null = null;
  private covered = false;
  /** Where the caret went, until what it is joined to there has been brought into view; typing is no such way. */
  private due: OpenDocument | null = null;
  /** Where the caret moved last: what is lit is lit for that pane, whichever is checked. */
  private led: OpenDocument | null = null;
  private asked = 0;
  private pointed = 0;
  private readonly known = new Map<string, Promise<Explanation | null>>();

  constructor(
    private readonly calls: Pick<Backend["documents"], "Explain">,
    private readonly following: () => boolean,
  ) {}

  /** Begins anew with what the panes show now. */
  show(centre: OpenDocument | null, beside: OpenDocument | null): void {
    this.darken();
    this.pointed++;
    Object.assign(this, { centre, beside, statement: null, told: null, source: null, shown: null, covered: false, due: null, led: null });
    this.forget();
    if (centre) this.moved(centre, false);
  }

  /** Lets go of what Go said before a layer changed. */
  forget(): void {
    this.known.clear();
  }

  /** Follows the caret of a document. */
  moved(doc: OpenDocument, typing: boolean): void {
    this.due = typing ? null : doc;
    if (doc === this.centre || (!typing && doc === this.beside)) this.led = doc;
    this.checked(doc);
  }

  /** Follows what is known about the text under the caret. */
  checked(doc: OpenDocument): void {
    const at = doc.buffer?.statement ?? null;
    if (doc === this.centre) this.statement = at;
    if (doc !== this.led) return void this.retell(doc, at);
    // While a statement waits for its check, what was lit for it stays: it would only flicker.
    if (at && (at.fresh || at.statement.id === this.shown?.at.statement.id)) void this.tell(doc, at);
    else this.clear(doc);
  }

  /** Lights what the statement under the pointer is joined to, or what the caret's is again. */
  async hover(doc: OpenDocument, id: string | null): Promise<void> {
    const ticket = ++this.pointed;
    const at = id ? doc.buffer?.find(id) : null;
    if (!at) {
      if (this.covered) this.light(this.shown, false);
      this.covered = false;
      return;
    }
    const told = await this.explain(doc, at.statement.id);
    if (ticket !== this.pointed || !told) return;
    this.covered = true;
    this.light({ doc, at, told }, false);
  }

  /** What joins a statement of a document to the evidence, and to the layer of the other pane. */
  explain(doc: OpenDocument, id: string): Promise<Explanation | null> {
    const other = this.other(doc)?.layer ?? "";
    const key = [doc.pkg, doc.layer, id, other].join("\n");
    const known = this.known.get(key) ?? this.calls.Explain(doc.pkg, doc.layer, id, other).then((told) => (told.statement ? told : null), () => null);
    this.known.set(key, known);
    return known;
  }

  private other(doc: OpenDocument): OpenDocument | null {
    return doc === this.centre ? this.beside : this.centre;
  }

  /** Brings up to date what is told of the centre's statement while the caret is beside it. */
  private async retell(doc: OpenDocument, at: PlacedStatement | null): Promise<void> {
    if (doc !== this.centre || !at?.fresh) return;
    const told = await this.explain(doc, at.statement.id);
    if (told && this.statement === at) this.told = { doc, at, told };
  }

  private async tell(doc: OpenDocument, at: PlacedStatement): Promise<void> {
    if (!at.fresh) return;
    const ticket = ++this.asked;
    const told = await this.explain(doc, at.statement.id);
    if (ticket !== this.asked || !told) return;
    const again = this.shown?.doc === doc && this.shown.told === told && !this.covered;
    const arrived = this.due === doc;
    this.due = null;
    this.take({ doc, at, told });
    if (again) return;
    this.light(this.shown, this.following() && arrived);
    if (arrived) this.lookAround(doc, at);
  }

  /** Asks about the statements on either side, where the caret goes next: what is known by then is lit in the same frame. */
  private lookAround(doc: OpenDocument, { statement }: PlacedStatement): void {
    const all = doc.buffer?.statements ?? [];
    const index = all.findIndex((one) => one.statement.id === statement.id);
    for (const next of [all[index + 1], all[index - 1]]) if (next?.fresh) void this.explain(doc, next.statement.id);
  }

  private clear(doc: OpenDocument): void {
    this.asked++;
    this.shown = null;
    if (doc === this.centre) this.told = null;
    this.source = null;
    this.darken();
  }

  private take(shown: Told): void {
    this.shown = shown;
    this.covered = false;
    if (shown.doc === this.centre) this.told = shown;
    this.source = shown.doc.layer === evidence ? shown : null;
  }

  private darken(): void {
    for (const doc of [this.centre, this.beside]) doc?.buffer?.light([], { follow: false, typing: false });
  }

  private light(shown: Told | null, follow: boolean): void {
    if (!shown) return this.darken();
    const { doc, at, told } = shown;
    const other = this.other(doc);
    const still = { follow: false, typing: false };
    const here = told.beside.flatMap((tie) => placed(tie.here, at));
    doc.buffer?.light([], still, distinct(here));
    // Edits may have moved the statements of the other pane since they were found.
    const ties = told.beside.map((tie) => ({ ...tie, now: other?.buffer?.find(tie.to.id) ?? tie.to }));
    const there = ties.flatMap(({ there, now }) => placed(there, now));
    other?.buffer?.light(ties.map(({ now }) => now), { follow, typing: !follow }, distinct(there));
  }
}

function placed(anchors: { kind: string; from: number; to: number }[], { from }: Stretch): Shared[] {
  return anchors.map((anchor) => ({ kind: anchor.kind as AnchorKind, from: from + anchor.from, to: from + anchor.to }));
}

/** Every stretch once. */
function distinct(shared: Shared[]): Shared[] {
  return [...new Map(shared.map((one) => [`${one.from}-${one.to}`, one])).values()];
}
