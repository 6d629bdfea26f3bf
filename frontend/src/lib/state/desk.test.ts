import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { type } from "../../testing/editor";
import { cell, finding, layerChange, link, row, statement } from "../../testing/values";
import { Fault } from "../backend";
import { litOf } from "../editor/lit";
import { finishCommit, undoCommit } from "./concluding";
import { Desk } from "./desk.svelte";
import { applyFix } from "./fixing";
import { goTo, stepFinding } from "./navigation";
import { openFolder } from "./opening";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const evidence = "Alpha has 17 nodes. Beta has none.";
const signals = "Alpha signals 17 nodes. Gamma is here.";
const used = [link(0, 23, { layer: "signals" }), link(0, 9, { layer: "profile" })];

function engine(layer: string) {
  if (layer === "evidence") return { statements: [statement(0, 19, { usedBy: used }), statement(20, 34)], findings: [] };
  if (layer === "signals") return { statements: [statement(0, 23, { support: [link(0, 19)] }), statement(24, 38)], findings: [finding(24, 29)] };
  return { statements: [], findings: [finding(3, 5, { layer, severity: "warning" })] };
}

async function desk(rows = [row("p")]) {
  const backend = new FakeBackend({ evidence, signals, profile: "Profile." });
  Object.assign(backend, { engine, rows });
  const made = new Desk(backend);
  const stop = made.start();
  await vi.advanceTimersByTimeAsync(0);
  const lit = (layer: string) => {
    const { text, state } = made.documents.find("p", layer)!.buffer!;
    return litOf(state).map(({ from, to }) => text.slice(from, to));
  };
  const caret = (layer: string, pos: number) => made.documents.find("p", layer)!.buffer!.dispatch({ selection: { anchor: pos } });
  return { backend, desk: made, stop, lit, caret };
}

describe("opening", () => {
  test("the only package opens by itself, its signals beside the evidence", async () => {
    const { desk: made } = await desk();
    expect([made.pkg, made.centre?.layer, made.beside?.layer]).toEqual(["p", "signals", "evidence"]);
  });

  test("among several the author chooses", async () => {
    const { desk: made } = await desk([row("p"), row("q")]);
    expect([made.pkg, made.centre]).toEqual(["", null]);
  });

  test("a package without signals opens at its evidence, with nothing beside it", async () => {
    const layers = [cell("evidence"), cell("signals", { present: false })];
    const { desk: made } = await desk([row("p", { layers })]);
    expect([made.centre?.layer, made.beside]).toEqual(["evidence", null]);
  });

  test("unsaved text waits while another layer is open", async () => {
    const { desk: made } = await desk();
    type(made.centre!.buffer!, 0, "Typed ");
    await made.open("p", "profile");
    await made.open("p", "signals");
    expect(made.centre?.buffer?.text).toBe(`Typed ${signals}`);
    expect(made.centre?.dirty).toBe(true);
  });
});

describe("links", () => {
  test("the caret in a statement lights its evidence, and moves on with it", async () => {
    const { lit, caret, desk: made } = await desk();
    caret("signals", 5);
    expect(lit("evidence")).toEqual(["Alpha has 17 nodes."]);
    expect(made.tracing.statement?.statement.id).toBe("0-23");
    caret("signals", 30);
    expect(lit("evidence")).toEqual([]);
  });

  test("the caret in the evidence lights what stands on it in the open layer", async () => {
    const { lit, caret, desk: made } = await desk();
    caret("signals", 5);
    caret("evidence", 5);
    expect(lit("signals")).toEqual(["Alpha signals 17 nodes."]);
    expect(lit("evidence")).toEqual([]);
    expect(made.tracing.source?.statement.usedBy.map(({ layer }) => layer)).toEqual(["signals", "profile"]);
  });

  test("light where the text is now, not where it was", async () => {
    const { lit, caret, desk: made } = await desk();
    type(made.centre!.buffer!, 0, "New. ");
    caret("evidence", 5);
    expect(lit("signals")).toEqual(["Alpha signals 17 nodes."]);
  });

  test("a statement that was touched claims no support until it is checked", async () => {
    const { lit, desk: made } = await desk();
    type(made.centre!.buffer!, 5, "x");
    expect(lit("evidence")).toEqual([]);
    expect(made.tracing.statement?.fresh).toBe(false);
    await vi.advanceTimersByTimeAsync(60);
    expect(lit("evidence")).toEqual(["Alpha has 17 nodes."]);
  });

  test("the evidence is edited with nothing lit, and tells what stands on it", async () => {
    const { caret, desk: made } = await desk();
    await made.open("p", "evidence");
    caret("evidence", 5);
    expect(made.tracing.source?.statement.usedBy).toHaveLength(2);
  });
});

