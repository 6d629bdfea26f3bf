import { expect, test, vi } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { pastCommit } from "../../testing/values";
import { Fault } from "../backend";
import { History } from "./history.svelte";

const hash = (n: number) => n.toString(16).padStart(40, "0");

async function opened(n = 3) {
  const backend = new FakeBackend();
  backend.commitsMade = Array.from({ length: n }, (_, i) => pastCommit(hash(n - i), `Commit ${n - i}`, { layers: i % 2 ? ["evidence"] : ["signals"] }));
  const history = new History(backend.past);
  await history.open("p");
  await vi.waitFor(() => expect(history.difference).toBeTruthy());
  return { backend, history, calls: backend.past };
}

test("opens on what the last commit changed", async () => {
  const { history, calls } = await opened();
  expect(history).toMatchObject({ known: true, total: 3, chosen: hash(3), from: `${hash(3)}^`, to: hash(3) });
  expect(calls.Compare).toHaveBeenLastCalledWith("p", `${hash(3)}^`, hash(3));
});

test("opens on the last commit also where it is asked twice", async () => {
  const backend = new FakeBackend();
  backend.commitsMade = [pastCommit(hash(1), "Commit 1")];
  const history = new History(backend.past);
  await Promise.all([history.open("p"), history.refresh()]);
  expect(history.chosen).toBe(hash(1));
});

test("what is not committed is held against the last commit", async () => {
  const { history } = await opened();
  history.choose("now");
  expect(history).toMatchObject({ chosen: "now", from: "last", to: "now" });
});

test("a package without commits shows what there is now", async () => {
  const { history } = await opened(0);
  expect(history).toMatchObject({ chosen: "now", total: 0 });
});

test("the two versions are turned round, also where the earlier one is named by the later", async () => {
  const { backend, history } = await opened();
  await history.hold(hash(1), "now");
  history.swap();
  expect(history).toMatchObject({ from: "now", to: hash(1) });

  backend.past.Compare.mockImplementation(async (_pkg, before, after) => ({
    before: { name: before, commit: pastCommit(hash(1), "Commit 1") },
    after: { name: after, commit: pastCommit(hash(2), "Commit 2") },
    layers: [],
    entry: "",
  }));
  await history.hold(`${hash(2)}^`, hash(2));
  history.swap();
  expect(history).toMatchObject({ from: hash(2), to: hash(1) });
});

test("of a long list only what comes into view is read, once", async () => {
  const { history, calls } = await opened(1000);
  expect(history.commits.size).toBe(100);
  history.need(640, 660);
  history.need(641, 661);
  await vi.waitFor(() => expect(history.commits.get(650)?.subject).toBe("Commit 350"));
  expect(calls.Commits).toHaveBeenCalledTimes(2);
  expect(history.commits.get(750)).toBeUndefined();
});

test("a filter picks commits, and an answer to the one before is dropped", async () => {
  const { history } = await opened(10);
  const first = history.setFilter({ layer: "evidence" });
  await history.setFilter({ words: "Commit 9" });
  await first;
  expect(history).toMatchObject({ total: 1, all: 10, filtered: true });
  expect(history.commits.get(0)?.subject).toBe("Commit 9");
});

test("a filter is answered also where the list is asked for anew meanwhile", async () => {
  const { history } = await opened(10);
  const filtered = history.setFilter({ words: "Commit 9" });
  await history.refresh();
  await filtered;
  expect(history.commits.get(0)?.subject).toBe("Commit 9");
});

test("a new commit comes to the top, and what is chosen stays", async () => {
  const { backend, history } = await opened(200);
  history.choose(hash(150));
  history.need(150, 160);
  await vi.waitFor(() => expect(history.commits.size).toBe(200));
  backend.commitsMade = [pastCommit(hash(201), "Commit 201"), ...backend.commitsMade];
  await history.refresh();
  expect(history.commits.get(0)?.subject).toBe("Commit 201");
  expect(history.chosen).toBe(hash(150));
});

test("of many versions that are walked past only the last is compared", async () => {
  const { history, calls } = await opened(50);
  calls.Compare.mockClear();
  for (let n = 49; n > 20; n--) history.choose(hash(n));
  await vi.waitFor(() => expect(history.difference?.after.commit.hash).toBe(hash(21)));
  expect(calls.Compare.mock.calls.length).toBeLessThan(4);
});

test("what cannot be compared says why, and the list stays", async () => {
  const { history, calls } = await opened();
  calls.Compare.mockRejectedValueOnce(new Fault("failed", "read commit: it is gone"));
  await history.hold("x", "y");
  expect(history.differenceFault?.sentence).toContain("it is gone");
  expect(history.total).toBe(3);
});

test("the life of a statement is told, and ends", async () => {
  const { backend, history } = await opened();
  const version = { change: "reworded", section: "Ports", was: [], is: [{ text: "A.", changed: false }] };
  backend.story = { text: "A.", section: "Ports", from: 3, more: false, versions: [{ ...version, commit: pastCommit(hash(2), "Commit 2") }] };
  await history.tell({ package: "p", layer: "signals", id: "s", version: "", at: 0 });
  expect(history).toMatchObject({ telling: true, chosen: hash(2) });
  history.choose(hash(1));
  await history.refresh();
  expect(history).toMatchObject({ telling: true, chosen: hash(1) });
  history.endStory();
  expect(history.telling).toBe(false);
});

test("another package is another history", async () => {
  const { history } = await opened();
  await history.setFilter({ words: "Commit 2" });
  await history.open("q");
  expect(history.filter.words).toBe("");
  expect(history.total).toBe(3);
});

test("what is read of a long list stays also where the list is asked for anew meanwhile", async () => {
  const { history, calls } = await opened(1000);
  const page = calls.Commits.getMockImplementation()!;
  let answer = () => {};
  calls.Commits.mockImplementationOnce((query) => new Promise((resolve) => (answer = () => resolve(page(query)))));
  history.need(640, 660);
  await history.refresh();
  answer();
  await vi.waitFor(() => expect(history.commits.get(650)?.subject).toBe("Commit 350"));
});

test("a comparison that ends late is not shown in another package", async () => {
  const { history, calls } = await opened();
  const { difference } = history;
  let answer = () => {};
  calls.Compare.mockImplementationOnce(() => new Promise((resolve) => (answer = () => resolve(difference!))));
  const late = history.hold(hash(1), hash(2));
  history.clear();
  answer();
  await late;
  expect(history.difference).toBeNull();
});
