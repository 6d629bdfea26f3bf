import { expect, test, vi } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { Desk } from "./desk.svelte";
import { dropped, makePackage } from "./opening";

async function begun(prepare: (backend: FakeBackend) => void = () => {}) {
  const backend = new FakeBackend({ evidence: "Alpha.", signals: "Alpha." });
  prepare(backend);
  const desk = new Desk(backend);
  desk.start();
  await vi.waitFor(() => expect(desk.centre?.buffer).toBeTruthy());
  desk.dialog = { kind: "new" };
  await desk.opener.making.begin();
  return { backend, desk, making: desk.opener.making, calls: backend.newPackages };
}

const before = { name: "Ruritania", folder: "", sources: [], layers: ["signals"], step: 2, at: "2026-01-02T03:04:05Z" };

test("what is typed is kept in a moment, and what was begun before is not lost by opening the dialog", async () => {
  const { making, calls } = await begun((backend) => (backend.newPackages.begun = before));
  expect(making.earlier).toEqual(before);
  expect(calls.Look).not.toHaveBeenCalled();
  await making.goOn();
  expect([making.name, making.layers, making.step]).toEqual(["Ruritania", ["signals"], 2]);
  making.name = "Ruritania and more";
  making.changed();
  await vi.waitFor(() => expect(calls.kept.at(-1)?.name).toBe("Ruritania and more"));
});

test("started anew, there is nothing of what was begun before", async () => {
  const { making, calls } = await begun((backend) => (backend.newPackages.begun = before));
  await making.startAnew();
  expect(calls.GiveUp).toHaveBeenCalledOnce();
  expect([making.earlier, making.name, making.step]).toEqual([null, "", 0]);
});

test("a name that cannot be used goes no further than its page", async () => {
  const { making, calls } = await begun();
  calls.look = { folderFault: "There is one." };
  making.name = "P";
  expect(await making.go(1)).toBe(false);
  calls.look = {};
  expect(await making.go(1)).toBe(true);
  expect(making.step).toBe(1);
});

test("a page is turned by the newest answer, also where what was typed is looked at meanwhile", async () => {
  const { making, calls } = await begun((backend) => (backend.newPackages.look = { nameFault: "Give it a name." }));
  expect(making.look.nameFault).toBeTruthy();
  calls.look = {};
  making.name = "Ruritania";
  const gone = making.go(1);
  const look = calls.Look.getMockImplementation()!;
  calls.Look.mockImplementationOnce(async (...asked) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return look(...asked);
  });
  void making.refresh();
  expect(await gone).toBe(true);
});

test("a layer begins with those that it derives from, and is left out with those that derive from it", async () => {
  const { making } = await begun();
  making.setLayer("signals", false);
  expect(making.layers).not.toContain("signals");
  expect(making.layers).not.toContain("profile");
  expect(making.layers).toContain("change-log");
  making.setLayer("profile", true);
  expect(making.layers).toEqual(expect.arrayContaining(["signals", "profile"]));
});

test("files that are dropped become sources, and one that was removed comes back", async () => {
  const { desk, making } = await begun();
  await dropped(desk, ["/a.md", "/b.md", "/c.md"]);
  expect([making.step, making.at]).toEqual([1, 0]);
  making.remove(1);
  expect(making.sources.map(({ file }) => file)).toEqual(["/a.md", "/c.md"]);
  making.putBack();
  expect(making.sources.map(({ file }) => file)).toEqual(["/a.md", "/b.md", "/c.md"]);
});

test("nothing is asked on leaving unless something would be lost", async () => {
  const { making, calls } = await begun();
  expect(await making.settled()).toBe(true);
  making.name = "Ruritania";
  expect(await making.settled()).toBe(true);
  expect(calls.kept.at(-1)?.name).toBe("Ruritania");
  calls.look = { unkept: "The disk is full." };
  expect(await making.settled()).toBe(false);
});

test("the package is opened where its work begins, and its commit is offered", async () => {
  const { desk, making, calls } = await begun();
  making.name = "Ruritania";
  making.changed();
  expect(await makePackage(desk)).toBe(true);
  expect(calls.Make.mock.calls[0]?.[0].name).toBe("Ruritania");
  expect([desk.dialog, desk.layer]).toEqual([null, "evidence"]);
  desk.notices.list[0]?.act?.run();
  expect(desk.dialog).toMatchObject({ kind: "commit" });
  const looks = calls.Look.mock.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(calls.Look.mock.calls.length).toBe(looks); // a late one would keep what was written
});
