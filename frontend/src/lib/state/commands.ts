import { mac } from "../ui/keys";
import { cycleRegions, enterRegion } from "../ui/regions";
import type { Desk } from "./desk.svelte";
import { goToSupport, stepFinding } from "./navigation";

/** An act with its keys, in the form of lib/ui/keys. Without `run` the editor answers the keys itself. */
export interface Command {
  label: string;
  keys: string[];
  run?: (desk: Desk) => void;
}

// On a Mac, ⌥← and ⌥→ go word by word.
export const backKeys: [string] = mac ? ["Ctrl+-"] : ["Alt+ArrowLeft"];
export const forwardKeys: [string] = mac ? ["Ctrl+Shift+_"] : ["Alt+ArrowRight"];

/** Everything that has a key, in the order in which the help shows it. */
export const commands: readonly { title: string; commands: readonly Command[] }[] = [
  {
    title: "Text",
    commands: [
      { label: "Save", keys: ["Mod+S"], run: (desk) => void desk.save() },
      { label: "Save everything", keys: ["Mod+Shift+S"], run: (desk) => void desk.documents.saveAll() },
      { label: "Find and replace", keys: ["Mod+F"], run: find },
      { label: "Undo", keys: ["Mod+Z"] },
      { label: "Redo", keys: ["Mod+Y", "Mod+Shift+Z"] },
      { label: "Indent, outdent", keys: ["Mod+]", "Mod+["] },
    ],
  },
  {
    title: "Findings and evidence",
    commands: [
      { label: "Next finding", keys: ["F8", "Mod+'"], run: (desk) => void stepFinding(desk, 1) },
      { label: "Previous finding", keys: ["Shift+F8", 'Mod+Shift+"'], run: (desk) => void stepFinding(desk, -1) },
      { label: "Card about the caret; again: enter it", keys: ["Mod+E"] },
      { label: "Close the card", keys: ["Escape"] },
      { label: "Next statement", keys: ["Mod+J"] },
      { label: "Previous statement", keys: ["Mod+Shift+J"] },
      { label: "Go to the evidence", keys: ["Mod+Enter"], run: (desk) => void goToSupport(desk) },
      { label: "Back to the text", keys: ["Mod+Shift+Enter"], run: (desk) => desk.centre?.buffer?.focus() },
      { label: "Back", keys: backKeys, run: (desk) => void desk.places.back() },
      { label: "Forward", keys: forwardKeys, run: (desk) => void desk.places.forward() },
      { label: "Evidence follows the caret", keys: ["Mod+L"], run: toggleFollow },
      { label: "Problems", keys: ["Mod+Shift+M"], run: (desk) => void (desk.problems = !!desk.pkg && !desk.problems) },
    ],
  },
  {
    title: "Package",
    commands: [
      { label: "Commit", keys: ["Mod+Shift+G"], run: (desk) => desk.commit() },
      { label: "Sync", keys: ["Mod+Shift+Y"], run: (desk) => desk.share() },
      { label: "Make the commit, in its dialog", keys: ["Mod+Enter"] },
    ],
  },
  {
    title: "Window",
    commands: [
      { label: "Next region", keys: ["F6"], run: () => cycleRegions(1) },
      { label: "Previous region", keys: ["Shift+F6"], run: () => cycleRegions(-1) },
      { label: "Packages", keys: ["Mod+1"], run: () => enterRegion("packages") },
      { label: "Text", keys: ["Mod+2"], run: () => enterRegion("text") },
      { label: "Evidence", keys: ["Mod+3"], run: () => enterRegion("evidence") },
      { label: "Problems list", keys: ["Mod+4"], run: () => enterRegion("problems") },
      { label: "Larger", keys: ["Mod+=", "Mod+Shift++"], run: (desk) => desk.preferences.zoomBy(1) },
      { label: "Smaller", keys: ["Mod+-"], run: (desk) => desk.preferences.zoomBy(-1) },
      { label: "100 %", keys: ["Mod+0"], run: (desk) => desk.preferences.zoomBy(0) },
      { label: "Keyboard help", keys: ["F1"], run: (desk) => void (desk.dialog = { kind: "help" }) },
    ],
  },
];

/** Searches the evidence when that is where the caret is, and else the text. */
function find({ centre, beside }: Desk): void {
  const doc = beside?.buffer?.focused ? beside : centre;
  doc?.buffer?.search();
}

function toggleFollow({ preferences, announcer }: Desk): void {
  preferences.setFollow(!preferences.follow);
  announcer.say(preferences.follow ? "The evidence follows the caret" : "The evidence stays where it is");
}
