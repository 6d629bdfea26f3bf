import type { Desk } from "../state/desk.svelte";
import type { CommandGroup } from "./command";

/** What is done with the text of a layer. */
export const text: CommandGroup = {
  title: "Text",
  commands: [
    { id: "text.save", label: "Save", keys: ["Mod+S"], run: (desk) => void desk.save() },
    { id: "text.saveAll", label: "Save everything", keys: ["Mod+Shift+S"], run: (desk) => void desk.documents.saveAll() },
    { id: "text.find", label: "Find and replace", keys: ["Mod+F"], run: find, enabled: ({ screen, centre }) => screen === "text" && !!centre },
    { id: "text.undo", label: "Undo", keys: ["Mod+Z"] },
    { id: "text.redo", label: "Redo", keys: ["Mod+Y", "Mod+Shift+Z"] },
    { id: "text.indent", label: "Indent, outdent", keys: ["Mod+]", "Mod+["] },
  ],
};

/** Searches the evidence when that is where the caret is, and else the text. */
function find({ centre, beside }: Desk): void {
  const doc = beside?.buffer?.focused ? beside : centre;
  doc?.buffer?.search();
}
