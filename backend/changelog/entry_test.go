package changelog

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/trace"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what the entries are into testdata")

// TestEntry runs the stories of testdata. The files under before/ are the last
// commit; those under after/ replace them, and those named in "removed" go.
func TestEntry(t *testing.T) {
	stories, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(stories) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, file := range stories {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := storyOf(archive)
			changes := Compare(s.before, s.after)
			got := map[string]string{
				"message": Message(&changes) + "\n",
				"entry":   Entry(&changes, Meta{ID: "01JD0", Date: "2026-11-22"}) + "\n",
			}
			if *update {
				writeStory(t, file, archive, got)
				return
			}
			for name, text := range got {
				if diff := cmp.Diff(s.want[name], text); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
			checkWritten(t, s.after, got["entry"])
		})
	}
}

type story struct {
	before, after Version
	want          map[string]string
}

func storyOf(archive *txtar.Archive) story {
	before, after := map[string]string{}, map[string]string{}
	want := map[string]string{}
	removed := ""
	for _, f := range archive.Files {
		switch folder, name, _ := strings.Cut(f.Name, "/"); folder {
		case "before":
			before[name] = string(f.Data)
			if _, changed := after[name]; !changed {
				after[name] = string(f.Data)
			}
		case "after":
			after[name] = string(f.Data)
		case "removed":
			removed = string(f.Data)
		default:
			want[f.Name] = string(f.Data)
		}
	}
	for name := range strings.FieldsSeq(removed) {
		delete(after, name)
	}
	return story{versionOf(before), versionOf(after), want}
}

// versionOf reads files, given by their names, as the package of Ruritania.
func versionOf(files map[string]string) Version {
	var read []*pack.File
	for _, l := range atlas.Layers() {
		if source, ok := files[l.File()]; ok {
			read = append(read, pack.Parse(l, source))
		}
	}
	if len(read) == 0 {
		return Version{}
	}
	return Read(pack.New("ruritania", read, nil))
}

func writeStory(t *testing.T, file string, archive *txtar.Archive, got map[string]string) {
	for i, f := range archive.Files {
		if text, ok := got[f.Name]; ok {
			archive.Files[i].Data = []byte(text)
			delete(got, f.Name)
		}
	}
	for _, name := range []string{"message", "entry"} {
		if text, ok := got[name]; ok {
			archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(text)})
		}
	}
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// checkWritten puts an entry into the change log and finds out that no rule
// objects to what it says.
func checkWritten(t *testing.T, v Version, entry string) {
	t.Helper()
	if v.Package == nil {
		return
	}
	files := map[string]string{}
	for l, f := range v.Package.Files {
		if f != nil {
			files[atlas.Layer(l).File()] = f.Text
		}
	}
	log := atlas.ChangeLog.File()
	before := logFindings(versionOf(files))
	files[log] = Insert(files[log], v.Package.Name, entry)
	after := versionOf(files)
	if got := logFindings(after); len(got) > len(before) {
		t.Errorf("the entry raises findings: %q", got)
	}
	for i := range after.Graph.Layers[atlas.ChangeLog] {
		text := &after.Graph.Layers[atlas.ChangeLog][i]
		for _, n := range after.Graph.UntracedNames(text) {
			if text.IsClaim() && !isQuoted(text.Text, text.Span(n.First, n.Last).Start) {
				t.Errorf("the entry names %q of its own", text.Written(n.First, n.Last))
			}
		}
	}
}

func isQuoted(s string, at int) bool {
	return strings.Count(s[:at], "“") > strings.Count(s[:at], "”")
}

func logFindings(v Version) (out []string) {
	for _, d := range check.Run(v.Package, v.Graph, trace.Layers{}, check.Rules()) {
		if d.File == atlas.ChangeLog.File() && !strings.HasPrefix(d.Rule, "package/missing") && !strings.HasPrefix(d.Rule, "package/empty") {
			out = append(out, d.Rule+" "+d.Message)
		}
	}
	return out
}
