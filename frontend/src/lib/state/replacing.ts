import type { SearchLayer } from "../backend";
import type { Desk } from "./desk.svelte";
import type { OpenDocument } from "./document.svelte";

/** The layers of the open package in which a replacement would take place. */
export function layersToReplace(desk: Desk): SearchLayer[] {
  const { searching } = desk.ways;
  return searching.found
    .filter((found) => found.package === desk.pkg)
    .flatMap(({ layers }) => layers)
    .filter(({ layer }) => searching.includes(desk.pkg, layer));
}

/**
 * Replaces what was found in the layers that are chosen, in the editor's text:
 * one undo step in each, and nothing is saved. Where a text is not what was
 * searched any more, nothing is replaced anywhere.
 */
export async function replaceAll(desk: Desk): Promise<void> {
  const { searching } = desk.ways;
  const layers = layersToReplace(desk);
  const docs = await Promise.all(layers.map(({ layer }) => desk.documents.open(desk.pkg, layer)));
  const hindered = docs.map(hindrance).find(Boolean);
  if (hindered) return desk.notices.show({ kind: "error", text: hindered });
  if (!layers.every((layer, i) => isAsSearched(layer, docs[i]))) {
    searching.ask();
    return desk.announcer.say("The text has changed since the search. Look at the new results, then replace.");
  }
  layers.forEach(({ layer, matches }, i) => {
    docs[i]?.buffer?.apply(matches.map(({ from, to, new: text }) => ({ layer, from, to, text })));
  });
  const n = layers.reduce((all, { matches }) => all + matches.length, 0);
  desk.announcer.say(`${n} replaced in ${layers.length === 1 ? "one layer" : `${layers.length} layers`}, not saved yet`);
}

/** Why nothing can be replaced in a document, as a sentence; empty when it can. */
function hindrance({ buffer, fault, file, readOnly, conflict }: OpenDocument): string {
  if (fault || !buffer) return fault?.sentence ?? `${file} could not be read. Nothing was replaced.`;
  if (readOnly) return `${file} cannot be edited: ${readOnly} Nothing was replaced.`;
  return conflict ? `${file} changed on disk while it was edited. Settle that first; nothing was replaced.` : "";
}

function isAsSearched({ matches }: SearchLayer, doc: OpenDocument | undefined): boolean {
  return matches.every((match) => doc?.buffer?.slice(match) === match.old);
}
