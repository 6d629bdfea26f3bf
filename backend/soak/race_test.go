package soak

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestRace lets two Atlas Desks and git commit to one repository for a while,
// each its own package (I1, I2, I3, I7).
func TestRace(t *testing.T) {
	a := asked(t)
	r := newRepository(t, t.TempDir(), 100)
	r.git(t, "reset", "-q", "--hard") // git itself commits what is staged only if it is named
	table := begin(t, "race: two instances and git, 100 packages", "commits")
	first := r.git(t, "rev-parse", "HEAD")
	ended := make(chan struct{})
	time.AfterFunc(a.race, func() { close(ended) })

	var all sync.WaitGroup
	owner, counts := map[string]string{}, make([]int, 3) // package by commit
	var mu sync.Mutex
	acknowledge := func(who int, hash, pkg string) {
		mu.Lock()
		defer mu.Unlock()
		owner[hash] = pkg
		counts[who]++
	}
	o, err := operationOf("commit")
	if err != nil {
		t.Fatal(err)
	}
	for who := range 2 {
		round := r.next()
		p := start(t, r, o, round)
		go func() {
			<-ended
			_ = p.stdin.Close()
		}()
		all.Go(func() {
			p.listen(math.MaxInt)
			if err := p.cmd.Wait(); err != nil {
				t.Errorf("an instance gave up: %v %s", err, &p.stderr)
			}
			for hash := range p.said.commits {
				acknowledge(who, hash, r.name(round))
			}
		})
	}
	refused := 0
	all.Go(func() {
		round := r.next()
		for n := 1; ; n++ {
			select {
			case <-ended:
				return
			default:
			}
			file := r.name(round) + "/signals.md"
			put(t, filepath.Join(r.dir, file), r.edited(round, n))
			out, err := r.tryGit("commit", "-q", "--only", "-m", fmt.Sprintf("Git commits %d", n), "--", file)
			if err != nil {
				if refused++; !strings.Contains(out, ".lock") && !strings.Contains(out, "cannot lock ref") {
					t.Error(err)
				}
				continue // as against another git
			}
			acknowledge(2, r.git(t, "log", "-1", "--format=%H", "--", file), r.name(round))
		}
	})
	all.Wait()

	made := lines(r.git(t, "rev-list", first+"..HEAD"))
	reachable := map[string]bool{}
	for _, hash := range made {
		reachable[hash] = true
	}
	for hash, pkg := range owner {
		if !reachable[hash] {
			table.lose("commit %s of %s", hash, pkg)
			continue
		}
		for _, path := range lines(r.git(t, "diff-tree", "-r", "--name-only", "--no-commit-id", hash)) {
			if !strings.HasPrefix(path, pkg+"/") {
				table.lose("commit %s of %s changes %s", hash, pkg, path)
			}
		}
	}
	if len(made) != len(owner) {
		table.fault("%d commits were made, %d acknowledged", len(made), len(owner))
	}
	table.fsck(r)
	for _, file := range r.leftovers(t) {
		table.fault("left behind: %s", file)
	}
	for _, line := range lines(r.git(t, "status", "--porcelain")) {
		if line != " M "+r.name(r.rounds)+"/signals.md" { // what git refused last
			table.fault("status: %s", line)
		}
	}
	table.tries = len(owner)
	table.notes = fmt.Sprintf("%d and %d by the instances, %d by git, which found a lock %d times", counts[0], counts[1], counts[2], refused)
}

// fsck asks git to check the whole repository.
func (r *row) fsck(repo *repository) {
	r.t.Helper()
	out, err := repo.tryGit("fsck", "--full", "--strict", "--no-dangling")
	for _, line := range lines(out) {
		if err != nil || !strings.HasPrefix(line, "notice: ") {
			r.fault("git fsck: %v %s", err, line)
		}
	}
}
