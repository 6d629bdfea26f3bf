import { mac } from "../ui/keys";
import type { Command } from "./command";

// On a Mac, ⌥← and ⌥→ go word by word.
export const back: Command = {
  id: "place.back",
  label: "Back",
  keys: mac ? ["Ctrl+-"] : ["Alt+ArrowLeft"],
  run: (desk) => void desk.places.back(),
};

export const forward: Command = {
  id: "place.forward",
  label: "Forward",
  keys: mac ? ["Ctrl+Shift+_"] : ["Alt+ArrowRight"],
  run: (desk) => void desk.places.forward(),
};
