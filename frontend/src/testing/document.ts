// An open document for tests, over a disk that they can change behind its back.
import { vi } from "vitest";
import { OpenDocument } from "../lib/state/document.svelte";
import { FakeBackend } from "./backend";
import { actions, type } from "./editor";

/** The layer "signals" with this text, or one that does not exist yet. */
export async function opened(text: string | null = "on disk") {
  const backend = new FakeBackend(text === null ? {} : { signals: text });
  const hooks = { actions: () => actions(), spelling: () => true, analysed: vi.fn(), moved: vi.fn(), conflicted: vi.fn(), reloaded: vi.fn() };
  const doc = new OpenDocument("p", "signals", backend.documents, hooks);
  await doc.load();
  const buffer = doc.buffer!;
  const write = (words: string) => type(buffer, buffer.text.length, words);
  const onDisk = () => backend.disk.get("p/signals");
  const outside = async (text: string | undefined) => {
    if (text === undefined) backend.disk.delete("p/signals");
    else backend.disk.set("p/signals", text);
    await doc.reconcile();
  };
  return { backend, hooks, doc, buffer, write, onDisk, outside, calls: backend.documents };
}
