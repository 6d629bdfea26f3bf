package soak

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"time"

	"atlasdesk/backend/draft"
	"atlasdesk/backend/history"
	"atlasdesk/backend/workspace"
)

// TestKill kills programs at random moments of an operation and then asks git
// what is left (I1 to I6).
func TestKill(t *testing.T) {
	a := asked(t)
	for _, packages := range []int{100, 1000} {
		r := newRepository(t, t.TempDir(), packages)
		for _, o := range operations {
			t.Run(fmt.Sprintf("%s/%d", o.name, packages), func(t *testing.T) {
				k := killing{repository: r, operation: o, acknowledged: map[string]bool{}, sent: map[string]bool{}, youngest: a.draft}
				k.row = begin(t, fmt.Sprintf("kill: %s, %d packages", o.name, packages), "kills")
				k.first = r.git(t, "rev-parse", "HEAD")
				if o.name == "sync" {
					k.peer = meet(t, r)
				}
				k.calibrate()
				for kills := a.kills[packages]; k.tries < kills && !t.Failed(); {
					k.kill()
					k.judge(k.tries%a.fsck == 0 || k.tries == kills)
				}
				k.notes = fmt.Sprintf("%d turns of %v; %d kills left something to clear up", k.turns, k.turn.Round(100*time.Microsecond), k.midst)
				if k.oldest > 0 {
					k.notes += fmt.Sprintf("; typed %v before the kill at most and gone", k.oldest.Round(time.Millisecond))
				}
			})
		}
	}
}

// killing is a repository whose writers are killed.
type killing struct {
	*row
	*repository
	operation    operation
	first        string          // commit
	acknowledged map[string]bool // commits
	peer         *peer           // nil where nobody shares
	sent         map[string]bool // commits that were shared
	turn         time.Duration   // how long one takes
	turns, midst int
	youngest     time.Duration // what is typed may be lost at this age
	oldest       time.Duration // of what was lost

	round  int    // of the last child
	before string // what the disk held before it
	said   said
	killed time.Time
}

// calibrate lets a child end by itself, to know how long a turn takes.
func (k *killing) calibrate() {
	k.before = k.disk(k.next())
	p := start(k.t, k.repository, k.operation, k.rounds)
	p.listen(6)
	_ = p.stdin.Close()
	p.listen(math.MaxInt)
	if err := p.cmd.Wait(); err != nil || p.said.turns < 2 {
		k.t.Fatalf("%v after %d turns: %s", err, p.said.turns, &p.stderr)
	}
	k.hear(p.said)
	k.turn = p.said.last.Sub(p.said.first) / time.Duration(p.said.turns-1)
}

// kill starts a child and kills it after its first turn: at some moment of the
// next turn or two, or as soon as something happens that is but a small part of
// a turn.
func (k *killing) kill() {
	k.before = k.disk(k.next())
	p := start(k.t, k.repository, k.operation, k.rounds)
	p.listen(1)
	window := max(3*k.turn/2, 2*time.Millisecond)
	if k.operation.long > 0 {
		window = k.operation.long
	} else if happened := k.aims()[k.tries%4]; happened != nil {
		for late := time.Now().Add(2 * window); !happened() && time.Now().Before(late); {
		}
		window = time.Duration(1 << rand.IntN(22)) // at most 2 ms, mostly far less
	}
	time.Sleep(rand.N(window))
	k.killed = time.Now()
	_ = p.cmd.Process.Kill()
	p.listen(math.MaxInt)
	_ = p.cmd.Wait()
	if p.said.turns == 0 {
		k.t.Fatalf("the child did nothing: %s", &p.stderr)
	}
	k.tries++
	k.hear(p.said)
}

// aims are what to wait for before a kill: nothing; that a journal or a
// temporary file is there; that the index was replaced; that the branch was.
func (k *killing) aims() [4]func() bool {
	gitDir := filepath.Join(k.dir, ".git")
	onItsWay := func() bool {
		_, err := os.Lstat(filepath.Join(gitDir, "atlas-desk", "txn.json"))
		found, _ := filepath.Glob(filepath.Join(k.folder(k.rounds), ".atlas-desk-*"))
		return err == nil || found != nil
	}
	return [4]func() bool{nil, onItsWay, replaced(filepath.Join(gitDir, "index")), replaced(filepath.Join(gitDir, "refs", "heads", "main"))}
}

// replaced says, when asked later, whether another file has come in the place
// of this one.
func replaced(file string) func() bool {
	before, err := os.Lstat(file)
	return func() bool {
		now, nowErr := os.Lstat(file)
		return (err == nil) != (nowErr == nil) || err == nil && !os.SameFile(before, now)
	}
}

func (k *killing) hear(s said) {
	k.round, k.said = k.rounds, s
	k.turns += s.turns
	for hash := range s.commits {
		k.acknowledged[hash] = !s.undoing[hash]
	}
	for hash := range s.sent {
		k.sent[hash] = true
	}
}

// judge looks at what the kill left, lets another Atlas Desk open it, and looks
// again.
func (k *killing) judge(whole bool) {
	k.t.Helper()
	if len(k.leftovers(k.t)) > 0 {
		k.midst++
	}
	k.readable()
	k.kept()
	k.drafted()
	k.notBehind()
	if whole {
		k.fsck(k.repository)
	}
	if _, err := workspace.Open(k.folder(k.round)); err != nil {
		k.fault("%v", err)
	}
	if _, err := history.Open(k.dir); err != nil {
		k.fault("%v", err)
	}
	k.kept()
	if k.peer != nil {
		k.shared()
	}
	k.clean()
}

