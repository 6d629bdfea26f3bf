import { type Choice, type ChoiceGroup, groups as nonEmpty, plain } from "../state/choices";
import type { Desk } from "../state/desk.svelte";
import { fuzzy, type Hit } from "../ui/fuzzy";
import { type Command, groups, perform } from ".";

interface Named {
  command: Command;
  group: string;
}

/** The commands that can be given now and answer the query; with none, those given last come first. */
export function commandChoices(desk: Desk, query: string): ChoiceGroup[] {
  const named = groups.flatMap(({ title, commands }) => commands.map((command) => ({ command, group: title })));
  const possible = named.filter(({ command }) => command.run && (!command.enabled || command.enabled(desk)));
  const choices = (hits: Hit<Named>[]) => hits.map((hit) => choice(desk, hit, query));
  if (query.trim()) return nonEmpty([["Commands", choices(fuzzy(query, possible, ({ command }) => command.label))]]);
  const lately = desk.ways.recent.commands.flatMap((id) => possible.filter(({ command }) => command.id === id));
  const others = groups.map(({ title }): [string, Choice[]] => [
    title,
    choices(unmarked(possible.filter((one) => one.group === title && !lately.includes(one)))),
  ]);
  return nonEmpty([["Recent", choices(unmarked(lately))], ...others]);
}

function choice(desk: Desk, { item: { command, group }, marks }: Hit<Named>, query: string): Choice {
  return {
    ...plain(`command ${command.id}`, "command", command.label, marks),
    detail: query ? group : "",
    keys: desk.keys.of(command),
    choose: () => {
      desk.ways.recent.gave(command.id);
      perform(command, desk);
    },
  };
}

function unmarked(named: Named[]): Hit<Named>[] {
  return named.map((item) => ({ item, marks: [] }));
}
