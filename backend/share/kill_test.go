package share

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"atlasdesk/backend/gitcommand"
	"atlasdesk/backend/history"
)

// A child is this test program started again: it commits and syncs the clone in
// childFolder until it is killed, and prints each commit that was sent.
const (
	childFolder = "SHARE_CHILD"
	childTrust  = "SHARE_TRUST"
	killsWanted = "SHARE_KILLS" // how many instead of a few
)

func runChild(dir string) error {
	repo, err := history.Open(dir)
	if err != nil {
		return err
	}
	s, err := New(context.Background(), repo, gitcommand.TrustIn(os.Getenv(childTrust)), nil)
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		name := fmt.Sprintf("child%d.md", rand.Int64())
		content := []byte(strings.Repeat(name+"\n", 100))
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o666); err != nil {
			return err
		}
		hash, err := repo.Commit(context.Background(), history.Request{Message: "Child", Files: []history.File{{Path: name, Content: content}}})
		if err != nil {
			return err
		}
		if _, err := s.Sync(context.Background(), nil); err != nil {
			return err
		}
		fmt.Println(hash)
	}
}

// Whenever a sync is killed, git finds both repositories whole, and nothing that
// was sent is lost.
func TestKill(t *testing.T) {
	kills := 8
	if n, err := strconv.Atoi(os.Getenv(killsWanted)); err == nil {
		kills = n
	}
	w := newWorld(t)
	ada := w.clone(t, "Ada")
	repo := w.clone(t, "Bob")
	trust := filepath.Join(t.TempDir(), "trusted.json")
	risks, err := gitcommand.Inspect(repo.repo)
	if err == nil {
		err = gitcommand.TrustIn(trust).Grant(repo.repo, risks)
	}
	if err != nil {
		t.Fatal(err)
	}
	sent := map[string]bool{}
	for i := range kills {
		ada.commit(t, map[string]string{fmt.Sprintf("ada%d.md", i): "ada\n", evidence: first[evidence] + fmt.Sprintf("\nEdit %d.\n", i)})
		ada.sync(t)
		killOne(t, repo.dir, trust, sent)
		if out, err := tryGit(repo.dir, "fsck", "--full", "--strict"); err != nil {
			t.Fatalf("kill %d: %s, %v", i, out, err)
		}
		repo = openClone(t, repo.dir, true, nil)
		for line := range strings.Lines(git(t, repo.dir, "status", "--porcelain")) {
			if !strings.Contains(line, "child") { // it was killed between writing and committing one
				t.Errorf("kill %d: git status says %s", i, line)
			}
		}
	}
	repo.sync(t)
	ada.sync(t)
	reachable := map[string]bool{}
	for line := range strings.Lines(git(t, w.bare, "rev-list", "main")) {
		reachable[strings.TrimSpace(line)] = true
	}
	for hash := range sent {
		if !reachable[hash] {
			t.Errorf("%s was sent and is not there", hash)
		}
	}
	if n := git(t, w.bare, "rev-list", "--count", "--author=Ada", "--no-merges", "main"); n != fmt.Sprint(kills) {
		t.Errorf("%s of the %d commits of Ada are there", n, kills)
	}
	if out, err := tryGit(w.bare, "fsck", "--full", "--strict"); err != nil {
		t.Error(out, err)
	}
	t.Logf("%d kills, %d commits acknowledged", kills, len(sent))
}

// killOne runs a child up to a random moment, and notes what it sent.
func killOne(t *testing.T, dir, trust string, sent map[string]bool) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command(program)
	child.Env = append(os.Environ(), childFolder+"="+dir, childTrust+"="+trust)
	var said strings.Builder
	child.Stderr = &said
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(time.Duration(20+rand.IntN(400))*time.Millisecond, func() { _ = child.Process.Kill() })
	for lines := bufio.NewScanner(out); lines.Scan(); {
		sent[lines.Text()] = true
	}
	if _ = child.Wait(); said.Len() > 0 {
		t.Errorf("the child says: %s", &said)
	}
}
