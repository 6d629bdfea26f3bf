import { expect, test } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { reviewItem } from "../../testing/reviews";
import { linesOf, nextOpen, placeIn, stepFrom } from "./reviewlines";
import { Reviewing } from "./reviewing.svelte";
import { Unsent } from "./unsent.svelte";

async function reviewing(...items: ReturnType<typeof reviewItem>[]) {
  const backend = new FakeBackend();
  backend.reviewed.items = items;
  const wrong: string[] = [];
  const made = new Reviewing(backend, new Unsent(backend.unsent, () => {}), ({ sentence }) => wrong.push(sentence));
  await made.load("p", 1);
  return { made, backend, reviewed: backend.reviewed, wrong };
}

const states = { changed: reviewItem("c", "changed"), fresh: reviewItem("n"), other: reviewItem("o"), flagged: reviewItem("f", "flagged"), approved: reviewItem("a", "approved") };

test("the queue is in groups by why eyes are needed, and what is approved is folded", async () => {
  const { made } = await reviewing(states.approved, states.fresh, states.flagged, states.changed);
  const told = () => made.lines.map((line) => (line.kind === "group" ? `${line.title} ${line.count}` : line.key));
  expect(told()).toEqual(["Changed since it was signed 1", "signals/c", "New 1", "signals/n", "Flagged 1", "signals/f", "Approved 1"]);
  made.fold("approved", false);
  made.fold("new", true);
  expect(told()).toEqual(["Changed since it was signed 1", "signals/c", "New 1", "Flagged 1", "signals/f", "Approved 1", "signals/a"]);
  expect(made.at).toBe("signals/c");
  expect(made.counts).toEqual({ approved: 1, flagged: 1, open: 2, lapsed: 1, all: 4, done: 2 });
});

test("a verdict goes on to the next of the group, and at last to what was skipped", async () => {
  const { made, reviewed } = await reviewing(states.fresh, states.other, reviewItem("p"));
  await made.next();
  expect(made.at).toBe("signals/o");
  expect(await made.sign("approved")).toBe(true);
  expect(made.at).toBe("signals/p");
  await made.sign("flagged");
  expect(made.at).toBe("signals/n");
  expect(reviewed.calls.Sign).toHaveBeenLastCalledWith("p", { layer: "signals", id: "p", seal: "seal of p", kind: "flagged", note: "", by: "A. Reviewer" });
  await made.sign("approved");
  expect(made.counts.open).toBe(0);
  expect(await made.next()).toBe(false);
});

test("nothing is judged twice by a key that is held, or unseen", async () => {
  const { made, reviewed } = await reviewing(states.fresh, states.other);
  await Promise.all([made.sign("approved"), made.sign("approved")]);
  expect(reviewed.calls.Sign).toHaveBeenCalledOnce();
  const looked = made.look("signals/n");
  expect(made.obstacle("approved")).toBe("There is no statement to judge.");
  await looked;
  expect(made.obstacle("approved")).toBe("");
});

test("an error stands in the way of an approval and of nothing else", async () => {
  const { made, reviewed } = await reviewing(states.fresh);
  reviewed.errors.add("n");
  await made.reload();
  expect(await made.sign("approved")).toBe(false);
  expect(reviewed.calls.Sign).not.toHaveBeenCalled();
  expect(await made.sign("flagged")).toBe(true);
});

test("what is refused is told, and what was written stays", async () => {
  const { made, reviewed, wrong } = await reviewing(states.fresh, states.other);
  made.write("note", "See the register");
  made.write("remark", "Which one?");
  reviewed.refusal = "the disk is full";
  expect(await made.sign("approved")).toBe(false);
  reviewed.refusal = "the disk is full";
  expect(await made.remark()).toBe(false);
  expect(wrong).toEqual(["The disk is full.", "The disk is full."]);
  await made.step(1);
  expect(made.draft("note")).toBe("");
  await made.step(-1);
  expect([made.draft("note"), made.draft("remark")]).toEqual(["See the register", "Which one?"]);
  expect(await made.remark()).toBe(true);
  await made.sign("approved");
  expect([made.draft("note", "signals/n"), made.draft("remark", "signals/n")]).toEqual(["", ""]);
});

test("a review that cannot be finished tells its dialog why, and keeps its note", async () => {
  const { made, reviewed, wrong } = await reviewing(states.approved);
  made.write("verdict", "All of it holds", "");
  reviewed.calls.Finish.mockRejectedValueOnce(new Error("the disk is full"));
  const told: string[] = [];
  expect(await made.finish("approved", ({ sentence }) => told.push(sentence))).toBe(false);
  expect([told, wrong]).toEqual([["The disk is full."], []]);
  expect(await made.finish("approved", () => {})).toBe(true);
  expect(reviewed.calls.Finish).toHaveBeenLastCalledWith("p", "approved", "All of it holds", "A. Reviewer");
  expect(made.draft("verdict", "")).toBe("");
});

