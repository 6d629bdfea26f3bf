import { enter, enterHome } from "./regions";

/** When it is looked whether the focus is lost, in ms after an act: at once, after an answer of Go, and when a screen has been read. */
const looks = [30, 200, 700];

/** What had the focus last. */
interface Held {
  by: HTMLElement;
  around: HTMLElement[];
  /** It could have kept the focus, and something took it away. */
  left: boolean;
}

/**
 * Keeps the focus where the reader works: a control that goes away, or cannot be
 * used any more, leaves the page without any, and what is typed then is lost.
 * It goes back to the control where that comes back, or into the closest part
 * around it that is still there. What was left on purpose stays left.
 */
export function keepFocus(page: HTMLElement): () => void {
  /** By the dialog or the page that it was in. */
  const held = new WeakMap<HTMLElement, Held>();
  let timers: ReturnType<typeof setTimeout>[] = [];
  const topOf = (element: HTMLElement) => element.closest("dialog") ?? page;

  function follow({ target }: FocusEvent) {
    if (!(target instanceof HTMLElement) || target.closest("[role=menu]")) return; // it gives back what it takes
    const top = topOf(target);
    held.set(top, { by: target, around: around(target, top), left: false });
  }

  function leave({ target }: FocusEvent) {
    const last = target instanceof HTMLElement && held.get(topOf(target));
    if (last && last.by === target) last.left = isUsable(target);
  }

  function look(last: boolean) {
    if (document.activeElement !== document.body || !document.hasFocus() || !getSelection()?.isCollapsed) return;
    const top = [...document.querySelectorAll<HTMLElement>("dialog[open]")].at(-1) ?? page;
    const focus = held.get(top);
    if (!focus) return;
    if (isUsable(focus.by)) return void (focus.left || focus.by.focus({ preventScroll: true }));
    if (isShown(focus.by) && !last) return; // it may only be busy
    const entered = focus.around.some((part) => isShown(part) && enter(part));
    if (!entered && top === page) enterHome(last);
  }

  function act() {
    timers.forEach(clearTimeout);
    timers = looks.map((ms, i) => setTimeout(() => look(i === looks.length - 1), ms));
  }

  document.addEventListener("focusin", follow);
  document.addEventListener("focusout", leave);
  for (const type of ["keydown", "click"]) document.addEventListener(type, act, true);
  return () => {
    document.removeEventListener("focusin", follow);
    document.removeEventListener("focusout", leave);
    for (const type of ["keydown", "click"]) document.removeEventListener(type, act, true);
    timers.forEach(clearTimeout);
  };
}

/** What an element stands in, from the inside out, below a screen or dialog as a whole. */
function around(element: HTMLElement, top: HTMLElement): HTMLElement[] {
  const out: HTMLElement[] = [];
  for (let at = element.parentElement; at && at !== top && at.tagName !== "MAIN"; at = at.parentElement) out.push(at);
  return out;
}

const isShown = (element: HTMLElement) => element.isConnected && element.getClientRects().length > 0;

const isUsable = (element: HTMLElement) => isShown(element) && !element.matches(":disabled");
