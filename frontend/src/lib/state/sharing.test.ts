import { describe, expect, test } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { Fault, type ShareConflict } from "../backend";
import { Sharing } from "./sharing.svelte";

const text: ShareConflict = {
  path: "p/signals.md",
  kind: "text",
  base: "b",
  ours: "o",
  theirs: "t",
  hunks: [
    { conflict: false, text: "A. ", base: "", ours: "", theirs: "", joint: "" },
    { conflict: true, text: "", base: "B.", ours: "Mine.", theirs: "Theirs.", joint: " " },
  ],
  choices: [],
};
const removed: ShareConflict = { path: "q/profile.md", kind: "removed there", base: "b", ours: "o", theirs: "0", hunks: [], choices: [] };

function sharing(state: Partial<FakeBackend["shareState"]> = {}) {
  const backend = new FakeBackend();
  backend.shareState = { ...backend.shareState, shared: true, ...state };
  return { backend, sharing: new Sharing(backend.sharing) };
}

test.each([
  [{ shared: false, ahead: 2 }, ""],
  [{}, "shared"],
  [{ ahead: 2 }, "2 to send"],
  [{ ahead: 2, behind: 1 }, "2 to send, 1 to fetch"],
])("%j is %j", async (state, summary) => {
  const { sharing: made } = sharing(state);
  await made.refresh();
  expect(made.summary).toBe(summary);
});

test("a person trusts exactly what they were shown", async () => {
  const { backend, sharing: made } = sharing({ git: "untrusted", risks: ["core.sshcommand = x: git runs it"] });
  await made.refresh();
  await made.trust();
  expect(backend.sharing.Trust).toHaveBeenCalledWith(["core.sshcommand = x: git runs it"]);
  expect(made.state?.git).toBe("trusted");
});

describe("conflicts", () => {
  test("are decided one by one, and then told to Go", async () => {
    const { backend, sharing: made } = sharing();
    backend.conflicts = [text, removed];
    await made.sync();
    expect([made.disputes.length, made.open, made.told]).toEqual([2, 2, ""]);
    made.disputes[0]!.merging.places[0]!.choose("both");
    made.disputes[1]!.whole = "theirs";
    expect(made.open).toBe(0);
    await made.sync();
    expect(backend.sharing.Decide).toHaveBeenCalledWith([
      { path: "p/signals.md", base: "b", ours: "o", theirs: "t", take: "", choices: [{ take: "both", text: "" }] },
      { path: "q/profile.md", base: "b", ours: "o", theirs: "0", take: "theirs", choices: [] },
    ]);
    expect([made.disputes.length, made.told]).toEqual([0, "Both sides are the same."]);
  });

  test("an own text goes along, an open place stays open", async () => {
    const { backend, sharing: made } = sharing();
    backend.conflicts = [text];
    await made.sync();
    const [dispute] = made.disputes;
    expect(dispute!.decision.choices).toEqual([{ take: "", text: "" }]);
    dispute!.merging.places[0]!.choose("own");
    dispute!.merging.places[0]!.own = "Both.";
    expect(dispute!.decision.choices).toEqual([{ take: "own", text: "Both." }]);
  });
});

test("what is half decided is kept, and recalled", async () => {
  const { backend, sharing: made } = sharing();
  backend.conflicts = [{ ...text, choices: [{ take: "own", text: "Both." }] }, removed];
  await made.sync();
  expect([made.disputes[0]!.merging.text, made.open]).toEqual(["A. Both.", 1]);
  await made.keep();
  expect(backend.sharing.Decide.mock.lastCall?.[0].map(({ path }) => path)).toEqual(["p/signals.md"]);
});

test("what went wrong is said, and the state looked at again", async () => {
  const { backend, sharing: made } = sharing({ ahead: 1 });
  backend.sharing.Sync.mockRejectedValueOnce(new Fault("failed", "the remote cannot be reached"));
  await made.sync();
  expect([made.fault?.message, made.busy, made.summary]).toEqual(["the remote cannot be reached", false, "1 to send"]);
});
