export namespace app {
	
	export interface Alias {
	    name: string;
	    also: string;
	}
	export interface AliasRow {
	    name: string;
	    also: string[];
	}
	export interface Waived {
	    reason: string;
	    by: string;
	    date: string;
	}
	export interface Edit {
	    layer: string;
	    from: number;
	    to: number;
	    text: string;
	}
	export interface Fix {
	    title: string;
	    edits: Edit[];
	    alias?: Alias;
	}
	export interface Related {
	    layer: string;
	    file: string;
	    from: number;
	    to: number;
	    message: string;
	}
	export interface Finding {
	    id: string;
	    rule: string;
	    severity: string;
	    message: string;
	    package: string;
	    layer: string;
	    file: string;
	    from: number;
	    to: number;
	    line: number;
	    related: Related[];
	    fixes: Fix[];
	    waived?: Waived;
	    stale: boolean;
	}
	export interface Statement {
	    id: string;
	    from: number;
	    to: number;
	    section: string;
	    score: number;
	    users: number;
	    behind: number;
	    changed: boolean;
	}
	export interface Section {
	    title: string;
	    level: number;
	    from: number;
	    to: number;
	}
	export interface Analysis {
	    package: string;
	    layer: string;
	    version: number;
	    sections: Section[];
	    statements: Statement[];
	    findings: Finding[];
	}
	export interface Anchor {
	    kind: string;
	    from: number;
	    to: number;
	}
	export interface Author {
	    name: string;
	    email: string;
	}
	export interface RuleRow {
	    name: string;
	    usual: string;
	    own: string;
	    family: string;
	    summary: string;
	}
	export interface CheckSettings {
	    file: string;
	    problem: string;
	    rules: RuleRow[];
	    aliases: AliasRow[];
	}
	export interface Commit {
	    hash: string;
	    short: string;
	    subject: string;
	}
	export interface CommitChoice {
	    package: string;
	    without: string[];
	    noWaivers: boolean;
	    noReviews: boolean;
	}
	export interface LayerDue {
	    title: string;
	    statements: number;
	}
	export interface DiffLine {
	    kind: string;
	    line: number;
	    runs: DiffRun[];
	}
	export interface DiffPiece {
	    text: string;
	    kind: string;
	}
	export interface DiffRun {
	    text: string;
	    changed: boolean;
	}
	export interface DifferenceRow {
	    kind: string;
	    part: string;
	    section: string;
	    from: string;
	    before: number;
	    after: number;
	    was: DiffRun[];
	    is: DiffRun[];
	    inline: DiffPiece[];
	}
	export interface LayerDifference {
	    layer: string;
	    title: string;
	    file: string;
	    state: string;
	    layout: boolean;
	    added: number;
	    removed: number;
	    changed: number;
	    moved: number;
	    rows: DifferenceRow[];
	    lines: DiffLine[];
	}
	export interface Counts {
	    errors: number;
	    warnings: number;
	    infos: number;
	    waived: number;
	}
	export interface LayerChange {
	    layer: string;
	    kind: string;
	    leftOut: boolean;
	    fixed: boolean;
	    counts: Counts;
	    difference: LayerDifference;
	}
	export interface CommitPlan {
	    package: string;
	    repository: boolean;
	    author: Author;
	    layers: LayerChange[];
	    waivers: string;
	    reviews: string;
	    entry: string;
	    class: string;
	    due: LayerDue[];
	    onlyForm: boolean;
	    message: string;
	    obstacle: string;
	    blocking: Finding[];
	    notices: string[];
	    unsaved: string[];
	    fingerprint: string;
	}
	export interface CommitRequest {
	    package: string;
	    message: string;
	    entry: string;
	    override: string;
	    without: string[];
	    noWaivers: boolean;
	    noReviews: boolean;
	    plan: string;
	}
	export interface CommittedFindings {
	    compared: boolean;
	    ids: string[];
	}
	
