import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Fault } from "../backend";
import { FakeBackend } from "../../testing/backend";
import { desk } from "../../testing/desk";
import { closeWindow, openPlace } from "./opening";
import { Unsent } from "./unsent.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const later = (milliseconds = 500) => vi.advanceTimersByTimeAsync(milliseconds);

async function unsent(kept: Record<string, string> = {}) {
  const backend = new FakeBackend();
  backend.unsent.kept.set("/w", kept);
  const wrong: string[] = [];
  const made = new Unsent(backend.unsent, ({ sentence }) => wrong.push(sentence));
  await made.open("/w");
  return { made, calls: backend.unsent, kept: () => backend.unsent.kept.get("/w"), wrong };
}

test("words are kept within half a second while somebody types, and go when they are sent", async () => {
  const { made, kept } = await unsent({ old: "Kept." });
  expect(made.get("old")).toBe("Kept.");
  for (let i = 1; i <= 50; i++) {
    made.set("new", "x".repeat(i));
    await later(10);
  }
  expect(kept()?.["new"]?.length).toBeGreaterThan(35);
  made.set("new", "");
  await later();
  expect(kept()).toEqual({ old: "Kept." });
});

test("what is typed while the words are read stays", async () => {
  const { made } = await unsent({ old: "Kept." });
  made.clear();
  const read = made.open("/w");
  made.set("old", "Typed.");
  await read;
  expect(made.get("old")).toBe("Typed.");
});

test("no older words come to the disk after newer ones", async () => {
  const { made, calls, kept } = await unsent();
  calls.Keep.mockImplementationOnce(async ({ folder, words }) => {
    await later(100);
    calls.kept.set(folder, words);
  });
  made.set("a", "one");
  const first = made.settled();
  made.set("a", "one two");
  expect([await first, await made.settled(), kept()]).toEqual([true, true, { a: "one two" }]);
});

test("words that cannot be kept are told of once, and tried again", async () => {
  const { made, calls, kept, wrong } = await unsent();
  calls.Keep.mockRejectedValue(new Fault("failed", "the disk is full"));
  made.set("a", "one");
  await later();
  expect([made.unkept, await made.settled(), wrong]).toEqual([true, false, ["The disk is full."]]);
  calls.Keep.mockImplementation(async ({ folder, words }) => void calls.kept.set(folder, words));
  await later(3000);
  expect([made.unkept, kept()]).toEqual([false, { a: "one" }]);
});

test("a note and the words of a commit are there again when their folder is, and not before", async () => {
  const { desk: window, backend, stop } = await desk();
  backend.plan = { message: "Proposed", entry: "Generated.", waivers: "One." };
  await window.reviewing.load("p", 1);
  window.reviewing.write("remark", "Which one?", "signals/n");
  const committing = window.commits.begin("p");
  await committing.refresh();
  window.commits.keep(committing);
  expect(committing.written).toEqual({ message: "", entry: "", generated: "", reason: "" });
  Object.assign(committing, { message: "Typed", entry: "Mine.", reason: "It is so." });
  window.commits.keep(committing);
  await openPlace(window, { root: "/other", package: "", layer: "" });
  await window.reviewing.load("p", 1);
  expect([window.commits.begin("p").message, window.reviewing.draft("remark", "signals/n")]).toEqual(["", ""]);
  await openPlace(window, { root: "/w", package: "", layer: "" });
  await window.reviewing.load("p", 1);
  expect(window.reviewing.draft("remark", "signals/n")).toBe("Which one?");
  const again = window.commits.begin("p");
  await again.refresh();
  expect([again.message, again.entry, again.reason, again.edited, again.generatedAgain]).toEqual(["Typed", "Mine.", "It is so.", true, false]);
  await window.commits.finish(again);
  await later();
  expect(Object.keys(backend.unsent.kept.get("/w") ?? {})).toEqual(["p remark signals/n"]);
  stop();
});

test("what cannot be kept is asked about before the folder is left or the window closes", async () => {
  const { desk: window, backend, stop } = await desk();
  window.unsent.set("a", "one");
  await closeWindow(window);
  expect([window.dialog, backend.settings.Quit.mock.calls.length]).toEqual([null, 1]);
  backend.unsent.Keep.mockRejectedValue(new Fault("failed", "the disk is full"));
  window.unsent.set("a", "one two");
  await openPlace(window, { root: "/other", package: "", layer: "" });
  expect(window.dialog).toMatchObject({ kind: "unsaved", verb: "open" });
  expect(window.workspace.overview.root).toBe("/w");
  stop();
});
