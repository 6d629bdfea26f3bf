package app

// What crosses to the page. Offsets are UTF-16 units into the decoded text
// (JavaScript string positions); times are RFC 3339; a package is named by
// its folder relative to the workspace root, with slashes; a layer by its
// key ("evidence", "trust-dimensions"). Severities are "error", "warning"
// and "info".

// Workspace is the folder that the window shows.
type Workspace struct {
	Seq        int          `json:"seq"`        // grows with every change; asking since it brings what has changed by then
	Whole      bool         `json:"whole"`      // Packages are all there are; otherwise those that changed
	Root       string       `json:"root"`       // absolute path; empty while no folder is open
	Opening    bool         `json:"opening"`    // the program has just started and opens the first folder
	Asked      bool         `json:"asked"`      // something waits to be opened, see Start.Asked
	Repository bool         `json:"repository"` // root lies in a git work tree
	Branch     string       `json:"branch"`     // empty outside a repository, and where none is checked out
	Tip        string       `json:"tip"`        // hash of the last commit; empty where it cannot be read
	State      string       `json:"state"`      // what is unusual about the repository, in a word or two; mostly empty
	Why        string       `json:"why"`        // the same in sentences, with what to do
	Problem    string       `json:"problem"`    // why there is nothing to show, or what is wrong with it, in sentences
	Undrafted  string       `json:"undrafted"`  // why unsaved text is not safe from a crash, in sentences; empty when it is
	Drafts     int          `json:"drafts"`     // how many an earlier run has left that are not decided about
	Packages   []PackageRow `json:"packages"`   // by ID
	Gone       []string     `json:"gone"`       // packages of the last commit whose folder is none any more
}

// PackageRow is one package in the list.
type PackageRow struct {
	ID      string      `json:"id"`
	Name    string      `json:"name"`
	Status  string      `json:"status"`  // lifecycle status, or "undeclared"
	Checked bool        `json:"checked"` // false while the first check is still to come: no counts and no layers yet
	Counts  Counts      `json:"counts"`
	Traced  int         `json:"traced"` // statements of derived layers that evidence carries
	Claims  int         `json:"claims"` // all statements of derived layers
	Layers  []LayerCell `json:"layers"` // the seven, in order
	Last    LastCommit  `json:"last"`
}

// LastCommit is the last commit that changed a package.
type LastCommit struct {
	Known   bool   `json:"known"` // it was looked up; without a Short name then there is none
	Short   string `json:"short"`
	Subject string `json:"subject"`
	Author  string `json:"author"`
	When    string `json:"when"`
}

// LayerCell is one layer of a package in the list and in the tabs.
type LayerCell struct {
	Layer      string `json:"layer"`
	Title      string `json:"title"`
	File       string `json:"file"`
	Present    bool   `json:"present"`
	Statements int    `json:"statements"`
	Traced     int    `json:"traced"` // of the statements of a derived layer, those that evidence carries
	Counts     Counts `json:"counts"`
	Unsaved    bool   `json:"unsaved"` // the editor holds text that the disk does not
	Change     string `json:"change"`  // on the disk, since the last commit: "added", "changed", "removed" or empty
	Staged     bool   `json:"staged"`  // another program has staged something for the next commit
}

