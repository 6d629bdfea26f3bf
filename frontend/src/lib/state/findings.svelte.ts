import type { Backend, Finding } from "../backend";

/** A position in a package. */
export interface Spot {
  layer: string;
  pos: number;
}

/** All findings of the open package, in the order of its layers and of their texts. */
export class Findings {
  list = $state.raw<Finding[]>([]);
  private pkg = "";
  private layerTakes = 0;

  constructor(private readonly call: Backend["documents"]["Findings"]) {}

  /** Asks anew for the whole package; what a layer tells meanwhile is newer and stays. */
  async refresh(pkg: string): Promise<void> {
    if (pkg !== this.pkg) {
      this.pkg = pkg;
      this.list = [];
    }
    if (!pkg) return;
    const takes = this.layerTakes;
    const list = await this.call(pkg);
    if (pkg === this.pkg && takes === this.layerTakes) this.list = list;
  }

  /** Takes the findings of one layer out of an analysis, ahead of the rest. */
  takeLayer(pkg: string, layer: string, found: Finding[]): void {
    if (pkg !== this.pkg) return;
    this.layerTakes++;
    const first = this.list.findIndex((finding) => finding.layer === layer);
    const others = this.list.filter((finding) => finding.layer !== layer);
    const at = first < 0 ? others.length : first;
    this.list = [...others.slice(0, at), ...found, ...others.slice(at)];
  }
}

/**
 * The finding that F8 goes to: the next in this layer after the position,
 * else the first of the next layer that has any, around to where it began.
 * `layers` gives the order; findings without a place in a layer are skipped.
 */
export function nextFinding(findings: Finding[], layers: string[], { layer, pos }: Spot, direction: 1 | -1): Finding | null {
  const here = layers.indexOf(layer);
  const ahead = (finding: Finding): number => {
    const there = layers.indexOf(finding.layer);
    const behind = direction * (finding.from - pos) <= 0;
    const layersOn = (direction * (there - here) + layers.length) % layers.length;
    return there === here && behind ? layers.length : layersOn;
  };
  const placed = findings.filter((finding) => layers.includes(finding.layer));
  placed.sort((a, b) => ahead(a) - ahead(b) || direction * (a.from - b.from));
  return placed[0] ?? null;
}
