import type { Alias, Backend, Fix } from "../backend";
import type { Desk } from "./desk.svelte";

type Workspaces = Backend["workspaces"];

/** Applies a fix as one undo step in each layer that it touches, or declares its alias. */
export async function applyFix(desk: Desk, calls: Workspaces, fix: Fix): Promise<void> {
  const { pkg, announcer } = desk;
  if (fix.alias) return declare(desk, calls, fix.alias, fix.title);
  for (const layer of new Set(fix.edits.map((edit) => edit.layer))) {
    const doc = await desk.documents.open(pkg, layer);
    if (doc.checks.running) return announcer.say("The text has just changed. Try again when it is checked.");
    doc.buffer?.apply(fix.edits.filter((edit) => edit.layer === layer));
  }
  announcer.say(`${fix.title}: done`);
}

async function declare(desk: Desk, calls: Workspaces, { name, also }: Alias, title: string): Promise<void> {
  const declared = await desk.notices.attempt(async () => {
    await calls.DeclareAlias(name, also);
    return true;
  });
  if (declared) desk.announcer.say(`${title}: done`);
}
