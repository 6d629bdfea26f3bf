import type { Committing } from "./committing.svelte";
import type { Desk } from "./desk.svelte";

/** Makes a commit, and closes its dialog when that is done. */
export async function finishCommit(desk: Desk, committing: Committing): Promise<void> {
  const commit = await desk.commits.finish(committing);
  if (!commit) return;
  desk.dialog = null;
  desk.announcer.say(`Committed ${commit.short} ${commit.subject}`);
  desk.lookSoon();
}

/** Takes the commit back that was just made; the files stay. */
export async function undoCommit(desk: Desk): Promise<void> {
  const commit = desk.commits.last;
  if (!commit) return;
  const undone = await desk.notices.attempt(() => desk.commits.undo(commit));
  if (!undone) return;
  desk.announcer.say(`Took back ${commit.short} ${undone.subject}`);
  for (const file of undone.left)
    desk.notices.show({ kind: "info", text: `${file} has changed since the commit and keeps its entry; the next commit takes it over as it stands.` });
  desk.lookSoon();
}