	export interface CoverageCarrier {
	    id: string;
	    line: number;
	    text: string;
	    score: number;
	    through: string;
	}
	export interface CoverageCell {
	    column: number;
	    direct: number;
	    through: number;
	    findings: number;
	    worst: string;
	}
	export interface CoverageColumn {
	    key: string;
	    title: string;
	    statements: number;
	    resting: number;
	    summary: string;
	    strength: string;
	}
	export interface CoverageRow {
	    key: string;
	    section: string;
	    text: string;
	    line: number;
	    from: number;
	    to: number;
	    records: number;
	    used: number;
	    use: string;
	    cells: CoverageCell[];
	}
	export interface CoverageMatrix {
	    package: string;
	    summary: string;
	    records: number;
	    used: number;
	    columns: CoverageColumn[];
	    rows: CoverageRow[];
	}
	export interface CoveragePassage {
	    layer: string;
	    id: string;
	    from: number;
	    to: number;
	    line: number;
	    section: string;
	    text: string;
	    carriers: CoverageCarrier[];
	    findings: Finding[];
	}
	
	export interface CoverageShape {
	    rows: string;
	    columns: string;
	}
	export interface DataPath {
	    name: string;
	    path: string;
	    here: boolean;
	}
	export interface Diagnostics {
	    version: string;
	    commit: string;
	    toolchain: string;
	    places: DataPath[];
	}
	
	
	
	export interface PastCommit {
	    hash: string;
	    short: string;
	    at: string;
	    author: string;
	    email: string;
	    subject: string;
	    layers: string[];
	}
	export interface Version {
	    name: string;
	    commit: PastCommit;
	}
	export interface Difference {
	    before: Version;
	    after: Version;
	    layers: LayerDifference[];
	    entry: string;
	}
	
	export interface Document {
	    package: string;
	    layer: string;
	    file: string;
	    title: string;
	    text: string;
	    base: string;
	    disk: string;
	    present: boolean;
	    unsaved: boolean;
	    readOnly: string;
	}
	export interface Draft {
	    id: string;
	    package: string;
	    layer: string;
	    file: string;
	    path: string;
	    at: string;
	    text: string;
	    disk: string;
	    present: boolean;
	    moved: boolean;
	    missing: string;
	}
	
	export interface ExampleLayer {
	    title: string;
	    text: string;
	}
	export interface Sought {
	    kind: string;
	    text: string;
	    times: number;
	}
	export interface Share {
	    found: number;
	    of: number;
	}
	export interface Link {
	    layer: string;
	    id: string;
	    from: number;
	    to: number;
	    section: string;
	    quote: string;
	    score: number;
	}
	export interface Tie {
	    to: Link;
	    through?: Link;
	    names: Share;
	    figures: Share;
	    terms: Share;
	    constraints: Share;
	    shared: string[];
	    here: Anchor[];
	    there: Anchor[];
	}
	export interface Explanation {
	    statement: string;
	    layer: string;
	    support: Tie[];
	    sought: Sought[];
	    usedBy: Link[];
	    beside: Tie[];
	}
	export interface ExportFormat {
	    name: string;
	    title: string;
	    extension: string;
	    says: string;
	    footnotes: boolean;
	    findings: boolean;
	    places: boolean;
	    state: boolean;
	}
	export interface ExportRequest {
	    format: string;
	    layer: string;
	    footnotes: boolean;
	    findings: boolean;
	    places: boolean;
	    release: boolean;
	}
	export interface ExportState {
	    obstacle: string;
	}
	export interface Exported {
	    path: string;
	    size: number;
	    notes: string[];
	}
	
	export interface PackageFindings {
	    package: string;
	    findings: Finding[];
	}
	export interface FindingsNews {
	    last: number;
	    packages: PackageFindings[];
	    ids: string[];
	}
	
	export interface Hunk {
	    conflict: boolean;
	    text: string;
	    base: string;
	    ours: string;
	    theirs: string;
	    joint: string;
	}
	export interface KeptVersion {
	    name: string;
	    title: string;
	    layer: string;
	    at: string;
	    commit: string;
	}
	export interface KeyBinding {
	    command: string;
	    keys: string[];
	}
	export interface LastCommit {
	    known: boolean;
	    short: string;
	    subject: string;
	    author: string;
	    when: string;
	}
	export interface Lately {
	    folder: string;
	    layers: string[];
	    commands: string[];
	}
	export interface LayerCell {
	    layer: string;
	    title: string;
	    file: string;
	    present: boolean;
	    statements: number;
	    traced: number;
	    counts: Counts;
	    unsaved: boolean;
	    change: string;
	    staged: boolean;
	}
	
	export interface LayerChoice {
	    layer: string;
	    title: string;
	    file: string;
	    needs: string[];
	    headings: string[];
	}
	
	
	
