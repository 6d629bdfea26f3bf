import { describe, expect, test } from "vitest";
import { Fault, faultOf, guarded } from ".";

describe("faultOf", () => {
  test.each([
    ["what Wails makes of a fault", new Error('{"code":"conflict","message":"save a.md: changed","hint":"Compare."}'), "conflict", "save a.md: changed", "Compare."],
    ["an error of the page", new TypeError("x is undefined"), "internal", "x is undefined", ""],
    ["a message in braces", new Error("{no json"), "internal", "{no json", ""],
    ["a bare string", "no such method", "unknown", "no such method", ""],
    ["nothing", "", "unknown", "Something failed without saying why", ""],
  ])("%s", (_case, reason, code, message, hint) => {
    expect(faultOf(reason)).toMatchObject({ code, message, hint });
  });

  test("a fault stays itself", () => {
    const fault = new Fault("disk", "write: full");
    expect(faultOf(fault)).toBe(fault);
  });
});

test.each([
  ["save a.md: the disk is full", "Make room, then try again.", "Save a.md: the disk is full. Make room, then try again."],
  ["save a.md: the disk is full. Make room.", "Make room.", "Save a.md: the disk is full. Make room."],
  ["Is it so?", "", "Is it so?"],
  ["west/signals.md was staged", "", "west/signals.md was staged."],
])("a sentence of %j and %j", (message, hint, sentence) => {
  expect(new Fault("code", message, hint).sentence).toBe(sentence);
});

test("guarded calls answer, and reject with a Fault, even when they throw at once", async () => {
  const calls = guarded({
    ok: async (n: number) => n + 1,
    rejects: () => Promise.reject(new Error('{"code":"c","message":"m","hint":"h"}')),
    throws: (): Promise<void> => {
      throw new TypeError("window.go is undefined");
    },
  });
  expect(await calls.ok(1)).toBe(2);
  await expect(calls.rejects()).rejects.toMatchObject({ name: "Fault", code: "c" });
  await expect(calls.throws()).rejects.toMatchObject({ name: "Fault", code: "internal" });
});
