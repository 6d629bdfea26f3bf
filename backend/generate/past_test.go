package generate

import (
	"strings"
	"testing"
)

func TestPastIsTheSame(t *testing.T) {
	stream := func(p Past) string {
		var out strings.Builder
		if err := p.Stream(&out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	p := Past{Packages: 3, Commits: 60, Seed: 7}
	a := stream(p)
	if a != stream(p) {
		t.Error("the same values give two repositories")
	}
	if n := strings.Count(a, "\ncommitter "); n != 61 {
		t.Errorf("%d commits", n)
	}
	if n := strings.Count(a, "\nmerge "); n != 2 {
		t.Errorf("%d merges", n)
	}
	if p.Seed++; a == stream(p) {
		t.Error("another seed gives the same repository")
	}
}
