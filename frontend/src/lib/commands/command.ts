import type { Desk } from "../state/desk.svelte";

/** An act that the window can do: what the keys, the help and the palette are made from. */
export interface Command {
  /** Stable; what a person's own keys are kept under. */
  id: string;
  label: string;
  /** Combinations in the form of lib/ui/keys. */
  keys: readonly string[];
  /** Without it, the editor or a dialog answers the keys itself. */
  run?: (desk: Desk) => void;
  /** Whether it can be done now. Default: always. */
  enabled?: (desk: Desk) => boolean;
}

/** Commands of one kind, in the order in which people see them. */
export interface CommandGroup {
  title: string;
  commands: readonly Command[];
}