// readable asks git whether it can work with the repository (I3).
func (k *killing) readable() {
	k.t.Helper()
	for _, work := range [][]string{{"status", "--porcelain"}, {"ls-files", "--stage"}, {"rev-list", "--objects", k.first + "..HEAD"}, {"diff", "--stat", k.first, "HEAD"}} {
		if _, err := k.tryGit(work...); err != nil {
			k.fault("%v", err)
		}
	}
}

// kept looks for every acknowledged commit and for the text that was saved last
// (I1, I2, I4).
func (k *killing) kept() {
	k.t.Helper()
	reachable := map[string]bool{}
	for _, hash := range lines(k.git(k.t, "rev-list", "HEAD")) {
		reachable[hash] = true
	}
	for hash, stays := range k.acknowledged {
		if stays && !reachable[hash] {
			k.lose("commit %s", hash)
		}
	}
	for hash := range k.said.undone {
		if reachable[hash] {
			k.fault("commit %s was undone and is there", hash)
		}
	}
	for hash, n := range k.said.commits {
		if got := k.git(k.t, "show", hash+":"+k.name(k.round)+"/signals.md") + "\n"; got != k.edited(k.round, n) {
			k.lose("turn %d in commit %s, which holds %q", n, hash, got)
		}
		k.named(hash)
	}
	disk := k.disk(k.round)
	if disk != k.edited(k.round, k.said.saved) && disk != k.edited(k.round, k.said.saving) && (k.said.saved > 0 || disk != k.before) {
		k.lose("turn %d was saved, the disk holds %q", k.said.saved, disk)
	}
}

func (k *killing) disk(round int) string {
	return get(k.t, filepath.Join(k.folder(round), "signals.md"))
}

// drafted looks for what was typed last, in the file and in the drafts as they
// lie on the disk, and what of it another Atlas Desk finds (I4).
func (k *killing) drafted() {
	k.t.Helper()
	texts := []string{k.disk(k.round)}
	for _, file := range k.draftFiles() {
		var d struct{ Text string }
		if err := json.Unmarshal([]byte(get(k.t, file)), &d); err != nil {
			k.lose("%s cannot be read: %v", file, err)
		}
		texts = append(texts, d.Text)
	}
	newest := k.newest(texts)
	if newest < len(k.said.typed) {
		age := k.killed.Sub(k.said.typed[newest])
		k.oldest = max(k.oldest, age)
		if age > k.youngest {
			k.lose("what was typed %v before the kill, in turn %d of %d", age, newest+1, len(k.said.typed))
		}
	}
	if found := k.newest(append(k.recovered(), texts[0])); found < newest {
		k.lose("turn %d is in a draft and not offered, but turn %d is", newest, found)
	}
}

func (k *killing) draftFiles() []string {
	found, err := filepath.Glob(filepath.Join(k.drafts(), "*.json"))
	if err != nil {
		k.t.Fatal(err)
	}
	return found
}

// newest is the last turn whose text is among those given, 0 for none.
func (k *killing) newest(texts []string) int {
	for n := len(k.said.typed); n > 0; n-- {
		if slices.Contains(texts, k.edited(k.round, n)) {
			return n
		}
	}
	return 0
}

// recovered are the texts that the next Atlas Desk offers. It lets go of them.
func (k *killing) recovered() (texts []string) {
	w, err := workspace.Open(k.folder(k.round))
	if err != nil {
		k.t.Fatal(err)
	}
	box := draft.Open(k.drafts(), nil)
	defer box.Close()
	if err := w.KeepDrafts(box); err != nil {
		k.fault("%v", err)
	}
	for _, r := range w.Recovered() {
		texts = append(texts, r.Text)
		if _, err := w.LetGo(r.ID, k.drafts()+"-let-go"); err != nil {
			k.fault("%v", err)
		}
	}
	return texts
}

// named asks which paths a commit changes.
func (k *killing) named(hash string) {
	k.t.Helper()
	for _, path := range lines(k.git(k.t, "diff-tree", "-r", "--name-only", "--no-commit-id", hash)) {
		if path != k.name(k.round)+"/signals.md" && path != k.name(k.round)+"/change-log.md" {
			k.lose("commit %s changes %s", hash, path)
		}
	}
}

// notBehind asks what is staged: the foreign file, and of ours nothing but what
// the disk holds (I5, I6).
func (k *killing) notBehind() {
	k.t.Helper()
	staged := lines(k.git(k.t, "diff", "--cached", "--name-only"))
	if !slices.Contains(staged, foreign) {
		k.lose("the work staged by somebody else")
	}
	for _, path := range lines(k.git(k.t, "diff", "--name-only")) {
		if slices.Contains(staged, path) {
			k.fault("%s is staged as neither the last commit nor the disk has it", path)
		}
	}
}

// ours are the files that operations leave uncommitted, and the staged one.
var ours = regexp.MustCompile(`^( M jurisdictions/p\d+/(signals|change-log)\.md|M  ` + regexp.QuoteMeta(foreign) + `)$`)

// clean asks whether all is as if the operation that was cut off had been made
// or had not begun.
func (k *killing) clean() {
	k.t.Helper()
	for _, file := range k.leftovers(k.t) {
		k.fault("left behind: %s", file)
	}
	for _, file := range k.draftFiles() {
		k.fault("left behind: %s", file)
	}
	for _, line := range lines(k.git(k.t, "status", "--porcelain")) {
		if !ours.MatchString(line) {
			k.fault("status: %s", line)
		}
	}
}
