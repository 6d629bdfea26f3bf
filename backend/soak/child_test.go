package soak

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/commit"
	"atlasdesk/backend/draft"
	"atlasdesk/backend/history"
	"atlasdesk/backend/share"
	"atlasdesk/backend/workspace"
)

// A child is this test program started again as another Atlas Desk: it takes
// turns at one operation on one package until it is killed, or its standard
// input ends, and prints what it is about to do and what it has done.
const (
	childOperation = "SOAK_OPERATION"
	childFolder    = "SOAK_FOLDER"
	childPackage   = "SOAK_PACKAGE" // the number of the one in the folder
	childRound     = "SOAK_ROUND"
	childDrafts    = "SOAK_DRAFTS" // a folder
	childTrust     = "SOAK_TRUST"  // a file
)

// operation is what a child does in a turn.
type operation struct {
	name string
	turn func(c *child, n int) error
	done string // what it says last
	// long is in which time after its first turn a child is killed; 0 stands for
	// a turn and a half.
	long time.Duration
}

var operations = []operation{
	{"save", (*child).save, "saved", 0},
	{"draft", (*child).draft, "typed", 1500 * time.Millisecond},
	{"commit", (*child).commit, "committed", 0},
	{"undo", (*child).undo, "undone", 0},
	{"sync", (*child).sync, "synced", 0},
}

func operationOf(name string) (operation, error) {
	for _, o := range operations {
		if o.name == name {
			return o, nil
		}
	}
	return operation{}, fmt.Errorf("there is no operation %q", name)
}

type child struct {
	pkg, round int
	w          *workspace.Workspace
	repo       *history.Repo
	trust      string
	sharing    *share.Sharing // nil until it is needed
}

// id is that of the package, which the child has opened alone.
const id = "."

func runChild() int {
	if err := takeTurns(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func takeTurns() (err error) {
	o, err := operationOf(os.Getenv(childOperation))
	if err != nil {
		return err
	}
	c := child{trust: os.Getenv(childTrust)}
	c.pkg, _ = strconv.Atoi(os.Getenv(childPackage))
	c.round, _ = strconv.Atoi(os.Getenv(childRound))
	if c.w, err = workspace.Open(os.Getenv(childFolder)); err != nil {
		return err
	}
	if c.repo, err = history.Open(c.w.Root()); err != nil {
		return err
	}
	drafts := draft.Open(os.Getenv(childDrafts), nil)
	defer drafts.Close()
	if err := c.w.KeepDrafts(drafts); err != nil {
		return err
	}
	ended := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(ended)
	}()
	for n := 1; ; n++ {
		select {
		case <-ended:
			return nil
		default:
		}
		if err := o.turn(&c, n); err != nil {
			return err
		}
	}
}

// say prints one whole line in one write, so that a kill cannot part it.
func say(format string, args ...any) { fmt.Printf(format+"\n", args...) }

func (c *child) save(n int) error {
	doc, err := c.w.Document(id, atlas.Signals)
	if err != nil {
		return err
	}
	say("saving %d", n)
	if _, err := c.w.Save(id, atlas.Signals, edited(c.pkg, c.round, n), doc.Base); err != nil {
		return err
	}
	say("saved %d", n)
	return nil
}

// draft types, and saves now and then.
func (c *child) draft(n int) error {
	doc, err := c.w.Document(id, atlas.Signals)
	if err != nil {
		return err
	}
	if _, _, err := c.w.Edit(id, atlas.Signals, edited(c.pkg, c.round, n), doc.Base, n); err != nil {
		return err
	}
	say("typed %d %d", n, time.Now().UnixMicro())
	if n%20 == 0 {
		return c.save(n)
	}
	time.Sleep(10 * time.Millisecond)
	return nil
}

func (c *child) commit(n int) error {
	_, err := c.make(n)
	return err
}

// undo takes every other commit back.
func (c *child) undo(n int) error {
	hash, err := c.make(n)
	if err != nil || n%2 == 1 {
		return err
	}
	say("undoing %d %s", n, hash)
	if _, err := commit.Undo(context.Background(), c.w, c.repo, hash); err != nil {
		return err
	}
	say("undone %d %s", n, hash)
	return nil
}

func (c *child) make(n int) (history.Hash, error) {
	if err := c.save(n); err != nil {
		return history.Hash{}, err
	}
	decision := commit.Decision{Message: fmt.Sprintf("Turn %d of round %d", n, c.round), Override: "this is a soak test"}
	hash, err := commit.Make(context.Background(), c.w, c.repo, id, decision, time.Now())
	if err == nil {
		say("committed %d %s", n, hash)
	}
	return hash, err
}

// process is a child that runs.
type process struct {
	cmd    *exec.Cmd
	stdin  io.Closer
	stdout *bufio.Reader
	stderr strings.Builder
	done   string // what the child says at the end of a turn
	said   said
}

// said is what a child has said.
type said struct {
	saving, saved   int            // the last turns
	commits         map[string]int // turns by hash
	undoing, undone map[string]bool
	sent            map[string]bool // commits that are shared
	typed           []time.Time     // of each turn
	first, last     time.Time       // of the first turn that was done, and of the last
	turns           int             // done
}

func (s *said) take(line, done string) {
	word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	number, hash, _ := strings.Cut(rest, " ") // or a time
	n, _ := strconv.Atoi(number)
	switch word {
	case "saving":
		s.saving = n
	case "saved":
		s.saved = n
	case "typed":
		at, _ := strconv.ParseInt(hash, 10, 64)
		s.typed = append(s.typed, time.UnixMicro(at))
	case "committed":
		s.commits[hash] = n
	case "undoing":
		s.undoing[hash] = true
	case "undone":
		s.undone[hash] = true
	case "synced":
		for hash := range s.commits {
			s.sent[hash] = true
		}
	}
	if word == done {
		if s.last = time.Now(); s.turns == 0 {
			s.first = s.last
		}
		s.turns++
	}
}

func start(t testing.TB, r *repository, o operation, round int) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{cmd: exec.Command(self), done: o.done, said: said{commits: map[string]int{}, undoing: map[string]bool{}, undone: map[string]bool{}, sent: map[string]bool{}}}
	p.cmd.Env = append(os.Environ(), childOperation+"="+o.name, childFolder+"="+r.folder(round),
		childPackage+"="+strconv.Itoa(round%r.packages), childRound+"="+strconv.Itoa(round),
		childDrafts+"="+r.drafts(), childTrust+"="+r.trust())
	p.cmd.Stderr = &p.stderr
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if p.stdin, err = p.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	p.stdout = bufio.NewReader(stdout)
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return p
}

// listen takes lines until there are no more, or enough turns were done.
func (p *process) listen(turns int) {
	for p.said.turns < turns {
		line, err := p.stdout.ReadString('\n')
		if err != nil {
			return // what is not a whole line was not said
		}
		p.said.take(line, p.done)
	}
}
