import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { opened } from "../../testing/document";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a change on the disk", () => {
  test("replaces a text without edits, and can be undone", async () => {
    const { doc, buffer, hooks, outside } = await opened();
    await outside("on the disk");
    expect([buffer.text, doc.dirty, doc.reloaded]).toEqual(["on the disk", false, true]);
    expect(hooks.reloaded).toHaveBeenCalledWith(doc);
    doc.undoReload();
    expect([buffer.text, doc.dirty, doc.reloaded]).toEqual(["on disk", true, false]);
  });

  test("is no news any more once the author types on", async () => {
    const { doc, outside, write } = await opened();
    await outside("on the disk");
    write("!");
    expect([doc.reloaded, doc.dirty]).toEqual([false, true]);
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
    expect(doc.conflict).toEqual({ theirs: "theirs" });
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
    expect(doc.conflict).toEqual({ theirs: "theirs" });
  });
});

describe("the choice", () => {
  async function inConflict() {
    const made = await opened();
    made.write("!");
    await made.outside("theirs");
    return made;
  }

  test("mine: the text is on the disk, and the other version is kept", async () => {
    const { doc, buffer, onDisk } = await inConflict();
    await doc.resolve("mine");
    expect([buffer.text, onDisk(), doc.dirty, doc.conflict]).toEqual(["on disk!", "on disk!", false, null]);
    expect(doc.kept).toBe("kept/signals.md");
  });

  test("theirs: the disk's text is shown, mine is one undo away", async () => {
    const { doc, buffer, onDisk } = await inConflict();
    await doc.resolve("theirs");
    expect([buffer.text, onDisk(), doc.dirty, doc.conflict]).toEqual(["theirs", "theirs", false, null]);
    buffer.undo();
    expect([buffer.text, doc.dirty]).toEqual(["on disk!", true]);
  });

  test("later saves are made on the revision that was chosen", async () => {
    const { doc, onDisk, write } = await inConflict();
    await doc.resolve("mine");
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
