import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { opened } from "../../testing/document";
import { Fault } from "../backend";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a change on the disk", () => {
  test("replaces a text without edits, and can be undone", async () => {
    const { doc, buffer, hooks, outside } = await opened();
    await outside("on the disk");
    expect([buffer.text, doc.dirty, doc.brought]).toEqual(["on the disk", false, { together: false, before: "on disk" }]);
    expect(hooks.reloaded).toHaveBeenCalledWith(doc);
    doc.undoReload();
    expect([buffer.text, doc.dirty, doc.brought]).toEqual(["on disk", true, null]);
  });

  test("is no news any more once the author types on", async () => {
    const { doc, outside, write } = await opened();
    await outside("on the disk");
    write("!");
    expect([doc.brought, doc.dirty]).toEqual([null, true]);
  });

  test("brought back by the author is saved over the newer revision", async () => {
    const { doc, onDisk, outside } = await opened();
    await outside("on the disk");
    doc.undoReload();
    expect(await doc.save()).toBe(true);
    expect(onDisk()).toBe("on disk");
  });

  test("is not sent to Go as if it were typed", async () => {
    const { calls, outside } = await opened();
    await outside("on the disk");
    await vi.advanceTimersByTimeAsync(500);
    expect(calls.Edit).not.toHaveBeenCalled();
  });

  test("under edits raises the choice once, and touches neither", async () => {
    const { doc, buffer, hooks, onDisk, outside, write } = await opened();
    write("!");
    await outside("theirs");
    await doc.reconcile();
    expect(hooks.conflicted).toHaveBeenCalledExactlyOnceWith(doc, false);
    expect(doc.conflict).toMatchObject({ theirs: "theirs", clean: false });
    expect([buffer.text, onDisk()]).toEqual(["on disk!", "theirs"]);
  });

  test("that is the very text being edited is no conflict", async () => {
    const { doc, hooks, outside, write } = await opened();
    write("!");
    await outside("on disk!");
    expect([doc.conflict, doc.dirty]).toEqual([null, false]);
    expect(hooks.conflicted).not.toHaveBeenCalled();
  });

  test("that was not noticed is found by the save, which then asks", async () => {
    const { backend, doc, hooks, onDisk, write } = await opened();
    write("!");
    backend.disk.set("p/signals", "theirs");
    expect(await doc.save()).toBe(false);
    expect(hooks.conflicted).toHaveBeenCalledExactlyOnceWith(doc, true);
    expect([doc.saveFault, onDisk()]).toEqual([null, "theirs"]);
  });

  test("while the text from the disk is fetched, typing is not lost", async () => {
    const { doc, buffer, calls, outside, write } = await opened();
    calls.Discard.mockImplementationOnce(async () => {
      write("typed");
      return calls.Read("p", "signals");
    });
    await outside("theirs");
    expect(buffer.text).toBe("on disktyped");
    expect(doc.conflict).toMatchObject({ theirs: "theirs" });
  });
});