	export interface Merge {
	    disk: string;
	    theirs: string;
	    clean: boolean;
	    text: string;
	    hunks: Hunk[];
	}
	export interface NewFile {
	    layer: string;
	    file: string;
	    bytes: number;
	    statements: number;
	}
	export interface NewSource {
	    file: string;
	    title: string;
	    heading: string;
	    institution: string;
	    date: string;
	    address: string;
	    text: string;
	}
	export interface NewPackage {
	    name: string;
	    folder: string;
	    sources: NewSource[];
	    layers: string[];
	    step: number;
	    at: string;
	}
	export interface SourceLook {
	    source: NewSource;
	    statements: number;
	    notes: string[];
	    field: string;
	    fault: string;
	}
	export interface NewPackageLook {
	    folder: string;
	    root: string;
	    path: string;
	    nameFault: string;
	    folderFault: string;
	    fault: string;
	    sources: SourceLook[];
	    files: NewFile[];
	    findings: Finding[];
	    counts: Counts;
	    choices: LayerChoice[];
	    unkept: string;
	}
	
	
	export interface PackageRow {
	    id: string;
	    name: string;
	    status: string;
	    checked: boolean;
	    counts: Counts;
	    traced: number;
	    claims: number;
	    layers: LayerCell[];
	    last: LastCommit;
	}
	export interface PackageView {
	    sort: string;
	    reversed: boolean;
	    state: string;
	}
	
	export interface PastPage {
	    repository: boolean;
	    tip: string;
	    all: number;
	    total: number;
	    from: number;
	    commits: PastCommit[];
	    authors: string[];
	    shallow: boolean;
	}
	export interface PastProgress {
	    done: number;
	    total: number;
	}
	export interface PastQuery {
	    package: string;
	    layer: string;
	    words: string;
	    author: string;
	    from: number;
	    count: number;
	}
	export interface Place {
	    root: string;
	    package: string;
	    layer: string;
	}
	export interface Preferences {
	    theme: string;
	    zoom: number;
	    evidence: number;
	    sidebar: number;
	    problems: number;
	    follow: boolean;
	    beside: Record<string, string>;
	    inline: boolean;
	    text: number;
	    line: number;
	    motion: string;
	    spelling: boolean;
	    packages: PackageView;
	}
	export interface PreviewHeading {
	    level: number;
	    text: string;
	    id: string;
	}
	export interface PreviewOptions {
	    layer: string;
	    footnotes: boolean;
	    findings: boolean;
	}
	export interface PreviewPlace {
	    layer: string;
	    id: string;
	    from: number;
	    to: number;
	}
	export interface PreviewPage {
	    html: string;
	    style: string;
	    places: PreviewPlace[];
	    outline: PreviewHeading[];
	}
	
	export interface ReadSources {
	    sources: NewSource[];
	    faults: string[];
	}
	export interface Recent {
	    path: string;
	    opened: string;
	    missing: boolean;
	}
	
	export interface Resolution {
	    document: Document;
	    kept: string[];
	    at: string;
	}
	export interface Restoration {
	    layer: string;
	    title: string;
	    file: string;
	    text: string;
	    place: string;
	    missing: boolean;
	    same: boolean;
	    version: Version;
	    difference: LayerDifference;
	}
	export interface ReviewComment {
	    by: string;
	    at: string;
	    note: string;
	}
	export interface ReviewEnd {
	    verdict: string;
	    by: string;
	    at: string;
	    note: string;
	    approved: number;
	    flagged: number;
	    open: number;
	}
	export interface ReviewGround {
	    state: string;
	    id: string;
	    from: number;
	    line: number;
	    section: string;
	    text: string;
	    was: DiffRun[];
	    is: DiffRun[];
	    inline: DiffPiece[];
	}
	export interface ReviewItem {
	    layer: string;
	    id: string;
	    section: string;
	    text: string;
	    state: string;
	    by: string;
	    worst: string;
	    comments: number;
	}
	export interface ReviewPlace {
	    layer: string;
	    id: string;
	}
	export interface ReviewThread {
	    id: string;
	    words: string;
	    layer: string;
	    resolved: string;
	    comments: ReviewComment[];
	}
	export interface ReviewQueue {
	    package: string;
	    items: ReviewItem[];
	    approved: number;
	    flagged: number;
	    open: number;
	    finished: ReviewEnd[];
	    lost: ReviewThread[];
	    problem: string;
	    takeBack: boolean;
	}
	export interface ReviewRemark {
	    layer: string;
	    id: string;
	    seal: string;
	    to: string;
	    note: string;
	    by: string;
	}
	export interface ReviewSign {
	    kind: string;
	    by: string;
	    at: string;
	    note: string;
	    engine: string;
	}
	export interface ReviewStatement {
	    layer: string;
	    id: string;
	    section: string;
	    left: string;
	    text: string;
	    from: number;
	    to: number;
	    line: number;
	    state: string;
	    seal: string;
	    signed: ReviewSign[];
	    was: DiffRun[];
	    is: DiffRun[];
	    inline: DiffPiece[];
	    evidence: ReviewGround[];
	    findings: Finding[];
	    threads: ReviewThread[];
	    obstacle: string;
	}
	
