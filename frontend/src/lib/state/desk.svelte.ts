import { createContext } from "svelte";
import type { Analysis, Backend, Fault } from "../backend";
import type { Change } from "../editor";
import { afterPaint } from "../ui/afterpaint.svelte";
import { Announcer } from "./announcer.svelte";
import { cardActionsOf } from "./cardactions";
import { Commits } from "./commits.svelte";
import type { OpenDocument } from "./document.svelte";
import { Coverage } from "./coverage.svelte";
import { type Dialog, refreshDialog } from "./dialog";
import { Documents } from "./documents.svelte";
import { Exporting } from "./exporting.svelte";
import { Findings } from "./findings.svelte";
import { History } from "./history.svelte";
import { KeyBindings } from "./keybindings.svelte";
import { goToSpot, spotOf } from "./navigation";
import { NewErrors } from "./newerrors";
import { Notices } from "./notices.svelte";
import { Opener } from "./opener.svelte";
import { closeWindow, dropped, openAsked, recover } from "./opening";
import { Packages } from "./packages.svelte";
import { Pacer } from "./pacer";
import { Places } from "./places.svelte";
import { Preferences } from "./preferences.svelte";
import { Preview } from "./preview.svelte";
import { Recovery } from "./recovery.svelte";
import { Triage } from "./triage.svelte";
import { Reviewing } from "./reviewing.svelte";
import type { ScreenId } from "./screens";
import { Setting } from "./setting.svelte";
import { Sharing } from "./sharing.svelte";
import { besideOf, evidence, Tracing } from "./tracing.svelte";
import { Unsent } from "./unsent.svelte";
import { Wayfinding } from "./wayfinding.svelte";
import { Workspace } from "./workspace.svelte";

const firstLayer = "signals";

/** The window's state: it owns the parts and carries what one of them tells to the others. */
export class Desk {
  readonly workspace: Workspace;
  readonly documents: Documents;
  readonly commits: Commits;
  readonly coverage: Coverage;
  readonly findings: Findings;
  readonly packages: Packages;
  readonly history: History;
  readonly keys: KeyBindings;
  readonly preferences: Preferences;
  readonly setting: Setting;
  readonly preview: Preview;
  readonly exporting: Exporting;
  readonly recovery: Recovery;
  readonly triage: Triage;
  readonly reviewing: Reviewing;
  readonly opener: Opener;
  readonly sharing: Sharing;
  readonly tracing: Tracing;
  readonly unsent: Unsent;
  readonly ways: Wayfinding;
  /** Closes the window without a question. */
  readonly quit = () => this.backend.settings.Quit();
  /** Calls its argument with every command that is chosen in a menu; returns what stops that. */
  readonly onCommand: Backend["onCommand"] = (handler) => this.backend.onCommand(handler);
  readonly announcer = new Announcer();
  readonly notices = new Notices();
  private readonly errors = new NewErrors(this.announcer);
  readonly places = new Places(() => spotOf(this), (spot) => goToSpot(this, spot));

  screen = $state<ScreenId>("packages");
  pkg = $state("");
  layer = $state("");
  dialog = $state.raw<Dialog | null>(null);
  problems = $state(false);
  readonly row = $derived.by(() => this.workspace.find(this.pkg));
  readonly centre = $derived.by(() => this.documents.find(this.pkg, this.layer) ?? null);
  /** The layer that stands beside the one that is open; none where that is the evidence and nobody chose another. */
  readonly besideLayer = $derived.by(() => besideOf(this.preferences.beside[this.pkg], this.layer));
  readonly beside = $derived.by(() => this.documents.find(this.pkg, this.besideLayer) ?? null);

  private readonly lastLayer = new Map<string, string>();
  private readonly looking = new Pacer(() => this.lookAgain(), 60, 300);
  private readonly listing = new Pacer(() => this.workspace.refresh().catch(() => {}), 60, 300);
  private readonly settling = new Pacer(() => this.settle(), 150, 600);

