import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeStart } from "../../testing/start";
import { Recent } from "./recent.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what was open before the program was started stands behind what was opened since", async () => {
  const start = new FakeStart();
  start.lately = { folder: "/f", layers: ["north/ruritania/profile", "p/signals"], commands: ["screen.history", "go.outline"] };
  const recent = new Recent(start);
  recent.visit("p", "signals");
  recent.gave("go.outline");
  await recent.load();
  expect(recent.list).toEqual([{ pkg: "p", layer: "signals" }, { pkg: "north/ruritania", layer: "profile" }]);
  expect(recent.commands).toEqual(["go.outline", "screen.history"]);
});

test("what is opened is kept for the folder that it is of, and never for another", async () => {
  const start = new FakeStart();
  const recent = new Recent(start);
  recent.visit("p", "signals");
  await vi.advanceTimersByTimeAsync(1000);
  expect(start.KeepLately).not.toHaveBeenCalled(); // nobody knows yet of which folder it is
  await recent.load();
  recent.visit("p", "profile");
  await vi.advanceTimersByTimeAsync(1000);
  expect(start.KeepLately).toHaveBeenCalledExactlyOnceWith({ folder: "/workspace", layers: ["p/profile", "p/signals"], commands: [] });
  recent.visit("p", "evidence");
  recent.clear();
  await vi.advanceTimersByTimeAsync(1000);
  expect(start.KeepLately).toHaveBeenCalledOnce();
});
