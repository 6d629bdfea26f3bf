import type { Desk } from "../state/desk.svelte";
import { takeNextStep } from "../state/nextstep";
import type { CommandGroup } from "./command";

/** The list of all packages. */
export const packageList: CommandGroup = {
  title: "List of packages",
  commands: [
    { id: "packages.open", label: "Open the package, or what the cell is about", keys: ["Enter"] },
    { id: "packages.next", label: "Go to the first finding, or the next step", keys: ["Shift+Enter"], run: (desk) => void takeNextStep(desk), enabled: shown },
    { id: "packages.filter", label: "Filter the packages", keys: ["Mod+F"], run: () => document.querySelector<HTMLElement>("[data-filter]")?.focus(), enabled: shown },
    { id: "packages.sort", label: "Sort the packages again", keys: ["F5", "Mod+R"], run: ({ packages }) => packages.settle(), enabled: shown },
  ],
};

function shown({ screen, workspace }: Desk): boolean {
  return screen === "packages" && workspace.packages.length > 0;
}