  constructor(private readonly backend: Backend) {
    this.workspace = new Workspace(backend.workspaces);
    const wrong = ({ sentence }: Fault) => this.notices.show({ kind: "error", text: sentence });
    this.unsent = new Unsent(backend.unsent, wrong);
    this.commits = new Commits(backend.commits, () => this.workspace.overview.tip, this.unsent);
    this.coverage = new Coverage(backend.coverage);
    this.findings = new Findings(backend.documents.Findings);
    this.history = new History(backend.past);
    this.keys = new KeyBindings(backend.settings);
    this.setting = new Setting(backend);
    this.preferences = new Preferences(backend.settings, (write) => this.notices.attempt(write));
    this.packages = new Packages(this.workspace, this.preferences, backend.documents.Findings);
    this.preview = new Preview(backend.preview);
    this.exporting = new Exporting(backend.exports);
    this.recovery = new Recovery(backend.recovery);
    this.triage = new Triage(this, backend);
    this.reviewing = new Reviewing(backend, this.unsent, wrong);
    this.opener = new Opener(backend.start, backend.newPackages);
    this.sharing = new Sharing(backend.sharing);
    this.tracing = new Tracing(backend.documents, () => this.preferences.follow);
    this.ways = new Wayfinding(backend.search, backend.start, () => this.pkg);
    this.documents = new Documents(backend.documents, {
      actions: (doc) => cardActionsOf(this, doc),
      spelling: () => this.preferences.spelling,
      analysed: (doc, analysis, edited) => this.analysed(doc, analysis, edited),
      moved: (doc, change) => this.moved(doc, change),
      conflicted: (doc, asked) => this.conflicted(doc, asked),
      reloaded: (doc) => this.announcer.say(`${doc.file} changed on disk: reloaded`),
    });
  }

  /** Reads what there is and listens from then on; the returned function stops listening. */
  start(): () => void {
    const stops = [
      this.backend.on("settings", () => void this.loadPreferences().catch(() => {})),
      this.backend.on("changed", () => this.looking.request()),
      this.backend.on("listed", () => this.listing.request()),
      this.backend.on("shared", () => void this.sharing.refresh().catch(() => {})),
      this.backend.on("closing", () => void closeWindow(this)),
      this.backend.onDrop((paths) => void dropped(this, paths)),
    ];
    const known = this.notices.attempt(() => this.loadPreferences());
    void this.notices.attempt(async () => {
      await known;
      await this.workspace.refresh();
      await this.openFirst();
      if (!this.workspace.overview.root) return; // it is still being opened: a hint will follow
      await recover(this);
      await this.sharing.refresh();
    });
    return () => stops.forEach((stop) => stop());
  }

  private async loadPreferences(): Promise<void> {
    await Promise.all([this.preferences.load(), this.keys.load()]);
  }

  /** Lets Go look at the disk when the author comes back to the window: events may have been missed meanwhile. */
  comeBack(): void {
    void this.notices.attempt(() => this.backend.workspaces.Look());
    void this.loadPreferences().catch(() => {});
    void refreshDialog(this.dialog);
  }

  /** What the person asked for, and else what a folder begins with. */
  private async openFirst(): Promise<void> {
    const { asked, opening } = this.workspace.overview;
    if (asked && !opening) await openAsked(this);
    await this.begin();
  }

