import type { Draft, Place } from "../backend";
import type { Desk } from "./desk.svelte";
import { closer } from "./dialog";
import { evidence } from "./tracing.svelte";

/** Writes the package that was begun, and opens it where its work begins; false where it could not be written. */
export async function makePackage(desk: Desk): Promise<boolean> {
  const close = closer(desk);
  const pkg = await desk.opener.making.make();
  if (!pkg) return false;
  await adopt(desk, pkg, close);
  desk.announcer.say(`${pkg} was written`);
  if (desk.workspace.overview.repository)
    desk.notices.show({ kind: "info", text: `The package ${pkg} was written. It is not committed yet.`, act: { label: "Commit…", run: () => desk.commit(pkg) } });
  return true;
}

/** Opens what is dropped onto the window; while a package is being begun, takes it for evidence. */
export async function dropped(desk: Desk, paths: string[]): Promise<void> {
  if (desk.dialog?.kind === "new") return desk.opener.making.add(() => desk.opener.making.read(paths));
  if (paths[0]) await openPath(desk, paths[0]);
}

/** Reads a published page into a new package, and opens it. */
export async function importPage(desk: Desk, page: string): Promise<void> {
  const close = closer(desk);
  await adopt(desk, await desk.workspace.importPage(page), close);
}

async function adopt(desk: Desk, pkg: string, close: () => void): Promise<void> {
  await desk.workspace.refresh();
  close();
  await desk.open(pkg, evidence);
}

/** Shows what an earlier run has left, when that is not known yet. */
export async function recover(desk: Desk): Promise<void> {
  const { recovery, workspace } = desk;
  const known = recovery.list.length;
  if (workspace.overview.drafts === known) return;
  await recovery.refresh();
  if (recovery.list.length > known) desk.dialog ??= { kind: "recovery" };
}

/** Makes a recovered text the unsaved text of its layer, and shows it; returns where text that it displaced is kept. */
export async function takeDraft(desk: Desk, draft: Draft): Promise<string> {
  const open = desk.documents.find(draft.package, draft.layer);
  const kept = await desk.recovery.take(draft, open?.buffer?.version ?? 0);
  await open?.load();
  await desk.workspace.refresh();
  await desk.open(draft.package, draft.layer);
  return kept;
}

/** Lets the person choose another folder; asks first what becomes of unsaved text. */
export async function openFolder(desk: Desk): Promise<void> {
  const folder = await desk.notices.attempt(() => desk.workspace.chooseFolder());
  if (!folder) return;
  await openPlace(desk, { root: folder, package: "", layer: "" });
}

/** Asks for what a new package is made of; where no folder is open, first for the folder that it goes into. */
export async function beginPackage(desk: Desk, kind: "new" | "import"): Promise<void> {
  if (desk.workspace.closed) await openFolder(desk);
  if (!desk.workspace.closed) desk.dialog = { kind };
}

/** Opens what a path stands for: a folder, a package or a layer. */
export async function openPath(desk: Desk, path: string): Promise<void> {
  const place = await desk.notices.attempt(() => desk.opener.locate(path));
  if (place) await openPlace(desk, place);
}

/** Opens what the person asked for outside of the page. */
export async function openAsked(desk: Desk): Promise<void> {
  const place = await desk.notices.attempt(() => desk.opener.asked());
  if (place?.root) await openPlace(desk, place);
}

/** Opens a place; in another folder, asks first what becomes of unsaved text. */
export async function openPlace(desk: Desk, place: Place): Promise<void> {
  const elsewhere = place.root !== desk.workspace.overview.root;
  const proceed = () => desk.notices.attempt(() => go(desk, place, elsewhere));
  if (elsewhere && (await losing(desk))) desk.dialog = { kind: "unsaved", verb: "open", proceed: () => void proceed() };
  else await proceed();
}

/** Closes the window; asks first what becomes of unsaved text. */
export async function closeWindow(desk: Desk): Promise<void> {
  const proceed = () => void desk.quit();
  if (await losing(desk)) desk.dialog = { kind: "unsaved", verb: "close", proceed };
  else proceed();
}

/** Whether there is anything to ask about before the folder is left. */
async function losing({ documents, unsent }: Desk): Promise<boolean> {
  return !(await unsent.settled()) || documents.dirty.length > 0;
}

async function go(desk: Desk, { root, package: pkg, layer }: Place, elsewhere: boolean): Promise<void> {
  if (elsewhere) await desk.enter(root);
  if (!pkg || !desk.workspace.find(pkg)) return;
  if (layer) await desk.open(pkg, layer);
  else await desk.openPackage(pkg);
}

/** Makes the sample in a folder, and opens it. */
export async function openSample(desk: Desk, folder: string): Promise<void> {
  const close = closer(desk);
  await desk.opener.makeSample(folder);
  close();
  await openPlace(desk, { root: folder, package: "", layer: "" });
}
