import type { Commit } from "../backend";
import type { Committing } from "./committing.svelte";
import type { Desk } from "./desk.svelte";
import { closer } from "./dialog";

/** Makes a commit, and closes its dialog when that is done. */
export async function finishCommit(desk: Desk, committing: Committing): Promise<void> {
  const close = closer(desk);
  const commit = await desk.commits.finish(committing);
  if (!commit) return;
  close();
  desk.announcer.say(`Committed ${commit.short} ${commit.subject}`);
  desk.lookSoon();
}

/** Takes the last commit back: the one that is shown, the one that was made in this window, or else the last of the branch; says what stands against it. The files stay. */
export async function undoCommit(desk: Desk, shown: Commit | null = desk.commits.last): Promise<void> {
  const commit = shown ?? (await undoable(desk));
  if (!commit) return;
  const undone = await desk.notices.attempt(() => desk.commits.undo(commit));
  if (!undone) return;
  if (desk.screen === "history") await desk.history.refresh();
  desk.announcer.say(`Took back ${commit.short} ${undone.subject}`);
  if (!shown) desk.notices.show({ kind: "info", text: `Took back ${commit.short} “${undone.subject}”. Its changes are there to be committed again.` });
  for (const file of undone.left)
    desk.notices.show({ kind: "info", text: `${file} has changed since the commit and keeps its entry; the next commit takes it over as it stands.` });
  desk.lookSoon();
}

/** The last commit where it may be taken back; what stands against that is told. */
async function undoable({ commits, notices, pkg }: Desk): Promise<Commit | null> {
  const newest = await notices.attempt(() => commits.look(pkg));
  if (!newest) return null;
  if (newest.hash && !newest.why) return newest;
  const what = newest.hash ? `${newest.short} “${newest.subject}” cannot be undone. ${newest.why}` : "There is no commit to undo.";
  notices.show({ kind: "info", text: what });
  return null;
}
