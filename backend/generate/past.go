package generate

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
)

// Past is a generated repository: packages in the folder jurisdictions, and
// the commits that edited them.
type Past struct {
	Packages int
	Commits  int // besides the first one, which adds the packages
	Seed     uint64
}

// This many commits in a row are followed by a few beside each other, on the
// main branch and on another, and by the merge of the two.
const (
	inRow  = 24
	beside = 5
)

// Stream writes the repository for git-fast-import(1), on the branch main. A
// commit edits one line of one layer: it is reworded, taken out, or one is put
// below it. The same values give the same repository.
func (p Past) Stream(to io.Writer) error {
	s := stream{w: bufio.NewWriterSize(to, 1<<20), random: rand.New(rand.NewPCG(p.Seed, 1)), packages: p.Packages}
	s.begin(p.Seed)
	for s.made < p.Commits {
		for range min(inRow, p.Commits-s.made) {
			s.edit("main", s.random.IntN(len(s.files)))
		}
		if s.packages > 1 && s.made+beside < p.Commits {
			s.besides()
		}
	}
	return s.w.Flush()
}

// stream is a repository while it is written. Every commit and every version of
// a file has a mark, a number.
type stream struct {
	w        *bufio.Writer
	random   *rand.Rand
	packages int
	files    []written // by package, and for each package by layer
	marks    int
	made     int // commits
}

// written is a file as the last commit left it.
type written struct {
	name  string
	lines []string
	mark  int
}

func (s *stream) begin(seed uint64) {
	for i := range s.packages {
		g := New(seed + uint64(i))
		for _, l := range atlas.Layers() {
			s.files = append(s.files, written{name: path.Join("jurisdictions", g.Slug, l.File()), lines: strings.SplitAfter(g.Layers[l], "\n")})
			s.blob(&s.files[len(s.files)-1])
		}
	}
	s.commit("main", "Begin", "")
	for i := range s.files {
		s.put(i)
	}
	s.made = 0
}

// besides makes commits on two branches, which edit different packages, and
// merges them.
func (s *stream) besides() {
	fmt.Fprint(s.w, "reset refs/heads/side\nfrom refs/heads/main\n\n")
	brought := map[int]bool{}
	for range beside - 1 {
		at := s.random.IntN(len(s.files))
		if at/len(atlas.Layers())%2 == 0 {
			s.edit("main", at)
			continue
		}
		s.edit("side", at)
		brought[at] = true
	}
	s.commit("main", "Merge branch 'side'", "merge refs/heads/side\n")
	for _, at := range slices.Sorted(maps.Keys(brought)) {
		s.put(at)
	}
}

// edit commits another version of a file.
func (s *stream) edit(branch string, at int) {
	f := &s.files[at]
	line, sentence := s.random.IntN(len(f.lines)), func(line string) bool { return strings.HasSuffix(line, ".\n") }
	if next := slices.IndexFunc(f.lines[line:], sentence); next > 0 {
		line += next
	}
	reworded := fmt.Sprintf("%s as of edit %d.\n", strings.TrimSuffix(f.lines[line], ".\n"), s.made)
	switch kind := s.random.IntN(10); {
	case kind < 7 && len(reworded) < 400 && sentence(f.lines[line]):
		f.lines[line] = reworded
	case kind < 9 || !sentence(f.lines[line]):
		f.lines = slices.Insert(f.lines, line+1, fmt.Sprintf("- The register of note %d was reviewed and lists %d offices.\n", s.made, s.random.IntN(90)+2))
	default:
		f.lines = slices.Delete(f.lines, line, line+1)
	}
	s.blob(f)
	s.commit(branch, "Review "+f.name, "")
	s.put(at)
}

func (s *stream) blob(f *written) {
	s.marks++
	f.mark = s.marks
	fmt.Fprintf(s.w, "blob\nmark :%d\n", s.marks)
	s.data(strings.Join(f.lines, ""))
}

// commit begins a commit on the last one of the branch.
func (s *stream) commit(branch, subject, merged string) {
	s.made++
	who := pick(s.random, []string{"Ada", "Ben", "Cleo"})
	when := 1_600_000_000 + 3600*s.made
	fmt.Fprintf(s.w, "commit refs/heads/%s\ncommitter %s <%s@example.org> %d +0000\n", branch, who, strings.ToLower(who), when)
	s.data(subject + "\n")
	fmt.Fprint(s.w, merged)
}

func (s *stream) put(at int) {
	fmt.Fprintf(s.w, "M 100644 :%d %s\n", s.files[at].mark, s.files[at].name)
}

func (s *stream) data(text string) { fmt.Fprintf(s.w, "data %d\n%s\n", len(text), text) }
