import type { Desk } from "../state/desk.svelte";
import { goToStatement } from "../state/navigation";
import type { ReviewKind } from "../state/reviewing.svelte";
import type { CommandGroup } from "./command";

/** Going through the statements of a package as a reviewer. Letters mean something only while nobody types. */
export const review: CommandGroup = {
  title: "Review",
  commands: [
    { id: "review.approve", label: "Approve the statement", keys: ["A"], run: (desk) => void judge(desk, "approved"), enabled: isRead },
    { id: "review.flag", label: "Flag the statement", keys: ["F"], run: (desk) => void judge(desk, "flagged"), enabled: isRead },
    { id: "review.skip", label: "Skip the statement", keys: ["S"], run: (desk) => void skip(desk), enabled: isRead },
    { id: "review.undo", label: "Take the last verdict back", keys: ["Z", "Mod+Z"], run: (desk) => void takeBack(desk), enabled: isRead },
    { id: "review.next", label: "Next statement of the queue", keys: ["J"], run: ({ reviewing }) => void reviewing.step(1), enabled: isRead },
    { id: "review.previous", label: "Previous statement of the queue", keys: ["K"], run: ({ reviewing }) => void reviewing.step(-1), enabled: isRead },
    { id: "review.open", label: "Next statement that is not reviewed", keys: ["U"], run: (desk) => void skip(desk, false), enabled: isRead },
    { id: "review.note", label: "Note to the verdict", keys: ["N"], run: () => enter("note"), enabled: isRead },
    { id: "review.comment", label: "Comment on the statement", keys: ["C"], run: () => enter("remark"), enabled: isRead },
    { id: "review.style", label: "Side by side or inline, in the review", keys: ["D"], run: ({ preferences }) => preferences.setInline(!preferences.inline), enabled: isRead },
    { id: "review.text", label: "Go to the statement in the text", keys: ["Enter"] },
    { id: "review.finish", label: "Finish the review…", keys: ["Mod+Enter"], run: finish, enabled: isRead },
  ],
};

/** Whether a review is on the screen, and letters are not for typing. */
function isRead({ screen, reviewing }: Desk): boolean {
  return screen === "review" && !!reviewing.queue?.items.length && !document.activeElement?.matches("input, textarea, select");
}

function enter(field: string): void {
  document.querySelector<HTMLElement>(`[data-review="${field}"]`)?.focus();
}

const told: Record<ReviewKind, string> = { approved: "Approved", flagged: "Flagged" };

export async function judge({ reviewing, announcer }: Desk, kind: ReviewKind): Promise<void> {
  const obstacle = reviewing.obstacle(kind);
  if (obstacle) return announcer.say(obstacle);
  if (!(await reviewing.sign(kind))) return;
  const { open, done, all } = reviewing.counts;
  announcer.say(`${told[kind]}. ${done} of ${all} done${open ? "" : ". Nothing is open any more"}`);
}

export async function skip({ reviewing, announcer }: Desk, inGroup = true): Promise<void> {
  if (!(await reviewing.next(inGroup))) announcer.say("Nothing else is open");
}

export async function takeBack({ reviewing, announcer }: Desk): Promise<void> {
  announcer.say((await reviewing.takeBack()) ? "The last verdict is taken back" : "There is no verdict to take back");
}

export function finish(desk: Desk): void {
  desk.dialog = { kind: "finish" };
}

/** Opens the layer of the statement that is looked at, with the caret in it and its evidence beside it. */
export function goToText(desk: Desk): void {
  const { statement } = desk.reviewing;
  if (statement) void goToStatement(desk, statement);
}
