package commit

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/history"
)

// What would be refused is told by the plan, and the change log is not written
// for the refusal.
func TestObstacle(t *testing.T) {
	for name, c := range map[string]struct {
		make, mend func(f fixture)
		says       string
	}{
		"detached HEAD": {
			func(f fixture) { f.git("checkout", "-q", "--detach") },
			func(f fixture) { f.git("checkout", "-q", "main") }, "detached HEAD",
		},
		"a bisection": {
			func(f fixture) { f.git("bisect", "start") },
			func(f fixture) { f.git("bisect", "reset") }, "a bisection",
		},
		"another version of the layer is staged": {
			func(f fixture) {
				f.put("signals.md", more+"Staged.\n")
				f.git("add", ".")
				f.put("signals.md", more)
			},
			func(f fixture) { f.git("reset", "-q", "--", "ruritania/signals.md") }, "another version of it is staged",
		},
		"the removal of the change log is staged": {
			func(f fixture) { f.git("rm", "-q", "--cached", "ruritania/change-log.md") },
			func(f fixture) { f.git("reset", "-q", "--", "ruritania/change-log.md") }, "its removal is staged",
		},
		"a lock that git has left": {
			func(f fixture) {
				lock, then := filepath.Join(f.root, ".git", "index.lock"), time.Now().Add(-time.Hour)
				if err := errors.Join(os.WriteFile(lock, nil, 0o666), os.Chtimes(lock, then, then)); err != nil {
					f.t.Fatal(err)
				}
			},
			func(f fixture) { os.Remove(filepath.Join(f.root, ".git", "index.lock")) }, "index.lock",
		},
		"the folder may not be written": {
			func(f fixture) {
				os.Chmod(filepath.Join(f.root, "ruritania"), 0o555)
				if os.WriteFile(filepath.Join(f.root, "ruritania", "x"), nil, 0o666) == nil {
					os.Remove(filepath.Join(f.root, "ruritania", "x"))
					f.t.Skip("permissions do not bind this user")
				}
			},
			func(f fixture) { os.Chmod(filepath.Join(f.root, "ruritania"), 0o777) }, "write into the folder",
		},
		"the change log may not be written": {
			func(f fixture) { os.Chmod(filepath.Join(f.root, "ruritania", "change-log.md"), 0o444) },
			func(f fixture) { os.Chmod(filepath.Join(f.root, "ruritania", "change-log.md"), 0o666) }, "read-only",
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			f.put("signals.md", more)
			c.make(f)
			log := filepath.Join(f.root, "ruritania", "change-log.md")
			before, err := os.Stat(log)
			if err != nil {
				t.Fatal(err)
			}
			if told := f.obstacle(Decision{}); told == nil || !strings.Contains(told.Error(), c.says) {
				t.Errorf("the plan says %v", told)
			}
			if _, err := Make(t.Context(), f.w, f.repo, "ruritania", Decision{Message: "x"}, noon); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("refused because of %v", err)
			}
			if after, err := os.Stat(log); err != nil || !os.SameFile(before, after) || !after.ModTime().Equal(before.ModTime()) {
				t.Error("the change log was written")
			}
			c.mend(f)
			if told := f.obstacle(Decision{}); told != nil {
				t.Errorf("after that is mended the plan says %v", told)
			}
			f.commit(Decision{Message: "Reach"})
		})
	}
}

// A layer that another program has staged is no obstacle to a commit without it.
func TestObstacleOfWhatIsLeftOut(t *testing.T) {
	f := newFixture(t)
	f.put("signals.md", more+"Staged.\n")
	f.git("add", ".")
	f.put("signals.md", more)
	f.put("evidence.md", f.get("evidence.md")+"It keeps them in a vault.\n")
	if told := f.obstacle(Decision{}); told == nil {
		t.Error("nothing is told of what is staged")
	}
	without := Decision{Message: "Vault", Without: []atlas.Layer{atlas.Signals}}
	if told := f.obstacle(without); told != nil {
		t.Errorf("without the layer: %v", told)
	}
	f.commit(without)
}

func TestNoObstacleToNothing(t *testing.T) {
	f := newFixture(t)
	f.git("checkout", "-q", "--detach")
	if told := f.obstacle(Decision{}); told != nil {
		t.Errorf("nothing is to be committed: %v", told)
	}
}

func (f fixture) obstacle(d Decision) error {
	f.t.Helper()
	p, err := Prepare(f.w, f.repo, "ruritania", noon, d.Without...)
	if err != nil {
		f.t.Fatal(err)
	}
	before := f.git("status", "--porcelain")
	told := p.Obstacle(f.w, f.repo, d)
	if _, ok := errors.AsType[*history.RefusedError](told); ok && f.git("status", "--porcelain") != before {
		f.t.Error("asking changed something")
	}
	return told
}
