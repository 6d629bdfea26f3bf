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