test("the last verdict is taken back, and its statement is there again", async () => {
  const { made } = await reviewing(states.fresh, states.other);
  expect(await made.takeBack()).toBe(false);
  await made.sign("approved");
  expect(made.at).toBe("signals/o");
  expect(await made.takeBack()).toBe(true);
  expect([made.at, made.counts.open]).toEqual(["signals/n", 2]);
});

test("a verdict that comes back late changes nothing of the package that is shown by then", async () => {
  const { made, reviewed } = await reviewing(states.fresh);
  const late = made.sign("approved");
  reviewed.items = [states.other];
  const loaded = made.load("q", 2);
  await Promise.all([late, loaded]);
  expect(made.queue?.package).toBe("q");
});

test("after an edit elsewhere the reader stays, also where their statement reads otherwise", async () => {
  const { made, reviewed } = await reviewing(states.fresh, states.other, states.flagged);
  await made.look("signals/o");
  reviewed.items = [reviewItem("before"), states.fresh, states.other, states.flagged];
  await made.load("p", 2);
  expect(made.at).toBe("signals/o");
  reviewed.items = [reviewItem("before"), states.fresh, reviewItem("o2", "changed"), states.flagged];
  await made.load("p", 3);
  expect([made.at, made.statement?.id]).toEqual(["signals/o2", "o2"]);
});

test("lines, steps and places of a queue", () => {
  const queue = { package: "p", items: [states.fresh, states.approved, reviewItem("l", "new", "profile")], approved: 1, flagged: 0, open: 2, finished: [], lost: [], problem: "", takeBack: false };
  const lines = linesOf(queue, "", new Set());
  expect(stepFrom(lines, "signals/n", 1)?.key).toBe("profile/l");
  expect(stepFrom(lines, "profile/l", 1)?.key).toBe("signals/a");
  expect(stepFrom(lines, "signals/n", -1)).toBeUndefined();
  expect(linesOf(queue, "profile", new Set()).map(({ key }) => key)).toEqual(["group new", "profile/l"]);
  expect(nextOpen(queue, "", "signals/a")).toBe("signals/n");
  expect(nextOpen(queue, "profile", "")).toBe("profile/l");
  const flagged = { ...queue, items: [states.flagged, reviewItem("g", "flagged"), states.fresh] };
  expect(nextOpen(flagged, "", "signals/f")).toBe("signals/g");
  expect(nextOpen(flagged, "", "signals/f", true)).toBe("signals/n");
  expect(placeIn(queue, null, "signals/x")).toBe("");
});

test("what was written waits while another package is reviewed", async () => {
  const { made } = await reviewing(states.fresh);
  made.write("remark", "Which one?");
  await made.load("q", 2);
  expect([made.at, made.draft("remark")]).toEqual(["signals/n", ""]);
  await made.load("p", 3);
  expect(made.draft("remark")).toBe("Which one?");
});

test("what was written goes with a statement that is reworded, and is listed where the statement is gone", async () => {
  const { made, reviewed } = await reviewing(states.fresh, states.other, reviewItem("p"), reviewItem("q"));
  await made.look("signals/o");
  made.write("note", "Which year?");
  reviewed.items = [states.fresh, reviewItem("o2"), reviewItem("p"), reviewItem("q"), reviewItem("r")];
  await made.load("p", 2);
  expect([made.at, made.draft("note"), made.strays]).toEqual(["signals/o2", "Which year?", []]);

  // One that went together with its neighbour is none that can be told.
  reviewed.items = [states.fresh, reviewItem("x"), reviewItem("y"), reviewItem("q"), reviewItem("r")];
  await made.load("p", 3);
  expect([made.at, made.draft("note")]).toEqual(["signals/x", ""]);
  expect(made.lines.slice(0, 2).map(({ kind, key }) => [kind, key])).toEqual([["group", "group stray"], ["stray", "stray note signals/o2"]]);
  await made.look("stray note signals/o2");
  expect([made.stray?.words, made.statement, made.obstacle("flagged")]).toEqual(["Which year?", null, "There is no statement to judge."]);
  await made.load("p", 4);
  expect(made.at).toBe("stray note signals/o2");
  const bringBack = made.discard(made.stray!);
  expect([made.at, made.strays]).toEqual(["signals/n", []]);
  bringBack();
  expect(made.strays).toHaveLength(1);
});

test("what is written on while a comment is sent stays", async () => {
  const { made } = await reviewing(states.fresh);
  made.write("remark", "Which one?");
  const sent = made.remark();
  made.write("remark", "Which one? The older");
  expect(await sent).toBe(true);
  expect(made.draft("remark")).toBe("Which one? The older");
});

test("a statement that is read late is not shown in another package", async () => {
  const { made, reviewed } = await reviewing(states.fresh, states.other);
  reviewed.calls.Queue.mockReturnValueOnce(new Promise(() => {}));
  const late = made.look("signals/o");
  void made.load("q", 2);
  await late;
  expect(made.statement).toBeNull();
});
