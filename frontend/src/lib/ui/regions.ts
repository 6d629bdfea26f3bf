import { flushSync } from "svelte";
import { afterPaint } from "./afterpaint.svelte";

// Regions are the parts of the window that F6 goes through: every element
// with data-region, entered at its [data-entry], or else at its text, or else at
// its first control.

const entries = ["[data-entry]", ".cm-content", "button:not(:disabled), input, textarea, [tabindex='0']"];

/** Moves the focus to the next region, or the one before. */
export function cycleRegions(direction: 1 | -1): void {
  const regions = all();
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const start = at < 0 && direction < 0 ? 0 : at;
  for (let step = 1; step <= regions.length; step++) {
    const next = regions[(start + direction * step + regions.length * 2) % regions.length];
    if (next && enter(next)) return;
  }
}

/** Moves the focus into the region of this name. */
export function enterRegion(name: string): void {
  const region = named(name);
  if (region) enter(region);
}

/**
 * Moves the focus into a region that is only just asked for, at once: a key
 * that is typed meanwhile would go into the text. It is looked at once more
 * where something else, such as a dialog that closes, takes the focus back.
 */
export function enterNewRegion(name: string): void {
  flushSync();
  enterRegion(name);
  requestAnimationFrame(() => {
    if (!named(name)?.contains(document.activeElement)) enterRegion(name);
  });
}

/**
 * Goes into a region that comes, where nothing has the focus: as after the
 * screen has changed by key, and what was focused has gone with the old one.
 */
export function enterIfLost(region: HTMLElement): () => void {
  home = region;
  // By then a dialog that led here has closed.
  afterPaint(() => {
    if (document.activeElement === document.body) enter(region);
  });
  return () => {
    if (home === region) home = null;
  };
}

/** The region in which the work of a screen is done. */
let home: HTMLElement | null = null;

/** Goes into the region in which the work of the screen is done; `however` also where that has no more than a button yet. */
export function enterHome(however: boolean): void {
  if (home && (however || home.matches("[data-entry]") || home.querySelector("[data-entry], .cm-content"))) enter(home);
}

function named(name: string): HTMLElement | undefined {
  return all().find((region) => region.dataset.region === name);
}

function all(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-region]")];
}

/** Moves the focus to where a part of the window is entered; false where it has no such place. */
export function enter(region: HTMLElement): boolean {
  const entry = entries.map((selector) => (region.matches(selector) ? region : region.querySelector<HTMLElement>(selector))).find((found) => found);
  entry?.focus();
  return !!entry && entry === document.activeElement;
}
