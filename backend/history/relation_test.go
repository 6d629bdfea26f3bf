package history

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Two commits stand to each other as git says, also where commits are dated
// before those that they build on.
func TestRelate(t *testing.T) {
	for _, skewed := range []bool{false, true} {
		dir := fresh(t)
		r := rand.New(rand.NewPCG(1, 2))
		commits := randomHistory(t, dir, r, 40, skewed)
		repo := open(t, dir)
		for range 60 {
			ours, theirs := commits[r.IntN(len(commits))], commits[r.IntN(len(commits))]
			got, err := repo.Relate(mustHash(t, ours), mustHash(t, theirs))
			if err != nil {
				t.Fatal(err)
			}
			bases, _ := tryGit(dir, "merge-base", "--all", ours, theirs)
			want := strings.Fields(bases)
			var names []string
			for _, b := range got.Bases {
				names = append(names, b.String())
			}
			slices.Sort(want)
			slices.Sort(names)
			if !slices.Equal(names, want) {
				t.Errorf("skewed %v: the bases of %s and %s are %v, git says %v", skewed, ours, theirs, names, want)
			}
			count := fmt.Sprintf("%d\t%d", got.Ahead, got.Behind)
			if want := git(t, dir, "rev-list", "--left-right", "--count", ours+"..."+theirs); count != want && !skewed {
				t.Errorf("%s and %s: %q, git says %q", ours, theirs, count, want)
			}
		}
	}
	repo := open(t, fixture(t))
	head, _, err := repo.Head()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := repo.Relate(head.Hash, Hash{}); err != nil || got.Ahead != 1 || got.Behind != 0 || got.Bases != nil {
		t.Errorf("with nothing: %+v, %v", got, err)
	}
}

// randomHistory makes commits on one to three of those before.
func randomHistory(t *testing.T, dir string, r *rand.Rand, n int, skewed bool) (commits []string) {
	t.Helper()
	tree := git(t, dir, "mktree")
	for i := range n {
		when := 1_700_000_000 + i*60
		if skewed {
			when = 1_700_000_000 + r.IntN(n)*60
		}
		date := fmt.Sprintf("@%d +0000", when)
		t.Setenv("GIT_AUTHOR_DATE", date)
		t.Setenv("GIT_COMMITTER_DATE", date)
		args := []string{"commit-tree", tree, "-m", fmt.Sprint(i)}
		for _, back := range r.Perm(min(i, 6))[:min(i, 1+r.IntN(3))] {
			args = append(args, "-p", commits[i-1-back])
		}
		commits = append(commits, git(t, dir, args...))
	}
	return commits
}

func mustHash(t *testing.T, text string) Hash {
	t.Helper()
	hash, err := ParseHash(text)
	if err != nil {
		t.Fatal(err)
	}
	return hash
}
