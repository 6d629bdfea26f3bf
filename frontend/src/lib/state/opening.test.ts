import { describe, expect, test, vi } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { type } from "../../testing/editor";
import { Desk } from "./desk.svelte";
import { goToLayer } from "./navigation";
import { openPath, openPlace, openSample } from "./opening";

async function started(prepare: (backend: FakeBackend) => void = () => {}) {
  const backend = new FakeBackend({ evidence: "Alpha has 19 nodes.", signals: "Alpha signals 19 nodes.", profile: "Alpha." });
  prepare(backend);
  const desk = new Desk(backend);
  desk.start();
  await vi.waitFor(() => expect(desk.centre?.buffer ?? desk.workspace.closed).toBeTruthy());
  return { backend, desk };
}

const elsewhere = { root: "/other", package: "", layer: "" };

describe("opening", () => {
  test("a layer of the open folder is shown", async () => {
    const { backend, desk } = await started();
    await openPlace(desk, { root: "/w", package: "p", layer: "profile" });
    expect([desk.pkg, desk.layer]).toEqual(["p", "profile"]);
    expect(backend.workspaces.Open).not.toHaveBeenCalled();
  });

  test("what was asked for with the start is shown instead of the first layer", async () => {
    const { desk } = await started((backend) => (backend.start.asked = { root: "/w", package: "p", layer: "profile" }));
    await vi.waitFor(() => expect([desk.pkg, desk.layer]).toEqual(["p", "profile"]));
  });

  test("what is asked for later is shown after the hint", async () => {
    const { backend, desk } = await started();
    backend.start.asked = { root: "/other", package: "p", layer: "evidence" };
    backend.emit("changed");
    await vi.waitFor(() => expect([desk.workspace.overview.root, desk.layer]).toEqual(["/other", "evidence"]));
  });

  test("another folder waits until it is decided what becomes of unsaved text", async () => {
    const { backend, desk } = await started();
    type(desk.centre!.buffer!, 0, "x");
    await openPlace(desk, elsewhere);
    expect(desk.dialog).toMatchObject({ kind: "unsaved", verb: "open" });
    expect(backend.workspaces.Open).not.toHaveBeenCalled();
    if (desk.dialog?.kind === "unsaved") desk.dialog.proceed();
    await vi.waitFor(() => expect(desk.workspace.overview.root).toBe("/other"));
  });

  test("what cannot be located is told, and changes nothing", async () => {
    const { backend, desk } = await started();
    backend.start.Locate.mockRejectedValueOnce(new Error("open /note.txt: this is no layer"));
    await openPath(desk, "/note.txt");
    expect(desk.notices.list[0]?.text).toContain("this is no layer");
    expect(desk.workspace.overview.root).toBe("/w");
  });

  test("a package that the folder does not have leaves the folder as it is", async () => {
    const { desk } = await started();
    await openPlace(desk, { root: "/w", package: "left-out", layer: "evidence" });
    expect(desk.pkg).toBe("p");
  });

  test("what is dropped is opened", async () => {
    const { backend, desk } = await started();
    for (const drop of backend.drops) drop(["/other"]);
    await vi.waitFor(() => expect(desk.workspace.overview.root).toBe("/other"));
  });

  test("the sample is made and opened, and its dialog closed", async () => {
    const { backend, desk } = await started((backend) => (backend.root = ""));
    expect(desk.workspace.closed).toBe(true);
    expect(desk.notices.list).toEqual([]);
    desk.dialog = { kind: "sample" };
    await openSample(desk, "/documents/Atlas sample");
    expect(backend.start.MakeSample).toHaveBeenCalledWith("/documents/Atlas sample");
    expect([desk.workspace.overview.root, desk.dialog]).toEqual(["/documents/Atlas sample", null]);
  });
});

test("the problems are those of the package that was opened last, however long another takes", async () => {
  const { backend, desk } = await started();
  const read = backend.documents.Read.getMockImplementation()!;
  let answer = () => {};
  backend.documents.Read.mockImplementationOnce((pkg, layer) => new Promise((resolve) => (answer = () => resolve(read(pkg, layer)))));
  const slow = desk.openPackage("q");
  await desk.openPackage("p");
  answer();
  await slow;
  expect([desk.pkg, desk.findings.known]).toEqual(["p", "p"]);
});

test("a layer that is opened again while it is read is there when that ends", async () => {
  const { backend, desk } = await started();
  const read = backend.documents.Read.getMockImplementation()!;
  let answer = () => {};
  backend.documents.Read.mockImplementationOnce((pkg, layer) => new Promise((resolve) => (answer = () => resolve(read(pkg, layer)))));
  void desk.open("p", "profile");
  const going = goToLayer(desk, "p", "profile", { from: 3, to: 3 });
  await vi.waitFor(() => expect(backend.documents.Read).toHaveBeenCalledWith("p", "profile"));
  answer();
  await going;
  expect(desk.centre?.buffer?.caret).toBe(3);
});
