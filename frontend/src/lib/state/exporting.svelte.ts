import { type Backend, type Exported, type ExportFormat, type Fault, faultOf } from "../backend";

/** What can stand beside the text, in the order in which people see it. */
export const notes = ["footnotes", "places", "findings"] as const;

/** A file of a package that is about to be made, with what was chosen last time. */
export class Exporting {
  formats = $state.raw<ExportFormat[]>([]);
  /** The name of the format that is chosen. */
  format = $state("pdf");
  readonly chosen = $derived.by(() => this.formats.find(({ name }) => name === this.format) ?? null);
  /** The layer that is exported; empty for the whole package. */
  layer = $state("");
  footnotes = $state(false);
  /** Behind each statement its layer and line. */
  places = $state(false);
  findings = $state(false);
  release = $state(false);
  /** What stands in the way of a release, the end of a sentence; null while nobody knows. */
  obstacle = $state.raw<string | null>(null);
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);

  private pkg = "";
  private asked = 0;

  constructor(private readonly calls: Backend["exports"]) {}

  /** Learns what there is to choose from. */
  async ready(): Promise<void> {
    if (!this.formats.length) this.formats = await this.calls.Formats();
  }

  /** Begins with what the preview shows. */
  begin(pkg: string, shown: { layer: string; footnotes: boolean; findings: boolean }): void {
    Object.assign(this, shown, { fault: null, busy: false, release: false, obstacle: null });
    this.pkg = pkg;
  }

  /** Exports a layer, or the whole package. */
  choose(layer: string): Promise<void> {
    Object.assign(this, { layer, obstacle: null });
    return this.look();
  }

  /** Makes the file and writes it where the person says; none where that failed, or the person thought better of it. */
  async save(): Promise<Exported | null> {
    const { format, layer, footnotes, places, findings, release } = this;
    Object.assign(this, { busy: true, fault: null });
    try {
      const written = await this.calls.Export(this.pkg, { format, layer, footnotes, places, findings, release: release && !!this.chosen?.state });
      return written.path ? written : null;
    } catch (reason) {
      this.fault = faultOf(reason);
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Shows the folder of the file that was written last. */
  show(): Promise<void> {
    return this.calls.Show();
  }

  /** Asks whether there can be a release, each time that something has changed. */
  async look(): Promise<void> {
    const asked = ++this.asked;
    try {
      const { obstacle } = await this.calls.State(this.pkg, this.layer);
      if (asked === this.asked) Object.assign(this, { obstacle, release: this.release && !obstacle });
    } catch (reason) {
      if (asked === this.asked) this.fault = faultOf(reason);
    }
  }
}
