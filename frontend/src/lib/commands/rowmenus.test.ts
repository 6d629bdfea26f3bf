import { expect, test, vi } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { finding, pastCommit } from "../../testing/values";
import { Desk } from "../state/desk.svelte";
import { menuOf } from "./rowmenus";

async function started() {
  const backend = new FakeBackend({ evidence: "Alpha.", signals: "Alpha." });
  const desk = new Desk(backend);
  desk.start();
  await vi.waitFor(() => expect(desk.centre?.buffer).toBeTruthy());
  return { backend, desk };
}

const words = (...args: Parameters<typeof menuOf>) => menuOf(...args).flatMap((group) => group.map(({ label }) => label));

function choose(desk: Desk, subject: Parameters<typeof menuOf>[1], label: string): void {
  const line = menuOf(desk, subject).flat().find((one) => one.label === label);
  expect(line, label).toBeTruthy();
  line?.choose();
}

test("the menu of a package acts on that package, with its path as the system writes it", async () => {
  const { backend, desk } = await started();
  const subject = { kind: "package", row: desk.workspace.packages[0]! } as const;
  choose(desk, subject, "Copy path");
  choose(desk, subject, "Show in the file manager");
  choose(desk, subject, "Commit…");
  expect(backend.copy).toHaveBeenCalledWith("/w/p");
  expect(backend.workspaces.ShowFolder).toHaveBeenCalledWith("p");
  expect(desk.dialog).toMatchObject({ kind: "commit" });
  desk.workspace.overview = { ...desk.workspace.overview, root: "C:\\atlas" };
  expect(desk.workspace.pathOf("deep/p", "signals.md")).toBe("C:\\atlas\\deep\\p\\signals.md");
  expect(desk.workspace.pathOf(".")).toBe("C:\\atlas");
});

test("the menu of a finding offers what can be done about it as it is", async () => {
  const { desk } = await started();
  const open = finding(0, 5);
  const at = () => ({ left: 0, top: 0, bottom: 0 });
  expect(words(desk, { kind: "finding", finding: open, at })).toEqual(["Go to", "Fix…", "Waive…", "What this rule looks for", "Copy"]);
  const waived = { ...open, waived: { reason: "so", by: "A", date: "2026-01-02" } };
  expect(words(desk, { kind: "finding", finding: waived, at })).toEqual(["Go to", "Remove the waiver", "What this rule looks for", "Copy"]);
});

test("a commit offers the layers that it changed, and what is not committed is committed", async () => {
  const { backend, desk } = await started();
  const commit = { ...pastCommit("aaaa", "One"), layers: ["signals", "change-log"] };
  const restored = words(desk, { kind: "commit", commit, enter: () => {} }).filter((one) => one.startsWith("Restore"));
  expect(restored).toHaveLength(2);
  choose(desk, { kind: "commit", commit, enter: () => {} }, "Copy hash");
  expect(backend.copy).toHaveBeenCalledWith(commit.hash);
  expect(words(desk, { kind: "commit", commit: null, enter: () => {} })).toEqual(["Commit…"]);
});
