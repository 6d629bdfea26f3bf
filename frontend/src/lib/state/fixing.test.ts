import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { desk, signals } from "../../testing/desk";
import { type } from "../../testing/editor";
import { Fault } from "../backend";
import { applyFix } from "./fixing";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const fix = { title: "Use Beta", edits: [{ layer: "signals", from: 24, to: 29, text: "Beta" }, { layer: "profile", from: 0, to: 7, text: "Prose" }] };

test("a fix of several layers is applied in none while one of them waits for its check", async () => {
  const { desk: made } = await desk();
  const profile = await made.documents.open("p", "profile");
  type(profile.buffer!, 0, "x");
  await applyFix(made, fix);
  expect([made.centre?.buffer?.text, profile.buffer?.text]).toEqual([signals, "xProfile."]);
});

test("a fix of a layer that cannot be read is applied nowhere, and that is told", async () => {
  const { backend, desk: made } = await desk();
  backend.documents.Read.mockRejectedValueOnce(new Fault("failed", "read profile.md: permission denied"));
  await applyFix(made, fix);
  expect(made.centre?.buffer?.text).toBe(signals);
  expect(made.notices.list.map(({ text }) => text).join()).toContain("permission denied");
  expect(made.announcer.words).not.toContain("done");
});
