import { type Access, Buffer, type CardActions, type Change, type Text } from "../editor";
import { type Analysis, type Backend, type Document, type Fault, faultOf, type Merge } from "../backend";
import { Checking } from "./checking.svelte";

/** What a document tells the rest of the window. */
export interface DocumentHooks {
  actions(doc: OpenDocument): CardActions;
  spelling(): boolean; // whether what cannot be spelled is underlined
  /** `edited` when the analysis answers an edit, rather than a change elsewhere. */
  analysed(doc: OpenDocument, analysis: Analysis, edited: boolean): void;
  moved(doc: OpenDocument, change: Change): void;
  /** The disk holds another text than the one being edited; `asked` when the author has just tried to save. */
  conflicted(doc: OpenDocument, asked: boolean): void;
  reloaded(doc: OpenDocument): void;
}

/** Where a document is shown: to be edited, or beside another to be read. */
export type Place = "centre" | "beside";
const mergeAttempts = 3;

/**
 * One layer that was opened: its text with caret and undo, what of it the
 * disk has, and what the engine says of it. Its acts on the disk run one
 * after the other, so that the echo of a save is never taken for a change by
 * somebody else.
 */
export class OpenDocument {
  file = $state("");
  title = $state("");
  buffer = $state.raw<Buffer | null>(null);
  /** Why the layer cannot be shown. */
  fault = $state.raw<Fault | null>(null);
  /** Why it cannot be edited, as a sentence. */
  readOnly = $state("");
  /** The file exists. */
  present = $state(true);
  /** The file was there and has gone. */
  vanished = $state(false);
  /** The text is not on the disk. */
  dirty = $state(false);
  /** When it was last saved from here, RFC 3339. */
  savedAt = $state("");
  saveFault = $state.raw<Fault | null>(null);
  /** What the disk holds instead of the text that is being edited, and the two put together. */
  conflict = $state.raw<Merge | null>(null);
  /** The text came from the disk, alone or put together with what stood here before, and nothing was typed since. */
  brought = $state.raw<{ together: boolean; before: string } | null>(null);
  /** Where the versions are kept that a conflict was settled against. */
  kept = $state.raw<string[]>([]);
  /** What the engine says of the text. */
  readonly checks: Checking;

  private place: Place = "centre";
  private base = "";
  private disk = "";
  private saved: Text | null = null;
  private acts: Promise<unknown> = Promise.resolve();

  constructor(
    readonly pkg: string,
    readonly layer: string,
    private readonly calls: Backend["documents"],
    private readonly hooks: DocumentHooks,
  ) {
    this.checks = new Checking({
      buffer: () => this.buffer,
      send: (text, version) => calls.Edit(pkg, layer, text, this.base, version),
      ask: () => calls.Analysis(pkg, layer),
      answered: (analysis, edited) => hooks.analysed(this, analysis, edited),
    });
  }

  /** Reads the layer as Go holds it. A text that is here gives way as one undo step. */
  load(): Promise<void> {
    return this.act(async () => {
      try {
        this.fault = null;
        await this.take(await this.calls.Read(this.pkg, this.layer));
      } catch (reason) {
        this.fault = faultOf(reason);
        return;
      }
      await this.analyse();
    });
  }

  /** Tells the document where it is shown; without a place, that the preferences have changed. */
  showIn(place = this.place): void {
    this.place = place;
    this.buffer?.configure(this.access());
  }

  /** Asks for the analysis again, because another layer has changed. */
  analyse(): Promise<void> {
    return this.checks.again();
  }

  /** Writes the text, put together with what another program wrote meanwhile; true when the disk then holds it. */
  save(): Promise<boolean> {
    return this.act(async () => {
      const { buffer } = this;
      if (!buffer || !this.dirty) return !!buffer;
      try {
        return (await this.write(buffer)) || (await this.merge());
      } catch (reason) {
        this.saveFault = faultOf(reason);
        return false;
      }
    });
  }

  /** Writes a copy into a file that the author names; returns it, or nothing. */
  saveElsewhere(): Promise<string> {
    return this.calls.SaveElsewhere(this.pkg, this.layer, this.buffer?.text ?? "");
  }

  /** Compares with the disk after something changed there. */
  reconcile(): Promise<void> {
    if (!this.buffer) return this.load();
    return this.act(async () => {
      const now = await this.calls.Read(this.pkg, this.layer);
      this.describe(now);
      this.buffer?.configure(this.access());
      if (now.disk === this.disk) return;
      this.disk = now.disk;
      if (!now.disk) this.lose();
      else if (this.dirty) await this.raiseConflict(true);
      else if (this.isForeign(now)) await this.take(now);
      else await this.reload();
    });
  }

  /** Looks again how the text and the disk's go together. */
  compare(): Promise<void> {
    return this.act(() => this.raiseConflict(false));
  }

  /**
   * Ends a conflict: `text` becomes the layer's, here and on the disk, and of
   * the two versions each that it is not is kept. False when the disk has
   * changed once more, which is shown then.
   */
  resolve(text: string): Promise<boolean> {
    return this.act(async () => {
      const { conflict } = this;
      if (!conflict) return true;
      if (await this.conclude(text, conflict)) return true;
      await this.raiseConflict(false);
      return !this.conflict;
    });
  }

