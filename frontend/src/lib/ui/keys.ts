// Keys are written "Mod+Shift+M": Mod is ⌘ on a Mac and Ctrl elsewhere; the
// last part is the value of KeyboardEvent.key. "Ctrl" is the control key of a
// Mac.

export const mac = /Mac|iPhone|iPad/.test(navigator.platform);

const signs: Record<string, string> = mac
  ? { Mod: "⌘", Ctrl: "⌃", Alt: "⌥", Shift: "⇧", Enter: "↩", Escape: "esc", ArrowLeft: "←", ArrowRight: "→" }
  : { Mod: "Ctrl", Escape: "Esc", ArrowLeft: "←", ArrowRight: "→" };

/** Whether the event is this combination and no other. */
export function matches(event: KeyboardEvent, keys: string): boolean {
  const parts = split(keys);
  const key = parts.pop() ?? "";
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === parts.includes("Mod") &&
    other === parts.includes("Ctrl") &&
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
