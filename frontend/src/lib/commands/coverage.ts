import type { Desk } from "../state/desk.svelte";
import type { CommandGroup } from "./command";

/** What of the evidence is used, and where. */
export const coverage: CommandGroup = {
  title: "Coverage",
  commands: [
    { id: "coverage.gap", label: "Next gap: an empty cell, or evidence that is not used", keys: ["]"] },
    { id: "coverage.gapBefore", label: "Gap before", keys: ["["] },
    { id: "coverage.passages", label: "Passages of the cell", keys: ["Enter"] },
    { id: "coverage.list", label: "Coverage as a list or a table", keys: [], run: toggleList, enabled: isShown },
    { id: "coverage.save", label: "Save the coverage as CSV…", keys: [], run: (desk) => void saveCoverage(desk), enabled: isShown },
  ],
};

function isShown({ screen }: Desk): boolean {
  return screen === "coverage";
}

export function toggleList({ coverage, announcer }: Desk): void {
  coverage.asList = !coverage.asList;
  announcer.say(coverage.asList ? "The coverage is shown as a list" : "The coverage is shown as a table");
}

export async function saveCoverage({ coverage, notices }: Desk): Promise<void> {
  const saved = await notices.attempt(() => coverage.save());
  if (saved?.path) notices.show({ kind: "info", text: `The coverage was saved in ${saved.path} (${kilobytes(saved.size)}).` });
}

/** A size in words. */
export function kilobytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
