import { expect, test } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { KeyBindings } from "./keybindings.svelte";

const help = { id: "help.keys", keys: ["F1"] };

test("keys count before they are written, and no longer where they cannot be", async () => {
  const { settings } = new FakeBackend();
  const keys = new KeyBindings(settings);
  let fail: (fault: Error) => void = () => {};
  settings.SetKeys.mockImplementation(() => new Promise((_, reject) => (fail = reject)));
  const writing = keys.set(help, ["F2"]);
  expect(keys.of(help)).toEqual(["F2"]);
  fail(new Error("the disk is full"));
  await expect(writing).rejects.toThrow("the disk is full");
  expect(keys.of(help)).toEqual(["F1"]);
});

test("the usual keys come back at once", async () => {
  const backend = new FakeBackend();
  backend.person.ownKeys.set("help.keys", ["F2"]);
  const keys = new KeyBindings(backend.settings);
  await keys.load();
  const writing = keys.set(help, ["F1"]);
  expect([keys.of(help), keys.changed("help.keys")]).toEqual([["F1"], false]);
  await writing;
  expect(backend.person.ownKeys.size).toBe(0);
});

test("keys that are named twice in the file, or are empty, are there once, or not", async () => {
  const backend = new FakeBackend();
  backend.person.ownKeys.set("help.keys", ["F2", "", "F2", ""]);
  const keys = new KeyBindings(backend.settings);
  await keys.load();
  expect(keys.of(help)).toEqual(["F2"]);
});
