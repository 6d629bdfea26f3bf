// Keys are written "Mod+Shift+M": Mod is ⌘ on a Mac and Ctrl elsewhere, Ctrl is
// the control key on every system; the last part is the value of
// KeyboardEvent.key.

export const mac = /Mac|iPhone|iPad/.test(navigator.platform);

const signs: Record<string, string> = mac
  ? { Mod: "⌘", Shift: "⇧", Alt: "⌥", Ctrl: "⌃", Enter: "↩", Escape: "esc", ArrowLeft: "←", ArrowRight: "→" }
  : { Mod: "Ctrl", Escape: "Esc", ArrowLeft: "←", ArrowRight: "→" };

/** Whether the event is this combination and no other. */
export function matches(event: KeyboardEvent, keys: string): boolean {
  const parts = split(keys);
  const key = parts.pop() ?? "";
  const command = parts.includes("Mod");
  const control = parts.includes("Ctrl");
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    event.ctrlKey === (control || (command && !mac)) &&
    event.metaKey === (command && mac) &&
    event.shiftKey === parts.includes("Shift") &&
    event.altKey === parts.includes("Alt")
  );
}

/** The combination as it is written on this system. */
export function written(keys: string): string {
  return split(keys)
    .map((part) => signs[part] ?? part)
    .join(mac ? "" : "+");
}

/** The parts of a combination; the key itself may be "+". */
function split(keys: string): string[] {
  return keys.split(/\+(?!$)/);
}

const modifiers = ["Control", "Shift", "Alt", "AltGraph", "Meta", "CapsLock", "Dead", "Process", "Unidentified"];

/** The combination that was pressed; empty while only keys such as Shift are down. */
export function combinationOf(event: KeyboardEvent): string {
  if (modifiers.includes(event.key)) return "";
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const held = [
    [mac ? event.metaKey : event.ctrlKey, "Mod"],
    [mac && event.ctrlKey, "Ctrl"],
    [event.altKey, "Alt"],
    [event.shiftKey, "Shift"],
  ] as const;
  return [...held.filter(([down]) => down).map(([, name]) => name), key].join("+");
}

/** Why a combination cannot be given to a command, as a sentence; empty where it can. */
export function unfit(keys: string): string {
  const parts = split(keys);
  const key = parts.at(-1) ?? "";
  if (/^(Tab|Escape|Enter|Backspace|Delete|Arrow.*| )$/.test(key) && parts.length === 1) return `${written(keys)} alone is needed to write and to move about.`;
  if (key.length === 1 && !parts.includes("Mod") && !parts.includes("Ctrl") && !parts.includes("Alt")) return "Letters and signs alone are for typing. Hold Ctrl or Alt, or use a function key.";
  if (!mac && parts.includes("Mod") && parts.includes("Alt") && key.length === 1) return "Ctrl and Alt together type letters on many keyboards (AltGr). Choose another combination.";
  return "";
}
