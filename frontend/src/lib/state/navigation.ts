import type { Finding } from "../backend";
import { tick } from "svelte";
import { type Buffer, looks, markOf, type Place, type Stretch } from "../editor";
import type { Desk } from "./desk.svelte";
import type { OpenDocument } from "./document.svelte";
import { nextFinding } from "./findings.svelte";
import type { Spot } from "./places.svelte";
import type { PlacedMatch } from "./searching.svelte";
import { evidence } from "./tracing.svelte";

/**
 * Puts the caret at a place of the open package. A layer above the one that is
 * open is shown beside it, to be read; any other is opened.
 */
export async function goTo(desk: Desk, place: Place): Promise<void> {
  if (!isAbove(desk, place.layer) && place.layer !== desk.beside?.layer) return edit(desk, place, false);
  desk.places.visit();
  await desk.showBeside(place.layer);
  const buffer = desk.beside?.buffer;
  buffer?.goTo((place.id && buffer.find(place.id)) || place);
  buffer?.focus();
}

function isAbove(desk: Desk, layer: string): boolean {
  const order = desk.row?.layers.map((cell) => cell.layer) ?? [];
  return order.indexOf(layer) < order.indexOf(desk.layer);
}

/** Goes to a finding and opens its card; one about the package as a whole, which has no place in a text, is shown in the list. */
export async function goToFinding(desk: Desk, finding: Finding): Promise<void> {
  const { triage } = desk;
  triage.list.choose(finding);
  triage.stopped = null;
  if (!finding.layer) return showWhole(desk, finding);
  if (finding.package !== desk.pkg) desk.places.visit();
  await desk.open(finding.package, finding.layer);
  await edit(desk, { layer: finding.layer, ...(triage.now(finding) ?? finding) }, true);
}

async function showWhole(desk: Desk, finding: Finding): Promise<void> {
  const { announcer, notices, triage } = desk;
  await desk.openPackage(finding.package);
  desk.problems = true;
  if (!triage.list.choose(finding)) notices.show({ kind: "info", text: `${finding.message}.` });
  triage.stopped = { ...caretOf(desk), finding };
  announcer.say(`${finding.message}. This is about the package as a whole`);
}

function caretOf({ pkg, layer, centre }: Desk): Omit<Spot, "beside"> {
  return { pkg, layer, pos: centre?.buffer?.caret ?? 0 };
}

/**
 * Goes to the finding after the caret, or before it: first in this layer, then
 * in the others and what is about the package as a whole, and then in the other
 * packages when the list is about those.
 */
export async function stepFinding(desk: Desk, direction: 1 | -1): Promise<void> {
  const { centre, pkg, layer, triage, workspace } = desk;
  const wide = desk.problems && triage.list.scope === "workspace";
  // Where the findings of this layer stand now, edits included; the others are not being edited.
  const here = centre?.buffer?.findings.map(({ finding, from, to }) => ({ ...finding, from, to })) ?? [];
  const others = (wide ? triage.list.inWorkspace() : desk.findings.list).filter((one) => one.layer !== layer || one.package !== pkg);
  const way = { packages: wide ? workspace.packages.map(({ id }) => id) : [pkg], layers: desk.row?.layers.map((cell) => cell.layer) ?? [] };
  const next = nextFinding([...here, ...others], way, triage.stoppedAt(caretOf(desk)), direction);
  if (!next) return desk.announcer.say(wide ? "No findings in any package" : "No findings in this package");
  await goToFinding(desk, next);
  if (!next.layer) return;
  const { line } = triage.now(next)?.finding ?? next;
  desk.announcer.say(`${looks[markOf(next)].word}: ${next.message}, ${desk.title(next.layer)} line ${line}`);
}

