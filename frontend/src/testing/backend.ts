// A scripted stand-in for Go: files in memory, no engine. Only tests import it.
import { vi } from "vitest";
import type {
  Analysis, Backend, CommitChoice, CommitPlan, CoverageMatrix, CoveragePassage, Document, Draft, Event, Explanation, Exported, Finding, LayerDifference,
  PastCommit, KeptVersion, PastPage, PastQuery, PreviewPage, Restoration, RuleExample, SearchHeading, SearchPackage, SearchPage, SearchQuery,
  ShareConflict, ShareDecision, ShareState, StatementRef, Story, Version,
} from "../lib/backend";
import { Fault } from "../lib/backend";
import { merged } from "./merged";
import { FakeNewPackages } from "./newpackages";
import { FakePerson } from "./person";
import { FakeReviews } from "./reviews";
import { FakeStart } from "./start";
import { coverageCalls, exportCalls, previewCalls } from "./shown";
import { analysis, explanation, layerDifference, pastCommit, row } from "./values";

export class FakeBackend implements Backend {
  /** What the disk holds, by "package/layer". */
  disk = new Map<string, string>();
  /** The statements and findings of a layer; an answer of Edit and Analysis. */
  engine: (layer: string, text: string) => Pick<Analysis, "statements" | "findings"> & Partial<Pick<Analysis, "sections">> = () => ({ statements: [], findings: [] });
  /** What joins a statement to others; an answer of Explain. */
  explains: (layer: string, statement: string, beside: string) => Partial<Explanation> = () => ({});
  plan: Partial<CommitPlan> = {};
  gone: string[] = [];
  rows = [row("p")];
  /** Whether the rows are all there are, or those that changed. */
  whole = true;
  root = "/w";
  seq = 1;
  private readonly handlers = new Map<Event, () => void>();
  private readonly edits = new Map<string, string>();

  constructor(files: Record<string, string> = {}) {
    for (const [layer, text] of Object.entries(files)) this.disk.set(`p/${layer}`, text);
  }

  on(event: Event, handler: () => void): () => void {
    this.handlers.set(event, handler);
    return () => void this.handlers.delete(event);
  }

  emit(event: Event): void {
    this.handlers.get(event)?.();
  }

  readonly copy = vi.fn(async (_text: string) => {});

  readonly workspaces = {
    Overview: vi.fn(async (_since: number) => this.overview()),
    Open: vi.fn(async (folder: string) => {
      this.root = folder;
      return this.overview();
    }),
    ChooseFolder: vi.fn(async () => ""),
    ChoosePage: vi.fn(async () => ""),
    Import: vi.fn(async () => "p"),
    Painted: vi.fn(async () => {}),
    Look: vi.fn(async () => {}),
    ShowFolder: vi.fn(async (_pkg: string) => {}),
    DeclareAlias: vi.fn(async (_name: string, _also: string) => {}),
  };

  readonly documents = {
    Read: vi.fn(async (pkg: string, layer: string) => this.document(pkg, layer)),
    Edit: vi.fn(async (pkg: string, layer: string, text: string, _base: string, version: number) => {
      this.edits.set(`${pkg}/${layer}`, text);
      return this.analysis(pkg, layer, version);
    }),
    Analysis: vi.fn(async (pkg: string, layer: string) => this.analysis(pkg, layer, 0)),
    Explain: vi.fn(async (_pkg: string, layer: string, statement: string, beside: string) =>
      explanation({ layer, statement, ...this.explains(layer, statement, beside) }),
    ),
    Findings: vi.fn(async (pkg: string) =>
      ["evidence", "signals", "profile"].flatMap((layer) => this.analysis(pkg, layer, 0).findings),
    ),
    Save: vi.fn(async (pkg: string, layer: string, text: string, base: string, _version: number) => {
      if (base !== this.revision(pkg, layer)) throw new Fault("conflict", "save: the disk holds another version");
      this.disk.set(`${pkg}/${layer}`, text);
      this.edits.delete(`${pkg}/${layer}`);
      return { disk: this.revision(pkg, layer), at: "2026-01-02T03:04:05Z" };
    }),
    Discard: vi.fn(async (pkg: string, layer: string, _version: number) => {
      this.edits.delete(`${pkg}/${layer}`);
      return this.document(pkg, layer);
    }),
    SaveElsewhere: vi.fn(async (_pkg: string, _layer: string, _text: string) => "elsewhere/signals.md"),
    Theirs: vi.fn(async (pkg: string, layer: string) => this.disk.get(`${pkg}/${layer}`) ?? ""),
    Merge: vi.fn(async (pkg: string, layer: string, text: string, base: string) => {
      const theirs = this.disk.get(`${pkg}/${layer}`) ?? "";
      return { disk: this.revision(pkg, layer), theirs, ...merged(base.replace("revision of ", ""), text, theirs) };
    }),
    Resolve: vi.fn(async (pkg: string, layer: string, mine: string, text: string, disk: string, _version: number) => {
      if (disk !== this.revision(pkg, layer)) throw new Fault("conflict", "save: the disk holds another version");
      const losers = [mine, this.disk.get(`${pkg}/${layer}`)].filter((version) => version !== text);
      this.disk.set(`${pkg}/${layer}`, text);
      this.edits.delete(`${pkg}/${layer}`);
      return { document: this.document(pkg, layer), kept: losers.map((version) => `kept/${version}`), at: "2026-01-02T03:04:05Z" };
    }),
  };

