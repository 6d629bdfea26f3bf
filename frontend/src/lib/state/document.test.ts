import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { opened } from "../../testing/document";
import { analysis, finding } from "../../testing/values";
import { Fault } from "../backend";
import { OpenDocument } from "./document.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

describe("checking", () => {
  test("sends the text with its version once the keys pause", async () => {
    const { calls, buffer, write } = await opened();
    write("!");
    write("?");
    await pass(35);
    expect(calls.Edit).not.toHaveBeenCalled();
    await pass(1);
    expect(calls.Edit).toHaveBeenCalledExactlyOnceWith("p", "signals", "on disk!?", "revision of on disk", buffer.version);
  });

  test("sends the text sooner after a key that comes alone", async () => {
    const { calls, write } = await opened();
    write("!");
    await pass(7);
    expect(calls.Edit).not.toHaveBeenCalled();
    await pass(1);
    expect(calls.Edit).toHaveBeenCalledOnce();
  });

  test("does not wait for a pause that never comes", async () => {
    const { calls, write } = await opened();
    for (let i = 0; i < 8; i++) {
      write("x");
      await pass(30);
    }
    expect(calls.Edit.mock.calls.length).toBeGreaterThanOrEqual(2);
  });

  test("shows the findings of the text that is there", async () => {
    const { backend, buffer, doc, hooks, write } = await opened();
    backend.engine = (_layer, text) => ({ statements: [], findings: text.includes("19") ? [finding(0, 2)] : [] });
    write(" 19");
    expect(doc.checks.running).toBe(true);
    await pass(50);
    expect(buffer.findings).toHaveLength(1);
    expect(doc.checks.running).toBe(false);
    expect(hooks.analysed).toHaveBeenLastCalledWith(doc, expect.objectContaining({ version: buffer.version }), true);
  });

  test("drops the answer about a text that has changed since", async () => {
    const { calls, buffer, doc, write } = await opened();
    let answer = (_: ReturnType<typeof analysis>) => {};
    calls.Edit.mockImplementationOnce((_pkg, _layer, _text, _base, version) => new Promise((resolve) => (answer = (a) => resolve({ ...a, version }))));
    write("a");
    await pass(50);
    write("b");
    answer(analysis([], [finding(0, 2)]));
    await pass(0);
    expect(buffer.findings).toEqual([]);
    expect(doc.checks.running).toBe(true);
    await pass(100);
    expect(calls.Edit).toHaveBeenLastCalledWith("p", "signals", "on diskab", "revision of on disk", buffer.version);
    expect(doc.checks.running).toBe(false);
  });

  test("sends the text anew when the engine has seen a later version, and took it for an older one", async () => {
    const { calls, buffer, doc, write } = await opened();
    const later = buffer.version + 900;
    calls.Edit.mockResolvedValueOnce(analysis([], [], { version: later }));
    write("!");
    await pass(100);
    expect(calls.Edit).toHaveBeenLastCalledWith("p", "signals", "on disk!", "revision of on disk", later + 1);
    expect(doc.checks.running).toBe(false);
    await pass(1000);
    expect(calls.Edit).toHaveBeenCalledTimes(2);
  });

  test.each([
    ["answered", async () => {}],
    ["refused", () => Promise.reject(new Fault("internal", "check: stopped"))],
  ])("is settled once the text is %s, and not before", async (_, then) => {
    const { calls, doc, write } = await opened();
    await doc.checks.settled();
    const done = vi.fn();
    const edit = calls.Edit.getMockImplementation()!;
    calls.Edit.mockImplementationOnce(async (...args) => {
      await then();
      return edit(...args);
    });
    write("a");
    void doc.checks.settled().then(done);
    await pass(7);
    expect(done).not.toHaveBeenCalled();
    await pass(20);
    expect(done).toHaveBeenCalled();
  });

  test("says when it failed, until it works again", async () => {
    const { calls, doc, write } = await opened();
    calls.Edit.mockRejectedValueOnce(new Fault("internal", "check: stopped"));
    write("a");
    await pass(50);
    expect(doc.checks.fault?.message).toBe("check: stopped");
    write("b");
    await pass(50);
    expect(doc.checks.fault).toBeNull();
  });

  test("sends a text anew that did not arrive, before it asks about it", async () => {
    const { calls, doc, write } = await opened();
    calls.Edit.mockRejectedValueOnce(new Fault("internal", "check: stopped"));
    write("a");
    await pass(50);
    calls.Analysis.mockClear();
    await doc.analyse();
    await pass(50);
    expect(calls.Analysis).not.toHaveBeenCalled();
    expect(calls.Edit.mock.lastCall?.[2]).toBe("on diska");
    expect([calls.Edit.mock.calls.length, doc.checks.fault]).toEqual([2, null]);
  });

  test("an analysis that was asked for gives way to a text on its way", async () => {
    const { calls, doc, write } = await opened();
    calls.Analysis.mockClear();
    write("a");
    await doc.analyse();
    expect(calls.Analysis).not.toHaveBeenCalled();
  });
});

