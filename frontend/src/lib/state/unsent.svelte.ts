import { SvelteMap } from "svelte/reactivity";
import { type Backend, type Fault, faultOf } from "../backend";
import { Pacer } from "./pacer";

/** How long after a failure the words are tried to be kept again. */
const again = 2000;

/** Words that were typed in a folder and not sent, by what they are about. Go keeps them a moment later, and has them when the folder is opened again. */
export class Unsent {
  private readonly words = new SvelteMap<string, string>();
  private folder = "";
  /** Words are only in this window: the last attempt to keep them failed. */
  unkept = $state(false);
  private current: Promise<void> = Promise.resolve();
  /** What has changed since Go was told last. */
  private changed = false;
  private readonly keeping = new Pacer(() => this.keep(), 100, 400);

  /** `wrong` tells why words are not kept. */
  constructor(
    private readonly calls: Backend["unsent"],
    private readonly wrong: (fault: Fault) => void,
  ) {}

  get(about: string): string {
    return this.words.get(about) ?? "";
  }

  /** All that was typed about what begins so, by what follows. */
  beginning(start: string): [rest: string, words: string][] {
    return [...this.words].filter(([about]) => about.startsWith(start)).map(([about, words]) => [about.slice(start.length), words]);
  }

  /** Of no words, nothing is kept. */
  set(about: string, words: string): void {
    if (words === this.get(about)) return;
    if (words) this.words.set(about, words);
    else this.words.delete(about);
    this.changed = true;
    this.keeping.request();
  }

  /** Brings what was typed in the folder that is open now; what is typed meanwhile stays. */
  async open(folder: string): Promise<void> {
    if (!folder || folder === this.folder) return;
    this.folder = folder;
    try {
      const { words } = await this.calls.Read();
      for (const [about, kept] of Object.entries(words)) if (!this.words.has(about)) this.words.set(about, kept);
    } catch (reason) {
      this.wrong(faultOf(reason));
    }
  }

  /** Keeps at once what is not kept yet; false where it cannot be. */
  async settled(): Promise<boolean> {
    await this.keep();
    return !this.unkept;
  }

  /** Forgets the words of the folder, which Go has. */
  clear(): void {
    this.keeping.stop();
    Object.assign(this, { folder: "", changed: false, unkept: false });
    this.words.clear();
  }

  /** One at a time, so that no older words come to the disk after newer ones. */
  private keep(): Promise<void> {
    return (this.current = this.current.then(() => this.keepNow()));
  }

  private async keepNow(): Promise<void> {
    if (!this.changed || !this.folder) return;
    this.changed = false;
    try {
      await this.calls.Keep({ folder: this.folder, words: Object.fromEntries(this.words) });
      this.unkept = false;
    } catch (reason) {
      this.changed = true;
      if (!this.unkept) this.wrong(faultOf(reason));
      this.unkept = true;
      setTimeout(() => this.keeping.request(), again);
    }
  }
}
