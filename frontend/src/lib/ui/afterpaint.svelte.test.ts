import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { afterPaint, DeferredValue } from "./afterpaint.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const paint = () => {
  vi.advanceTimersToNextFrame();
  vi.advanceTimersByTime(1);
};

test("a value is there at first, then one frame late; what came and went leaves nothing", () => {
  let value = $state("a");
  let deferred!: DeferredValue<string>;
  const stop = $effect.root(() => void (deferred = new DeferredValue(() => value)));
  const set = (next: string) => {
    value = next;
    flushSync();
  };
  flushSync();
  paint();
  set("b");
  expect(deferred.now).toBe("a");
  paint();
  expect(deferred.now).toBe("b");
  set("c");
  set("b");
  paint();
  paint();
  expect(deferred.now).toBe("b");
  stop();
});

test("a hidden window, which paints nothing, waits for nothing", () => {
  vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  const act = vi.fn();
  afterPaint(act);
  expect(act).toHaveBeenCalledOnce();
});
