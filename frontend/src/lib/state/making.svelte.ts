import { type Backend, type Fault, faultOf, type NewPackage, type NewPackageLook, type NewSource, type SourceLook } from "../backend";
import { layers } from "./layers";
import { Pacer } from "./pacer";

/** The pages on which a new package is described, in order. */
export const steps = ["Name", "Sources", "Layers", "Check"] as const;
const last = steps.length - 1;

const everything = layers.map(({ key }) => key).filter((key) => key !== "evidence");
const nothing: NewPackageLook = {
  folder: "", root: "", path: "", nameFault: "", folderFault: "", fault: "", sources: [], files: [], findings: [], choices: [], unkept: "",
  counts: { errors: 0, warnings: 0, infos: 0, waived: 0 },
};

/** A package that its author describes before it is written. Go keeps what is said a moment later, so that a crash loses nothing of it. */
export class Making {
  name = $state("");
  /** Of the folder; empty for the one that the name makes. */
  folder = $state("");
  sources = $state<NewSource[]>([]);
  layers = $state.raw<string[]>(everything);
  step = $state(0);
  /** The source whose fields are shown. */
  at = $state(0);
  look = $state.raw<NewPackageLook>(nothing);
  /** What an earlier run has left, until it is decided about. */
  earlier = $state.raw<NewPackage | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** Files that could not be added, as sentences. */
  refused = $state.raw<string[]>([]);
  /** The sources that were removed last, with their places. */
  removed = $state.raw<{ source: NewSource; at: number }[]>([]);
  /** It is being written as it was said; nothing more is taken in. */
  busy = $state(false);

  private asked = 0;
  private current: Promise<void> = Promise.resolve();
  private readonly looking = new Pacer(() => this.refresh(), 200, 800);

  constructor(private readonly calls: Backend["newPackages"]) {}

  /** Starts with nothing, or with the question what becomes of what was begun before. */
  async begin(): Promise<void> {
    this.looking.stop(); // or it would keep nothing in the place of what is kept
    await this.current;
    this.take({ name: "", folder: "", sources: [], layers: everything, step: 0, at: "" });
    Object.assign(this, { look: nothing, earlier: null, removed: [], refused: [] });
    await this.attempt(async () => {
      const before = await this.calls.Begun();
      if (before.at) this.earlier = before;
      else await this.refresh();
    });
  }

  /** Goes on with what was begun before. */
  async goOn(): Promise<void> {
    if (!this.earlier) return;
    this.take(this.earlier);
    this.earlier = null;
    await this.refresh();
  }

  /** Gives up what was begun before; returns where it is kept. */
  async startAnew(): Promise<string | undefined> {
    const kept = await this.attempt(() => this.calls.GiveUp());
    if (kept === undefined) return undefined;
    this.earlier = null;
    await this.refresh();
    return kept;
  }

  /** Whether anything was said that is worth keeping. */
  get begun(): boolean {
    return !!(this.name || this.folder || this.sources.length);
  }

  /** Something was typed: it is kept, and looked at, in a moment. */
  changed(): void {
    this.fault = null;
    this.looking.request();
  }

  /** Whether everything that was said is kept, so that the window may close. */
  async settled(): Promise<boolean> {
    if (this.busy || this.earlier || !this.begun) return true;
    await this.refresh();
    return !this.fault && !this.look.unkept;
  }

  refresh(): Promise<void> {
    return (this.current = this.lookAgain(++this.asked));
  }

  private async lookAgain(asked: number): Promise<void> {
    try {
      const look = await this.calls.Look(this.said, this.step === last);
      if (asked === this.asked) this.look = look;
    } catch (reason) {
      if (asked === this.asked) this.fault = faultOf(reason);
    }
    if (asked !== this.asked) await this.current; // whoever waits goes by what the newest answer says
  }

