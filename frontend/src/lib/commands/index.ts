import type { Desk } from "../state/desk.svelte";
import { matches } from "../ui/keys";
import type { Command, CommandGroup } from "./command";
import { coverage } from "./coverage";
import { findings } from "./findings";
import { history } from "./history";
import { navigation } from "./navigation";
import { packageCommands } from "./package";
import { packageList } from "./packages";
import { preview } from "./preview";
import { text } from "./text";
import { window } from "./window";

export type { Command, CommandGroup } from "./command";

/** Everything that the window can do, in the order in which the help shows it. */
export const groups: readonly CommandGroup[] = [
  text,
  navigation,
  findings,
  packageList,
  coverage,
  preview,
  packageCommands,
  history,
  window,
];

const runnable = groups.flatMap(({ commands }) => commands).filter(({ run }) => run);

/** Does what a combination of keys stands for; tells whether there was anything to do. */
export function press(event: KeyboardEvent, desk: Desk): boolean {
  const command = runnable.find(({ keys, enabled }) => keys.some((key) => matches(event, key)) && (!enabled || enabled(desk)));
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
