import { type Analysis, type Fault, faultOf } from "../backend";
import type { Buffer } from "../editor";
import { Pacer } from "./pacer";

/** What the checking of a document asks of the rest. */
export interface Checked {
  buffer(): Buffer | null;
  /** Sends a text to the engine. */
  send(text: string, version: number): Promise<Analysis>;
  /** Asks what the engine says of the text that it has. */
  ask(): Promise<Analysis>;
  /** Takes an answer about the text that is there; `edited` when it answers an edit. */
  answered(analysis: Analysis, edited: boolean): void;
}

// In ms. A key that is held down comes every 33: a check for each would put off the next one's showing.
const idle = 36;
const most = 100;
const alone = 8; // at once would take the processor from the showing of the key itself

/** Keeps what the engine says of a document with its text: every text is sent soon, and answers about older ones are dropped. */
export class Checking {
  /** A change is on its way through the engine. */
  running = $state(false);
  fault = $state.raw<Fault | null>(null);
  /** How many there are; null before the first answer. */
  statements = $state<number | null>(null);

  private unsent = false; // the engine has not taken the text that is there
  private waiting: (() => void)[] = [];
  private readonly pacer = new Pacer(() => this.send(), idle, most, alone);

  constructor(private readonly of: Checked) {}

  /** Whether a text has not been answered yet. */
  get pending(): boolean {
    return this.pacer.pending;
  }

  /** Resolves when the text that is there has been answered, or could not be. */
  settled(): Promise<void> {
    return this.pending ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve();
  }

  /** Sends the text soon. */
  request(): void {
    this.running = true;
    this.pacer.request();
  }

  stop(): void {
    this.pacer.stop();
    this.release();
  }

  /** Asks again, because something else has changed. A text still on its way brings its own answer, and one that did not arrive is sent anew. */
  async again(): Promise<void> {
    const buffer = this.of.buffer();
    if (!buffer || this.pending) return;
    if (this.unsent) return this.request();
    const { version } = buffer;
    try {
      const analysis = await this.of.ask();
      if (!this.pending) this.take(analysis, version, false);
    } catch (reason) {
      this.fault = faultOf(reason);
    }
  }

  private async send(): Promise<void> {
    const buffer = this.of.buffer();
    if (!buffer) return;
    const { version, text } = buffer;
    try {
      this.unsent = true;
      const analysis = await this.of.send(text, version);
      this.unsent = false;
      if (analysis.version === version) this.take(analysis, version, true);
      else if (analysis.version > buffer.version) this.sendAnew(buffer, analysis.version);
    } catch (reason) {
      if (version !== buffer.version) return;
      this.fault = faultOf(reason);
      this.release();
    }
  }

  /** The engine has seen a later version, from another page or before the clock was set back, and took the text for an older one. */
  private sendAnew(buffer: Buffer, version: number): void {
    buffer.outnumber(version);
    this.request();
  }

  private take(analysis: Analysis, version: number, edited: boolean): void {
    if (!this.of.buffer()?.analyse(analysis, version)) return;
    this.fault = null;
    this.running = false;
    this.statements = analysis.statements.length;
    this.of.answered(analysis, edited);
    this.release();
  }

  private release(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
