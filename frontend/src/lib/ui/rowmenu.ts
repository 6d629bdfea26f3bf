// The menus of rows: by the right button of the mouse, and by key for the row
// that has the focus. Text fields keep the menu of the system.

/** Where a menu opens: below or above this line of the screen. */
export interface Anchor {
  left: number;
  top: number;
  bottom: number;
}

const rows = "[role=option], [role=treeitem], [role=row], [role=tab]";
const lists = "[data-menus]";

/** Gives the rows of a list menus; `open` tells whether a row has one. */
export function rowMenu(open: (row: HTMLElement, at: Anchor) => boolean) {
  return (list: HTMLElement) => {
    const opened = (event: MouseEvent) => {
      const pointed = (event.target as Element).closest<HTMLElement>(rows);
      const byMouse = !!pointed && event.isTrusted && (event.button === 2 || event.ctrlKey); // Ctrl and a click, on a Mac
      const row = byMouse ? pointed : current(list);
      if (row && list.contains(row) && open(row, byMouse ? pointAt(event) : lineOf(row))) event.preventDefault();
    };
    list.dataset.menus = "";
    list.addEventListener("contextmenu", opened);
    return () => list.removeEventListener("contextmenu", opened);
  };
}

/** The row that the keys are for: the one with the focus, or the one that the list says is active. */
function current(list: HTMLElement): HTMLElement | null {
  const active = list.getAttribute("aria-activedescendant");
  if (active && document.activeElement === list) return document.getElementById(active);
  const row = document.activeElement?.closest<HTMLElement>(rows);
  return row && list.contains(row) ? row : null;
}

function pointAt({ clientX, clientY }: MouseEvent): Anchor {
  return { left: clientX, top: clientY, bottom: clientY };
}

function lineOf(row: HTMLElement): Anchor {
  const { left, top, bottom } = row.getBoundingClientRect();
  return { left: left + 24, top, bottom };
}

/** Whether the focus is in a list whose rows have menus. */
export function hasRowMenu(): boolean {
  return !!document.activeElement?.closest(lists);
}

/** Opens the menu of the row that has the focus. */
export function openRowMenu(): void {
  document.activeElement?.closest(lists)?.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
}
