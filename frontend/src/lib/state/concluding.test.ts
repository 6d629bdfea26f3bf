import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { desk } from "../../testing/desk";
import { layerChange } from "../../testing/values";
import { Fault } from "../backend";
import { finishCommit, undoCommit } from "./concluding";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A window with something to commit; `open` opens the dialog, anew where it was open. */
async function planned() {
  const { desk: made, backend } = await desk();
  backend.plan = { layers: [layerChange()], entry: "generated", message: "Subject" };
  const open = async () => {
    Object.assign(made, { dialog: null }); // as the dialog's own button closes it
    made.commit();
    await vi.advanceTimersByTimeAsync(0);
    if (made.dialog?.kind !== "commit") throw new Error("no dialog");
    return made.dialog.committing;
  };
  return { desk: made, backend, open };
}

test("what the author wrote of a commit outlives its dialog, until it is made", async () => {
  const { desk: made, backend, open } = await planned();
  const first = await open();
  first.entry = "my words";
  backend.plan = { ...backend.plan, entry: "generated anew" };
  const again = await open();
  expect([again.entry, again.generatedAgain]).toEqual(["my words", true]);
  await finishCommit(made, again);
  expect((await open()).entry).toBe("generated anew");
});

test("a commit that is made late closes no other dialog than its own", async () => {
  const { desk: made, open } = await planned();
  const finished = finishCommit(made, await open());
  made.dialog = { kind: "help" };
  await finished;
  expect(made.dialog).toEqual({ kind: "help" });
});

test("what stands in the way of a commit is asked again when the author comes back to the window", async () => {
  const { desk: made, backend, open } = await planned();
  backend.plan = { ...backend.plan, obstacle: "Git is in the middle of a merge." };
  const committing = await open();
  expect(committing.obstacle).toMatch(/above it says why/);
  backend.plan = { ...backend.plan, obstacle: "" };
  made.comeBack();
  await vi.advanceTimersByTimeAsync(0);
  expect(committing.obstacle).toBe("");
});

describe("the last commit", () => {
  async function committed() {
    const { open, ...made } = await planned();
    await finishCommit(made.desk, await open());
    await vi.advanceTimersByTimeAsync(100); // the window looks again
    return made;
  }

  test("is taken back by its hash, and the window says what keeps an entry", async () => {
    const { desk: made, backend } = await committed();
    expect(made.commits.last?.short).toBe("4f2a19c");
    backend.commits.Undo.mockResolvedValueOnce({ subject: "Subject", left: ["p/change-log.md"] });
    await undoCommit(made);
    expect(backend.commits.Undo).toHaveBeenCalledWith("4f2a19c0");
    expect(made.commits.last).toBeNull();
    expect(made.notices.list.map((notice) => notice.text).join()).toContain("p/change-log.md");
  });

  test("is gone when another program has made another one of it, and there again with it", async () => {
    const { desk: made, backend } = await committed();
    for (const tip of ["amended0", "4f2a19c0"]) {
      backend.git.tip = tip;
      backend.emit("changed");
      await vi.advanceTimersByTimeAsync(100);
      expect(made.commits.last?.hash).toBe(tip === "4f2a19c0" ? tip : undefined);
    }
  });

  test("of an earlier run is taken back too, and what stands against that is told", async () => {
    const { desk: made, backend } = await desk();
    await undoCommit(made);
    expect(made.notices.list.at(-1)?.text).toBe("There is no commit to undo.");
    backend.undoable = { hash: "cccc", short: "ccc", subject: "Before", why: "It is shared already: origin/main has it." };
    await undoCommit(made);
    expect(backend.commits.Undo).not.toHaveBeenCalled();
    expect(made.notices.list.at(-1)?.text).toContain("origin/main has it");
    backend.undoable = { ...backend.undoable, why: "" };
    await undoCommit(made);
    expect(backend.commits.Undo).toHaveBeenCalledWith("cccc");
    expect(made.notices.list.at(-1)?.text).toContain("Took back ccc");
  });

  test("stays where it cannot be taken back", async () => {
    const { desk: made, backend } = await committed();
    backend.commits.Undo.mockRejectedValueOnce(new Fault("refused", "It is shared already"));
    await undoCommit(made);
    expect(made.commits.last).not.toBeNull();
    expect(made.notices.list.length).toBe(1);
  });
});
