import type { Alias, Fix } from "../backend";
import type { Desk } from "./desk.svelte";

/** Applies a fix as one undo step in each layer that it touches, or declares its alias. */
export async function applyFix(desk: Desk, fix: Fix): Promise<void> {
  const { pkg, announcer } = desk;
  if (fix.alias) return declare(desk, fix.alias, fix.title);
  for (const layer of new Set(fix.edits.map((edit) => edit.layer))) {
    const doc = await desk.documents.open(pkg, layer);
    if (doc.checks.running) return announcer.say("The text has just changed. Try again when it is checked.");
    doc.buffer?.apply(fix.edits.filter((edit) => edit.layer === layer));
  }
  announcer.say(`${fix.title}: done`);
}

async function declare({ notices, workspace, announcer }: Desk, { name, also }: Alias, title: string): Promise<void> {
  const declared = await notices.attempt(async () => {
    await workspace.declareAlias(name, also);
    return true;
  });
  if (declared) announcer.say(`${title}: done`);
}