  /** Goes to a page; of what is wrong with the name it goes no further. Tells whether it went. */
  async go(step: number): Promise<boolean> {
    if (this.busy) return false;
    if (step > 0) await this.refresh();
    if (step > 0 && (this.fault || this.look.nameFault || this.look.folderFault)) return false;
    this.step = Math.min(Math.max(0, step), last);
    if (this.step === last) void this.refresh(); // what was seen so far is without the check
    else this.changed();
    return true;
  }

  /** A source of which nothing is known yet. */
  addText(): void {
    if (this.busy) return;
    this.sources.push({ file: "", title: "", heading: "", institution: "", date: "", address: "", text: "" });
    this.at = this.sources.length - 1;
    this.changed();
  }

  /** Adds what is read from files. */
  async add(read: () => ReturnType<Making["read"]>): Promise<void> {
    const files = this.busy ? undefined : await this.attempt(read);
    if (!files) return;
    this.refused = files.faults;
    if (!files.sources.length) return;
    this.at = this.sources.length;
    this.sources.push(...files.sources);
    if (this.step === 0) await this.go(1);
    this.changed();
  }

  read(paths: string[]): ReturnType<Backend["newPackages"]["ReadFiles"]> {
    return this.calls.ReadFiles(paths);
  }

  choose(): ReturnType<Backend["newPackages"]["ChooseFiles"]> {
    return this.calls.ChooseFiles();
  }

  remove(at: number): void {
    if (this.busy) return;
    const [source] = this.sources.splice(at, 1);
    if (!source) return;
    this.removed = [...this.removed, { source: $state.snapshot(source), at }];
    this.at = Math.max(0, Math.min(at, this.sources.length - 1));
    this.changed();
  }

  /** Puts the source back that was removed last. */
  putBack(): void {
    if (this.busy) return;
    const one = this.removed.at(-1);
    if (!one) return;
    this.removed = this.removed.slice(0, -1);
    this.sources.splice(one.at, 0, one.source);
    this.at = one.at;
    this.changed();
  }

  /** What would become of a source; undefined before that is known. */
  lookAt(source: number): SourceLook | undefined {
    return this.look.sources[source];
  }

  /** Whether nothing is wrong with a source but that its title is still to be typed. */
  isUntitled(source: number): boolean {
    return this.lookAt(source)?.field === "title" && !this.sources[source]?.title;
  }

  titleOf(source: number): string {
    const { title, file, text } = this.sources[source] ?? {};
    return title || this.lookAt(source)?.source.title || file || text?.trim().slice(0, 40) || "Untitled";
  }

  /** Begins a layer with those that it derives from, or leaves it out with those that derive from it. */
  setLayer(layer: string, begun: boolean): void {
    if (this.busy) return;
    const { choices } = this.look;
    const needs = choices.find((one) => one.layer === layer)?.needs ?? [];
    const users = choices.filter((one) => one.needs.includes(layer)).map((one) => one.layer);
    const wanted = (one: string) => (begun ? one === layer || needs.includes(one) || this.layers.includes(one) : one !== layer && !users.includes(one) && this.layers.includes(one));
    this.layers = everything.filter(wanted);
    this.changed();
  }

  /** Writes the package, and returns its folder; undefined where it could not be written. */
  async make(): Promise<string | undefined> {
    this.busy = true;
    this.looking.stop(); // what is kept goes with the writing, and is not to come back
    await this.current;
    const made = await this.attempt(() => this.calls.Make(this.said));
    this.busy = false;
    if (!made) this.looking.request();
    return made;
  }

  private get said(): NewPackage {
    const { name, folder, layers, step } = this;
    return { name, folder, sources: $state.snapshot(this.sources), layers, step, at: "" };
  }

  private take({ name, folder, sources, layers, step }: NewPackage): void {
    Object.assign(this, { name, folder, sources, layers, step: Math.min(step, last), at: 0, fault: null });
  }

  private async attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
    this.fault = null;
    try {
      return await act();
    } catch (reason) {
      this.fault = faultOf(reason);
      return undefined;
    }
  }
}
