import { createContext } from "svelte";
import type { Analysis, Backend, Draft } from "../backend";
import type { Change } from "../editor";
import { Announcer } from "./announcer.svelte";
import { Commits } from "./commits.svelte";
import type { Committing } from "./committing.svelte";
import type { OpenDocument } from "./document.svelte";
import { Coverage } from "./coverage.svelte";
import { Documents } from "./documents.svelte";
import { Findings } from "./findings.svelte";
import { Headings } from "./headings.svelte";
import { goTo, goToSpot, spotOf } from "./navigation";
import { Notices } from "./notices.svelte";
import { Outline } from "./outline.svelte";
import { Pacer } from "./pacer";
import { Places } from "./places.svelte";
import { Preferences } from "./preferences.svelte";
import { Recent } from "./recent.svelte";
import { Recovery } from "./recovery.svelte";
import { type FindingDialog, Review } from "./review.svelte";
import type { ScreenId } from "./screens";
import { Sharing } from "./sharing.svelte";
import { evidence, Tracing } from "./tracing.svelte";
import { Workspace } from "./workspace.svelte";

/** A dialog that is open, with what it is about. */
export type Dialog =
  | { kind: "new" | "import" | "help" | "recovery" | "share" }
  | { kind: "palette"; prefix: string }
  | FindingDialog
  | { kind: "commit"; committing: Committing }
  | { kind: "conflict"; doc: OpenDocument }
  | { kind: "unsaved"; verb: string; proceed: () => void };

const firstLayer = "signals";

/** The window's state: it owns the parts and carries what one of them tells to the others. */
export class Desk {
  readonly workspace: Workspace;
  readonly documents: Documents;
  readonly commits: Commits;
  readonly coverage: Coverage;
  readonly findings: Findings;
  readonly headings: Headings;
  readonly preferences: Preferences;
  readonly recovery: Recovery;
  readonly review: Review;
  readonly sharing: Sharing;
  readonly tracing: Tracing;
  readonly announcer = new Announcer();
  readonly notices = new Notices();
  readonly places = new Places(() => spotOf(this), (spot) => goToSpot(this, spot));
  readonly outline = new Outline();
  readonly recent = new Recent();

  screen = $state<ScreenId>("packages");
  pkg = $state("");
  layer = $state("");
  dialog = $state.raw<Dialog | null>(null);
  problems = $state(false);
  sidebar = $state<"packages" | "search">("packages");
  readonly row = $derived.by(() => this.workspace.find(this.pkg));
  readonly centre = $derived.by(() => this.documents.find(this.pkg, this.layer) ?? null);
  readonly beside = $derived.by(() => (this.layer === evidence ? null : (this.documents.find(this.pkg, evidence) ?? null)));

  private readonly lastLayer = new Map<string, string>();
  private readonly looking = new Pacer(() => this.lookAgain(), 60, 300);
  private readonly settling = new Pacer(() => this.settle(), 150, 600);

  constructor(private readonly backend: Backend) {
    this.workspace = new Workspace(backend.workspaces);
    this.commits = new Commits(backend.commits);
    this.coverage = new Coverage(backend.coverage);
    this.findings = new Findings(backend.documents.Findings);
    this.headings = new Headings(backend.search.Headings);
    this.preferences = new Preferences(backend.settings, (write) => this.notices.attempt(write));
    this.recovery = new Recovery(backend.recovery);
    this.review = new Review(this, backend);
    this.sharing = new Sharing(backend.sharing);
    this.tracing = new Tracing(() => this.preferences.follow);
    this.documents = new Documents(backend.documents, {
      actions: {
        open: (place) => void goTo(this, place),
        apply: (fix) => void this.review.apply(fix),
        waive: (finding) => this.review.waive(finding),
        unwaive: (finding) => void this.review.unwaive(finding),
        explain: (finding) => void this.review.explain(finding),
        title: (layer) => this.title(layer),
      },
      analysed: (doc, analysis, edited) => this.analysed(doc, analysis, edited),
      moved: (doc, change) => this.moved(doc, change),
      conflicted: (doc, asked) => this.conflicted(doc, asked),
      reloaded: (doc) => this.announcer.say(`${doc.file} changed on disk: reloaded`),
    });
  }

  /** Reads what there is and listens from then on; the returned function stops listening. */
  start(): () => void {
    const stops = [
      this.backend.on("changed", () => this.looking.request()),
      this.backend.on("shared", () => void this.sharing.refresh().catch(() => {})),
      this.backend.on("closing", () => this.closing()),
    ];
    void this.notices.attempt(() => this.preferences.load());
    void this.notices.attempt(async () => {
      await this.workspace.refresh();
      await this.openOnly();
      await this.recover();
      await this.sharing.refresh();
    });
    return () => stops.forEach((stop) => stop());
  }

  /** Lets Go look at the disk when the author comes back to the window: events may have been missed meanwhile. */
  comeBack(): void {
    void this.notices.attempt(() => this.backend.workspaces.Look());
  }

  /** Shows what an earlier run has left, when that is not known yet. */
  private async recover(): Promise<void> {
    const { drafts } = this.workspace.overview;
    if (drafts === this.recovery.list.length) return;
    const known = this.recovery.list.length;
    await this.recovery.refresh();
    if (this.recovery.list.length > known) this.dialog ??= { kind: "recovery" };
  }

  /** Makes a recovered text the unsaved text of its layer, and shows it; returns where text that it displaced is kept. */
  async takeDraft(draft: Draft): Promise<string> {
    const open = this.documents.find(draft.package, draft.layer);
    const kept = await this.recovery.take(draft, open?.buffer?.version ?? 0);
    await open?.load();
    await this.workspace.refresh();
    await this.open(draft.package, draft.layer);
    return kept;
  }