  undrafted = "";
  /** What an earlier run has left. */
  drafts: Draft[] = [];

  readonly recovery = {
    Recovered: vi.fn(async () => this.drafts),
    Take: vi.fn(async (id: string, _version: number) => {
      const draft = this.drafts.find((other) => other.id === id)!;
      this.edits.set(`${draft.package}/${draft.layer}`, draft.text);
      this.forget(id);
      return "";
    }),
    LetGo: vi.fn(async (id: string) => {
      this.forget(id);
      return "kept/signals.md";
    }),
    SaveElsewhere: vi.fn(async (_id: string) => "elsewhere/signals.md"),
  };

  private forget(id: string): void {
    this.drafts = this.drafts.filter((draft) => draft.id !== id);
  }

  /** What is waived, by the finding's id. */
  waived = new Map<string, { reason: string; by: string; date: string }>();
  committed = { compared: true, ids: [] as string[] };

  readonly findings = {
    News: vi.fn(async (last: number) => ({ last, packages: [] as { package: string; findings: Finding[] }[], ids: this.rows.map(({ id }) => id) })),
    Committed: vi.fn(async (_pkg: string) => this.committed),
    Waive: vi.fn(async (_pkg: string, finding: string, reason: string, by: string) => void this.waived.set(finding, { reason, by, date: "2026-01-02" })),
    Unwaive: vi.fn(async (_pkg: string, finding: string) => void this.waived.delete(finding)),
    Author: vi.fn(async () => ({ name: "A. Reviewer", email: "reviewer@example.org" })),
    Rule: vi.fn(async (name: string) => ({ name, severity: "error", summary: "It fires.", why: "It matters.", examples: [] as RuleExample[] })),
  };

  readonly reviewed = new FakeReviews();
  readonly reviews = this.reviewed.calls;

  /** The hash of the last commit, and what is unusual about the repository. */
  git = { tip: "", state: "", why: "" };
  /** The last commit, and what stands against taking it back. */
  undoable = { hash: "", short: "", subject: "", why: "" };

  readonly commits = {
    Undoable: vi.fn(async (_pkg: string) => this.undoable),
    Plan: vi.fn(async (choice: CommitChoice): Promise<CommitPlan> => ({
      package: choice.package,
      repository: true,
      author: { name: "Author", email: "author@example.org" },
      layers: [],
      waivers: "",
      reviews: "",
      entry: "",
      class: "structural",
      due: [],
      message: "",
      obstacle: "", onlyForm: false, blocking: [],
      notices: [],
      unsaved: [],
      fingerprint: "print",
      ...this.plan,
    })),
    Undo: vi.fn(async () => ({ subject: "Subject", left: [] as string[] })),
    Commit: vi.fn(async () => {
      this.git.tip = "4f2a19c0";
      return { hash: this.git.tip, short: "4f2a19c", subject: "Subject" };
    }),
    Cancel: vi.fn(async () => {}),
    InitRepository: vi.fn(async () => {}),
    SetAuthor: vi.fn(async () => {}),
  };

  /** The commits of every package, the newest first. */
  commitsMade: PastCommit[] = [];
  difference: LayerDifference[] = [];
  story: Story = { text: "", section: "", from: -1, versions: [], more: false };
  restoration = { text: "", same: false, missing: false };

  readonly past = {
    Commits: vi.fn(async ({ layer, words, author, from, count }: PastQuery): Promise<PastPage> => {
      const picked = this.commitsMade.filter(
        (commit) => (!layer || commit.layers.includes(layer)) && (!author || commit.author === author) && commit.subject.includes(words),
      );
      const authors = [...new Set(this.commitsMade.map((commit) => commit.author))];
      return { repository: true, tip: this.commitsMade[0]?.hash ?? "", all: this.commitsMade.length, total: picked.length, from, commits: picked.slice(from, from + count), authors, shallow: false };
    }),
    Progress: vi.fn(async () => ({ done: 0, total: 0 })),
    Compare: vi.fn(async (_pkg: string, before: string, after: string) => ({ before: this.version(before), after: this.version(after), layers: this.difference, entry: "" })),
    Story: vi.fn(async (_ref: StatementRef) => this.story),
    Since: vi.fn(async (_ref: StatementRef) => this.story),
    Layer: vi.fn(async (_pkg: string, layer: string, version: string) => this.restored(layer, version)),
    Statement: vi.fn(async ({ layer, version }: StatementRef) => this.restored(layer, version)),
    Kept: vi.fn(async (_pkg: string): Promise<KeptVersion[]> => []),
    SetAside: vi.fn(async (_pkg: string, layer: string, _text: string) => `kept/${layer}.md`),
  };

