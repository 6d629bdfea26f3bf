import type { Desk } from "../state/desk.svelte";
import { matches, written } from "../ui/keys";
import type { Command, CommandGroup } from "./command";
import { coverage } from "./coverage";
import { findings } from "./findings";
import { history } from "./history";
import { navigation } from "./navigation";
import { packageCommands } from "./package";
import { packageList } from "./packages";
import { preview } from "./preview";
import { review } from "./review";
import { text } from "./text";
import { window } from "./window";

export type { Command, CommandGroup } from "./command";

/** Everything that the window can do, in the order in which the help shows it. */
export const groups: readonly CommandGroup[] = [
  text,
  navigation,
  findings,
  packageList,
  review,
  coverage,
  preview,
  packageCommands,
  history,
  window,
];

const every = groups.flatMap(({ commands }) => commands);
const runnable = every.filter(({ run }) => run);

/** The first keys of a command as they are written on this system, empty where it has none. */
export function keysOf(desk: Desk, id: string): string {
  const command = every.find((one) => one.id === id);
  const [key] = command ? desk.keys.of(command) : [];
  return key ? written(key) : "";
}

/** What a control says when it is pointed at: what it does, and the keys of the command that does the same. */
export function hinted(desk: Desk, words: string, id: string): string {
  const keys = keysOf(desk, id);
  return keys ? `${words} (${keys})` : words;
}

/** A key that two commands have. */
export interface Rivalry {
  key: string;
  label: string;
  /** Whether it is the other one's, where both can be done. */
  loses: boolean;
}

/** Other commands with a key of this one, where a person chose either's; what is usual may share a key in different places. */
export function rivals(desk: Desk, command: Command): Rivalry[] {
  const own = desk.keys.of(command);
  const others = every.filter(({ id }) => id !== command.id && (desk.keys.changed(id) || desk.keys.changed(command.id)));
  return others.flatMap((other) => desk.keys.of(other).filter((key) => own.includes(key)).map((key) => ({ label: other.label, key, loses: first(desk, [command, other]) === other })));
}

/** The command that counts of some with the same key: what a person chose counts for more, and then their order. */
function first(desk: Desk, some: readonly Command[]): Command | undefined {
  const ordered = runnable.filter((one) => some.includes(one));
  return ordered.find(({ id }) => desk.keys.changed(id)) ?? ordered[0];
}

/** Keys that a person has given to two commands, as a sentence each. */
export function clashes(desk: Desk): string[] {
  const chosen = runnable.filter(({ id }) => desk.keys.changed(id));
  return chosen.flatMap((one, at) => {
    const lost = rivals(desk, one).filter(({ label }) => chosen.slice(at + 1).some((other) => other.label === label));
    return lost.map(({ key, label }) => `${written(key)} is given to both “${one.label}” and “${label}”; it does the first where both can be done.`);
  });
}

/** Does what a combination of keys stands for; tells whether there was anything to do. */
export function press(event: KeyboardEvent, desk: Desk): boolean {
  const meant = runnable.filter((one) => desk.keys.of(one).some((key) => matches(event, key)) && (!one.enabled || one.enabled(desk)));
  const command = first(desk, meant);
  return !!command && perform(command, desk);
}

/** Does the command of an id, as a menu names it. */
export function performById(id: string, desk: Desk): void {
  const command = runnable.find((one) => one.id === id);
  if (command) perform(command, desk);
}

/** Does a command if that can be done now; tells whether it could. */
export function perform({ run, enabled }: Command, desk: Desk): boolean {
  if (enabled && !enabled(desk)) return false;
  run?.(desk);
  return true;
}