describe("going", () => {
  test("F8 goes through the layer, then through the others, around", async () => {
    const { desk: made } = await desk();
    const visited: string[] = [];
    for (let i = 0; i < 3; i++) {
      await stepFinding(made, 1);
      visited.push(`${made.layer} ${made.centre?.buffer?.caret}`);
    }
    expect(visited).toEqual(["signals 24", "profile 3", "signals 24"]);
  });

  test("a link to the evidence leaves the layer open", async () => {
    const { desk: made } = await desk();
    await goTo(made, { layer: "evidence", from: 20, to: 34 });
    expect([made.layer, made.beside?.buffer?.caret]).toEqual(["signals", 34]);
  });

  test("back leads to the very caret in the layer that was left, forward to the other", async () => {
    const { caret, desk: made } = await desk();
    caret("signals", 30);
    await made.open("p", "profile");
    await goTo(made, { layer: "evidence", from: 20, to: 34 });
    await made.places.back();
    expect([made.layer, made.centre?.buffer?.caret]).toEqual(["signals", 30]);
    made.centre?.buffer?.dispatch({ changes: { from: 0, insert: "New. " } });
    await made.places.forward();
    expect(made.layer).toBe("profile");
    await made.places.back();
    expect(made.centre?.buffer?.caret).toBe(35);
  });

  test("a fix that edits another layer leaves this one as it is", async () => {
    const { desk: made } = await desk();
    await applyFix(made, { title: "Use 18", edits: [{ layer: "profile", from: 0, to: 7, text: "Prose" }] });
    expect(made.documents.find("p", "profile")?.buffer?.text).toBe("Prose.");
    expect(made.centre?.buffer?.text).toBe(signals);
  });

  test("a fix that declares an alias leaves the text as it is, and says what it did", async () => {
    const { backend, desk: made } = await desk();
    const fix = { title: "Declare “Gama” to mean “Gamma”", edits: [], alias: { name: "Gamma", also: "Gama" } };
    await applyFix(made, fix);
    expect(backend.workspaces.DeclareAlias).toHaveBeenCalledWith("Gamma", "Gama");
    expect(made.centre?.buffer?.text).toBe(signals);
    expect(made.announcer.words).toContain("Declare “Gama” to mean “Gamma”: done");
  });

  test("an alias that cannot be declared is told, and is not said to be done", async () => {
    const { backend, desk: made } = await desk();
    backend.workspaces.DeclareAlias.mockRejectedValueOnce(new Fault("failed", "config.yaml:1:1: no setting"));
    await applyFix(made, { title: "Declare it", edits: [], alias: { name: "Gamma", also: "Gama" } });
    expect(made.notices.list.map(({ text }) => text).join()).toContain("no setting");
    expect(made.announcer.words).not.toContain("done");
  });

  test("a fix waits until a changed text is checked", async () => {
    const { desk: made } = await desk();
    type(made.centre!.buffer!, 0, "x");
    await applyFix(made, { title: "Use 18", edits: [{ layer: "signals", from: 0, to: 1, text: "y" }] });
    expect(made.centre?.buffer?.text).toBe(`x${signals}`);
    expect(made.announcer.words).toContain("Try again");
  });
});

