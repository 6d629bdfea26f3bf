import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { desk, evidence, signals } from "../../testing/desk";
import { type } from "../../testing/editor";
import { explanation, link, tie } from "../../testing/values";
import type { Explanation } from "../backend";
import { Desk } from "./desk.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("links", () => {
  test("the caret in a statement lights its evidence, and moves on with it", async () => {
    const { lit, caret, desk: made } = await desk();
    await caret("signals", 5);
    expect(lit("evidence")).toEqual(["Alpha has 17 nodes."]);
    expect(made.tracing.told?.at.statement.id).toBe("0-23");
    await caret("signals", 30);
    expect(lit("evidence")).toEqual([]);
  });

  test("the statements on either side of the caret's are known before it goes there", async () => {
    const { caret, backend } = await desk();
    await caret("signals", 5);
    expect(backend.documents.Explain).toHaveBeenCalledWith("p", "signals", "24-38", "evidence");
    backend.documents.Explain.mockClear();
    await caret("signals", 30);
    expect(backend.documents.Explain).not.toHaveBeenCalled();
  });

  test("what both statements share is marked on both sides", async () => {
    const { shared, caret } = await desk();
    await caret("signals", 5);
    expect([shared("signals"), shared("evidence")]).toEqual([["Alpha"], ["17"]]);
    await caret("signals", 30);
    expect([shared("signals"), shared("evidence")]).toEqual([[], []]);
  });

  test("the caret in the evidence lights what stands on it in the open layer", async () => {
    const { lit, caret, desk: made } = await desk();
    await caret("signals", 5);
    await caret("evidence", 5);
    expect(lit("signals")).toEqual(["Alpha signals 17 nodes."]);
    expect(lit("evidence")).toEqual([]);
    expect(made.tracing.source?.told.usedBy.map(({ layer }) => layer)).toEqual(["signals", "profile"]);
  });

  test("what is lit for the caret in the evidence stays when the layer in the centre is checked", async () => {
    const { lit, caret, desk: made, backend } = await desk();
    await caret("signals", 30);
    await caret("evidence", 5);
    backend.documents.Explain.mockClear();
    await made.centre?.analyse();
    await vi.advanceTimersByTimeAsync(100);
    expect(lit("signals")).toEqual(["Alpha signals 17 nodes."]);
    expect(made.tracing.source?.at.statement.id).toBe("0-19");
    expect(backend.documents.Explain).toHaveBeenCalledWith("p", "signals", "24-38", "evidence");
  });

  test("light where the text is now, not where it was", async () => {
    const { lit, shared, caret, desk: made } = await desk();
    type(made.centre!.buffer!, 0, "New. ");
    await caret("evidence", 5);
    expect([lit("signals"), shared("signals")]).toEqual([["Alpha signals 17 nodes."], ["17"]]);
  });

  test("what is lit for a statement stays while it is typed in, and goes with the check that finds nothing", async () => {
    const { lit, caret, desk: made, backend } = await desk();
    await caret("signals", 5);
    type(made.centre!.buffer!, 5, "x");
    expect(made.tracing.statement?.fresh).toBe(false);
    expect(lit("evidence")).toEqual(["Alpha has 17 nodes."]);
    backend.explains = () => ({});
    await vi.advanceTimersByTimeAsync(60);
    expect(lit("evidence")).toEqual([]);
  });

  test("a late answer about a statement that was left lights nothing", async () => {
    const { lit, backend, desk: made } = await desk();
    let answer = (_: Explanation) => {};
    backend.documents.Explain.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    made.centre?.buffer?.dispatch({ selection: { anchor: 5 } });
    made.centre?.buffer?.dispatch({ selection: { anchor: 30 } });
    answer(explanation({ beside: [tie(link(0, 19))] }));
    await vi.advanceTimersByTimeAsync(0);
    expect(lit("evidence")).toEqual([]);
  });

  test("a check that comes while the caret's answer is under way does not keep the evidence from following it", async () => {
    const { backend, desk: made } = await desk();
    const lights = vi.spyOn(made.beside!.buffer!, "light");
    let answer = (_: Explanation) => {};
    backend.documents.Explain.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    made.centre?.buffer?.dispatch({ selection: { anchor: 5 } });
    made.tracing.forget();
    made.tracing.checked(made.centre!);
    answer(explanation({ beside: [tie(link(0, 19))] }));
    await vi.advanceTimersByTimeAsync(0);
    expect(lights.mock.lastCall?.[0]).toHaveLength(1);
    expect(lights.mock.lastCall?.[1].follow).toBe(true);
  });

  test("a check of what is typed moves nothing", async () => {
    const { caret, desk: made } = await desk();
    await caret("signals", 5);
    const lights = vi.spyOn(made.beside!.buffer!, "light");
    type(made.centre!.buffer!, 5, "x");
    await vi.advanceTimersByTimeAsync(60);
    expect(lights.mock.calls.length).toBeGreaterThan(0);
    expect(lights.mock.calls.filter(([, { follow }]) => follow)).toEqual([]);
  });

  test("a pointer on its way over the text keeps nothing from the caret", async () => {
    const { lit, caret, backend, desk: made } = await desk();
    await caret("signals", 30);
    made.tracing.forget();
    let answer = (_: Explanation) => {};
    backend.documents.Explain.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    made.centre?.buffer?.dispatch({ selection: { anchor: 5 } });
    await made.tracing.hover(made.centre!, null);
    answer(explanation({ beside: [tie(link(0, 19))] }));
    await vi.advanceTimersByTimeAsync(0);
    expect(lit("evidence")).toEqual(["Alpha has 17 nodes."]);
  });

  test("a pointer lights what it rests on, and lets what the caret lit come back", async () => {
    const { lit, caret, desk: made } = await desk();
    await caret("signals", 30);
    await made.tracing.hover(made.centre!, "0-23");
    expect(lit("evidence")).toEqual(["Alpha has 17 nodes."]);
    await made.tracing.hover(made.centre!, null);
    expect(lit("evidence")).toEqual([]);
  });

  test("the evidence is edited with nothing lit, and tells what stands on it", async () => {
    const { caret, desk: made } = await desk();
    await made.open("p", "evidence");
    await caret("evidence", 5);
    expect(made.tracing.source?.told.usedBy).toHaveLength(2);
  });
});

