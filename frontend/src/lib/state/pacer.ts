/**
 * Runs a task soon after the last of many requests: `idle` milliseconds after
 * it, but no later than `most` after the first that is still unanswered; `alone`
 * after one that no other came shortly before. One run at a time; requests
 * during a run lead to one more.
 */
export class Pacer {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked: number | null = null;
  private last = -Infinity;
  private running = false;
  private again = false;

  constructor(
    private readonly task: () => Promise<void>,
    private readonly idle: number,
    private readonly most: number,
    private readonly alone = idle,
  ) {}

  /** Whether a request waits for its run or for the end of it. */
  get pending(): boolean {
    return this.asked !== null || this.running;
  }

  request(): void {
    const now = performance.now();
    const wait = now - this.last < this.idle ? this.idle : this.alone;
    this.last = now;
    this.asked ??= now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), Math.max(0, Math.min(wait, this.asked + this.most - now)));
  }

  stop(): void {
    clearTimeout(this.timer);
    this.asked = null;
    this.again = false;
  }

  private async run(): Promise<void> {
    if (this.running) {
      this.again = true;
      return;
    }
    this.asked = null;
    this.running = true;
    try {
      await this.task();
    } finally {
      this.running = false;
    }
    if (!this.again) return;
    this.again = false;
    await this.run();
  }
}
