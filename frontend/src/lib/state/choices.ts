import type { PackageRow, SearchHeading } from "../backend";
import type { Severity } from "../editor";
import { severityOf } from "../editor";
import { fuzzy, type Marks, marksOf } from "../ui/fuzzy";
import type { Desk } from "./desk.svelte";
import { goToFinding, goToLayer } from "./navigation";

/** What a line of the palette stands for. */
export type ChoiceKind = "package" | "layer" | "heading" | "command" | Severity;

/** One line of the palette. */
export interface Choice {
  id: string;
  kind: ChoiceKind;
  label: string;
  /** What of the label answers the query. */
  marks: Marks;
  detail: string;
  keys: readonly string[];
  choose: () => void;
}

export interface ChoiceGroup {
  title: string;
  choices: Choice[];
}

// How many of a kind are listed: what is not among them takes another word to find.
const most = { recent: 6, packages: 8, layers: 12, all: 60 };

interface LayerName {
  row: PackageRow;
  layer: string;
  label: string;
}

/** Packages and layers that answer the query, those that were open last first. */
export function placeChoices(desk: Desk, query: string): ChoiceGroup[] {
  const { packages } = desk.workspace;
  const layers = packages.flatMap(layersOf);
  const key = (pkg: string, layer: string) => `${pkg}/${layer}`;
  const recent = new Map(desk.ways.recent.list.map(({ pkg, layer }, i) => [key(pkg, layer), i]));
  const age = (item: LayerName) => (isOpen(desk, item) ? Infinity : (recent.get(key(item.row.id, item.layer)) ?? Infinity));
  const layer = ({ item, marks }: { item: LayerName; marks: Marks }): Choice => ({
    ...plain(`layer ${key(item.row.id, item.layer)}`, "layer", item.label, marks),
    detail: folder(item.row),
    choose: () => void goToLayer(desk, item.row.id, item.layer),
  });
  const found = fuzzy(query, layers, ({ label }) => label);
  const lately = found.filter(({ item }) => age(item) < Infinity).sort((a, b) => age(a.item) - age(b.item)).slice(0, most.recent);
  const others = found.filter(({ item }) => age(item) === Infinity && (query || (item.row.id === desk.pkg && !isOpen(desk, item))));
  const named = fuzzy(query, packages, ({ name }) => name).slice(0, query ? most.packages : most.all);
  return groups([
    ["Recent", lately.map(layer)],
    ["Packages", query ? named.map((hit) => packageChoice(desk, hit.item, hit.marks)) : []],
    [query ? "Layers" : "Layers of this package", others.slice(0, most.layers).map(layer)],
    ["Packages", query ? [] : named.map((hit) => packageChoice(desk, hit.item, hit.marks))],
  ]);
}

/** Headings, as Go has found them. */
export function headingChoices(desk: Desk, query: string, headings: readonly SearchHeading[]): ChoiceGroup[] {
  const choices = headings.map(({ package: pkg, name, layer, title, text, from, to }) => ({
    ...plain(`heading ${pkg}/${layer}/${from}`, "heading", text, marksOf(query, text)),
    detail: `${name} › ${title}`,
    choose: () => void goToLayer(desk, pkg, layer, { from, to }),
  }));
  return groups([["Headings", choices]]);
}

/** The findings of the open package that nobody waived. */
export function findingChoices(desk: Desk, query: string): ChoiceGroup[] {
  const counting = desk.findings.list.filter(({ waived }) => !waived);
  const hits = fuzzy(query, counting, ({ message, rule, layer }) => `${message} ${rule} ${desk.title(layer)}`).slice(0, most.all);
  const choices = hits.map(({ item: finding }, i) => ({
    ...plain(`finding ${i}`, severityOf(finding.severity), finding.message, marksOf(query, finding.message)),
    detail: finding.layer ? `${desk.title(finding.layer)}, line ${finding.line}` : "Package",
    choose: () => void goToFinding(desk, finding),
  }));
  return groups([["Findings of this package", choices]]);
}

/** A choice that does nothing yet. */
export function plain(id: string, kind: ChoiceKind, label: string, marks: Marks): Omit<Choice, "choose"> {
  return { id, kind, label, marks, detail: "", keys: [] };
}

/** The groups that have choices. */
export function groups(all: [title: string, choices: Choice[]][]): ChoiceGroup[] {
  return all.filter(([, choices]) => choices.length).map(([title, choices]) => ({ title, choices }));
}

function packageChoice(desk: Desk, row: PackageRow, marks: Marks): Choice {
  return { ...plain(`package ${row.id}`, "package", row.name, marks), detail: folder(row), choose: () => void goToLayer(desk, row.id) };
}

function layersOf(row: PackageRow): LayerName[] {
  return row.layers.filter(({ present }) => present).map(({ layer, title }) => ({ row, layer, label: `${row.name} › ${title}` }));
}

function isOpen({ pkg, layer, screen }: Desk, item: LayerName): boolean {
  return screen === "text" && item.row.id === pkg && item.layer === layer;
}

/** The folder, where it says more than the name. */
function folder({ id, name }: PackageRow): string {
  return id.toLowerCase() === name.toLowerCase().replaceAll(" ", "-") ? "" : id;
}
