package provenance

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/gittest"
	"atlasdesk/backend/history"
	"atlasdesk/backend/pack"
)

// The git program is the judge of these tests. It sees no configuration but
// the fixtures'.
func TestMain(m *testing.M) { gittest.Main(m) }

var (
	git, tryGit = gittest.Git, gittest.Try
	write       = gittest.Write
	fresh       = gittest.Repository
)

func commit(t testing.TB, dir, name, content, subject string) {
	t.Helper()
	write(t, dir, name, content)
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-q", "-m", subject)
}

const (
	folder = "places/ruritania"
	layer  = atlas.Signals
)

var file = folder + "/" + layer.File()

func past(t testing.TB, dir string) *Past {
	t.Helper()
	repo, err := history.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	p, err := Open(t.Context(), repo, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// origins finds out where the layer as it is on the disk comes from.
func origins(t testing.TB, dir string) []Origin {
	t.Helper()
	now, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	found, err := past(t, dir).Layer(t.Context(), folder, pack.Parse(layer, string(now)))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// told prints the versions of a statement.
func told(o Origin) string {
	var out strings.Builder
	for _, v := range o.Versions {
		subject := v.Commit.Subject
		if !v.Committed() {
			subject = "nobody"
		}
		fmt.Fprintf(&out, "%s by %s under %q: %s\n", v.Change, subject, v.Section, v.Text)
	}
	return strings.TrimSuffix(out.String(), "\n")
}

func expect(t *testing.T, dir string, want ...string) {
	t.Helper()
	found := origins(t, dir)
	for i, o := range found {
		if i >= len(want) || told(o) != want[i] {
			t.Errorf("statement %d:\n%s\nwant\n%s", i, told(o), append(want, "nothing")[min(i, len(want))])
		}
	}
	if len(found) < len(want) {
		t.Errorf("%d statements, want %d", len(found), len(want))
	}
}

func signals(sections ...string) string {
	return "# Ruritania - Signals Layer\n\n" + strings.Join(sections, "\n\n") + "\n"
}

const (
	harbour = "- The harbour board keeps the pilot register."
	reads   = "- The harbour board keeps and reads the pilot register."
	court   = "- A court of appeal sits in Streslau."
	mint    = "- Coins are struck in Hentzau by a private mint."
)

func plainly(bullet string) string { return strings.TrimPrefix(bullet, "- ") }

func TestStatementsAreFollowed(t *testing.T) {
	dir := fresh(t)
	commit(t, dir, file, signals("## Ports\n\n"+harbour, "## Courts\n\n"+court), "First")
	commit(t, dir, file, signals("## Ports\n\n"+reads, "## Courts\n\n"+court), "Reword")
	commit(t, dir, file, signals("## Courts\n\n"+court+"\n"+reads, "## Money\n\n"+mint), "Move")
	git(t, dir, "mv", "places/ruritania", "places/ruritania-kingdom")
	git(t, dir, "commit", "-q", "-m", "Rename")
	git(t, dir, "mv", "places/ruritania-kingdom", "places/ruritania")
	git(t, dir, "commit", "-q", "-m", "Rename back")
	write(t, dir, file, signals("## Courts\n\n"+court+"\n"+reads, "## Money\n\n"+mint+"\n- It has closed."))
	expect(t, dir,
		`written by First under "Courts": `+plainly(court),
		`moved by Move under "Courts": `+plainly(reads)+"\n"+`reworded by Reword under "Ports": `+plainly(reads)+"\n"+`written by First under "Ports": `+plainly(harbour),
		`written by Move under "Money": `+plainly(mint),
		`written by nobody under "Money": It has closed.`)
	if since := origins(t, dir)[1].Since(); since.Commit.Subject != "Reword" {
		t.Errorf("since %s", since.Commit.Subject)
	}
}

func TestTheSideThatBroughtAStatement(t *testing.T) {
	dir := fresh(t)
	commit(t, dir, file, signals("## Ports\n\n"+harbour, "## Courts\n\n"+court), "First")
	git(t, dir, "checkout", "-q", "-b", "side")
	commit(t, dir, file, signals("## Ports\n\n"+reads, "## Courts\n\n"+court), "Theirs")
	git(t, dir, "checkout", "-q", "main")
	commit(t, dir, file, signals("## Ports\n\n"+harbour, "## Courts\n\n"+court+"\n"+mint), "Ours")
	git(t, dir, "merge", "-q", "--no-edit", "side")
	expect(t, dir,
		`reworded by Theirs under "Ports": `+plainly(reads)+"\n"+`written by First under "Ports": `+plainly(harbour),
		`written by First under "Courts": `+plainly(court),
		`written by Ours under "Courts": `+plainly(mint))
}

func TestAStatementThatCameBack(t *testing.T) {
	dir := fresh(t)
	commit(t, dir, file, signals("## Ports\n\n"+harbour, "## Courts\n\n"+court), "First")
	commit(t, dir, file, signals("## Courts\n\n"+court), "Take out")
	git(t, dir, "revert", "--no-edit", "HEAD")
	git(t, dir, "rm", "-q", file)
	git(t, dir, "commit", "-q", "-m", "Delete")
	git(t, dir, "revert", "--no-edit", "HEAD")
	back := `Revert "Delete"`
	expect(t, dir, `written by `+back+` under "Ports": `+plainly(harbour), `written by `+back+` under "Courts": `+plainly(court))
}

func TestNothingIsCommitted(t *testing.T) {
	dir := fresh(t)
	write(t, dir, file, signals("## Ports\n\n"+harbour))
	expect(t, dir, `written by nobody under "Ports": `+plainly(harbour))
	if edits := past(t, dir).Package(folder); len(edits) > 0 {
		t.Errorf("edits: %v", edits)
	}
}

func TestAFileThatWasNoText(t *testing.T) {
	dir := fresh(t)
	commit(t, dir, file, "\x00\xff", "Binary")
	commit(t, dir, file, signals("## Ports\r\n\r\n"+harbour), "Text")
	expect(t, dir, `written by Text under "Ports": `+plainly(harbour))
}

func TestFieldsKeepTheirNames(t *testing.T) {
	dir := fresh(t)
	name := folder + "/metadata.md"
	text := "# Ruritania - Metadata\n\n## Identity\n\n- Capital: %s\n- Status: Active\n"
	commit(t, dir, name, fmt.Sprintf(text, "Streslau"), "First")
	commit(t, dir, name, fmt.Sprintf(text, "Zenda on the river"), "Another")
	found, err := past(t, dir).Layer(t.Context(), folder, pack.Parse(atlas.Metadata, fmt.Sprintf(text, "Zenda on the river")))
	if err != nil || len(found) != 2 {
		t.Fatal(found, err)
	}
	want := "reworded by Another under \"Identity\": Capital: Zenda on the river\nwritten by First under \"Identity\": Capital: Streslau"
	if told(found[0]) != want {
		t.Errorf("got\n%s\nwant\n%s", told(found[0]), want)
	}
}

func TestEditsNameTheLayers(t *testing.T) {
	dir := fresh(t)
	commit(t, dir, file, signals("## Ports\n\n"+harbour), "First")
	write(t, dir, folder+"/evidence.md", "# Ruritania - Evidence Layer\n")
	commit(t, dir, file, signals("## Ports\n\n"+reads), "Two layers")
	commit(t, dir, folder+"/note.txt", "not a layer", "Note")
	var got []string
	for _, e := range past(t, dir).Package(folder) {
		got = append(got, fmt.Sprint(e.Commit.Subject, e.Layers))
	}
	if want := []string{"Two layers[evidence signals]", "First[signals]"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSince(t *testing.T) {
	dir := fresh(t)
	commit(t, dir, "places/freedonia/"+layer.File(), signals("## Ports\n\n"+harbour), "First")
	git(t, dir, "mv", "places/freedonia", folder)
	git(t, dir, "commit", "-q", "-m", "Rename")
	commit(t, dir, file, signals("## Ports\n\n"+reads), "Edit")
	git(t, dir, "checkout", "-q", "-b", "other", "HEAD~2")
	git(t, dir, "commit", "-q", "--allow-empty", "-m", "Elsewhere")
	git(t, dir, "checkout", "-q", "main")
	p := past(t, dir)
	for rev, want := range map[string]string{"HEAD": "", "HEAD~1": "Edit", "HEAD~2": "Edit Rename", "other": "elsewhere"} {
		c, err := p.repo.Resolve(rev)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		edits, err := p.Since(c.Hash, p.Package(folder))
		for _, e := range edits {
			got = append(got, e.Commit.Subject)
		}
		if errors.Is(err, ErrElsewhere) {
			got = []string{"elsewhere"}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("since %s: %v, want %s", rev, got, want)
		}
		at := map[string]string{"HEAD~2": "places/freedonia"}[rev]
		if at == "" {
			at = folder
		}
		if got := p.FolderAt(c.Hash, folder); got != at {
			t.Errorf("at %s: %s", rev, got)
		}
	}
}

// A statement on a line of its own has the commit that git blame names, where
// lines keep their order.
func TestOriginsAreThoseOfGitBlame(t *testing.T) {
	for seed := range uint64(5) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			dir := fresh(t)
			writer := blamed{t: t, dir: dir, random: rand.New(rand.NewPCG(seed, 0))}
			for range 30 {
				writer.step()
			}
			blame := map[string]string{} // by line
			for line := range strings.Lines(git(t, dir, "blame", "-s", "-l", "--root", file)) {
				hash, rest, _ := strings.Cut(line, " ")
				_, text, _ := strings.Cut(rest, ") ")
				blame[strings.TrimSpace(text)] = hash
			}
			found := origins(t, dir)
			if len(found) < 5 {
				t.Fatalf("only %d statements", len(found))
			}
			for _, o := range found {
				if got, want := o.Versions[0].Commit.Hash.String(), blame["- "+o.Statement.Text]; got != want {
					t.Errorf("%s: %s, git blames %s\n%s", o.Statement.Text, got, want, told(o))
				}
			}
		})
	}
}

// blamed makes random commits on two branches, and merges them.
type blamed struct {
	t      *testing.T
	dir    string
	random *rand.Rand
	made   int
}

func (b *blamed) step() {
	b.made++
	if b.made > 2 && b.random.IntN(6) == 0 {
		branch := []string{"main", "side"}[b.random.IntN(2)]
		if _, err := tryGit(b.dir, "checkout", "-q", branch); err != nil {
			git(b.t, b.dir, "checkout", "-q", "-b", branch)
		}
		if b.random.IntN(2) == 0 {
			other := map[string]string{"main": "side", "side": "main"}[branch]
			if _, err := tryGit(b.dir, "merge", "-q", "--no-edit", other); err != nil {
				_, _ = tryGit(b.dir, "merge", "--abort") // of a conflict, or of nothing
			}
		}
		return
	}
	raw, _ := os.ReadFile(filepath.Join(b.dir, filepath.FromSlash(file)))
	lines := strings.SplitAfter(string(raw), "\n")
	if len(lines) < 5 {
		lines = strings.SplitAfter(signals("## Ports", b.line(), b.line(), b.line(), "## Courts", b.line(), b.line(), b.line(), b.line(), b.line()), "\n")
	}
	for range 1 + b.random.IntN(2) {
		at := 3 + b.random.IntN(len(lines)-3)
		switch isBullet := strings.HasPrefix(lines[at], "- "); {
		case isBullet && b.random.IntN(3) == 0:
			lines = slices.Delete(lines, at, at+1)
		case isBullet:
			words := strings.Fields(lines[at])
			words[len(words)-2] = b.word()
			lines[at] = strings.Join(words, " ") + "\n"
		default:
			lines = slices.Insert(lines, at, b.line()+"\n")
		}
	}
	commit(b.t, b.dir, file, strings.Join(lines, ""), fmt.Sprintf("Commit %d", b.made))
}

func (b *blamed) line() string {
	words := make([]string, 6)
	for i := range words {
		words[i] = b.word()
	}
	return "- The " + strings.Join(words, " ") + " register."
}

func (b *blamed) word() string {
	letters := []byte("aaaaaaa")
	for i := range letters {
		letters[i] += byte(b.random.IntN(26))
	}
	return string(letters)
}

// Who wants to know only since when a statement stands need not wait for its
// whole life.
func TestEnoughIsEnough(t *testing.T) {
	dir := fresh(t)
	for i := range 4 {
		commit(t, dir, file, fmt.Sprintf("# A\n\n## Ports\n\n- The harbour board keeps %d registers.\n", 17+i), fmt.Sprint("version ", i))
	}
	now := pack.Parse(layer, "# A\n\n## Ports\n\n- The harbour board keeps 20 registers.\n")
	start := strings.Index(now.Text, "The harbour")
	for _, c := range []struct {
		enough func(*Origin) bool
		want   int
	}{{nil, 4}, {func(o *Origin) bool { return o.Since() != nil }, 1}, {func(o *Origin) bool { return len(o.Versions) == 3 }, 3}} {
		o, ok, err := past(t, dir).Statement(t.Context(), folder, now, start, c.enough)
		if err != nil || !ok || len(o.Versions) != c.want || o.Since().Commit.Subject != "version 3" {
			t.Errorf("%d versions, %v, %v", len(o.Versions), ok, err)
		}
	}
}
