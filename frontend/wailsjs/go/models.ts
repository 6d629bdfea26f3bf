export namespace app {
	
	export interface Alias {
	    name: string;
	    also: string;
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
	}
	export interface Statement {
	    id: string;
	    from: number;
	    to: number;
	    section: string;
	    score: number;
	    users: number;
	    changed: boolean;
	}
	export interface Analysis {
	    package: string;
	    layer: string;
	    version: number;
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
	export interface Commit {
	    hash: string;
	    short: string;
	    subject: string;
	}
	export interface DiffRun {
	    text: string;
	    changed: boolean;
	}
	export interface DiffLine {
	    kind: string;
	    line: number;
	    runs: DiffRun[];
	}
	export interface LayerChange {
	    layer: string;
	    title: string;
	    file: string;
	    kind: string;
	    added: number;
	    removed: number;
	    lines: DiffLine[];
	}
	export interface CommitPlan {
	    package: string;
	    repository: boolean;
	    author: Author;
	    layers: LayerChange[];
	    entry: string;
	    class: string;
	    due: string[];
	    message: string;
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
	    plan: string;
	}
	export interface Counts {
	    errors: number;
	    warnings: number;
	    infos: number;
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
	
	
	export interface Hunk {
	    conflict: boolean;
	    text: string;
	    base: string;
	    ours: string;
	    theirs: string;
	    joint: string;
	}
	export interface LayerCell {
	    layer: string;
	    title: string;
	    file: string;
	    present: boolean;
	    statements: number;
	    counts: Counts;
	    unsaved: boolean;
	    change: string;
	    staged: boolean;
	}
	
	
	export interface Merge {
	    disk: string;
	    theirs: string;
	    clean: boolean;
	    text: string;
	    hunks: Hunk[];
	}
	export interface PackageRow {
	    id: string;
	    name: string;
	    status: string;
	    checked: boolean;
	    counts: Counts;
	    layers: LayerCell[];
	}
	export interface Preferences {
	    theme: string;
	    zoom: number;
	    evidence: number;
	    follow: boolean;
	    beside: Record<string, string>;
	}
	
	export interface Resolution {
	    document: Document;
	    kept: string[];
	    at: string;
	}
	export interface Saved {
	    disk: string;
	    at: string;
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
	
	
	
	export interface Undone {
	    subject: string;
	    left: string[];
	}
	export interface Workspace {
	    seq: number;
	    root: string;
	    repository: boolean;
	    branch: string;
	    problem: string;
	    undrafted: string;
	    drafts: number;
	    packages: PackageRow[];
	    gone: string[];
	}

}

