import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Pacer } from "./pacer";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A task that ends when it is told to. */
function slow() {
  const ends: (() => void)[] = [];
  const task = vi.fn(() => new Promise<void>((end) => void ends.push(end)));
  return { task, end: async () => (ends.shift()?.(), await vi.advanceTimersByTimeAsync(0)) };
}

test("runs once, after the requests have paused", async () => {
  const task = vi.fn(async () => {});
  const pacer = new Pacer(task, 50, 1000);
  for (let i = 0; i < 3; i++) {
    pacer.request();
    await vi.advanceTimersByTimeAsync(40);
  }
  expect(task).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10);
  expect(task).toHaveBeenCalledTimes(1);
});

test("never keeps a request waiting for longer than the most", async () => {
  const task = vi.fn(async () => {});
  const pacer = new Pacer(task, 50, 100);
  for (let i = 0; i < 10; i++) {
    pacer.request();
    await vi.advanceTimersByTimeAsync(30);
  }
  expect(task.mock.calls.length).toBeGreaterThanOrEqual(2);
});

test("one run at a time, and one more for what was asked meanwhile", async () => {
  const { task, end } = slow();
  const pacer = new Pacer(task, 50, 100);
  pacer.request();
  await vi.advanceTimersByTimeAsync(50);
  pacer.request();
  pacer.request();
  await vi.advanceTimersByTimeAsync(100);
  expect(task).toHaveBeenCalledTimes(1);
  await end();
  expect(task).toHaveBeenCalledTimes(2);
  expect(pacer.pending).toBe(true);
  await end();
  expect(pacer.pending).toBe(false);
  expect(task).toHaveBeenCalledTimes(2);
});

test("a request that is stopped never runs", async () => {
  const task = vi.fn(async () => {});
  const pacer = new Pacer(task, 50, 100);
  pacer.request();
  pacer.stop();
  await vi.advanceTimersByTimeAsync(200);
  expect(task).not.toHaveBeenCalled();
});

test("a request that comes alone runs sooner; those that follow it wait for a pause", async () => {
  const task = vi.fn(async () => {});
  const pacer = new Pacer(task, 50, 1000, 10);
  await vi.advanceTimersByTimeAsync(1);
  pacer.request();
  await vi.advanceTimersByTimeAsync(10);
  expect(task).toHaveBeenCalledTimes(1);
  pacer.request();
  await vi.advanceTimersByTimeAsync(49);
  expect(task).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(task).toHaveBeenCalledTimes(2);
});
