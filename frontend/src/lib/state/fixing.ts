import type { Alias, Fix } from "../backend";
import type { Desk } from "./desk.svelte";

/** Applies a fix as one undo step in each layer that it touches, in all of them or in none, or declares its alias. */
export async function applyFix(desk: Desk, fix: Fix): Promise<void> {
  const { pkg, announcer, notices } = desk;
  if (fix.alias) return declare(desk, fix.alias, fix.title);
  const layers = new Set(fix.edits.map((edit) => edit.layer));
  const docs = await Promise.all([...layers].map((layer) => desk.documents.open(pkg, layer)));
  const closed = docs.map(({ fault, readOnly }) => fault?.sentence ?? readOnly).find(Boolean);
  if (closed) return notices.show({ kind: "error", text: closed });
  if (docs.some(({ checks }) => checks.running)) return announcer.say("The text has just changed. Try again when it is checked.");
  for (const { layer, buffer } of docs) buffer?.apply(fix.edits.filter((edit) => edit.layer === layer));
  announcer.say(`${fix.title}: done`);
}

async function declare({ notices, workspace, announcer }: Desk, { name, also }: Alias, title: string): Promise<void> {
  const declared = await notices.attempt(async () => {
    await workspace.declareAlias(name, also);
    return true;
  });
  if (declared) announcer.say(`${title}: done`);
}
