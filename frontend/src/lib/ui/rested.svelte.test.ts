import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Rested } from "./rested.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("asks about what is rested on, and an answer that comes late is not told of something else", async () => {
  let about = $state("a");
  const asked: string[] = [];
  const answers = new Map<string, (answer: string | null) => void>();
  let rested!: Rested<string>;
  const question = () => {
    const name = about;
    return name ? { about: name, ask: () => (asked.push(name), new Promise<string | null>((tell) => answers.set(name, tell))) } : null;
  };
  const stop = $effect.root(() => void (rested = new Rested(question, 400)));
  const look = (at: string, rest: number) => {
    about = at;
    flushSync();
    vi.advanceTimersByTime(rest);
  };
  const tell = async (at: string, answer: string | null) => {
    answers.get(at)!(answer);
    await vi.advanceTimersByTimeAsync(0);
  };
  look("a", 399);
  look("b", 400);
  expect(asked).toEqual(["b"]);
  look("c", 400);
  await tell("c", "of c");
  await tell("b", "of b");
  expect([rested.of("c"), rested.of("b")]).toEqual(["of c", null]);
  look("d", 400);
  await tell("d", null);
  expect([rested.of("d"), rested.of("c")]).toEqual([null, null]);
  look("e", 400);
  look("", 400);
  await tell("e", "of e");
  expect([asked, rested.of("e")]).toEqual([["b", "c", "d", "e"], null]);
  stop();
});
