import { type Fault, faultOf } from "../backend";

export interface Notice {
  kind: "info" | "error";
  text: string;
  /** What can be done about it. */
  act?: { label: string; run: () => void };
}

/** What the window has to say about itself, each until it is dismissed. */
export class Notices {
  list = $state.raw<Notice[]>([]);

  show(notice: Notice): void {
    this.list = [...this.list.filter((other) => other.text !== notice.text), notice];
  }

  dismiss(notice: Notice): void {
    this.list = this.list.filter((other) => other !== notice);
  }

  /** Runs an act of the reader; a failure becomes a notice that says what and what to do. */
  async attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (reason) {
      const fault: Fault = faultOf(reason);
      this.show({ kind: "error", text: fault.sentence });
      return undefined;
    }
  }
}
