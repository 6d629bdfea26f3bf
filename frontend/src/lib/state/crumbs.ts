import type { PlacedStatement } from "../editor";
import type { Desk } from "./desk.svelte";
import { goToLayer } from "./navigation";
import { sectionAt } from "./outline.svelte";

/** One step of the way to the caret. */
export interface Crumb {
  kind: "package" | "layer" | "section" | "statement";
  label: string;
}

/** What stands beside a step of the way. */
export interface Sibling {
  id: string;
  label: string;
  /** How far it is indented. */
  depth: number;
  here: boolean;
  go: () => void;
}

// More than these are found quicker by their names than in a menu.
const mostPackages = 40;
const shownWords = 60;

/** The way to the caret: package, layer, section, statement. */
export function crumbsOf(desk: Desk): Crumb[] {
  const { row, layer } = desk;
  const { outline } = desk.ways;
  if (!row || !layer) return [];
  const section = outline.rows[outline.at];
  const statement = desk.tracing.statement;
  return [
    { kind: "package", label: row.name },
    { kind: "layer", label: desk.title(layer) },
    ...(section ? [{ kind: "section", label: section.level > 1 ? section.title : "Top" } as const] : []),
    ...(statement ? [{ kind: "statement", label: wordsOf(desk, statement) } as const] : []),
  ];
}

/** Whether the siblings of a crumb are too many for a menu. */
export function areMany(desk: Desk, kind: Crumb["kind"]): boolean {
  return kind === "package" && desk.workspace.packages.length > mostPackages;
}

const siblings: Record<Crumb["kind"], (desk: Desk) => Sibling[]> = {
  package: (desk) =>
    desk.workspace.packages.map(({ id, name }) => ({ id, label: name, depth: 0, here: id === desk.pkg, go: () => void goToLayer(desk, id) })),
  layer: (desk) =>
    desk.row!.layers.map(({ layer, title, present }) => ({
      id: layer,
      label: present ? title : `${title} (missing)`,
      depth: 0,
      here: layer === desk.layer,
      go: () => void goToLayer(desk, desk.pkg, layer),
    })),
  section: (desk) =>
    desk.ways.outline.rows.map(({ title, level }, i) => ({
      id: String(i),
      label: title,
      depth: level - 1,
      here: i === desk.ways.outline.at,
      go: () => void goToLayer(desk, desk.pkg, desk.layer, desk.ways.outline.place(i)),
    })),
  statement: (desk) =>
    statementsBeside(desk).map((placed) => ({
      id: placed.statement.id,
      label: wordsOf(desk, placed),
      depth: 0,
      here: placed.statement.id === desk.tracing.statement?.statement.id,
      go: () => void goToLayer(desk, desk.pkg, desk.layer, { from: placed.from, to: placed.from }),
    })),
};

/** What stands beside a step of the way. */
export function siblingsOf(desk: Desk, kind: Crumb["kind"]): Sibling[] {
  return siblings[kind](desk);
}

/** The statements under the heading of the caret. */
function statementsBeside({ centre }: Desk): PlacedStatement[] {
  const { buffer } = centre ?? {};
  if (!buffer) return [];
  const { sections } = buffer;
  const at = sectionAt(sections, buffer.lineEnd(buffer.caret));
  return buffer.statements.filter(({ from }) => sectionAt(sections, from) === at);
}

/** The first words of a statement, without the signs of Markdown. */
function wordsOf({ centre }: Desk, placed: PlacedStatement): string {
  const raw = centre?.buffer?.slice(placed, 2 * shownWords) ?? "";
  const words = raw.replace(/[*_`[\]]+/g, "").replace(/\s+/g, " ").trim();
  return words.length > shownWords ? `${words.slice(0, words.lastIndexOf(" ", shownWords))}…` : words;
}