describe("a save over what another program wrote", () => {
  const lines = "one\ntwo\nthree\n";

  async function typedInTheFirstLine() {
    const made = await opened(lines);
    made.buffer.dispatch({ changes: { from: 3, insert: "!" } });
    return made;
  }

  test("in another place puts both together, as one undo step", async () => {
    const { doc, buffer, hooks, onDisk } = await typedInTheFirstLineBesideTheThird();
    expect(await doc.save()).toBe(true);
    expect([buffer.text, onDisk(), doc.dirty, doc.brought, doc.conflict]).toEqual(["one!\ntwo\nTHREE\n", "one!\ntwo\nTHREE\n", false, { together: true, before: "one!\ntwo\nthree\n" }, null]);
    expect(hooks.conflicted).not.toHaveBeenCalled();
    doc.undoReload();
    expect([buffer.text, doc.dirty, doc.brought]).toEqual(["one!\ntwo\nthree\n", true, null]);
  });

  test("in the same place asks, and writes nothing", async () => {
    const { backend, doc, buffer, hooks, onDisk } = await typedInTheFirstLine();
    backend.disk.set("p/signals", "ONE\ntwo\nthree\n");
    expect(await doc.save()).toBe(false);
    expect(hooks.conflicted).toHaveBeenCalledExactlyOnceWith(doc, true);
    expect([buffer.text, onDisk()]).toEqual(["one!\ntwo\nthree\n", "ONE\ntwo\nthree\n"]);
  });

  test("puts together what is typed meanwhile as well", async () => {
    const { backend, doc, buffer, calls, onDisk } = await typedInTheFirstLineBesideTheThird();
    const resolve = calls.Resolve.getMockImplementation()!;
    calls.Resolve.mockImplementationOnce(async (...args) => {
      buffer.dispatch({ changes: { from: 4, insert: "?" } });
      return resolve(...args);
    });
    // The line that both have by then is not the fake's to merge.
    calls.Merge.mockImplementationOnce(calls.Merge.getMockImplementation()!).mockImplementationOnce(async () => ({
      disk: "revision of one!\ntwo\nTHREE\n",
      theirs: "one!\ntwo\nTHREE\n",
      clean: true,
      text: "one!?\ntwo\nTHREE\n",
      hunks: [],
    }));
    expect(await doc.save()).toBe(true);
    expect([buffer.text, onDisk(), doc.dirty]).toEqual(["one!?\ntwo\nTHREE\n", "one!?\ntwo\nTHREE\n", false]);
    expect(backend.documents.Resolve).toHaveBeenCalledTimes(2);
  });

  test("starts again when the disk changes once more, and then gives up asking", async () => {
    const { doc, calls, hooks, onDisk } = await typedInTheFirstLineBesideTheThird();
    calls.Resolve.mockRejectedValue(new Fault("conflict", "save: changed"));
    expect(await doc.save()).toBe(false);
    expect(calls.Resolve).toHaveBeenCalledTimes(3);
    expect(hooks.conflicted).toHaveBeenCalledWith(doc, true);
    expect(onDisk()).toBe("one\ntwo\nTHREE\n");
  });

  test("that has vanished says so, and the next save writes the file", async () => {
    const { backend, doc, onDisk } = await typedInTheFirstLine();
    backend.disk.delete("p/signals");
    expect([await doc.save(), doc.vanished]).toEqual([false, true]);
    expect([await doc.save(), onDisk(), doc.vanished]).toEqual([true, "one!\ntwo\nthree\n", false]);
  });

  test("merges also where the author has taken back what was typed", async () => {
    const { doc, buffer, outside, onDisk } = await typedInTheFirstLine();
    await outside("one\ntwo\nTHREE\n");
    buffer.undo();
    expect(await doc.save()).toBe(true);
    expect([buffer.text, onDisk(), doc.dirty]).toEqual(["one\ntwo\nTHREE\n", "one\ntwo\nTHREE\n", false]);
  });

  async function typedInTheFirstLineBesideTheThird() {
    const made = await typedInTheFirstLine();
    made.backend.disk.set("p/signals", "one\ntwo\nTHREE\n");
    return made;
  }
});

describe("a decision", () => {
  async function inConflict() {
    const made = await opened();
    made.write("!");
    await made.outside("theirs");
    return made;
  }

  test("for mine: the text is on the disk, and the other version is kept", async () => {
    const { doc, buffer, onDisk } = await inConflict();
    expect(await doc.resolve(buffer.text)).toBe(true);
    expect([buffer.text, onDisk(), doc.dirty, doc.conflict]).toEqual(["on disk!", "on disk!", false, null]);
    expect(doc.kept).toEqual(["kept/theirs"]);
  });

  test("for theirs: the disk's text is shown, mine is one undo away", async () => {
    const { doc, buffer, onDisk } = await inConflict();
    await doc.resolve("theirs");
    expect([buffer.text, onDisk(), doc.dirty, doc.conflict]).toEqual(["theirs", "theirs", false, null]);
    buffer.undo();
    expect([buffer.text, doc.dirty]).toEqual(["on disk!", true]);
  });

  test("for a text of both keeps both", async () => {
    const { doc, buffer, onDisk } = await inConflict();
    await doc.resolve("ours and theirs");
    expect([buffer.text, onDisk(), doc.dirty]).toEqual(["ours and theirs", "ours and theirs", false]);
    expect(doc.kept).toEqual(["kept/on disk!", "kept/theirs"]);
  });

  test("on a version that has changed once more is shown anew", async () => {
    const { backend, doc, buffer, onDisk } = await inConflict();
    backend.disk.set("p/signals", "later");
    expect(await doc.resolve(buffer.text)).toBe(false);
    expect([onDisk(), doc.conflict?.theirs, doc.dirty]).toEqual(["later", "later", true]);
  });

  test("is what later saves are made on", async () => {
    const { doc, buffer, onDisk, write } = await inConflict();
    await doc.resolve(buffer.text);
    write("?");
    expect(await doc.save()).toBe(true);
    expect(onDisk()).toBe("on disk!?");
  });
});

describe("a file that goes", () => {
  test("keeps its text, and saving writes it again", async () => {
    const { doc, buffer, onDisk, outside } = await opened();
    await outside(undefined);
    expect([doc.vanished, doc.dirty, buffer.text]).toEqual([true, true, "on disk"]);
    await doc.save();
    expect([onDisk(), doc.vanished, doc.dirty]).toEqual(["on disk", false, false]);
  });

  test("and comes back as it was is as before", async () => {
    const { doc, outside } = await opened();
    await outside(undefined);
    await outside("on disk");
    expect([doc.vanished, doc.dirty, doc.conflict]).toEqual([false, false, null]);
  });
});
