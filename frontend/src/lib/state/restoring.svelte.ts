import { type Backend, type Fault, faultOf, type Restoration, type StatementRef, type Version } from "../backend";
import type { Desk } from "./desk.svelte";
import { closer } from "./dialog";

/** What is to be brought back: a layer of a version, or one statement of it. */
export type Earlier = { pkg: string; layer: string; version: string } | { statement: StatementRef };

/** The bringing back of an earlier text: what it would change, until a person agrees. */
export class Restoring {
  restoration = $state.raw<Restoration | null>(null);
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);

  constructor(
    readonly what: Earlier,
    private readonly calls: Backend["past"],
  ) {}

  get pkg(): string {
    return "statement" in this.what ? this.what.statement.package : this.what.pkg;
  }

  /** Asks what would change. Go has the text that is being edited by then. */
  async look(): Promise<void> {
    try {
      this.restoration = await this.ask();
    } catch (reason) {
      this.fault = faultOf(reason);
    }
  }

  /** Makes it the text that is edited, as one undo step of its layer; tells where unsaved text is kept that gave way, and nothing where that failed. */
  async apply(desk: Desk): Promise<{ of: Restoration; kept: string } | undefined> {
    const layer = this.restoration?.layer;
    if (!layer || this.busy) return undefined;
    Object.assign(this, { busy: true, fault: null });
    try {
      const doc = await desk.documents.open(this.pkg, layer);
      if (doc.fault) throw doc.fault;
      const { buffer } = doc;
      if (!buffer || doc.readOnly) throw new Error(doc.readOnly || `${doc.file} cannot be edited now`);
      // Asked again: the text may have changed while the question stood there.
      const of = await this.ask();
      const kept = doc.dirty ? await this.calls.SetAside(this.pkg, layer, buffer.text) : "";
      buffer.rewrite(of.text);
      return { of, kept };
    } catch (reason) {
      this.fault = faultOf(reason);
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  private ask(): Promise<Restoration> {
    const { what } = this;
    return "statement" in what ? this.calls.Statement(what.statement) : this.calls.Layer(what.pkg, what.layer, what.version);
  }
}

/** Brings back what a person agreed to, shows it in the editor, and says what to do next. */
export async function restore(desk: Desk, restoring: Restoring): Promise<void> {
  const close = closer(desk);
  const done = await restoring.apply(desk);
  if (!done) return;
  const { of, kept } = done;
  close();
  await desk.open(restoring.pkg, of.layer);
  const buffer = desk.centre?.buffer;
  buffer?.focus();
  const what = of.place ? `A statement of ${of.title} reads again as it did` : `${of.title} reads again as it did`;
  const aside = kept ? ` What was unsaved there is kept in ${kept}.` : "";
  const next = isSaved(of.version) ? "" : " It is unsaved: look at it, save it, and commit it.";
  desk.notices.show({
    kind: "info",
    text: `${what} in ${named(of.version)}.${next}${aside}`,
    act: { label: "Undo", run: () => buffer?.undo() },
  });
  desk.announcer.say(`${of.title} was brought back${next && ", unsaved"}`);
}

/** A version in a few words. */
export function named({ name, commit }: Version): string {
  const words: Record<string, string> = { now: "the text now", saved: "the text on the disk", last: "the last commit" };
  return commit.short || (words[name] ?? "what was set aside");
}

/** Whether a version is what the disk holds, which takes no saving. */
export function isSaved({ name }: Version): boolean {
  return name === "saved";
}
