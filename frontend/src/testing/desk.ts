// The window's state over a package in which layers stand on one another.
import type { EditorState } from "@codemirror/state";
import { vi } from "vitest";
import type { Explanation, Tie } from "../lib/backend";
import { litOf, type Stretch } from "../lib/editor/lit";
import { sharedOf } from "../lib/editor/shared";
import { Desk } from "../lib/state/desk.svelte";
import { FakeBackend } from "./backend";
import { finding, link, row, statement, tie } from "./values";

export const evidence = "Alpha has 17 nodes. Beta has none.";
export const signals = "Alpha signals 17 nodes. Gamma is here.";
const used = [link(0, 23, { layer: "signals" }), link(0, 8, { layer: "profile" })];
const anchors = { here: [{ kind: "name", from: 0, to: 5 }], there: [{ kind: "figure", from: 10, to: 12 }] };
const below = { here: [{ kind: "figure", from: 10, to: 12 }], there: [{ kind: "figure", from: 14, to: 16 }] };

/** Alpha in the signals stands on Alpha in the evidence; the profile stands on the signals. */
function explains(layer: string, id: string, beside: string): Partial<Explanation> {
  const joined: Record<string, Tie[]> = {
    "signals 0-23 evidence": [tie(link(0, 19), anchors)],
    "evidence 0-19 signals": [tie(used[0]!, below)],
    "profile 0-8 signals": [tie(link(0, 23, { layer: "signals" }), anchors)],
    "signals 0-23 profile": [tie(used[1]!, anchors)],
  };
  const support = layer === "evidence" ? [] : (joined[`${layer} ${id} evidence`] ?? []);
  return { support, beside: joined[`${layer} ${id} ${beside}`] ?? [], usedBy: layer === "evidence" && id === "0-19" ? used : [] };
}

function engine(layer: string) {
  if (layer === "evidence") return { statements: [statement(0, 19, { users: 2 }), statement(20, 34)], findings: [] };
  if (layer === "signals") return { statements: [statement(0, 23, { score: 0.8 }), statement(24, 38)], findings: [finding(24, 29)] };
  return { statements: [statement(0, 8)], findings: [finding(3, 5, { layer, severity: "warning" })] };
}

/** The window on one package of three layers. */
export async function desk(rows = [row("p")]) {
  const backend = new FakeBackend({ evidence, signals, profile: "Profile." });
  Object.assign(backend, { engine, explains, rows });
  const made = new Desk(backend);
  const stop = made.start();
  await vi.advanceTimersByTimeAsync(0);
  const texts = (layer: string, of: (state: EditorState) => Stretch[]) => {
    const { text, state } = made.documents.find("p", layer)!.buffer!;
    return of(state).map(({ from, to }) => text.slice(from, to));
  };
  const lit = (layer: string) => texts(layer, litOf);
  const shared = (layer: string) => texts(layer, sharedOf);
  const caret = async (layer: string, pos: number) => {
    made.documents.find("p", layer)!.buffer!.dispatch({ selection: { anchor: pos } });
    await vi.advanceTimersByTimeAsync(0);
  };
  return { backend, desk: made, stop, lit, shared, caret };
}
