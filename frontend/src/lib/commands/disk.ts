import type { Desk } from "../state/desk.svelte";

/** Shows the folder of a package in the file manager of the system. */
export async function showFolder(desk: Desk, pkg = desk.pkg): Promise<void> {
  await desk.notices.attempt(() => desk.workspace.showFolder(pkg));
}

/** Puts the path of a package, or of a file of it, into the clipboard. */
export async function copyPath(desk: Desk, pkg = desk.pkg, ...file: string[]): Promise<void> {
  await desk.triage.copy(desk.workspace.pathOf(pkg, ...file), "The path is");
}