describe("unsaved text", () => {
  test("is marked until it is what the disk has", async () => {
    const { doc, buffer, write } = await opened();
    expect(doc.dirty).toBe(false);
    write("!");
    expect(doc.dirty).toBe(true);
    buffer.undo();
    expect(doc.dirty).toBe(false);
  });

  test("that Go still held is unsaved after loading", async () => {
    const backend = new FakeBackend({ signals: "on disk" });
    await backend.documents.Edit("p", "signals", "typed before", "revision of on disk", 1);
    const doc = new OpenDocument("p", "signals", backend.documents, { actions: () => undefined, spelling: () => true, analysed() {}, moved() {} } as never);
    await doc.load();
    expect([doc.buffer?.text, doc.dirty]).toEqual(["typed before", true]);
  });
});

describe("a change on the disk under text that Go holds and that was not typed here", () => {
  const held = async () => {
    const made = await opened();
    await made.backend.documents.Edit("p", "signals", "typed elsewhere", "revision of on disk", made.buffer.version + 9);
    return made;
  };

  test("shows that text, unsaved", async () => {
    const { doc, buffer, calls, outside } = await held();
    await outside("on the disk");
    expect([buffer.text, doc.dirty, doc.brought]).toEqual(["typed elsewhere", true, null]);
    expect(calls.Discard).not.toHaveBeenCalled();
  });

  test("also when it came between", async () => {
    const { backend, doc, buffer, calls } = await opened();
    calls.Discard.mockImplementationOnce(async () => {
      await backend.documents.Edit("p", "signals", "typed elsewhere", "revision of on disk", buffer.version + 9);
      return backend.documents.Read("p", "signals");
    });
    backend.disk.set("p/signals", "on the disk");
    await doc.reconcile();
    expect([buffer.text, doc.dirty, doc.brought]).toEqual(["typed elsewhere", true, null]);
  });
});

describe("saving", () => {
  test("writes over the revision that the text was made on", async () => {
    const { doc, buffer, calls, onDisk, write } = await opened();
    write("!");
    expect(await doc.save()).toBe(true);
    expect(calls.Save).toHaveBeenCalledWith("p", "signals", "on disk!", "revision of on disk", buffer.version);
    expect([onDisk(), doc.dirty, doc.savedAt]).toEqual(["on disk!", false, "2026-01-02T03:04:05Z"]);
  });

  test("leaves alone what is saved already", async () => {
    const { doc, calls } = await opened();
    expect(await doc.save()).toBe(true);
    expect(calls.Save).not.toHaveBeenCalled();
  });

  test("its echo is nobody's change", async () => {
    const { backend, doc, calls, hooks, write } = await opened();
    let written = () => {};
    calls.Save.mockImplementationOnce((_pkg, _layer, text) => {
      backend.disk.set("p/signals", text); // the disk has it, and tells so, before Go has answered
      return new Promise((resolve) => (written = () => resolve({ disk: `revision of ${text}`, at: "" })));
    });
    write("!");
    const saving = doc.save();
    const echo = doc.reconcile();
    await pass();
    written();
    await Promise.all([saving, echo]);
    expect(hooks.conflicted).not.toHaveBeenCalled();
    expect([doc.conflict, doc.brought, doc.dirty]).toEqual([null, null, false]);
    expect(calls.Theirs).not.toHaveBeenCalled();
  });

  test("what was typed meanwhile stays unsaved", async () => {
    const { doc, onDisk, write } = await opened();
    write("!");
    const saving = doc.save();
    await Promise.resolve();
    write("?");
    await saving;
    expect([onDisk(), doc.dirty]).toEqual(["on disk!", true]);
  });

  test("a failure stays until a save succeeds", async () => {
    const { doc, calls, write } = await opened();
    calls.Save.mockRejectedValueOnce(new Fault("disk", "save: the disk is full"));
    write("!");
    expect(await doc.save()).toBe(false);
    expect([doc.saveFault?.code, doc.dirty]).toEqual(["disk", true]);
    await doc.save();
    expect([doc.saveFault, doc.dirty]).toEqual([null, false]);
  });

  test("makes a file that does not exist yet", async () => {
    const { doc, onDisk, write } = await opened(null);
    expect([doc.present, doc.dirty]).toEqual([false, false]);
    write("# New");
    await doc.save();
    expect([onDisk(), doc.present, doc.dirty]).toEqual(["# New", true, false]);
  });
});

test("a layer that cannot be read says why, and is read again when asked", async () => {
  const backend = new FakeBackend({ signals: "text" });
  backend.documents.Read.mockRejectedValueOnce(new Fault("encoding", "read signals.md: not valid UTF-8"));
  const doc = new OpenDocument("p", "signals", backend.documents, { actions: () => undefined, spelling: () => true, analysed() {}, moved() {} } as never);
  await doc.load();
  expect([doc.fault?.code, doc.buffer]).toEqual(["encoding", null]);
  await doc.reconcile();
  expect([doc.fault, doc.buffer?.text]).toEqual([null, "text"]);
});
