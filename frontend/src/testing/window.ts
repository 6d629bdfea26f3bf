// The whole window in jsdom, as a reader uses it.
import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, vi } from "vitest";
import App from "../App.svelte";
import { Desk } from "../lib/state/desk.svelte";
import { FakeBackend } from "./backend";

let stop = () => {};

/** Shows the window anew in each test of a file, in a time of its own. */
export function inWindow(): void {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });
}

/** Lets what is under way come to the screen. */
export async function settle(ms = 0) {
  await vi.advanceTimersByTimeAsync(ms);
  flushSync();
}

/** The window on one package, with what stands behind it. */
export async function window_(prepare: (backend: FakeBackend) => void = () => {}) {
  const backend = new FakeBackend({ evidence: "Alpha has 17 nodes.", signals: "Alpha signals 19 nodes." });
  prepare(backend);
  const desk = new Desk(backend);
  const app = mount(App, { target: document.body, props: { desk } });
  stop = () => void unmount(app);
  await settle();
  await settle();
  return { backend, desk };
}

export const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
export const button = (name: string) => all("button").find((one) => one.textContent?.trim() === name) as HTMLButtonElement;
export const dialog = () => document.querySelector("dialog");

export async function press(key: string, init: KeyboardEventInit = {}) {
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init }));
  await settle();
}

export async function click(name: string) {
  button(name).click();
  await settle();
}

export async function fill(label: string, text: string) {
  const field = all("label").find((one) => one.textContent === label)?.getAttribute("for") ?? "";
  const input = document.getElementById(field) as HTMLTextAreaElement;
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
}
