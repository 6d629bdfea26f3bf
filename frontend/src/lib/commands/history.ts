import type { Desk } from "../state/desk.svelte";
import { showLayer, showStory, showUncommitted } from "../state/looking";
import type { CommandGroup } from "./command";

const ofPackage = ({ pkg }: Desk) => !!pkg;
const inHistory = ({ screen, history }: Desk) => screen === "history" && !!history.difference;

/** What was, and what became of it. */
export const history: CommandGroup = {
  title: "History",
  commands: [
    { id: "history.statement", label: "History of this statement", keys: ["Mod+Shift+I"], run: (desk) => void showStory(desk), enabled: ({ screen, pkg }) => screen === "text" && !!pkg },
    { id: "history.compare", label: "Compare with the last commit", keys: ["Mod+Shift+D"], run: showUncommitted, enabled: ofPackage },
    { id: "history.restore", label: "Restore an earlier version of this layer…", keys: [], run: showLayer, enabled: ofPackage },
    { id: "history.kept", label: "What was set aside or taken back…", keys: [], run: (desk) => void (desk.dialog = { kind: "kept" }), enabled: ofPackage },
    { id: "history.swap", label: "Turn the two versions round", keys: [], run: ({ history }) => history.swap(), enabled: inHistory },
    { id: "difference.next", label: "Next change, in a difference", keys: ["F7", "J"] },
    { id: "difference.previous", label: "Previous change, in a difference", keys: ["Shift+F7", "K"] },
    { id: "difference.style", label: "Side by side or inline, in a difference", keys: ["D"] },
  ],
};