// Counts are findings by severity, without those that are waived.
type Counts struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`
	Waived   int `json:"waived"`
}

// Document is one layer as it stands in the window.
type Document struct {
	Package  string `json:"package"`
	Layer    string `json:"layer"`
	File     string `json:"file"`
	Title    string `json:"title"`
	Text     string `json:"text"`     // unsaved text where there is some, otherwise the disk's
	Base     string `json:"base"`     // revision on disk that Text was made on
	Disk     string `json:"disk"`     // revision on disk now; empty when the file is gone
	Present  bool   `json:"present"`  // the file exists
	Unsaved  bool   `json:"unsaved"`  // Text is not the disk's
	ReadOnly string `json:"readOnly"` // why it cannot be edited, as a sentence; empty when it can
}

// Draft is unsaved text that an earlier run of the program has left.
type Draft struct {
	ID      string `json:"id"`
	Package string `json:"package"`
	Layer   string `json:"layer"`
	File    string `json:"file"`
	Path    string `json:"path"` // below the root, with slashes
	At      string `json:"at"`   // when it was last typed in
	Text    string `json:"text"`
	Disk    string `json:"disk"`    // the text on the disk now
	Present bool   `json:"present"` // the file exists
	Moved   bool   `json:"moved"`   // the disk has another version than the draft was made on
	Missing string `json:"missing"` // why it cannot be taken into the editor, as a sentence; empty when it can
}

// Analysis is what the engine says of one layer of one text.
type Analysis struct {
	Package    string      `json:"package"`
	Layer      string      `json:"layer"`
	Version    int         `json:"version"`  // the version given with the edit, 0 without one
	Sections   []Section   `json:"sections"` // in the order of the text, the title first
	Statements []Statement `json:"statements"`
	Findings   []Finding   `json:"findings"`
}

// Section is a heading of a layer; what follows it up to the next one is under
// it.
type Section struct {
	Title string `json:"title"` // as a reader sees it
	Level int    `json:"level"` // 1 to 6
	From  int    `json:"from"`  // of the heading
	To    int    `json:"to"`
}

// Statement is one unit of tracing, with no more than every statement on the
// screen needs; Explanation tells the rest of one.
type Statement struct {
	ID      string  `json:"id"`
	From    int     `json:"from"`
	To      int     `json:"to"`
	Section string  `json:"section"`
	Score   float64 `json:"score"`   // of the evidence that carries it best, 0 to 1; 0 where none does, and in evidence.md
	Users   int     `json:"users"`   // how many derived statements stand on it; only in evidence.md
	Behind  int     `json:"behind"`  // how many of these are as the last commit has them, while it is not
	Changed bool    `json:"changed"` // the last commit, which has the layer, has it not
}

// Finding is one diagnostic.
type Finding struct {
	ID       string    `json:"id"` // the same while other text comes, goes or moves
	Rule     string    `json:"rule"`
	Severity string    `json:"severity"`
	Message  string    `json:"message"`
	Package  string    `json:"package"`
	Layer    string    `json:"layer"` // empty for the package as a whole
	File     string    `json:"file"`
	From     int       `json:"from"`
	To       int       `json:"to"`
	Line     int       `json:"line"`
	Related  []Related `json:"related"`
	Fixes    []Fix     `json:"fixes"`
	Waived   *Waived   `json:"waived,omitempty"`
	Stale    bool      `json:"stale"` // it is about a waiver, which can be removed
}

// Waived says who accepts a finding, and why. It does not count.
type Waived struct {
	Reason string `json:"reason"`
	By     string `json:"by"`
	Date   string `json:"date"` // 2006-01-02
}

// Related is another place that explains a finding.
type Related struct {
	Layer   string `json:"layer"`
	File    string `json:"file"`
	From    int    `json:"from"`
	To      int    `json:"to"`
	Message string `json:"message"`
}

// Fix is a change that would settle a finding: edits, or an alias to declare in
// the settings of the workspace.
type Fix struct {
	Title string `json:"title"`
	Edits []Edit `json:"edits"`
	Alias *Alias `json:"alias,omitempty"`
}

// Alias is another spelling or name that means the same as a name.
type Alias struct {
	Name string `json:"name"`
	Also string `json:"also"`
}

// Edit replaces From..To of a layer's text.
type Edit struct {
	Layer string `json:"layer"`
	From  int    `json:"from"`
	To    int    `json:"to"`
	Text  string `json:"text"`
}

// Saved tells what a save left on disk.
type Saved struct {
	Disk string `json:"disk"` // the revision now on disk
	At   string `json:"at"`
}

// Merge is a text put together with what the disk holds instead of its base.
type Merge struct {
	Disk   string `json:"disk"`   // revision of the disk's text; empty when the file is gone, and then there is nothing to merge
	Theirs string `json:"theirs"` // the disk's text
	Clean  bool   `json:"clean"`  // there is nothing to decide
	Text   string `json:"text"`   // of both, when clean
	Hunks  []Hunk `json:"hunks"`  // one after the other they are the merged text
}

// Hunk is a stretch of a merged text: Text where the versions agree, or the
// three versions of a conflict that somebody has to decide.
type Hunk struct {
	Conflict bool   `json:"conflict"`
	Text     string `json:"text"`
	Base     string `json:"base"`
	Ours     string `json:"ours"`
	Theirs   string `json:"theirs"`
	Joint    string `json:"joint"` // what parts ours from theirs where both are kept
}

// Resolution tells how a conflict with the disk ended.
type Resolution struct {
	Document Document `json:"document"`
	Kept     []string `json:"kept"` // where the versions that it was settled against are kept, paths
	At       string   `json:"at"`
}

// CommitChoice is what of a package is to be committed.
type CommitChoice struct {
	Package   string   `json:"package"`
	Without   []string `json:"without"`   // keys of layers that stay as they were committed
	NoWaivers bool     `json:"noWaivers"` // the waivers stay as they were committed
	NoReviews bool     `json:"noReviews"` // what reviewers said stays as it was committed
}

// CommitPlan is what a commit of a package would do.
type CommitPlan struct {
	Package     string        `json:"package"`
	Repository  bool          `json:"repository"` // false: offer to make one
	Author      Author        `json:"author"`     // empty name: ask for it
	Layers      []LayerChange `json:"layers"`     // changed layers, in order, also those left out; empty: nothing to commit
	Waivers     string        `json:"waivers"`    // path of the file of waivers, where those of the package differ; otherwise empty
	Reviews     string        `json:"reviews"`    // folder of what reviewers said of the package, where that differs; otherwise empty
	Entry       string        `json:"entry"`      // the change-log entry, Markdown; empty where no layer differs
	Class       string        `json:"class"`      // "structural" or "observational"
	Due         []LayerDue    `json:"due"`
	OnlyForm    bool          `json:"onlyForm"` // nothing but line endings or a byte order mark differs, which is not committed
	Message     string        `json:"message"`  // proposed commit message
	Obstacle    string        `json:"obstacle"` // why there can be no commit now, and what to do, in sentences; empty when there can
	Blocking    []Finding     `json:"blocking"` // errors that need a reason
	Notices     []string      `json:"notices"`  // e.g. hooks that will not run
	Unsaved     []string      `json:"unsaved"`  // keys of layers with unsaved text
	Fingerprint string        `json:"fingerprint"`
}

// LayerChange is one layer that differs from the last commit.
type LayerChange struct {
	Layer      string          `json:"layer"`
	Kind       string          `json:"kind"`    // "added", "changed" or "removed"
	LeftOut    bool            `json:"leftOut"` // it stays as it was committed
	Fixed      bool            `json:"fixed"`   // it cannot be left out
	Counts     Counts          `json:"counts"`  // findings of the layer as it would be committed
	Difference LayerDifference `json:"difference"`
}

// LayerDue is a layer that is due for review.
type LayerDue struct {
	Title      string `json:"title"`
	Statements int    `json:"statements"` // that rest on what changed, and are as they were
}

// CommitRequest is the author's decision.
type CommitRequest struct {
	Package   string   `json:"package"`
	Message   string   `json:"message"`
	Entry     string   `json:"entry"`     // the entry as edited by the author
	Override  string   `json:"override"`  // reason for committing in spite of errors
	Without   []string `json:"without"`   // keys of the layers that are left out
	NoWaivers bool     `json:"noWaivers"` // the file of waivers is left out
	NoReviews bool     `json:"noReviews"` // what reviewers said is left out
	Plan      string   `json:"plan"`      // the plan's fingerprint: a commit of anything else is refused
}

// Commit is a commit that was made.
type Commit struct {
	Hash    string `json:"hash"`
	Short   string `json:"short"`
	Subject string `json:"subject"`
}

// Undone is a commit that was taken back.
type Undone struct {
	Subject string   `json:"subject"`
	Left    []string `json:"left"` // change logs that changed since and keep the entry, by path
}

// Undoable is the last commit of the branch that is checked out.
type Undoable struct {
	Commit
	Why string `json:"why"` // it cannot be taken back, as sentences; empty where it can
}

// ShareState is how the branch stands to its upstream as that was fetched last.
type ShareState struct {
	Shared   bool     `json:"shared"`   // there is an upstream
	Obstacle string   `json:"obstacle"` // why there is none, in sentences; empty outside a repository
	Branch   string   `json:"branch"`
	Remote   string   `json:"remote"`  // the address of the upstream
	Ahead    int      `json:"ahead"`   // commits to send
	Behind   int      `json:"behind"`  // commits to take over
	Fetched  bool     `json:"fetched"` // anything of the upstream is known
	Git      string   `json:"git"`     // "trusted", "untrusted" or "missing"
	Risks    []string `json:"risks"`   // what an untrusted repository brings that nobody agreed to
	Running  bool     `json:"running"` // a transfer runs
	Progress string   `json:"progress"`
}

// ShareResult is what a transfer did.
type ShareResult struct {
	Taken     int `json:"taken"` // commits
	Sent      int `json:"sent"`  // commits
	Conflicts int `json:"conflicts"`
}

// ShareConflict is a file that both sides changed. Its versions are named by
// their hashes, all zeros for no file.
type ShareConflict struct {
	Path   string `json:"path"` // from the root of the repository, with slashes
	Kind   string `json:"kind"` // "text", "file", "removed here" or "removed there"; of a whole package, words for a person
	Base   string `json:"base"`
	Ours   string `json:"ours"`
	Theirs string `json:"theirs"`
	Hunks  []Hunk `json:"hunks"` // of "text", one after the other the merged file

	Choices []ShareChoice `json:"choices"` // of a decision that is not finished
}

// ShareDecision is what a person decided about a conflict.
type ShareDecision struct {
	Path    string        `json:"path"`
	Base    string        `json:"base"`
	Ours    string        `json:"ours"`
	Theirs  string        `json:"theirs"`
	Take    string        `json:"take"`    // "ours" or "theirs" for the whole file, or empty
	Choices []ShareChoice `json:"choices"` // one for each conflict of a text
}

// ShareChoice decides one place of a text.
type ShareChoice struct {
	Take string `json:"take"` // "ours", "theirs", "both", "own" or, while it is open, empty
	Text string `json:"text"` // with "own"
}

// Author is who commits.
type Author struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

// Preferences are how the window looks.
type Preferences struct {
	Theme    string            `json:"theme"`    // "system", "light", "dark" or "contrast"
	Zoom     int               `json:"zoom"`     // percent, 80 to 200
	Evidence float64           `json:"evidence"` // width of the pane beside the text, percent
	Sidebar  float64           `json:"sidebar"`  // width of the list of packages beside all that, percent; 0: the usual
	Problems float64           `json:"problems"` // height of the list of problems below the text, percent; 0: the usual
	Follow   bool              `json:"follow"`   // that pane follows the caret
	Beside   map[string]string `json:"beside"`   // package → the layer beside the text, where somebody chose one
	Inline   bool              `json:"inline"`   // differences are shown one version in the other, and not side by side
	Text     int               `json:"text"`     // size of the editor's text, px at 100 %
	Line     int               `json:"line"`     // how wide its lines are at most, in rem; 0 for as wide as the pane
	Motion   string            `json:"motion"`   // "system", "reduced" or "full"
	Spelling bool              `json:"spelling"` // the system underlines what it cannot spell

	Packages PackageView `json:"packages"`
}

// PackageView is which packages the window lists, and in which order.
type PackageView struct {
	Sort     string `json:"sort"` // what they are sorted by; a name that the page gives
	Reversed bool   `json:"reversed"`
	State    string `json:"state"` // which of them are shown; a name that the page gives
}

// Fault is how an error reaches the page.
type Fault struct {
	Code    string `json:"code"`    // stable, for the program
	Message string `json:"message"` // what was being done and why it failed
	Hint    string `json:"hint"`    // what to do now
}
