import { type Access, Buffer, type CardActions, type Change, type Text } from "../editor";
import { type Analysis, type Backend, type Document, type Fault, faultOf } from "../backend";
import { Pacer } from "./pacer";

/** What a document tells the rest of the window. */
export interface DocumentHooks {
  actions: CardActions;
  /** `edited` when the analysis answers an edit, rather than a change elsewhere. */
  analysed(doc: OpenDocument, analysis: Analysis, edited: boolean): void;
  moved(doc: OpenDocument, typing: boolean): void;
  /** The disk holds another text than the one being edited; `asked` when the author has just tried to save. */
  conflicted(doc: OpenDocument, asked: boolean): void;
  reloaded(doc: OpenDocument): void;
}

/** Where a document is shown: to be edited, or beside another to be read. */
export type Place = "centre" | "beside";

const checkIdle = 50;
const checkMost = 100;

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
  checkFault = $state.raw<Fault | null>(null);
  /** A change is on its way through the engine. */
  checking = $state(false);
  /** What the disk holds instead of the text that is being edited. */
  conflict = $state.raw<{ theirs: string } | null>(null);
  /** The text was brought from the disk and nothing was typed since. */
  reloaded = $state(false);
  /** Where the version that lost a conflict is kept. */
  kept = $state("");
  statements = $state(0);

  private place: Place = "centre";
  private base = "";
  private disk = "";
  private saved: Text | null = null;
  private acts: Promise<unknown> = Promise.resolve();
  private readonly checks = new Pacer(() => this.check(), checkIdle, checkMost);

  constructor(
    readonly pkg: string,
    readonly layer: string,
    private readonly calls: Backend["documents"],
    private readonly hooks: DocumentHooks,
  ) {}

  /**
   * Reads the layer; `unsaved` when Go already holds text for it that the disk
   * does not. A text that is here gives way as one undo step.
   */
  load(unsaved: boolean): Promise<void> {
    return this.act(async () => {
      try {
        const read = await this.calls.Read(this.pkg, this.layer);
        const theirs = unsaved ? await this.calls.Theirs(this.pkg, this.layer) : read.text;
        this.fault = null;
        this.describe(read);
        this.show(read.text, theirs);
        this.base = read.base;
        this.disk = read.disk;
        this.refreshDirty();
        if (unsaved && read.base !== read.disk) await this.raiseConflict(false);
      } catch (reason) {
        this.fault = faultOf(reason);
        return;
      }
      await this.analyse();
    });
  }

  /** Tells the document where it is shown. */
  showIn(place: Place): void {
    this.place = place;
    this.buffer?.configure(this.access());
  }

  /** Asks for the analysis again, because another layer has changed. A text still on its way brings its own. */
  async analyse(): Promise<void> {
    const { buffer } = this;
    if (!buffer || this.checks.pending) return;
    const { version } = buffer;
    try {
      const analysis = await this.calls.Analysis(this.pkg, this.layer);
      if (!this.checks.pending) this.take(analysis, version, false);
    } catch (reason) {
      this.checkFault = faultOf(reason);
    }
  }

  /** Writes the text; true when the disk then holds it. */
  save(): Promise<boolean> {
    return this.act(async () => {
      const { buffer } = this;
      if (!buffer || !this.dirty) return !!buffer;
      const { doc } = buffer;
      try {
        const saved = await this.calls.Save(this.pkg, this.layer, doc.toString(), this.vanished ? "" : this.base);
        this.settle(saved.disk, doc);
        this.savedAt = saved.at;
        return true;
      } catch (reason) {
        const fault = faultOf(reason);
        if (fault.code === "conflict") await this.raiseConflict(true);
        else this.saveFault = fault;
        return false;
      }
    });
  }

  /** Compares with the disk after something changed there. */
  reconcile(): Promise<void> {
    if (!this.buffer) return this.load(false);
    return this.act(async () => {
      const now = await this.calls.Read(this.pkg, this.layer);
      this.describe(now);
      this.buffer?.configure(this.access());
      if (now.disk === this.disk) return;
      this.disk = now.disk;
      if (!now.disk) this.lose();
      else if (this.dirty) await this.raiseConflict(false);
      else await this.reload();
    });
  }

  /** Ends a conflict: this text over the disk's ("mine"), or the disk's for this one ("theirs"). Neither is lost. */
  resolve(choice: "mine" | "theirs"): Promise<void> {
    return this.act(async () => {
      const { buffer } = this;
      if (!buffer) return;
      const { doc } = buffer;
      const { document, kept } = await this.calls.Resolve(this.pkg, this.layer, doc.toString(), choice);
      if (choice === "theirs") buffer.replace(document.text);
      this.describe(document);
      this.settle(document.disk, choice === "theirs" ? buffer.doc : doc);
      this.kept = kept;
      await this.analyse();
    });
  }

  /** Takes back what was brought from the disk; the text then waits to be saved over it. */
  undoReload(): void {
    this.reloaded = false;
    this.buffer?.undo();
  }

  close(): void {
    this.checks.stop();
  }

  private show(text: string, theirs: string): void {
    if (this.buffer) this.buffer.replace(text);
    else this.buffer = this.open(text);
    this.saved = theirs === text ? this.buffer.doc : this.buffer.state.toText(theirs);
    this.conflict = null;
  }

  private open(text: string): Buffer {
    // Go ignores versions below the last that it saw; the clock puts a page that was loaded anew above them.
    const options = { access: this.access(), actions: this.hooks.actions, version: Date.now() };
    return new Buffer(text, options, (change) => this.changed(change));
  }

  private access(): Access {
    const beside = this.place === "beside";
    return { label: beside ? `${this.title}, read only` : this.title, readOnly: beside || !!this.readOnly };
  }

  private describe({ file, title, readOnly, present }: Document): void {
    Object.assign(this, { file, title, readOnly, present });
  }

  private changed({ text, caret, fromDisk, composed }: Change): void {
    if (text) this.refreshDirty();
    if (text && !fromDisk) this.reloaded = false;
    if ((text && !fromDisk && !this.buffer?.composing) || composed) {
      this.checking = true;
      this.checks.request();
    }
    if (caret) this.hooks.moved(this, text);
  }

  private async check(): Promise<void> {
    const { buffer } = this;
    if (!buffer) return;
    const { version, text } = buffer;
    try {
      const analysis = await this.calls.Edit(this.pkg, this.layer, text, this.base, version);
      if (analysis.version === version) this.take(analysis, version, true);
    } catch (reason) {
      if (version === buffer.version) this.checkFault = faultOf(reason);
    }
  }

  private take(analysis: Analysis, version: number, edited: boolean): void {
    if (!this.buffer?.analyse(analysis, version)) return;
    this.checkFault = null;
    this.checking = false;
    this.statements = analysis.statements.length;
    this.hooks.analysed(this, analysis, edited);
  }

  private async reload(): Promise<void> {
    const { buffer } = this;
    if (!buffer) return;
    const { version } = buffer;
    const read = await this.calls.Discard(this.pkg, this.layer, version);
    if (version !== buffer.version) return this.raiseConflict(false);
    const changed = read.text !== buffer.text;
    if (changed) buffer.replace(read.text);
    this.describe(read);
    this.settle(read.disk, buffer.doc);
    if (!changed) return;
    this.reloaded = true;
    this.hooks.reloaded(this);
    await this.analyse();
  }

  private async raiseConflict(asked: boolean): Promise<void> {
    const theirs = await this.calls.Theirs(this.pkg, this.layer);
    if (theirs === this.buffer?.text) return this.reload();
    this.conflict = { theirs };
    this.hooks.conflicted(this, asked);
  }

  private lose(): void {
    this.vanished = true;
    this.saved = null;
    this.conflict = null;
    this.refreshDirty();
  }

  /** The disk now holds `doc` as revision `disk`. */
  private settle(disk: string, doc: Text): void {
    this.base = this.disk = disk;
    this.saved = doc;
    this.present = true;
    this.vanished = false;
    this.conflict = null;
    this.saveFault = null;
    this.refreshDirty();
  }

  private refreshDirty(): void {
    this.dirty = !this.saved || !this.buffer?.doc.eq(this.saved);
  }

  private act<T>(task: () => Promise<T>): Promise<T> {
    const run = this.acts.then(task);
    this.acts = run.catch(() => {});
    return run;
  }
}
