import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeBackend } from "../../testing/backend";
import type { SearchPackage, SearchPage } from "../backend";
import { Fault } from "../backend";
import { Searching } from "./searching.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function found(pkg: string, n: number): SearchPackage {
  const matches = Array.from({ length: n }, (_, i) => ({ from: i, to: i + 1, line: i, excerpt: `${pkg} ${i}`, start: 0, end: 1, old: "", new: "" }));
  return { package: pkg, name: pkg, layers: [{ layer: "signals", title: "Signals", matches, more: 0 }] };
}

function searching(...pages: Partial<SearchPage>[]) {
  const backend = new FakeBackend();
  for (const page of pages) backend.search.Find.mockResolvedValueOnce({ found: [], searched: 1, next: "", ...page });
  const open = { pkg: "a" };
  return { s: new Searching(backend.search, () => open.pkg), find: backend.search.Find, backend, open };
}

async function ask(s: Searching, text: string) {
  s.text = text;
  s.ask();
  await vi.advanceTimersByTimeAsync(200);
}

test("asks for page after page to the end", async () => {
  const { s, find } = searching({ found: [found("a", 2)], next: "a" }, { found: [found("b", 3)] });
  await ask(s, "x");
  expect(find.mock.calls.map(([, after]) => after)).toEqual(["", "a"]);
  expect([s.listed, s.searched, s.running, s.unfinished]).toEqual([5, 2, false, false]);
});

test("stops when enough is listed, and goes on when asked to", async () => {
  const { s } = searching({ found: [found("a", 1200)], next: "a" }, { found: [found("b", 1)] });
  await ask(s, "x");
  expect([s.listed, s.unfinished]).toEqual([1200, true]);
  await s.goOn();
  expect([s.listed, s.unfinished]).toEqual([1201, false]);
});

test("a newer search wins over one whose answer comes late", async () => {
  const { s, find } = searching();
  let answer = (_page: SearchPage) => {};
  find.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  await ask(s, "old");
  find.mockResolvedValueOnce({ found: [found("new", 1)], searched: 1, next: "" });
  await ask(s, "new");
  answer({ found: [found("old", 9)], searched: 1, next: "" });
  await vi.advanceTimersByTimeAsync(0);
  expect(s.found.map((one) => one.package)).toEqual(["new"]);
});

test("says what is wrong with a pattern, until the next search", async () => {
  const { s, find } = searching();
  find.mockRejectedValueOnce(new Fault("query", "this is no regular expression: missing closing )"));
  await ask(s, "(");
  expect(s.fault?.sentence).toBe("This is no regular expression: missing closing ).");
  await ask(s, "a");
  expect(s.fault).toBeNull();
});

test("stopping keeps what was found and tells Go", async () => {
  const { s, find, backend } = searching({ found: [found("a", 1)], next: "a" });
  find.mockReturnValueOnce(new Promise(() => {}));
  await ask(s, "x");
  s.stop();
  expect([s.listed, s.running, s.unfinished]).toEqual([1, false, true]);
  expect(backend.search.Cancel).toHaveBeenCalled();
});

test("looks again in the open package alone when its text changes", async () => {
  const { s, find } = searching({ found: [found("a", 1), found("b", 1)] });
  await ask(s, "x");
  find.mockResolvedValueOnce({ found: [found("a", 5)], searched: 1, next: "" });
  await s.refresh();
  expect(find.mock.lastCall?.[0].package).toBe("a");
  expect(s.found.map(({ package: pkg, layers }) => [pkg, layers[0]?.matches.length])).toEqual([["a", 5], ["b", 1]]);
});

test("of two looks at the open package the later counts, whichever is answered first", async () => {
  const { s, find } = searching({ found: [found("a", 1)] });
  await ask(s, "x");
  let answer = (_page: SearchPage) => {};
  find.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const first = s.refresh();
  find.mockResolvedValueOnce({ found: [found("a", 5)], searched: 1, next: "" });
  await s.refresh();
  answer({ found: [found("a", 9)], searched: 1, next: "" });
  await first;
  expect(s.listed).toBe(5);
});

test("replaces in one package, and asks of the evidence and the change log first", async () => {
  const { s, find } = searching();
  s.replacing = true;
  s.with = "y";
  await ask(s, "x");
  expect(find.mock.lastCall?.[0]).toMatchObject({ package: "a", replace: true, with: "y" });
  expect(["evidence", "signals", "change-log"].map((layer) => s.includes("a", layer))).toEqual([false, true, false]);
  s.toggle("a", "evidence");
  s.toggle("a", "signals");
  expect(["evidence", "signals"].map((layer) => s.includes("a", layer))).toEqual([true, false]);
});

test("steps through the matches and around", async () => {
  const { s } = searching({ found: [found("a", 2), found("b", 1)] });
  await ask(s, "x");
  const steps = ([1, 1, 1, 1, -1, -1] as const).map((direction) => s.step(direction)?.match.excerpt);
  expect(steps).toEqual(["a 0", "a 1", "b 0", "a 0", "b 0", "a 1"]);
});
