import type { Backend, Finding, Fix, RuleText } from "../backend";
import type { Placed } from "../editor";
import type { Desk } from "./desk.svelte";
import { closer } from "./dialog";
import type { Spot } from "./findings.svelte";
import { Problems } from "./problems.svelte";
import { Waiving } from "./waiving.svelte";

/** Where a menu opens: below or above this line of the screen. */
export interface Anchor {
  left: number;
  top: number;
  bottom: number;
}

/** What can be done about findings, to choose from. */
export interface FixMenu {
  findings: Finding[];
  anchor: Anchor;
}

/** A dialog about a finding. */
export type FindingDialog = { kind: "waive"; waiving: Waiving } | { kind: "rule"; rule: RuleText };

/** What is done about findings: going through them, mending and waiving them. */
export class Triage {
  readonly list: Problems;
  menu = $state.raw<FixMenu | null>(null);
  /** The finding without a place that was gone to last, and where the caret stood then. */
  stopped: (Spot & { finding: Finding }) | null = null;

  constructor(
    private readonly desk: Desk,
    private readonly calls: Pick<Backend, "findings" | "copy">,
  ) {
    this.list = new Problems(calls.findings, desk);
  }

  /** Where going through the findings is: at the caret, or at a finding without a place that was shown with the caret there. */
  stoppedAt(caret: Spot): Spot & { finding?: Finding } {
    const { stopped } = this;
    const here = stopped?.pkg === caret.pkg && stopped.layer === caret.layer && stopped.pos === caret.pos;
    return here ? { ...caret, finding: stopped.finding } : caret;
  }

  /** Opens the menu of what can be done about the findings at the caret. */
  openAtCaret(): void {
    const buffer = this.desk.centre?.buffer;
    const found = buffer?.findingsAtCaret.map(({ finding }) => finding) ?? [];
    if (!found.length) return this.desk.announcer.say("No finding here");
    this.menu = { findings: found, anchor: buffer?.caretOnScreen ?? { left: 0, top: 0, bottom: 0 } };
  }

  /** Opens the menu of one finding, whose words are shown in the text while it is open. */
  async openFor(finding: Finding, anchor: Anchor): Promise<void> {
    if (finding.layer) await this.show(finding);
    this.menu = { findings: [this.now(finding)?.finding ?? finding], anchor };
  }

  /** Shows in the text what a fix would do; nothing ends that. */
  preview(fix: Fix | null): void {
    const { layer, centre } = this.desk;
    centre?.buffer?.preview(fix?.edits.filter((edit) => edit.layer === layer) ?? []);
  }

  closeMenu(): void {
    this.preview(null);
    this.menu = null;
  }

  /** Asks for the reason why a finding is accepted. */
  waive(finding: Finding): void {
    if (finding.stale) return this.desk.announcer.say("A waiver cannot be waived. Remove it instead.");
    const waiving = new Waiving(finding, this.calls.findings);
    this.desk.dialog = { kind: "waive", waiving };
    void waiving.begin();
  }

  async finishWaiving(waiving: Waiving): Promise<void> {
    const close = closer(this.desk);
    if (!(await waiving.waive())) return;
    close();
    this.desk.announcer.say("Waived");
  }

  /** Takes back the waiver of a finding, or the one that it is about. */
  async unwaive({ package: pkg, id }: Finding): Promise<void> {
    await this.done(() => this.calls.findings.Unwaive(pkg, id), "The waiver is removed");
  }

  /** Tells what the rule of a finding looks for. */
  async explain({ rule }: Finding): Promise<void> {
    const text = await this.desk.notices.attempt(() => this.calls.findings.Rule(rule));
    if (text) this.desk.dialog = { kind: "rule", rule: text };
  }

  /** Puts findings into the clipboard as lines of text. */
  async copy(text: string, what: string): Promise<void> {
    await this.done(() => this.calls.copy(text), `${what} copied`);
  }

  /** Puts the caret at a finding and leaves the focus where it is. */
  private async show(finding: Finding): Promise<void> {
    await this.desk.open(finding.package, finding.layer);
    this.desk.centre?.buffer?.goTo(this.now(finding) ?? finding);
  }

  /** Where a finding of the layer that is shown stands now. */
  now({ id, package: pkg }: Finding): Placed | undefined {
    return pkg === this.desk.pkg ? this.desk.centre?.buffer?.findings.find(({ finding }) => finding.id === id) : undefined;
  }

  private async done(act: () => Promise<void>, words: string): Promise<void> {
    const done = await this.desk.notices.attempt(async () => {
      await act();
      return true;
    });
    if (done) this.desk.announcer.say(words);
  }
}
