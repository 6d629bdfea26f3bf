import type { ReviewItem, ReviewQueue, ReviewThread } from "../backend";

/** Why statements need eyes, in the order of the queue; what is approved comes last. */
export const reviewStates = [
  { state: "changed", title: "Changed since it was signed" },
  { state: "evidence", title: "Evidence changed under it" },
  { state: "new", title: "New" },
  { state: "flagged", title: "Flagged" },
  { state: "approved", title: "Approved" },
] as const;

export type ReviewState = (typeof reviewStates)[number]["state"];

/** What of the queue is below what: a group, or something in the one above it. */
export type ReviewLine =
  | { kind: "group"; key: string; title: string; count: number; open: boolean }
  | { kind: "item"; key: string; item: ReviewItem; nth: number; of: number }
  | { kind: "lost"; key: string; thread: ReviewThread; nth: number; of: number }
  | { kind: "stray"; key: string; stray: Stray; nth: number; of: number };

/** Words that were not sent, about a statement that is gone. */
export interface Stray {
  kind: Draft;
  about: string;
  words: string;
}

/** What is written about a statement. */
export const drafts = ["note", "remark"] as const;
export type Draft = (typeof drafts)[number];

export const lost = "lost" as const;
export const stray = "stray" as const;

export const keyOfStray = ({ kind, about }: Stray) => `${stray} ${kind} ${about}`;

export const keyOfItem = ({ layer, id }: { layer: string; id: string }) => `${layer}/${id}`;
const keyOfGroup = (state: string) => `group ${state}`;

/** The queue as lines: a group without anything in it has none. */
export function linesOf(queue: ReviewQueue, layer: string, folded: ReadonlySet<string>, strays: readonly Stray[] = []): ReviewLine[] {
  const groups = reviewStates.flatMap(({ state, title }) => {
    const items = itemsOf(queue, layer).filter((item) => item.state === state);
    return group(state, title, folded, items.map((item, i) => ({ kind: "item" as const, key: keyOfItem(item), item, nth: i + 1, of: items.length })));
  });
  const threads = queue.lost.filter((thread) => !layer || thread.layer === layer);
  const gone = threads.map((thread, i) => ({ kind: lost, key: `${lost} ${thread.id}`, thread, nth: i + 1, of: threads.length }));
  const strayed = strays.filter(({ about }) => !layer || about.startsWith(`${layer}/`));
  const unsent = strayed.map((one, i) => ({ kind: stray, key: keyOfStray(one), stray: one, nth: i + 1, of: strayed.length }));
  // What was not sent comes first: whoever wrote it looks for it.
  return [...group(stray, "Not sent, on what is gone", folded, unsent), ...groups, ...group(lost, "Comments on what is gone", folded, gone)];
}

function group(name: string, title: string, folded: ReadonlySet<string>, within: ReviewLine[]): ReviewLine[] {
  if (!within.length) return [];
  const open = !folded.has(name);
  return [{ kind: "group", key: keyOfGroup(name), title, count: within.length, open }, ...(open ? within : [])];
}

/** The name of the group that a line heads. */
export const groupOf = (key: string) => key.replace(/^group /, "");

export function itemsOf({ items }: ReviewQueue, layer: string): ReviewItem[] {
  return layer ? items.filter((item) => item.layer === layer) : items;
}

export const isOpen = ({ state }: ReviewItem) => state !== "approved" && state !== "flagged";

/** The line to step to from a key; groups are passed by. */
export function stepFrom(lines: readonly ReviewLine[], key: string, by: 1 | -1): ReviewLine | undefined {
  const at = lines.findIndex((line) => line.key === key);
  const rest = by > 0 ? lines.slice(at + 1) : lines.slice(0, Math.max(at, 0)).reverse();
  return rest.find(({ kind }) => kind !== "group");
}

/** What to look at after a statement: the next of its group, else the next that is open, from the top after the last; or that alone. */
export function nextOpen(queue: ReviewQueue, layer: string, key: string, alone = false): string | undefined {
  const order = reviewStates.flatMap(({ state }) => itemsOf(queue, layer).filter((item) => item.state === state));
  const at = order.findIndex((item) => keyOfItem(item) === key);
  const sameGroup = order[at + 1]?.state === order[at]?.state ? order[at + 1] : undefined;
  const candidates = [...order.slice(at + 1), ...order.slice(0, Math.max(at, 0))];
  const next = (!alone && at >= 0 && order[at]?.state !== "approved" && sameGroup) || candidates.find(isOpen);
  return next && keyOfItem(next);
}

/** Where a reader is once the queue is another: at the same statement, or at the one that took its place in the text. */
export function placeIn(after: ReviewQueue, before: ReviewQueue | null, key: string): string {
  if (after.items.some((item) => keyOfItem(item) === key) || after.lost.some(({ id }) => key === `${lost} ${id}`)) return key;
  const at = before?.items.findIndex((item) => keyOfItem(item) === key) ?? -1;
  const there = after.items[Math.min(at, after.items.length - 1)];
  return at >= 0 && there ? keyOfItem(there) : "";
}

/** Statements that read otherwise and stand between the same two as before, by their keys: those are the same ones, reworded. */
export function reworded(before: ReviewQueue, after: ReviewQueue): Map<string, string> {
  const [was, is] = [before.items.map(keyOfItem), after.items.map(keyOfItem)];
  const between = (keys: string[], i: number) => `${keys[i - 1] ?? ""} ${keys[i + 1] ?? ""}`;
  const [known, there] = [new Set(was), new Set(is)];
  const came = new Map(is.flatMap((key, i) => (known.has(key) ? [] : [[between(is, i), key]])));
  return new Map(was.flatMap((key, i) => {
    const to = there.has(key) ? undefined : came.get(between(was, i));
    return to ? [[key, to]] : [];
  }));
}