  /** Where nothing is open and there is one package, that is the one. */
  private async openOnly(): Promise<void> {
    const [only, ...others] = this.workspace.packages;
    if (!this.pkg && only && !others.length) await this.openPackage(only.id);
  }

  /** Shows a package at the layer that was open last, or the first derived one. */
  async openPackage(pkg: string): Promise<void> {
    const layer = this.lastLayer.get(pkg) ?? (this.workspace.cell(pkg, firstLayer)?.present === false ? evidence : firstLayer);
    await this.open(pkg, layer);
  }

  /** Shows a screen. */
  show(screen: ScreenId): void {
    this.screen = screen;
  }

  /** Shows a layer, and the evidence beside it. */
  async open(pkg: string, layer: string): Promise<void> {
    this.show("text");
    if (pkg === this.pkg && layer === this.layer && this.centre) return;
    this.places.visit();
    const moved = pkg !== this.pkg;
    Object.assign(this, { pkg, layer });
    this.lastLayer.set(pkg, layer);
    this.recent.visit(pkg, layer);
    const shown = [...new Set([layer, evidence])];
    await Promise.all(shown.map((name) => this.documents.open(pkg, name)));
    if (pkg !== this.pkg || layer !== this.layer) return;
    this.centre?.showIn("centre");
    this.beside?.showIn("beside");
    this.tracing.show(this.centre, this.beside);
    this.outline.show(this.centre);
    this.review.watch(this.centre);
    if (moved) await this.notices.attempt(() => this.findings.refresh(pkg));
    if (moved) void this.review.list.refresh();
    await Promise.all([this.centre?.analyse(), this.beside?.analyse()]);
  }

  /** The name of a layer for people. */
  title(layer: string): string {
    return this.workspace.cell(this.pkg, layer)?.title ?? this.documents.find(this.pkg, layer)?.title ?? layer;
  }

  async save(): Promise<void> {
    if (this.centre && (await this.centre.save())) this.announcer.say(`${this.centre.file} saved`);
  }

  /** Opens the commit dialog on a package: the one that is open, or one whose folder is gone. */
  commit(pkg = this.pkg): void {
    if (!pkg) return;
    const committing = this.commits.begin(pkg);
    this.dialog = { kind: "commit", committing };
    void committing.refresh();
  }

  /** Opens the dialog about sending and fetching. */
  share(): void {
    Object.assign(this.sharing, { fault: null, told: "" });
    this.dialog = { kind: "share" };
    void this.sharing.refresh().catch(() => {});
  }

  async finishCommit(committing: Committing): Promise<void> {
    const commit = await this.commits.finish(committing);
    if (!commit) return;
    this.dialog = null;
    this.announcer.say(`Committed ${commit.short} ${commit.subject}`);
    this.looking.request();
  }

  /** Takes the commit back that was just made; the files stay. */
  async undoCommit(): Promise<void> {
    const commit = this.commits.last;
    if (!commit) return;
    const undone = await this.notices.attempt(() => this.commits.undo(commit));
    if (!undone) return;
    this.announcer.say(`Took back ${commit.short} ${undone.subject}`);
    for (const file of undone.left)
      this.notices.show({ kind: "info", text: `${file} has changed since the commit and keeps its entry; the next commit takes it over as it stands.` });
    this.looking.request();
  }

  /** Makes another folder the workspace, with nothing open. */
  async enter(folder: string): Promise<void> {
    await this.workspace.open(folder);
    for (const part of [this.documents, this.lastLayer, this.commits, this.places, this.review.list]) part.clear();
    Object.assign(this, { pkg: "", layer: "", dialog: null, screen: "packages" });
    this.tracing.show(null, null);
    this.outline.show(null);
    this.recent.clear();
    this.sharing.disputes = [];
    await this.sharing.refresh();
    await this.findings.refresh("");
    await this.openOnly();
    await this.recover();
  }

  private closing(): void {
    const proceed = () => void this.backend.settings.Quit();
    if (this.documents.dirty.length) this.dialog = { kind: "unsaved", verb: "close", proceed };
    else proceed();
  }

  private conflicted(doc: OpenDocument, asked: boolean): void {
    this.announcer.say(`${doc.file} changed on disk while you were editing`);
    if (asked) this.dialog = { kind: "conflict", doc };
  }

  private moved(doc: OpenDocument, change: Change): void {
    this.places.moved(doc, change);
    this.tracing.moved(doc, change.text);
    this.outline.moved(doc);
  }

  private analysed(doc: OpenDocument, analysis: Analysis, edited: boolean): void {
    this.findings.takeLayer(doc.pkg, doc.layer, analysis.findings);
    this.tracing.moved(doc, true);
    if (doc === this.centre) {
      this.outline.show(doc);
      this.review.announce(doc);
    }
    if (edited) this.settling.request();
  }

  /** After an edit was analysed: what it means for the rest of the package. */
  private async settle(): Promise<void> {
    await Promise.allSettled([this.workspace.refresh(), this.findings.refresh(this.pkg), this.beside?.analyse(), this.review.list.refresh()]);
  }

  /** After a hint that something changed: everything that is shown. */
  private async lookAgain(): Promise<void> {
    await this.workspace.refresh().catch(() => {});
    await this.openOnly();
    await this.recover().catch(() => {});
    await this.documents.reconcile();
    await this.sharing.refresh().catch(() => {});
    await Promise.allSettled([this.findings.refresh(this.pkg), this.centre?.analyse(), this.beside?.analyse(), this.review.list.refresh()]);
    if (this.dialog?.kind === "commit") await this.dialog.committing.refresh();
  }
}

/** The desk of this window, for every component. */
export const [getDesk, setDesk] = createContext<Desk>();
