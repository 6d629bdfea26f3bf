import type { Desk } from "../state/desk.svelte";
import { undoCommit } from "../state/concluding";
import { versions } from "../state/history.svelte";
import { layers } from "../state/layers";
import { asText } from "../state/listing";
import { showLayer, showUncommitted } from "../state/looking";
import { goToFinding, goToLayer } from "../state/navigation";
import type { Of, Subject } from "../state/rowmenu.svelte";
import type { ScreenId } from "../state/screens";
import { groups, performById } from ".";
import { copyPath, showFolder } from "./disk";
import { goToText } from "./review";

/** A line of a menu: a command, given for what the menu is about. */
export interface Entry<S> {
  /** The command that it gives; its keys stand beside it. */
  command?: string;
  /** What it says; the label of its command where that fits. */
  label?: string | ((desk: Desk) => string);
  /** What is done for the subject; without it, the command itself, for what is open or selected. */
  run?: (desk: Desk, subject: S) => void;
  /** Whether the subject has it at all. */
  shown?: (desk: Desk, subject: S) => boolean;
}

/** Groups of entries, with a line between them. */
type Menu<S> = readonly (readonly Entry<S>[])[];

const onScreen = (screen: ScreenId) => (desk: Desk, { row }: Of<"package">) => void desk.openPackage(row.id).then(() => desk.show(screen));
const inLayer = (act: (desk: Desk) => void) => (desk: Desk, { pkg, cell }: Of<"layer">) => void desk.open(pkg, cell.layer).then(() => act(desk));
const present = (_: Desk, { cell }: Of<"layer">) => cell.present;
const accepted = ({ finding }: Of<"finding">) => !!finding.waived || finding.stale;
const isFound = ({ centre }: Desk) => !!centre?.buffer?.findingsAtCaret.length;
const isCommit = (_: Desk, { commit }: Of<"commit">) => !!commit;

function restore(desk: Desk, layer: string, version: string): void {
  desk.dialog = { kind: "restore", restoring: desk.history.restoring({ pkg: desk.pkg, layer, version }) };
}