/** From the statement under the caret of a document to the one of the other pane that it is joined to best, or else to the evidence; with the focus. */
export async function goToJoined(desk: Desk, doc: OpenDocument | null): Promise<void> {
  const at = doc?.buffer?.statement;
  if (!doc || !at) return desk.announcer.say("No statement under the caret");
  const told = await desk.tracing.explain(doc, at.statement.id);
  const [best] = told?.beside.length ? told.beside : (told?.support ?? []);
  if (best) return goTo(desk, best.to);
  const [user] = told?.usedBy ?? [];
  if (user) return goTo(desk, user);
  desk.announcer.say(doc.layer === evidence ? "No derived statement stands on it" : "No support found");
}

/** Back to the text from the pane beside it, to the very caret. From the text, to where the caret was before. */
export async function goBack(desk: Desk): Promise<void> {
  const { centre, beside } = desk;
  if (!beside?.buffer?.focused) return desk.places.back();
  desk.places.visit();
  centre?.buffer?.focus();
  centre?.buffer?.reveal();
}

/** Opens the layer of a statement with the caret in it; what it stands on is lit. */
export async function goToStatement(desk: Desk, { layer, id, from }: { layer: string; id: string; from: number }): Promise<void> {
  await desk.open(desk.pkg, layer);
  const at = desk.centre?.buffer?.find(id)?.from ?? from;
  await edit(desk, { layer, from: at, to: at }, false);
}

/** Where the caret stands: in the pane that has the focus, and else in the centre. */
export function spotOf({ centre, beside }: Desk): Spot | null {
  const doc = beside?.buffer?.focused ? beside : centre;
  return doc?.buffer ? { pkg: doc.pkg, layer: doc.layer, pos: doc.buffer.caret, beside: doc === beside } : null;
}

/** Goes back to where the caret stood. */
export async function goToSpot(desk: Desk, { pkg, layer, pos, beside }: Spot): Promise<void> {
  const isBeside = beside && desk.pkg === pkg && desk.layer !== layer;
  await (isBeside ? desk.showBeside(layer) : desk.open(pkg, layer));
  const buffer = (isBeside ? desk.beside : desk.centre)?.buffer;
  buffer?.goTo({ from: pos, to: pos });
  buffer?.focus();
}

/** Opens the layer of a place in the centre, with the caret there. */
async function edit(desk: Desk, place: Place, card: boolean): Promise<void> {
  desk.places.visit();
  await desk.open(desk.pkg, place.layer);
  const buffer = desk.centre?.buffer;
  buffer?.focus();
  buffer?.goTo((place.id && buffer.find(place.id)) || place, card);
}

/** Opens a layer of any package, or the one of it that was open last, and puts the focus into its text. */
export async function goToLayer(desk: Desk, pkg: string, layer?: string, place?: Stretch): Promise<void> {
  desk.places.visit();
  if (layer) await desk.open(pkg, layer);
  else await desk.openPackage(pkg);
  await tick();
  const buffer = desk.centre?.buffer;
  buffer?.focus();
  if (place) buffer?.goTo(place);
}

/** Goes to a match of a search. What stood there may have moved since; evidence is shown beside the layer that is open. */
export async function goToMatch(desk: Desk, { pkg, layer, match }: PlacedMatch): Promise<void> {
  if (pkg === desk.pkg && layer !== desk.layer && desk.beside?.layer === layer) {
    desk.show("text");
    await tick();
    return goTo(desk, { layer, from: match.from, to: match.to });
  }
  await goToLayer(desk, pkg, layer, { from: match.from, to: match.to });
}

/** Goes to the next match of the search after the one gone to last, or the one before; around at the ends. */
export async function stepMatch(desk: Desk, direction: 1 | -1): Promise<void> {
  const { searching } = desk.ways;
  const match = searching.step(direction);
  if (!match) return;
  desk.announcer.say(`${searching.at + 1} of ${searching.listed}: ${match.match.excerpt}`);
  await goToMatch(desk, match);
}

/** The text that is read: the one beside where the caret is there, and else the centre's. */
export function readIn({ centre, beside }: Desk): Buffer | null {
  return (beside?.buffer?.focused ? beside : centre)?.buffer ?? null;
}
