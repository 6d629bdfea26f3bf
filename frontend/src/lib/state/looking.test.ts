import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { desk } from "../../testing/desk";
import { pastCommit, row } from "../../testing/values";
import { showCommit, tellStory } from "./looking";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const commit = { hash: "4f2a19c0", short: "4f2a19c", subject: "Subject" };
const statement = { package: "p", layer: "signals", id: "0-23", version: "", at: 0 };

test.each([
  ["a commit", (made: Awaited<ReturnType<typeof desk>>["desk"]) => showCommit(made, commit)],
  ["a statement's life", (made: Awaited<ReturnType<typeof desk>>["desk"]) => tellStory(made, statement)],
])("%s is not shown in the history of another package that was opened meanwhile", async (_what, show) => {
  const { backend, desk: made } = await desk([row("p"), row("q")]);
  backend.commitsMade = [pastCommit("cafe", "Another")];
  await made.openPackage("p");
  const commits = backend.past.Commits.getMockImplementation()!;
  let answer = () => {};
  backend.past.Commits.mockImplementationOnce((query) => new Promise((resolve) => (answer = () => resolve(commits(query)))));
  show(made);
  await made.openPackage("q");
  await made.history.open("q");
  answer();
  await vi.advanceTimersByTimeAsync(0);
  const { pkg, chosen, telling } = made.history;
  expect({ pkg, chosen, telling }).toEqual({ pkg: "q", chosen: "cafe", telling: false });
  expect(backend.past.Story).not.toHaveBeenCalled();
});
