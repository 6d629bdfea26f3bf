import type { Desk } from "../state/desk.svelte";
import { stepMatch } from "../state/navigation";
import { enterNewRegion } from "../ui/regions";
import type { CommandGroup } from "./command";
import { back, forward } from "./places";

/** How people get to packages, layers, headings and commands by their names. */
export const navigation: CommandGroup = {
  title: "Go to",
  commands: [
    { id: "go.anywhere", label: "Package, layer or heading…", keys: ["Mod+P"], run: palette("") },
    { id: "go.command", label: "All commands…", keys: ["Mod+Shift+P"], run: palette(">") },
    { id: "go.heading", label: "Heading in any package…", keys: [], run: palette("#") },
    { id: "go.finding", label: "Finding of this package…", keys: [], run: palette("@"), enabled: ({ pkg }) => !!pkg },
    { id: "search.open", label: "Search in layers", keys: ["Mod+Shift+F"], run: search },
    { id: "search.replace", label: "Replace in this package", keys: [], run: replace, enabled: ({ pkg }) => !!pkg },
    { id: "search.next", label: "Next search result", keys: ["F4"], run: (desk) => void stepMatch(desk, 1), enabled: hasResults },
    { id: "search.previous", label: "Previous search result", keys: ["Shift+F4"], run: (desk) => void stepMatch(desk, -1), enabled: hasResults },
    { id: "go.outline", label: "Outline", keys: ["Mod+Shift+O"], run: outline, enabled: ({ screen, pkg }) => screen === "text" && !!pkg },
    back,
    forward,
  ],
};

function palette(prefix: string) {
  return (desk: Desk) => void (desk.dialog = { kind: "palette", prefix });
}

function outline(desk: Desk): void {
  desk.ways.sidebar = "packages";
  enterNewRegion("outline");
}

function search(desk: Desk): void {
  const { searching } = desk.ways;
  const selected = desk.centre?.buffer?.selected ?? "";
  if (selected && !searching.pattern) {
    searching.text = selected;
    searching.ask();
  }
  desk.ways.sidebar = "search";
  desk.show("text");
  enterNewRegion("search");
}

function replace(desk: Desk): void {
  desk.ways.searching.replacing = true;
  desk.ways.searching.ask();
  search(desk);
}

function hasResults({ ways }: Desk): boolean {
  return ways.searching.listed > 0;
}
