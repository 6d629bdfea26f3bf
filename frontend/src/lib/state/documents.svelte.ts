import type { Backend } from "../backend";
import { type DocumentHooks, OpenDocument } from "./document.svelte";

/** The layers that were opened, of every package; each keeps its text until the folder is left. */
export class Documents {
  list = $state.raw<OpenDocument[]>([]);
  readonly dirty = $derived(this.list.filter((doc) => doc.dirty));

  private readonly reading = new WeakMap<OpenDocument, Promise<void>>();

  constructor(
    private readonly calls: Backend["documents"],
    private readonly hooks: DocumentHooks,
  ) {}

  find(pkg: string, layer: string): OpenDocument | undefined {
    return this.list.find((doc) => doc.pkg === pkg && doc.layer === layer);
  }

  /** The document of a layer, read first when it is not open yet. */
  async open(pkg: string, layer: string): Promise<OpenDocument> {
    const known = this.find(pkg, layer);
    if (known) {
      await (known.fault ? known.load() : this.reading.get(known));
      return known;
    }
    const doc = new OpenDocument(pkg, layer, this.calls, this.hooks);
    this.list = [...this.list, doc];
    this.reading.set(doc, doc.load());
    await this.reading.get(doc);
    return doc;
  }

  isDirty(pkg: string): boolean {
    return this.dirty.some((doc) => doc.pkg === pkg);
  }

  /** Compares every open document with the disk. A failure is the document's own to show. */
  async reconcile(): Promise<void> {
    await Promise.allSettled(this.list.map((doc) => doc.reconcile()));
  }

  /** Saves what is unsaved, of one package or of all; true when all of it reached the disk. */
  async saveAll(pkg?: string): Promise<boolean> {
    const due = this.dirty.filter((doc) => pkg === undefined || doc.pkg === pkg);
    const saved = await Promise.all(due.map((doc) => doc.save()));
    return saved.every(Boolean);
  }

  /** Forgets everything, with what was never saved. */
  clear(): void {
    for (const doc of this.list) doc.close();
    this.list = [];
  }
}
