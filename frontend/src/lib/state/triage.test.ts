import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { finding, row } from "../../testing/values";
import { Fault } from "../backend";
import { Desk } from "./desk.svelte";
import { goToFinding, stepFinding } from "./navigation";
import { Waiving } from "./waiving.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const anchor = { left: 1, top: 2, bottom: 3 };
const name = finding(24, 29, { id: "name", message: "“Gamma” is in no layer above" });
const prose = finding(3, 5, { id: "prose", layer: "profile", severity: "warning" });
const whole = finding(0, 0, { id: "whole", layer: "", file: "", line: 0, message: "A layer is missing" });

async function desk(rows = [row("p")]) {
  const backend = new FakeBackend({ evidence: "Alpha has 17 nodes.", signals: "Alpha signals 17 nodes. Gamma is here.", profile: "Profile." });
  const engine = (layer: string) => ({ statements: [], findings: layer === "signals" ? [name] : layer === "profile" ? [prose] : [] });
  Object.assign(backend, { engine, rows });
  const made = new Desk(backend);
  made.start();
  await vi.advanceTimersByTimeAsync(0);
  return { backend, desk: made };
}

describe("the menu of fixes", () => {
  test("is about the findings at the caret", async () => {
    const { desk: made } = await desk();
    made.triage.openAtCaret();
    expect(made.triage.menu).toBeNull();
    expect(made.announcer.words).toContain("No finding here");
    made.centre?.buffer?.goTo({ from: 26, to: 26 });
    made.triage.openAtCaret();
    expect(made.triage.menu?.findings.map(({ id }) => id)).toEqual(["name"]);
  });

  test("of a row shows where that stands", async () => {
    const { desk: made } = await desk();
    await made.triage.openFor(prose, anchor);
    expect([made.layer, made.centre?.buffer?.caret, made.triage.menu?.anchor]).toEqual(["profile", 5, anchor]);
  });

  test("shows a fix in the text until it is closed", async () => {
    const { desk: made } = await desk();
    const preview = vi.spyOn(made.centre!.buffer!, "preview");
    const edits = [{ layer: "signals", from: 24, to: 29, text: "Beta" }];
    made.triage.preview({ title: "Use Beta", edits: [...edits, { layer: "profile", from: 0, to: 1, text: "x" }] });
    expect(preview).toHaveBeenLastCalledWith(edits);
    made.triage.closeMenu();
    expect(preview).toHaveBeenLastCalledWith([]);
  });
});

describe("waiving", () => {
  test("needs a reason and a name, which git proposes", async () => {
    const { backend, desk: made } = await desk();
    made.triage.waive(name);
    const { waiving } = made.dialog as { waiving: Waiving };
    await vi.advanceTimersByTimeAsync(0);
    expect([waiving.by, waiving.obstacle]).toEqual(["A. Reviewer", "A waiver needs a reason."]);
    await made.triage.finishWaiving(waiving);
    expect(backend.findings.Waive).not.toHaveBeenCalled();
    waiving.reason = " It is so. ";
    await made.triage.finishWaiving(waiving);
    expect(backend.findings.Waive).toHaveBeenCalledWith("p", "name", "It is so.", "A. Reviewer");
    expect([made.dialog, made.announcer.words]).toEqual([null, "Waived"]);
  });

  test("that fails keeps the dialog and what was written", async () => {
    const { backend, desk: made } = await desk();
    backend.findings.Waive.mockRejectedValueOnce(new Fault("failed", "waivers.yaml:1:1: this is not YAML"));
    const waiving = new Waiving(name, backend.findings);
    Object.assign(waiving, { reason: "It is so.", by: "A. Reviewer" });
    made.dialog = { kind: "waive", waiving };
    await made.triage.finishWaiving(waiving);
    expect(waiving.fault?.sentence).toContain("this is not YAML");
    expect(made.dialog).not.toBeNull();
    expect(waiving.busy).toBe(false);
  });

  test("a waiver is taken back, and is not waived itself", async () => {
    const { backend, desk: made } = await desk();
    const stale = { ...name, stale: true };
    made.triage.waive(stale);
    expect(made.dialog).toBeNull();
    await made.triage.unwaive(stale);
    expect(backend.findings.Unwaive).toHaveBeenCalledWith("p", "name");
    expect(made.announcer.words).toContain("removed");
  });
});

test("what a rule looks for is shown", async () => {
  const { desk: made } = await desk();
  await made.triage.explain(name);
  expect(made.dialog).toMatchObject({ kind: "rule", rule: { name: "trace/untraced-name" } });
});

test("a finding about the package as a whole is told, and nothing moves", async () => {
  const { desk: made } = await desk();
  await goToFinding(made, whole);
  expect(made.layer).toBe("signals");
  expect(made.announcer.words).toContain("A layer is missing");
});

test("the list follows to the finding that is gone to", async () => {
  const { desk: made } = await desk();
  await stepFinding(made, 1);
  await stepFinding(made, 1);
  expect(made.triage.list.order[made.triage.list.at]?.id).toBe("prose");
});

test("on to the next package where the list is about all of them", async () => {
  const { backend, desk: made } = await desk([row("p"), row("q")]);
  await made.open("p", "profile");
  made.centre?.buffer?.goTo({ from: 3, to: 3 });
  backend.disk.set("q/signals", "Elsewhere.");
  backend.findings.News.mockResolvedValue({ last: 1, packages: [{ package: "q", findings: [finding(4, 6, { id: "other", package: "q" })] }], ids: ["p", "q"] });
  await stepFinding(made, 1);
  expect([made.pkg, made.layer]).toEqual(["p", "signals"]);
  made.centre?.buffer?.goTo({ from: 24, to: 24 });
  made.problems = true;
  made.triage.list.setScope("workspace");
  await vi.advanceTimersByTimeAsync(0);
  await stepFinding(made, 1);
  await stepFinding(made, 1);
  expect([made.pkg, made.layer]).toEqual(["q", "signals"]);
});