  private version(name: string): Version {
    const known = this.commitsMade.find(({ hash }) => name.startsWith(hash) && !name.endsWith("^"));
    return { name, commit: known ?? pastCommit("", "") };
  }

  private restored(layer: string, version: string): Restoration {
    const file = `${layer}.md`;
    return { layer, file, title: layer, place: "", version: this.version(version), difference: layerDifference([], { layer, file }), ...this.restoration };
  }

  /** What a search finds, whatever it looks for. */
  found: SearchPackage[] = [];
  headings: SearchHeading[] = [];

  readonly search = {
    Find: vi.fn(async (_query: SearchQuery, _after: string): Promise<SearchPage> => ({ found: this.found, searched: this.rows.length, next: "" })),
    Headings: vi.fn(async (_query: string, _pkg: string, _limit: number) => ({ headings: this.headings, more: 0 })),
    Cancel: vi.fn(async () => {}),
  };

  shareState: ShareState = {
    shared: false,
    obstacle: "",
    branch: "main",
    remote: "https://example.org/shared.git",
    ahead: 0,
    behind: 0,
    fetched: true,
    git: "trusted",
    risks: [],
    running: false,
    progress: "",
  };
  /** What a transfer finds in conflict, until it is decided. */
  conflicts: ShareConflict[] = [];

  readonly sharing = {
    State: vi.fn(async () => this.shareState),
    Trust: vi.fn(async (_seen: string[]) => void (this.shareState = { ...this.shareState, git: "trusted", risks: [] })),
    Sync: vi.fn(async () => ({ taken: 0, sent: 0, conflicts: this.conflicts.length })),
    Conflicts: vi.fn(async () => this.conflicts),
    Decide: vi.fn(async (_decisions: ShareDecision[]) => void (this.conflicts = [])),
    Cancel: vi.fn(async () => {}),
  };

  readonly newPackages = new FakeNewPackages();
  readonly start = new FakeStart();
  readonly commands = new Set<(id: string) => void>();
  readonly drops = new Set<(paths: string[]) => void>();
  readonly onCommand = (handler: (id: string) => void) => added(this.commands, handler);
  readonly onDrop = (handler: (paths: string[]) => void) => added(this.drops, handler);

  /** What the coverage of any package is. */
  matrix: CoverageMatrix = { package: "p", summary: "", records: 0, used: 0, columns: [], rows: [] };
  passages: CoveragePassage[] = [];

  readonly coverage = coverageCalls(this);

  /** What the preview of anything is. */
  page: PreviewPage = { html: "", style: "", places: [], outline: [] };

  readonly preview = previewCalls(this);

  /** What stands in the way of a release, and the file that an export has written. */
  obstacle = "";
  exported: Exported = { path: "/w/p.pdf", size: 2048, notes: [] };

  readonly exports = exportCalls(this);

  readonly person = new FakePerson();
  readonly checks = this.person.checks;
  readonly settings = this.person.settings;

  private overview() {
    return { seq: this.seq, whole: this.whole, root: this.root, opening: false, asked: !!this.start.asked, repository: true, branch: "main", ...this.git, problem: "", undrafted: this.undrafted, drafts: this.drafts.length, packages: this.rows, gone: this.gone };
  }

  private revision(pkg: string, layer: string): string {
    const text = this.disk.get(`${pkg}/${layer}`);
    return text === undefined ? "" : `revision of ${text}`;
  }

  private document(pkg: string, layer: string): Document {
    const disk = this.revision(pkg, layer);
    const text = this.edits.get(`${pkg}/${layer}`) ?? this.disk.get(`${pkg}/${layer}`) ?? "";
    const title = layer.charAt(0).toUpperCase() + layer.slice(1);
    return { package: pkg, layer, file: `${layer}.md`, title, text, base: disk, disk, present: !!disk, unsaved: this.edits.has(`${pkg}/${layer}`), readOnly: "" };
  }

  private analysis(pkg: string, layer: string, version: number): Analysis {
    const text = this.edits.get(`${pkg}/${layer}`) ?? this.disk.get(`${pkg}/${layer}`) ?? "";
    return analysis([], [], { package: pkg, layer, version, ...this.engine(layer, text) });
  }
}

function added<T>(set: Set<T>, one: T): () => void {
  set.add(one);
  return () => void set.delete(one);
}
