import type { Desk } from "../state/desk.svelte";
import { revert } from "../state/looking";
import { readIn } from "../state/navigation";
import { mac } from "../ui/keys";
import type { CommandGroup } from "./command";

/** What is done with the text of a layer. */
export const text: CommandGroup = {
  title: "Text",
  commands: [
    { id: "text.save", label: "Save", keys: ["Mod+S"], run: (desk) => void desk.save() },
    { id: "text.saveAll", label: "Save everything", keys: ["Mod+Shift+S"], run: (desk) => void desk.documents.saveAll() },
    { id: "text.revert", label: "Revert to what is saved…", keys: [], run: (desk) => void revert(desk), enabled: ({ screen, centre }) => screen === "text" && !!centre?.dirty && !centre.vanished },
    { id: "text.find", label: "Find in this text", keys: ["Mod+F"], run: (desk) => readIn(desk)?.search(), enabled: hasText },
    { id: "text.replace", label: "Replace in this text", keys: mac ? ["Mod+Alt+ƒ"] : ["Mod+H"], run: (desk) => readIn(desk)?.search(true), enabled: hasText },
    { id: "text.findNext", label: "Next, previous match", keys: ["F3", "Shift+F3"] },
    { id: "text.undo", label: "Undo", keys: ["Mod+Z"] },
    { id: "text.redo", label: "Redo", keys: ["Mod+Y", "Mod+Shift+Z"] },
    { id: "text.indent", label: "Indent, outdent", keys: ["Mod+]", "Mod+["] },
  ],
};

/** Whether there is a text to look in. */
function hasText({ screen, centre }: Desk): boolean {
  return screen === "text" && !!centre;
}
