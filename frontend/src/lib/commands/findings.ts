import type { Finding } from "../backend";
import type { Desk } from "../state/desk.svelte";
import { toggleProblems } from "../state/looking";
import { goBack, goToJoined, readIn, stepFinding } from "../state/navigation";
import type { CommandGroup } from "./command";

/** Findings, and the evidence that a statement stands on. */
export const findings: CommandGroup = {
  title: "Findings and evidence",
  commands: [
    { id: "finding.next", label: "Next finding", keys: ["F8", "Mod+'"], run: (desk) => void stepFinding(desk, 1) },
    { id: "finding.previous", label: "Previous finding", keys: ["Shift+F8", 'Mod+Shift+"'], run: (desk) => void stepFinding(desk, -1) },
    { id: "finding.fix", label: "Fix or waive what is found at the caret", keys: ["Mod+."], run: (desk) => desk.triage.openAtCaret(), enabled: inText },
    { id: "finding.waive", label: "Waive the finding at the caret…", keys: [], run: (desk) => atCaret(desk, (one) => desk.triage.waive(one)), enabled: inText },
    { id: "finding.rule", label: "What the rule of the finding looks for", keys: [], run: (desk) => atCaret(desk, (one) => void desk.triage.explain(one)), enabled: inText },
    { id: "card.open", label: "Card about the caret; again: as text", keys: ["Mod+E"], run: (desk) => readIn(desk)?.openCard(), enabled: inText },
    { id: "card.close", label: "Close the card", keys: ["Escape"] },
    { id: "statement.next", label: "Next statement", keys: ["Mod+J"], run: (desk) => readIn(desk)?.step(1), enabled: inText },
    { id: "statement.previous", label: "Previous statement", keys: ["Mod+Shift+J"], run: (desk) => readIn(desk)?.step(-1), enabled: inText },
    { id: "evidence.go", label: "Go to what carries the statement, or stands on it", keys: ["Mod+Enter"], run: (desk) => void goToJoined(desk, focused(desk)), enabled: inText },
    { id: "evidence.back", label: "Back to the text", keys: ["Mod+Shift+Enter"], run: (desk) => void goBack(desk), enabled: inText },
    { id: "evidence.follow", label: "Evidence follows the caret", keys: ["Mod+L"], run: toggleFollow, enabled: inText },
    { id: "problems.toggle", label: "Problems", keys: ["Mod+Shift+M"], run: toggleProblems, enabled: ({ pkg }) => !!pkg },
    { id: "problems.waive", label: "Waive the finding that is selected in the list…", keys: ["W"] },
    { id: "problems.copy", label: "Copy the finding that is selected in the list", keys: ["Mod+C"] },
  ],
};

/** Does something with the worst finding at the caret. */
function atCaret({ centre, announcer }: Desk, act: (finding: Finding) => void): void {
  const [worst] = centre?.buffer?.findingsAtCaret ?? [];
  if (worst) act(worst.finding);
  else announcer.say("No finding here");
}

/** The pane that has the caret. */
function focused({ centre, beside }: Desk): Desk["centre"] {
  return beside?.buffer?.focused ? beside : centre;
}

function inText({ screen, pkg }: Desk): boolean {
  return screen === "text" && !!pkg;
}

function toggleFollow({ preferences, announcer }: Desk): void {
  preferences.setFollow(!preferences.follow);
  announcer.say(preferences.follow ? "The evidence follows the caret" : "The evidence stays where it is");
}