describe("what stands beside", () => {
  test("is any other layer, joined to the open one, and is remembered", async () => {
    const { desk: made, lit, caret, backend } = await desk();
    await made.open("p", "profile");
    await made.showBeside("signals");
    expect([made.layer, made.beside?.layer]).toEqual(["profile", "signals"]);
    await caret("profile", 3);
    expect(lit("signals")).toEqual(["Alpha signals 17 nodes."]);
    await vi.advanceTimersByTimeAsync(300);
    expect(backend.settings.Write).toHaveBeenCalledWith(expect.objectContaining({ beside: { p: "signals" } }));
  });

  test("may be a layer below: then what stands on the statement is lit", async () => {
    const { desk: made, lit, caret } = await desk();
    await made.showBeside("profile");
    await caret("signals", 5);
    expect(lit("profile")).toEqual(["Profile."]);
  });

  test("is the evidence where the chosen layer is the open one, and the chosen one again after that", async () => {
    const { desk: made } = await desk();
    await made.open("p", "profile");
    await made.showBeside("signals");
    await made.open("p", "signals");
    expect(made.beside?.layer).toBe("evidence");
    await made.open("p", "profile");
    expect(made.beside?.layer).toBe("signals");
  });

  test("is known from the start where it was chosen before", async () => {
    const backend = new FakeBackend({ evidence, signals, profile: "Profile." });
    backend.settings.Read.mockResolvedValue({ ...(await backend.settings.Read()), beside: { p: "profile" } });
    const made = new Desk(backend);
    made.start();
    await vi.advanceTimersByTimeAsync(0);
    expect([made.layer, made.beside?.layer]).toEqual(["signals", "profile"]);
  });
});
