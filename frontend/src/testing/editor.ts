// A buffer for tests of the editor, alone or in a pane.
import { vi } from "vitest";
import type { Explanation } from "../lib/backend";
import { Buffer, Pane } from "../lib/editor";

export function actions() {
  return {
    open: vi.fn(),
    apply: vi.fn(),
    waive: vi.fn(),
    unwaive: vi.fn(),
    rule: vi.fn(),
    title: (layer: string) => layer.toUpperCase(),
    explain: vi.fn(async (_statement: string): Promise<Explanation | null> => null),
    hovered: vi.fn(),
    follow: vi.fn(),
  };
}

/** A buffer that no pane shows, with what it tells of itself. */
export function buffer(text: string, version = 0) {
  const changed = vi.fn();
  const does = actions();
  const made = new Buffer(text, { access: { label: "Signals", readOnly: false, spelling: true }, actions: does, version }, changed);
  return { buffer: made, changed, actions: does };
}

/** The same, shown in a pane of the document. */
export function shown(text: string) {
  const host = document.body.appendChild(document.createElement("div"));
  const pane = new Pane(host);
  const made = buffer(text);
  pane.show(made.buffer);
  return { ...made, pane, host, content: host.querySelector<HTMLElement>(".cm-content")! };
}

/** Types text at a position, as one user event. */
export function type(target: Buffer, at: number, text: string, userEvent = "input.type"): void {
  target.dispatch({ changes: { from: at, insert: text }, selection: { anchor: at + text.length }, userEvent });
}
