import type { Desk } from "../state/desk.svelte";
import { enterRegion } from "../ui/regions";
import type { CommandGroup } from "./command";

/** How people get to packages, layers, headings and commands by their names. */
export const navigation: CommandGroup = {
  title: "Go to",
  commands: [
    { id: "go.anywhere", label: "Package, layer or heading…", keys: ["Mod+P"], run: palette("") },
    { id: "go.command", label: "All commands…", keys: ["Mod+Shift+P"], run: palette(">") },
    { id: "go.heading", label: "Heading in any package…", keys: [], run: palette("#") },
    { id: "go.finding", label: "Finding of this package…", keys: [], run: palette("@"), enabled: ({ pkg }) => !!pkg },
    { id: "go.outline", label: "Outline", keys: ["Mod+Shift+O"], run: outline, enabled: ({ screen, pkg }) => screen === "text" && !!pkg },
  ],
};

function palette(prefix: string) {
  return (desk: Desk) => void (desk.dialog = { kind: "palette", prefix });
}

function outline(desk: Desk): void {
  desk.sidebar = "packages";
  requestAnimationFrame(() => enterRegion("outline"));
}