	export interface ReviewVerdict {
	    layer: string;
	    id: string;
	    seal: string;
	    kind: string;
	    note: string;
	    by: string;
	}
	export interface RuleExample {
	    title: string;
	    layers: ExampleLayer[];
	}
	
	export interface RuleText {
	    name: string;
	    severity: string;
	    summary: string;
	    why: string;
	    examples: RuleExample[];
	}
	export interface Saved {
	    disk: string;
	    at: string;
	}
	export interface SearchHeading {
	    package: string;
	    name: string;
	    layer: string;
	    title: string;
	    text: string;
	    from: number;
	    to: number;
	}
	export interface SearchHeadings {
	    headings: SearchHeading[];
	    more: number;
	}
	export interface SearchMatch {
	    from: number;
	    to: number;
	    line: number;
	    excerpt: string;
	    start: number;
	    end: number;
	    old: string;
	    new: string;
	}
	export interface SearchLayer {
	    layer: string;
	    title: string;
	    matches: SearchMatch[];
	    more: number;
	}
	
	export interface SearchPackage {
	    package: string;
	    name: string;
	    layers: SearchLayer[];
	}
	export interface SearchPage {
	    found: SearchPackage[];
	    searched: number;
	    next: string;
	}
	export interface SearchQuery {
	    text: string;
	    case: boolean;
	    word: boolean;
	    pattern: boolean;
	    package: string;
	    replace: boolean;
	    with: string;
	}
	
	
	export interface ShareChoice {
	    take: string;
	    text: string;
	}
	export interface ShareConflict {
	    path: string;
	    kind: string;
	    base: string;
	    ours: string;
	    theirs: string;
	    hunks: Hunk[];
	    choices: ShareChoice[];
	}
	export interface ShareDecision {
	    path: string;
	    base: string;
	    ours: string;
	    theirs: string;
	    take: string;
	    choices: ShareChoice[];
	}
	export interface ShareResult {
	    taken: number;
	    sent: number;
	    conflicts: number;
	}
	export interface ShareState {
	    shared: boolean;
	    obstacle: string;
	    branch: string;
	    remote: string;
	    ahead: number;
	    behind: number;
	    fetched: boolean;
	    git: string;
	    risks: string[];
	    running: boolean;
	    progress: string;
	}
	
	
	
	export interface StatementRef {
	    package: string;
	    layer: string;
	    id: string;
	    version: string;
	    at: number;
	}
	export interface StoryVersion {
	    commit: PastCommit;
	    change: string;
	    section: string;
	    was: DiffRun[];
	    is: DiffRun[];
	}
	export interface Story {
	    text: string;
	    section: string;
	    from: number;
	    versions: StoryVersion[];
	    more: boolean;
	}
	
	
	export interface TrustedFolder {
	    folder: string;
	    repository: string;
	}
	export interface Undoable {
	    hash: string;
	    short: string;
	    subject: string;
	    why: string;
	}
	export interface Undone {
	    subject: string;
	    left: string[];
	}
	
	
	export interface Workspace {
	    seq: number;
	    whole: boolean;
	    root: string;
	    opening: boolean;
	    asked: boolean;
	    repository: boolean;
	    branch: string;
	    tip: string;
	    state: string;
	    why: string;
	    problem: string;
	    undrafted: string;
	    drafts: number;
	    packages: PackageRow[];
	    gone: string[];
	}

}

