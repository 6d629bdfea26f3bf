import { type Backend, type Fault, faultOf, type Finding } from "../backend";

/** A waiver in the making: a finding that a person is about to accept. */
export class Waiving {
  reason = $state("");
  by = $state("");
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);
  /** Why there can be no waiver yet, as a sentence; empty when there can. */
  readonly obstacle = $derived.by(() => this.findObstacle());

  constructor(
    readonly finding: Finding,
    private readonly calls: Backend["findings"],
  ) {
    this.reason = finding.waived?.reason ?? "";
  }

  /** Proposes who gives the reason: the one whom git knows. */
  async begin(): Promise<void> {
    const { name } = await this.calls.Author().catch(() => ({ name: "" }));
    this.by ||= name;
  }

  /** Writes the waiver; true when it is on the disk. */
  async waive(): Promise<boolean> {
    if (this.obstacle || this.busy) return false;
    this.busy = true;
    this.fault = null;
    try {
      await this.calls.Waive(this.finding.package, this.finding.id, this.reason.trim(), this.by.trim());
      return true;
    } catch (reason) {
      this.fault = faultOf(reason);
      return false;
    } finally {
      this.busy = false;
    }
  }

  private findObstacle(): string {
    if (!this.reason.trim()) return "A waiver needs a reason.";
    return this.by.trim() ? "" : "A waiver needs the name of who gives it.";
  }
}
