import type { Commit, StatementRef } from "../backend";
import type { Desk } from "./desk.svelte";
import { type History, versions } from "./history.svelte";

/** Shows a commit that was made here in the history of its package. */
export function showCommit(desk: Desk, commit: (Commit & { package?: string }) | null): void {
  if (!commit) return;
  desk.history.endStory();
  look(desk, (history) => history.choose(commit.hash));
}

/** Shows what differs between the last commit and the text now; any other versions can be chosen there. */
export function showUncommitted(desk: Desk): void {
  look(desk, (history) => history.choose(versions.now));
}

/** Shows the life of the statement under the caret, as it reads now. */
export async function showStory(desk: Desk): Promise<void> {
  await desk.centre?.checks.settled();
  const id = desk.centre?.buffer?.statement?.statement.id; // of the text: what is told of it follows a frame later
  if (!id) return desk.announcer.say("Put the caret into a statement first");
  tellStory(desk, { package: desk.pkg, layer: desk.layer, id, version: "", at: 0 });
}

/** Shows the life of a statement. */
export function tellStory(desk: Desk, ref: StatementRef): void {
  look(desk, (history) => void history.tell(ref));
}

/** Shows the commits that changed the layer that is open, to bring one of its versions back. */
export function showLayer(desk: Desk): void {
  const { layer } = desk;
  desk.history.endStory();
  look(desk, (history) => void history.setFilter({ layer }));
}

/** Shows a statement of the open package in its review, by its key there. */
export async function showReview(desk: Desk, key: string): Promise<void> {
  const { pkg, reviewing, workspace } = desk;
  desk.show("review");
  await reviewing.load(pkg, workspace.overview.seq);
  await reviewing.choose("");
  await reviewing.look(key);
}

/** Shows the past of the open package and then something of it, unless another was opened meanwhile. */
function look(desk: Desk, then: (history: History) => void): void {
  const { pkg, history } = desk;
  desk.show("history");
  void history.open(pkg).then(() => history.pkg === pkg && then(history));
}

/** Asks whether the layer that is open shall read again as it is saved, once Go has the text that would give way. */
export async function revert(desk: Desk): Promise<void> {
  const { pkg, layer } = desk;
  await desk.centre?.checks.settled();
  desk.dialog = { kind: "restore", restoring: desk.history.restoring({ pkg, layer, version: versions.saved }) };
}

/** Opens the list of problems below the text, or closes it; elsewhere it leads to it. */
export function toggleProblems(desk: Desk): void {
  desk.problems = desk.screen !== "text" || !desk.problems;
  desk.show("text");
}
