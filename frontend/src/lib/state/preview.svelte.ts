import { type Backend, type Fault, faultOf, type PreviewOptions, type PreviewPage } from "../backend";

/** The page as its readers will see it. */
export class Preview {
  /** The layer that is shown; empty for the whole page. */
  layer = $state("");
  /** Behind each statement the evidence that carries it. */
  footnotes = $state(false);
  /** Behind each statement what is found in it. */
  findings = $state(false);
  page = $state.raw<PreviewPage | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** An external address that the person has chosen. */
  address = $state("");

  private pkg = "";
  private seq = -1;
  private asked = 0;
  private whole = false;

  constructor(private readonly calls: Backend["preview"]) {}

  /** Shows a package as it stands when the workspace has come to `seq`. What was shown of it before stays in sight meanwhile. */
  async load(pkg: string, seq: number): Promise<void> {
    if (pkg === this.pkg && seq === this.seq) return;
    if (pkg !== this.pkg) Object.assign(this, { pkg, page: null, fault: null });
    this.seq = seq;
    await this.reload();
  }

  /** The layer of the text is the one that is shown, unless the whole page was chosen. */
  follow(layer: string): void {
    if (!this.whole && layer !== this.layer) this.choose(layer);
  }

  /** Shows a layer, or the whole page. */
  show(layer: string): Promise<void> {
    this.whole = layer === "";
    this.choose(layer);
    return this.reload();
  }

  /** Shows or hides what stands behind the statements. */
  toggle(what: "footnotes" | "findings"): Promise<void> {
    this[what] = !this[what];
    return this.reload();
  }

  async reload(): Promise<void> {
    const asked = ++this.asked;
    try {
      const page = await this.calls.Page(this.pkg, this.options);
      if (asked === this.asked) Object.assign(this, { page, fault: null });
    } catch (reason) {
      if (asked === this.asked) this.fault = faultOf(reason);
    }
  }

  /** Opens the chosen address outside the window. */
  openAddress(): Promise<void> {
    return this.calls.OpenAddress(this.address);
  }

  copyAddress(): Promise<void> {
    return this.calls.CopyAddress(this.address);
  }

  private get options(): PreviewOptions {
    return { layer: this.layer, footnotes: this.footnotes, findings: this.findings };
  }

  private choose(layer: string): void {
    this.layer = layer;
    this.page = null;
    this.seq = -1;
  }
}
