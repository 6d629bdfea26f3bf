import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { desk, signals } from "../../testing/desk";
import { type } from "../../testing/editor";
import { cell, finding, row } from "../../testing/values";
import { Fault } from "../backend";
import { applyFix } from "./fixing";
import { goTo, goToJoined, stepFinding } from "./navigation";
import { openFolder } from "./opening";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

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

  test("what was saved is named, also where another layer was opened meanwhile", async () => {
    const { desk: made } = await desk();
    type(made.centre!.buffer!, 0, "Typed ");
    const saving = made.save();
    await made.open("p", "profile");
    await saving;
    expect(made.announcer.words).toContain("signals.md saved");
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
    await caret("signals", 30);
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

  test("a link to a layer above shows it beside the open one, a link to one below opens it", async () => {
    const { desk: made } = await desk();
    await made.open("p", "profile");
    await goTo(made, { layer: "signals", from: 0, to: 23, id: "0-23" });
    expect([made.layer, made.beside?.layer, made.beside?.buffer?.caret]).toEqual(["profile", "signals", 23]);
    await goTo(made, { layer: "profile", from: 0, to: 8 });
    expect([made.layer, made.beside?.layer]).toEqual(["profile", "signals"]);
  });

  test("a link leads to where its statement stands now", async () => {
    const { desk: made } = await desk();
    made.centre?.buffer?.dispatch({ changes: { from: 0, insert: "New. " } });
    await goTo(made, { layer: "signals", from: 24, to: 38, id: "24-38" });
    expect(made.centre?.buffer?.caret).toBe(43);
  });

  test("from a statement to what carries it, and where nothing does it is said", async () => {
    const { caret, desk: made } = await desk();
    await caret("signals", 5);
    await goToJoined(made, made.centre);
    expect([made.layer, made.beside?.buffer?.caret]).toEqual(["signals", 19]);
    await goToJoined(made, made.beside);
    expect([made.layer, made.centre?.buffer?.caret]).toEqual(["signals", 23]);
    await caret("signals", 30);
    await goToJoined(made, made.centre);
    expect(made.announcer.words).toBe("No support found");
  });

  test("from a statement without a match beside it to the evidence, which is shown then", async () => {
    const { caret, desk: made } = await desk();
    await made.showBeside("profile");
    await caret("signals", 5);
    await goToJoined(made, made.centre);
    expect(made.beside?.layer).toBe("profile");
    await made.open("p", "signals");
    made.tracing.forget();
    await made.showBeside("metadata");
    await goToJoined(made, made.centre);
    expect([made.layer, made.beside?.layer, made.beside?.buffer?.caret]).toEqual(["signals", "evidence", 19]);
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

  test("the text shows an answer first, and the list a frame later", async () => {
    const { backend, desk: made } = await desk();
    const { buffer } = made.centre!;
    backend.engine = (layer) => ({ statements: [], findings: layer === "signals" ? [finding(0, 2, { message: "Nobody says so." })] : [] });
    const told = () => [buffer!.findings, made.findings.list].map((list) => JSON.stringify(list).includes("Nobody says so."));
    type(buffer!, 0, "x");
    await vi.advanceTimersToNextTimerAsync();
    while (!told()[0]) await vi.advanceTimersToNextTimerAsync();
    expect(told()).toEqual([true, false]);
    vi.advanceTimersToNextFrame();
    await vi.advanceTimersByTimeAsync(1);
    expect(told()).toEqual([true, true]);
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
    await vi.advanceTimersByTimeAsync(0);
    expect(backend.settings.Quit).toHaveBeenCalled();
  });

  test("with unsaved text the author is asked", async () => {
    const { backend, desk: made } = await desk();
    type(made.centre!.buffer!, 0, "x");
    backend.emit("closing");
    await vi.advanceTimersByTimeAsync(0);
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
