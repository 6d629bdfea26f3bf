import type { Backend, Counts, Finding } from "../backend";
import { type Mark, markOf } from "../editor";

/** A position in the workspace. */
export interface Spot {
  pkg: string;
  layer: string;
  pos: number;
}

/** All findings of the open package, in the order of its layers and of their texts. */
export class Findings {
  list = $state.raw<Finding[]>([]);
  /** The package that the list is about; empty until Go has answered. */
  known = $state("");
  private pkg = "";
  private clock = 0;
  private answered = 0; // the question that the list answers
  private readonly taken = new Map<string, number>();

  constructor(private readonly call: Backend["documents"]["Findings"]) {}

  /** Asks anew for the whole package; what a layer tells meanwhile is newer and stays. */
  async refresh(pkg: string): Promise<void> {
    if (pkg !== this.pkg) this.clear(pkg);
    if (!pkg) return;
    const asked = ++this.clock;
    const list = await this.call(pkg);
    if (pkg !== this.pkg || asked < this.answered) return;
    this.answered = asked;
    const newer = [...this.taken.keys()].filter((layer) => (this.taken.get(layer) ?? 0) > asked);
    this.list = newer.reduce((all, layer) => replaced(all, layer, this.list.filter((finding) => finding.layer === layer)), list);
    this.known = pkg;
  }

  /** Takes the findings of one layer out of an analysis, ahead of the rest. */
  takeLayer(pkg: string, layer: string, found: Finding[]): void {
    if (pkg !== this.pkg) return;
    this.taken.set(layer, ++this.clock);
    this.list = replaced(this.list, layer, found);
  }

  /** How many findings a layer has, or the whole package; ahead of what the overview says. */
  counts(layer?: string): Counts {
    const found = layer === undefined ? this.list : this.list.filter((finding) => finding.layer === layer);
    const of = (mark: Mark) => found.filter((finding) => markOf(finding) === mark).length;
    return { errors: of("error"), warnings: of("warning"), infos: of("info"), waived: of("waived") };
  }

  private clear(pkg: string): void {
    this.pkg = pkg;
    this.list = [];
    this.known = "";
    this.taken.clear();
  }
}

/** The findings with those of one layer replaced, in the place where they stood. */
function replaced(all: Finding[], layer: string, found: Finding[]): Finding[] {
  const first = all.findIndex((finding) => finding.layer === layer);
  const others = all.filter((finding) => finding.layer !== layer);
  const at = first < 0 ? others.length : first;
  return [...others.slice(0, at), ...found, ...others.slice(at)];
}

/** The order in which findings are gone through. */
export interface Way {
  /** Those that are gone on to; only the open one where the way ends there. */
  packages: string[];
  layers: string[];
}

/**
 * The finding that F8 goes to: the next in this layer after the position, else
 * the first of the next layer that has any, else of the next package, around to
 * where it began. Those about a package as a whole come before its layers; from
 * one of them, `finding`, the way goes on. What is waived is passed by.
 */
export function nextFinding(findings: Finding[], way: Way, spot: Spot & { finding?: Finding }, direction: 1 | -1): Finding | null {
  const { packages } = way;
  const layers = ["", ...way.layers];
  const whole = findings.filter((finding) => !finding.layer);
  const placeOf = (finding: Finding) => (finding.layer ? finding.from : whole.findIndex((one) => one.id === finding.id && one.package === finding.package));
  const { pkg, layer, pos } = spot.finding ? { pkg: spot.finding.package, layer: "", pos: placeOf(spot.finding) } : spot;
  const turned = (there: number, here: number, count: number) => (direction * (there - here) + count) % count;
  const ahead = (finding: Finding): number => {
    const packagesOn = turned(packages.indexOf(finding.package), packages.indexOf(pkg), packages.length);
    const there = layers.indexOf(finding.layer);
    const here = layers.indexOf(layer);
    if (packagesOn) return packagesOn * layers.length + (direction > 0 ? there : layers.length - 1 - there);
    const passed = there === here ? direction * (placeOf(finding) - pos) <= 0 : direction * (there - here) < 0;
    const layersOn = turned(there, here, layers.length);
    return passed ? packages.length * layers.length + (layersOn || layers.length) : layersOn;
  };
  const reached = findings.filter((finding) => !finding.waived && packages.includes(finding.package) && layers.includes(finding.layer));
  reached.sort((a, b) => ahead(a) - ahead(b) || direction * (placeOf(a) - placeOf(b)));
  return reached[0] ?? null;
}
