import type { Desk } from "./desk.svelte";
import { evidence } from "./tracing.svelte";

/** Makes a new package, and opens it where its work begins. */
export async function create(desk: Desk, name: string): Promise<void> {
  await adopt(desk, await desk.workspace.create(name));
}

/** Reads a published page into a new package, and opens it. */
export async function importPage(desk: Desk, page: string): Promise<void> {
  await adopt(desk, await desk.workspace.importPage(page));
}

async function adopt(desk: Desk, pkg: string): Promise<void> {
  await desk.workspace.refresh();
  desk.dialog = null;
  await desk.open(pkg, evidence);
}

/** Lets the person choose another folder; asks first what becomes of unsaved text. */
export async function openFolder(desk: Desk): Promise<void> {
  const folder = await desk.notices.attempt(() => desk.workspace.chooseFolder());
  if (!folder) return;
  const proceed = () => void desk.notices.attempt(() => desk.enter(folder));
  if (desk.documents.dirty.length) desk.dialog = { kind: "unsaved", verb: "open", proceed };
  else proceed();
}