describe("telling", () => {
  test("new errors are told once, as a count", async () => {
    const { backend, desk: made } = await desk();
    backend.engine = () => ({ statements: [], findings: [finding(0, 2), finding(3, 4), finding(5, 6)] });
    type(made.centre!.buffer!, 0, "x");
    await vi.advanceTimersByTimeAsync(60);
    expect(made.announcer.words).toBe("2 errors more in Signals");
  });

  test("an event leads to a look at the disk", async () => {
    const { backend, desk: made } = await desk();
    backend.disk.set("p/signals", "Other text.");
    backend.emit("changed");
    await vi.advanceTimersByTimeAsync(100);
    expect(made.centre?.buffer?.text).toBe("Other text.");
    expect(made.announcer.words).toBe("signals.md changed on disk: reloaded");
  });

  test("after stopping no event leads anywhere", async () => {
    const { backend, stop } = await desk();
    stop();
    backend.workspaces.Overview.mockClear();
    backend.emit("changed");
    await vi.advanceTimersByTimeAsync(1000);
    expect(backend.workspaces.Overview).not.toHaveBeenCalled();
  });
});

describe("closing", () => {
  test("with everything saved the window closes", async () => {
    const { backend } = await desk();
    backend.emit("closing");
    expect(backend.settings.Quit).toHaveBeenCalled();
  });

  test("with unsaved text the author is asked", async () => {
    const { backend, desk: made } = await desk();
    type(made.centre!.buffer!, 0, "x");
    backend.emit("closing");
    expect(backend.settings.Quit).not.toHaveBeenCalled();
    expect(made.dialog).toMatchObject({ kind: "unsaved", verb: "close" });
    expect(await made.documents.saveAll()).toBe(true);
    expect(backend.disk.get("p/signals")).toBe(`x${signals}`);
  });

  test("another folder is not opened over unsaved text", async () => {
    const { backend, desk: made } = await desk();
    backend.rows = [row("a"), row("b")];
    backend.workspaces.ChooseFolder.mockResolvedValue("/other");
    type(made.centre!.buffer!, 0, "x");
    await openFolder(made);
    expect(backend.workspaces.Open).not.toHaveBeenCalled();
    if (made.dialog?.kind === "unsaved") made.dialog.proceed();
    await vi.advanceTimersByTimeAsync(0);
    expect(backend.workspaces.Open).toHaveBeenCalledWith("/other");
    expect([made.pkg, made.screen, made.documents.list]).toEqual(["", "packages", []]);
  });
});

test("what the author wrote of a commit outlives its dialog, until it is made", async () => {
  const { desk: made, backend } = await desk();
  backend.plan = { layers: [layerChange()], entry: "generated", message: "Subject" };
  const reopen = async () => {
    Object.assign(made, { dialog: null }); // as the dialog's own button closes it
    made.commit();
    await vi.advanceTimersByTimeAsync(0);
    if (made.dialog?.kind !== "commit") throw new Error("no dialog");
    return made.dialog.committing;
  };
  const first = await reopen();
  first.entry = "my words";
  backend.plan = { ...backend.plan, entry: "generated anew" };
  const again = await reopen();
  expect([again.entry, again.generatedAgain]).toEqual(["my words", true]);
  await finishCommit(made, again);
  expect((await reopen()).entry).toBe("generated anew");
});

describe("the last commit", () => {
  async function committed() {
    const made = await desk();
    made.backend.plan = { layers: [layerChange()], message: "Subject" };
    made.desk.commit();
    await vi.advanceTimersByTimeAsync(0);
    if (made.desk.dialog?.kind !== "commit") throw new Error("no dialog");
    await finishCommit(made.desk, made.desk.dialog.committing);
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

  test("stays where it cannot be taken back", async () => {
    const { desk: made, backend } = await committed();
    backend.commits.Undo.mockRejectedValueOnce(new Fault("refused", "It is shared already"));
    await undoCommit(made);
    expect(made.commits.last).not.toBeNull();
    expect(made.notices.list.length).toBe(1);
  });
});
