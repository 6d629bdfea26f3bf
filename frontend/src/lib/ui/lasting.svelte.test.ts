import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Lasting } from "./lasting.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("is told of what holds for a while, and of its end at once", () => {
  let holds = $state(false);
  let lasting!: Lasting;
  const stop = $effect.root(() => void (lasting = new Lasting(() => holds, 300)));
  const told = (now: boolean, after: number) => {
    holds = now;
    flushSync();
    vi.advanceTimersByTime(after);
    return lasting.now;
  };
  expect(told(true, 299)).toBe(false);
  expect(told(false, 299)).toBe(false);
  expect(told(true, 299)).toBe(false);
  expect(told(true, 1)).toBe(true);
  expect(told(false, 0)).toBe(false);
  stop();
});