  /** Takes back what was brought from the disk; the text then waits to be saved over it. */
  undoReload(): void {
    this.brought = null;
    this.buffer?.undo();
  }

  close(): void {
    this.checks.stop();
  }

  private async take(read: Document): Promise<void> {
    const theirs = read.unsaved ? await this.calls.Theirs(this.pkg, this.layer) : read.text;
    this.describe(read);
    if (this.buffer) this.buffer.replace(read.text);
    else this.buffer = this.open(read.text);
    this.settle(read.disk, theirs === read.text ? this.buffer.doc : this.buffer.state.toText(theirs));
    this.base = read.base;
    if (read.unsaved && read.base !== read.disk) await this.raiseConflict(true);
  }

  private open(text: string): Buffer {
    // Go ignores versions below the last that it saw; the clock puts a page that was loaded anew above them.
    const options = { access: this.access(), actions: this.hooks.actions(this), version: Date.now() };
    return new Buffer(text, options, (change) => this.changed(change));
  }

  private access(): Access {
    const beside = this.place === "beside";
    return { label: beside ? `${this.title}, read only` : this.title, readOnly: beside || !!this.readOnly, spelling: this.hooks.spelling() };
  }

  private describe({ file, title, readOnly, present }: Document): void {
    Object.assign(this, { file, title, readOnly, present });
  }

  private changed(change: Change, { text, fromDisk, composed } = change): void {
    if (text) this.refreshDirty();
    if (text && !fromDisk) this.brought = null;
    if ((text && !fromDisk && !this.buffer?.composing) || composed) this.checks.request();
    if (change.caret) this.hooks.moved(this, change);
  }

  /** Whether Go holds unsaved text that was not typed here. */
  private isForeign(now: Document): boolean {
    return now.unsaved && !this.checks.pending && now.text !== this.buffer?.text;
  }

  private async reload(): Promise<void> {
    const { buffer } = this;
    if (!buffer) return;
    const { version, text: before } = buffer;
    const read = await this.calls.Discard(this.pkg, this.layer, version);
    if (version !== buffer.version) return this.raiseConflict(true);
    await this.take(read);
    if (read.text === before || read.unsaved) return;
    this.brought = { together: false, before };
    this.hooks.reloaded(this);
    await this.analyse();
  }

  /** False when the disk holds another version than the text was made on. */
  private async write(buffer: Buffer): Promise<boolean> {
    const { doc, version } = buffer;
    try {
      const saved = await this.calls.Save(this.pkg, this.layer, doc.toString(), this.vanished ? "" : this.base, version);
      this.settle(saved.disk, doc);
      this.savedAt = saved.at;
      return true;
    } catch (reason) {
      if (faultOf(reason).code === "conflict") return false;
      throw reason;
    }
  }

  /** Puts the text together with the disk's, as often as either changes meanwhile; what disagrees is asked. */
  private async merge(): Promise<boolean> {
    for (let attempt = 0; attempt < mergeAttempts; attempt++) {
      await this.raiseConflict(false);
      const { conflict, buffer } = this;
      if (!conflict) return !this.dirty;
      if (!conflict.clean) break;
      const before = buffer?.text ?? "";
      if (!(await this.conclude(conflict.text, conflict))) continue;
      Object.assign(this, { brought: { together: true, before }, kept: [] });
      return true;
    }
    if (this.conflict) this.hooks.conflicted(this, true);
    return false;
  }

  /** False when the disk has changed once more, or the author has typed on. */
  private async conclude(text: string, { disk }: Merge): Promise<boolean> {
    const { buffer } = this;
    if (!buffer) return false;
    const { doc, version } = buffer;
    try {
      const { document, kept, at } = await this.calls.Resolve(this.pkg, this.layer, doc.toString(), text, disk, version);
      if (buffer.doc !== doc) return false;
      if (text !== buffer.text) buffer.replace(text);
      this.describe(document);
      this.settle(document.disk, buffer.doc);
      this.savedAt = at;
      this.kept = kept;
    } catch (reason) {
      if (faultOf(reason).code === "conflict") return false;
      throw reason;
    }
    await this.analyse();
    return true;
  }

  private async raiseConflict(told: boolean): Promise<void> {
    const { buffer } = this;
    if (!buffer) return;
    const merge = await this.calls.Merge(this.pkg, this.layer, buffer.text, this.base);
    if (!merge.disk) return this.lose();
    if (merge.theirs === buffer.text) return this.reload();
    this.conflict = merge;
    this.refreshDirty();
    if (told) this.hooks.conflicted(this, false);
  }

  private lose(): void {
    Object.assign(this, { vanished: true, saved: null, conflict: null });
    this.refreshDirty();
  }

  /** The disk now holds `doc` as revision `disk`. */
  private settle(disk: string, doc: Text): void {
    this.base = this.disk = disk;
    this.saved = doc;
    Object.assign(this, { present: !!disk, vanished: false, conflict: null, saveFault: null });
    this.refreshDirty();
  }

  private refreshDirty(): void {
    this.dirty = !this.saved || !!this.conflict || !this.buffer?.doc.eq(this.saved);
  }

  private act<T>(task: () => Promise<T>): Promise<T> {
    const run = this.acts.then(task);
    this.acts = run.catch(() => {});
    return run;
  }
}
