package app

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/generate"
	"atlasdesk/backend/workspace"
)

// putPackages writes generated packages into a folder, and returns their IDs in
// order.
func putPackages(t testing.TB, folder string, count int) (ids []string) {
	t.Helper()
	for seed := range uint64(count) {
		p := generate.New(seed)
		id := fmt.Sprintf("%s-%04d", p.Slug, seed)
		if err := os.MkdirAll(filepath.Join(folder, id), 0o777); err != nil {
			t.Fatal(err)
		}
		for _, l := range atlas.Layers() {
			if err := os.WriteFile(filepath.Join(folder, id, l.File()), []byte(p.Layers[l]), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func idsOf(w Workspace) (ids []string) {
	for _, row := range w.Packages {
		ids = append(ids, row.ID)
	}
	return ids
}

func TestOverviewTellsWhatHasChangedSince(t *testing.T) {
	folder := t.TempDir()
	ids := putPackages(t, folder, 3)
	w := openWindowOn(t, folder)
	workspaces, documents := Workspaces{w.desk}, Documents{w.desk}
	all := func() Workspace { return workspaces.Overview(0) }
	w.await(t, "the check", func() bool {
		return !slices.ContainsFunc(all().Packages, func(r PackageRow) bool { return !r.Checked })
	})

	first := all()
	if !first.Whole || !slices.Equal(idsOf(first), ids) {
		t.Fatalf("the whole list: %v of %v", idsOf(first), ids)
	}
	row := first.Packages[0]
	if row.Claims == 0 || row.Traced == 0 || row.Traced > row.Claims || row.Layers[atlas.Signals].Traced == 0 || row.Layers[atlas.Evidence].Traced != 0 {
		t.Errorf("%d of %d statements of %s traced: %+v", row.Traced, row.Claims, row.ID, row.Layers)
	}
	if again := workspaces.Overview(first.Seq); again.Seq != first.Seq || again.Whole || len(again.Packages) > 0 {
		t.Errorf("nothing has changed, and the answer is %+v", again)
	}

	doc, err := documents.Read(ids[1], "signals")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := documents.Edit(ids[1], "signals", doc.Text+"\nA word.\n", doc.Base, 1); err != nil {
		t.Fatal(err)
	}
	edited := workspaces.Overview(first.Seq)
	if edited.Seq == first.Seq || edited.Whole || !slices.Equal(idsOf(edited), ids[1:2]) || !edited.Packages[0].Layers[atlas.Signals].Unsaved {
		t.Errorf("after an edit of %s: %+v", ids[1], edited)
	}
	if late := workspaces.Overview(first.Seq); !slices.Equal(idsOf(late), ids[1:2]) {
		t.Errorf("a page that missed an answer gets %v", idsOf(late))
	}

	if err := os.RemoveAll(filepath.Join(folder, ids[0])); err != nil {
		t.Fatal(err)
	}
	w.await(t, "the removal", func() bool { return len(all().Packages) == 2 })
	if gone := workspaces.Overview(edited.Seq); !gone.Whole || !slices.Equal(idsOf(gone), ids[1:]) {
		t.Errorf("after a package went: %+v", gone)
	}
}

func TestAnotherFolderIsTold(t *testing.T) {
	folders := []string{t.TempDir(), t.TempDir()}
	for _, folder := range folders {
		putPackages(t, folder, 1)
	}
	w := openWindowOn(t, folders[0])
	workspaces := Workspaces{w.desk}
	before := workspaces.Overview(0)
	if _, err := workspaces.Open(folders[1]); err != nil {
		t.Fatal(err)
	}
	if now := workspaces.Overview(before.Seq); !now.Whole || now.Seq <= before.Seq || len(now.Packages) != 1 {
		t.Errorf("packages of the same name in another folder: %+v", now)
	}
}

func TestLastCommits(t *testing.T) {
	folder := t.TempDir()
	ids := putPackages(t, folder, 2)
	git(t, folder, "init", "-q", "-b", "main")
	commit := func(id, subject string) {
		git(t, folder, "add", id)
		git(t, folder, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-qm", subject)
	}
	commit(ids[0], "Begin")
	w := openWindowOn(t, folder)
	last := func(i int) LastCommit { return (&Workspaces{w.desk}).Overview(0).Packages[i].Last }
	w.await(t, "looking up", func() bool { return last(0).Known && last(1).Known })
	if l := last(0); l.Subject != "Begin" || l.Author != "Ada" || len(l.Short) != 7 || !strings.Contains(l.When, "T") {
		t.Errorf("the last commit of %s: %+v", ids[0], l)
	}
	if l := last(1); l.Short != "" {
		t.Errorf("%s was never committed: %+v", ids[1], l)
	}
	commit(ids[1], "More")
	w.lookAgain()
	w.await(t, "the second commit", func() bool { return last(1).Subject == "More" })
	if l := last(0); l.Subject != "Begin" {
		t.Errorf("the other package's last commit: %+v", l)
	}
}

// A verdict, and text that makes one lapse, reach the list by themselves.
func TestTheListTellsHowReviewsStand(t *testing.T) {
	w := openWindow(t)
	reviews, documents := Review{desk: w.desk}, Documents{w.desk}
	share := func() ReviewShare { return (&Workspaces{w.desk}).Overview(0).Packages[0].Review }
	queue, err := reviews.Queue(pkg)
	if err != nil {
		t.Fatal(err)
	}
	first, err := reviews.Statement(pkg, queue.Items[0].Layer, queue.Items[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reviews.Sign(pkg, ReviewVerdict{Layer: first.Layer, ID: first.ID, Seal: first.Seal, Kind: "approved", By: "Ada"}); err != nil {
		t.Fatal(err)
	}
	w.await(t, "the verdict in the list", func() bool { return share() == ReviewShare{Begun: true, Approved: 1, All: len(queue.Items)} })
	doc, err := documents.Read(pkg, first.Layer)
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(doc.Text, first.Text)
	if _, err := documents.Edit(pkg, first.Layer, doc.Text[:at]+"Moreover, "+doc.Text[at:], doc.Base, 1); err != nil {
		t.Fatal(err)
	}
	w.await(t, "the lapse in the list", func() bool { return share().Lapsed == 1 && share().Approved == 0 })
}

// BenchmarkOverview measures the list of a thousand checked packages, in JSON as
// it crosses: whole, with nothing new, and after one package was edited.
func BenchmarkOverview(b *testing.B) {
	folder := b.TempDir()
	ids := putPackages(b, folder, 1000)
	open, err := workspace.Open(folder)
	if err != nil {
		b.Fatal(err)
	}
	for _, id := range ids {
		if _, err := open.Package(id); err != nil {
			b.Fatal(err)
		}
	}
	d := &desk{open: open}
	workspaces := Workspaces{d}
	ask := func(b *testing.B, since int) Workspace {
		answer := workspaces.Overview(since)
		raw, err := json.Marshal(answer)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(raw)), "bytes")
		return answer
	}
	b.Run("whole", func(b *testing.B) {
		for b.Loop() {
			ask(b, 0)
		}
	})
	b.Run("nothing new", func(b *testing.B) {
		seq := workspaces.Overview(0).Seq
		for b.Loop() {
			ask(b, seq)
		}
	})
	b.Run("one edited", func(b *testing.B) {
		doc, err := open.Document(ids[0], atlas.Signals)
		if err != nil {
			b.Fatal(err)
		}
		seq := workspaces.Overview(0).Seq
		for i := 1; b.Loop(); i++ {
			b.StopTimer()
			if _, _, err := open.Edit(ids[0], atlas.Signals, doc.Text+strings.Repeat("x", 1+i%2), doc.Base, i); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			answer := ask(b, seq)
			if len(answer.Packages) != 1 {
				b.Fatal(idsOf(answer))
			}
			seq = answer.Seq
		}
	})
}
