import { closeWindow } from "../state/opening";
import { screens } from "../state/screens";
import { mac } from "../ui/keys";
import { cycleRegions, enterRegion } from "../ui/regions";
import { hasRowMenu, openRowMenu } from "../ui/rowmenu";
import type { Command, CommandGroup } from "./command";

/** The screens, and where the focus goes in the window. */
export const window: CommandGroup = {
  title: "Window",
  commands: [
    ...screens.map(
      ({ id, title, keys, ofPackage }): Command => ({
        id: `screen.${id}`,
        label: title,
        keys,
        run: (desk) => desk.show(id),
        enabled: ({ pkg }) => !ofPackage || !!pkg,
      }),
    ),
    { id: "region.next", label: "Next region", keys: ["F6"], run: () => cycleRegions(1) },
    { id: "region.previous", label: "Previous region", keys: ["Shift+F6"], run: () => cycleRegions(-1) },
    { id: "region.packages", label: "List of packages", keys: ["Mod+1"], run: () => enterRegion("packages") },
    { id: "region.text", label: "Text of the layer", keys: ["Mod+2"], run: () => enterRegion("text") },
    { id: "region.evidence", label: "Evidence", keys: ["Mod+3"], run: () => enterRegion("evidence") },
    { id: "region.problems", label: "Problems list", keys: ["Mod+4"], run: () => enterRegion("problems") },
    { id: "menu.open", label: "Menu of the row", keys: mac ? ["Ctrl+Enter"] : ["Shift+F10", "ContextMenu"], run: openRowMenu, enabled: hasRowMenu },
    { id: "zoom.in", label: "Larger", keys: ["Mod+=", "Mod+Shift++"], run: (desk) => desk.preferences.zoomBy(1) },
    { id: "zoom.out", label: "Smaller", keys: ["Mod+-"], run: (desk) => desk.preferences.zoomBy(-1) },
    { id: "zoom.reset", label: "100 %", keys: ["Mod+0"], run: (desk) => desk.preferences.zoomBy(0) },
    { id: "window.close", label: "Close the window", keys: ["Mod+Q"], run: (desk) => void closeWindow(desk) },
    { id: "help.keys", label: "Keyboard help", keys: ["F1"], run: (desk) => void (desk.dialog = { kind: "help" }) },
    { id: "help.licences", label: "Licences of others", keys: [], run: (desk) => void (desk.dialog = { kind: "licences" }) },
    { id: "help.about", label: "About Atlas Desk", keys: [], run: (desk) => void (desk.dialog = { kind: "about" }) },
  ],
};
