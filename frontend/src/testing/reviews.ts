// A package under review in memory, for tests: Go's side of it in small.
import { vi } from "vitest";
import type { ReviewItem, ReviewQueue, ReviewRemark, ReviewStatement, ReviewVerdict } from "../lib/backend";
import { Fault } from "../lib/backend";

export function reviewItem(id: string, state = "new", layer = "signals"): ReviewItem {
  return { layer, id, section: "Registers", text: `Statement ${id}.`, state, by: state === "new" ? "" : "Ada", worst: "", comments: 0 };
}

export class FakeReviews {
  items: ReviewItem[] = [];
  /** Statements that an error stands in, by their IDs. */
  errors = new Set<string>();
  /** What the next call is refused for. */
  refusal = "";
  back: ReviewItem[] = [];
  finished: ReviewQueue["finished"] = [];
  lost: ReviewQueue["lost"] = [];

  readonly calls = {
    Queue: vi.fn(async (pkg: string) => this.queue(pkg)),
    Mark: vi.fn(async () => ({ state: "", by: "", at: "", approved: 0 })),
    Statement: vi.fn(async (_pkg: string, layer: string, id: string) => this.statement(layer, id)),
    Sign: vi.fn(async (pkg: string, { layer, id, kind }: ReviewVerdict) => {
      this.refuse();
      const item = this.find(layer, id)!;
      this.back.push(item);
      this.items = this.items.map((one) => (one === item ? { ...item, state: kind, by: "Ada" } : one));
      return this.queue(pkg);
    }),
    TakeBack: vi.fn(async (_pkg: string) => {
      const last = this.back.pop();
      if (!last) return { layer: "", id: "" };
      this.items = this.items.map((one) => (one.id === last.id ? last : one));
      return { layer: last.layer, id: last.id };
    }),
    Remark: vi.fn(async (pkg: string, _remark: ReviewRemark) => {
      this.refuse();
      return this.queue(pkg);
    }),
    Settle: vi.fn(async (pkg: string, _thread: string, _resolved: boolean, _by: string) => this.queue(pkg)),
    Finish: vi.fn(async (pkg: string, _verdict: string, _note: string, _by: string) => this.queue(pkg)),
  };

  private queue(pkg: string): ReviewQueue {
    const count = (state: string) => this.items.filter((item) => item.state === state).length;
    const [approved, flagged] = [count("approved"), count("flagged")];
    return { package: pkg, items: this.items, approved, flagged, open: this.items.length - approved - flagged, finished: this.finished, lost: this.lost, problem: "", takeBack: !!this.back.length };
  }

  private statement(layer: string, id: string): ReviewStatement {
    const { section = "", text = "", state = "" } = this.find(layer, id) ?? {};
    const obstacle = this.errors.has(id) ? "A statement with an error cannot be approved." : "";
    const none = { left: "", from: 0, to: 0, line: 1, signed: [], was: [], is: [], inline: [], evidence: [], findings: [], threads: [] };
    return { ...none, layer, id: text && id, section, text, state, seal: `seal of ${id}`, obstacle };
  }

  private find(layer: string, id: string): ReviewItem | undefined {
    return this.items.find((item) => item.layer === layer && item.id === id);
  }

  private refuse(): void {
    const { refusal } = this;
    this.refusal = "";
    if (refusal) throw new Fault("failed", refusal);
  }
}