  /** Brings what was typed and visited in the folder that is open, and opens its package where there is one. */
  private async begin(): Promise<void> {
    await this.unsent.open(this.workspace.overview.root);
    await this.ways.recent.load();
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

  /** Shows a layer, and beside it the evidence or what the reader chose. */
  async open(pkg: string, layer: string): Promise<void> {
    this.show("text");
    if (pkg === this.pkg && layer === this.layer && this.centre) return void (await this.documents.open(pkg, layer));
    this.places.visit();
    const moved = pkg !== this.pkg;
    Object.assign(this, { pkg, layer });
    this.lastLayer.set(pkg, layer);
    this.ways.recent.visit(pkg, layer);
    await this.arrange();
    this.errors.show(this.centre);
    if (moved) await this.notices.attempt(() => this.findings.refresh(this.pkg)); // another may have been opened meanwhile
    if (moved) void this.triage.list.refresh();
  }

  /** Shows a layer beside the one that is open, from now on. */
  async showBeside(layer: string): Promise<void> {
    if (layer === this.besideLayer && this.beside) return;
    this.preferences.setBeside(this.pkg, layer);
    await this.arrange();
  }

  /** Opens what both panes show, and joins them. */
  private async arrange(): Promise<void> {
    const { pkg, layer, besideLayer } = this;
    await Promise.all([layer, besideLayer].filter(Boolean).map((name) => this.documents.open(pkg, name)));
    if (pkg !== this.pkg || layer !== this.layer || besideLayer !== this.besideLayer) return;
    this.centre?.showIn("centre");
    this.beside?.showIn("beside");
    this.tracing.show(this.centre, this.beside);
    this.ways.outline.show(this.centre);
    await Promise.all([this.centre?.analyse(), this.beside?.analyse()]);
  }

  /** The name of a layer for people. */
  title(layer: string): string {
    return this.workspace.cell(this.pkg, layer)?.title ?? this.documents.find(this.pkg, layer)?.title ?? layer;
  }

  async save(doc = this.centre): Promise<void> {
    if (doc && (await doc.save())) this.announcer.say(`${doc.file} saved`);
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

  /** Looks again at everything that is shown. */
  readonly lookSoon = (): void => this.looking.request();

  /** Makes another folder the workspace, with nothing open. */
  async enter(folder: string): Promise<void> {
    await this.workspace.open(folder);
    for (const part of [this.documents, this.lastLayer, this.commits, this.places, this.ways, this.history, this.reviewing, this.triage.list, this.unsent]) part.clear();
    Object.assign(this, { pkg: "", layer: "", dialog: null, screen: "packages" });
    this.tracing.show(null, null);
    this.sharing.disputes = [];
    await this.sharing.refresh();
    await this.findings.refresh("");
    await this.begin();
    await recover(this);
  }

  private conflicted(doc: OpenDocument, asked: boolean): void {
    this.announcer.say(`${doc.file} changed on disk while you were editing`);
    if (asked) this.dialog = { kind: "conflict", doc };
  }

  private moved(doc: OpenDocument, change: Change): void {
    this.places.moved(doc, change);
    this.tracing.moved(doc, change.text);
    this.ways.outline.moved(doc);
  }

  /** The text shows an answer by itself; the rest follows it, so that a key's underline waits for no list. */
  private analysed(doc: OpenDocument, analysis: Analysis, edited: boolean): void {
    this.tracing.forget();
    if (!edited) return this.tell(doc, analysis);
    this.settling.request();
    afterPaint(() => this.tell(doc, analysis));
  }

  private tell(doc: OpenDocument, { findings }: Analysis): void {
    this.findings.takeLayer(doc.pkg, doc.layer, findings);
    this.tracing.checked(doc);
    if (doc !== this.centre) return;
    this.ways.outline.show(doc);
    this.errors.look(doc);
  }

  /** After an edit was analysed: what it means for the rest of the package. */
  private async settle(): Promise<void> {
    await Promise.allSettled([this.workspace.refresh(), this.findings.refresh(this.pkg), this.beside?.analyse(), this.triage.list.refresh()]);
  }

  /** After a hint that something changed: everything that is shown. */
  private async lookAgain(): Promise<void> {
    await this.workspace.refresh().catch(() => {});
    await this.openFirst();
    await recover(this).catch(() => {});
    await this.documents.reconcile();
    await this.sharing.refresh().catch(() => {});
    await Promise.allSettled([this.findings.refresh(this.pkg), this.centre?.analyse(), this.beside?.analyse(), this.triage.list.refresh()]);
    if (this.screen === "history") await this.history.refresh();
    if (this.screen === "review") await this.reviewing.reload();
    await refreshDialog(this.dialog);
  }
}

/** The desk of this window, for every component. */
export const [getDesk, setDesk] = createContext<Desk>();