/** The menus of all kinds of rows. */
const menus: { [K in Subject["kind"]]: Menu<Of<K>> } = {
  package: [
    [{ label: "Open", run: (desk, { row }) => void desk.openPackage(row.id) }],
    [
      { command: "commit.open", run: (desk, { row }) => desk.commit(row.id) },
      { command: "screen.review", run: onScreen("review") },
      { command: "screen.coverage", run: onScreen("coverage") },
      { command: "screen.history", run: onScreen("history") },
      { command: "screen.preview", run: onScreen("preview") },
    ],
    [
      { command: "package.folder", label: "Show in the file manager", run: (desk, { row }) => void showFolder(desk, row.id) },
      { command: "package.path", label: "Copy path", run: (desk, { row }) => void copyPath(desk, row.id) },
    ],
  ],
  layer: [
    [
      { label: "Open", run: (desk, { pkg, cell }) => void goToLayer(desk, pkg, cell.layer) },
      { label: "Open beside", run: (desk, { cell }) => void desk.showBeside(cell.layer), shown: (desk, { cell }) => cell.present && cell.layer !== desk.layer },
    ],
    [
      { command: "text.save", run: (desk, { pkg, cell }) => void desk.documents.find(pkg, cell.layer)?.save(), shown: (desk, { pkg, cell }) => !!desk.documents.find(pkg, cell.layer)?.dirty },
      { command: "history.compare", run: inLayer(showUncommitted) },
      { command: "history.restore", label: "Restore an earlier version…", run: inLayer(showLayer) },
    ],
    [
      { command: "package.folder", label: "Show in the file manager", run: (desk, { pkg }) => void showFolder(desk, pkg), shown: present },
      { label: "Copy path", run: (desk, { pkg, cell }) => void copyPath(desk, pkg, cell.file) },
    ],
  ],
  finding: [
    [{ label: "Go to", run: (desk, { finding }) => void goToFinding(desk, finding) }],
    [
      { command: "finding.fix", label: "Fix…", run: ({ triage }, { finding, at }) => void triage.openFor(finding, at()), shown: (_, one) => !accepted(one) },
      { command: "problems.waive", label: "Waive…", run: ({ triage }, { finding }) => triage.waive(finding), shown: (_, one) => !accepted(one) },
      { label: "Remove the waiver", run: ({ triage }, { finding }) => void triage.unwaive(finding), shown: (_, one) => accepted(one) },
      { command: "finding.rule", label: "What this rule looks for", run: ({ triage }, { finding }) => void triage.explain(finding) },
    ],
    [{ command: "problems.copy", label: "Copy", run: ({ triage }, { finding }) => void triage.copy(asText([finding], triage.list.names), "1 finding") }],
  ],
  found: [
    [
      { label: "Go to", run: (_, { act }) => act(), shown: (_, { row }) => row.kind === "match" },
      { label: "Fold or unfold", run: (_, { act }) => act(), shown: (_, { row }) => row.kind === "layer" || row.kind === "package" },
      { label: "Open the layer", run: (desk, { row }) => void goToLayer(desk, row.pkg, row.kind === "package" ? undefined : row.layer), shown: (_, { row }) => row.kind !== "package" },
      { label: "Open the package", run: (desk, { row }) => void goToLayer(desk, row.pkg), shown: (_, { row }) => row.kind === "package" },
    ],
    [
      { label: "Copy", run: ({ triage }, { row }) => void (row.kind === "match" && triage.copy(row.match.excerpt, "The line is")), shown: (_, { row }) => row.kind === "match" },
      { label: "Copy path", run: (desk, { row }) => void copyPath(desk, row.pkg, ...(row.kind === "package" ? [] : [`${row.layer}.md`])) },
    ],
  ],
  heading: [[{ label: "Go to", run: (_, { act }) => act() }], [{ label: "Copy", run: ({ triage }, { title }) => void triage.copy(title, "The heading is") }]],
  commit: [
    [
      { label: "Compare with the one before", run: (_, { enter }) => enter(), shown: isCommit },
      { label: "Compare with the text now", run: ({ history }, { commit }) => void (commit && history.hold(commit.hash, versions.now)), shown: isCommit },
      { command: "commit.open", run: (desk) => desk.commit(), shown: (_, { commit }) => !commit },
    ],
    [
      // Which layers it changed, each to be brought back as it was then.
      ...layers.map(({ key: layer }): Entry<Of<"commit">> => ({
        label: (desk) => `Restore ${desk.title(layer)}…`,
        run: (desk, { commit }) => commit && restore(desk, layer, commit.hash),
        shown: (_, { commit }) => !!commit?.layers.includes(layer),
      })),
    ],
    [{ command: "commit.undo", label: "Undo this commit", run: (desk, { commit }) => void (desk.commits.newest?.why ? undoCommit(desk, null) : undoCommit(desk, commit)), shown: ({ commits }, { commit }) => !!commit && commits.newest?.hash === commit.hash }],
    [
      { label: "Copy hash", run: ({ triage }, { commit }) => void (commit && triage.copy(commit.hash, "The hash is")), shown: isCommit },
      { label: "Copy subject", run: ({ triage }, { commit }) => void (commit && triage.copy(commit.subject, "The subject is")), shown: isCommit },
    ],
  ],
  statement: [
    [{ command: "review.approve" }, { command: "review.flag" }, { command: "review.skip" }],
    [{ command: "review.note" }, { command: "review.comment" }],
    [{ command: "review.text", label: "Go to the statement in the text", run: goToText }, { label: "Copy", run: ({ triage }, { text }) => void triage.copy(text, "The statement is"), shown: (_, { text }) => !!text }],
  ],
  line: [
    [
      { command: "finding.fix", label: "Fix or waive…", shown: isFound },
      { command: "finding.waive", label: "Waive…", shown: isFound },
      { command: "finding.rule", label: "What the rule looks for", shown: isFound },
    ],
    [{ command: "card.open", label: "Card" }, { command: "evidence.go", label: "Go to what carries it, or stands on it" }, { command: "history.statement" }],
  ],
};

/** The menu of a subject as it is now: groups of lines that can be chosen. */
export function menuOf(desk: Desk, subject: Subject): { label: string; command: string; choose: () => void }[][] {
  const menu = menus[subject.kind] as Menu<Subject>;
  const shown = menu.map((group) => group.filter((entry) => entry.shown?.(desk, subject) ?? true));
  return shown.filter((group) => group.length).map((group) => group.map((entry) => lineOf(desk, entry, subject)));
}

function lineOf(desk: Desk, { command = "", label, run }: Entry<Subject>, subject: Subject) {
  const given = groups.flatMap(({ commands }) => commands).find(({ id }) => id === command);
  const words = typeof label === "function" ? label(desk) : label;
  return { label: words ?? given?.label ?? "", command, choose: () => (run ? run(desk, subject) : performById(command, desk)) };
}
