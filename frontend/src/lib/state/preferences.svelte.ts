import type { Backend, Preferences as Stored } from "../backend";
import { knownView, type PackageView, usualView } from "./packageview";
import { Pacer } from "./pacer";

export type Theme = "system" | "light" | "dark" | "contrast";

export const themes: readonly { value: Theme; label: string }[] = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
  { value: "contrast", label: "High contrast" },
];

export type Motion = "system" | "reduced" | "full";

export const motions: readonly { value: Motion; label: string }[] = [
  { value: "system", label: "As the system" },
  { value: "reduced", label: "Reduced" },
  { value: "full", label: "Full" },
];

/** Sizes of the editor's text in px at 100 %, and widths of its lines in rem. */
export const texts = { least: 11, usual: 15, most: 28 };
export const lines = { least: 30, usual: 48, most: 120 };
export const zooms = { least: 80, most: 200, step: 10 };
/** Of the panes of the text, in percent of what they share with another. */
const sizes = {
  evidence: { least: 15, usual: 42, most: 75 },
  sidebar: { least: 12, usual: 18, most: 50 },
  problems: { least: 12, usual: 28, most: 75 },
};

export type Pane = keyof typeof sizes;

/** What people choose among the settings. */
export type Choosable = Pick<Preferences, "theme" | "zoom" | "text" | "line" | "motion" | "spelling" | "follow" | "inline">;

/** How the window looks before anybody chose otherwise. */
export const usualLook: Choosable = { theme: "system", zoom: 100, text: texts.usual, line: lines.usual, motion: "system", spelling: true, follow: true, inline: false };

/** How the window looks. Every change is written back, the last of many. */
export class Preferences {
  theme = $state<Theme>("system");
  /** Percent. */
  zoom = $state(100);
  /** Width of the pane beside the text. */
  evidence = $state(sizes.evidence.usual);
  /** Width of the list of packages. */
  sidebar = $state(sizes.sidebar.usual);
  /** Height of the list of problems. */
  problems = $state(sizes.problems.usual);
  /** The evidence pane follows the caret. */
  follow = $state(true);
  /** By package: the layer that stands beside the open one, where that is not the evidence. */
  beside = $state.raw<Record<string, string>>({});
  /** Differences are shown one version in the other, and not side by side. */
  inline = $state(false);
  /** Which packages are listed, and in which order; the names are those of packageview.ts. */
  packages = $state.raw<PackageView>(usualView);
  /** Size of the editor's text, px at 100 %. */
  text = $state(texts.usual);
  /** How wide its lines are at most, in rem; 0 for as wide as the pane. */
  line = $state(lines.usual);
  motion = $state<Motion>("system");
  /** The system underlines what it cannot spell. */
  spelling = $state(true);
  /** What the file of the settings says that is not in force, as a sentence; empty where all of it is. */
  fault = $state("");
  private readonly writing: Pacer;

  /** `attempt` runs a write and tells the reader when it fails. */
  constructor(
    private readonly calls: Backend["settings"],
    attempt: (write: () => Promise<void>) => Promise<void>,
  ) {
    this.writing = new Pacer(() => attempt(() => this.calls.Write(this.stored())), 300, 2000);
  }

  async load(): Promise<void> {
    this.fault = await this.calls.Fault();
    if (this.writing.pending) return; // what was chosen here is newer than the file
    const { theme, zoom, follow, inline, beside, packages, text, line, motion, spelling, ...stored } = await this.calls.Read();
    if (this.writing.pending) return; // and so is what was chosen while it was read
    this.theme = themes.find(({ value }) => value === theme)?.value ?? "system";
    this.zoom = zoom ? within(zoom, zooms) : 100;
    for (const pane of Object.keys(sizes) as Pane[]) this[pane] = stored[pane] ? within(stored[pane], sizes[pane]) : sizes[pane].usual;
    this.follow = follow;
    this.beside = beside;
    this.inline = inline;
    this.packages = knownView(packages);
    this.text = text ? within(text, texts) : texts.usual;
    this.line = line ? within(line, lines) : 0;
    this.motion = motions.find(({ value }) => value === motion)?.value ?? "system";
    this.spelling = spelling;
  }

  /** Takes what was chosen among the settings. */
  set(chosen: Partial<Choosable>): void {
    Object.assign(this, chosen);
    this.writing.request();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.writing.request();
  }

  /** One step larger, one smaller, or back to 100 %. */
  zoomBy(steps: 1 | -1 | 0): void {
    this.zoom = steps ? within(this.zoom + steps * zooms.step, zooms) : 100;
    this.writing.request();
  }

  setFollow(follow: boolean): void {
    this.follow = follow;
    this.writing.request();
  }

  setBeside(pkg: string, layer: string): void {
    this.beside = { ...this.beside, [pkg]: layer };
    this.writing.request();
  }

  setInline(inline: boolean): void {
    this.inline = inline;
    this.writing.request();
  }

  setPackages(view: Partial<PackageView>): void {
    this.packages = { ...this.packages, ...view };
    this.writing.request();
  }

  /** Keeps the size of a pane, in percent. */
  setSize(pane: Pane, percent: number): void {
    const size = Math.round(percent * 10) / 10;
    if (size === this[pane]) return;
    this[pane] = size;
    this.writing.request();
  }

  private stored(): Stored {
    const { theme, zoom, evidence, sidebar, problems, follow, inline, beside, packages, text, line, motion, spelling } = this;
    return { theme, zoom, evidence, sidebar, problems, follow, inline, beside, packages, text, line, motion, spelling };
  }
}

function within(value: number, { least, most }: { least: number; most: number }): number {
  return Math.min(most, Math.max(least, value));
}
