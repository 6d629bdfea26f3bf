package history

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTakenBack(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	none, err := r.TakenBack()
	if err != nil || len(none) != 0 {
		t.Fatalf("at first: %v, %v", none, err)
	}
	first := commit(t, r, save(t, r, "note.txt", "2\n"))
	if err := undo(r, first); err != nil {
		t.Fatal(err)
	}
	second := commit(t, r, save(t, r, "note.txt", "3\n"))
	if err := undo(r, second); err != nil {
		t.Fatal(err)
	}
	all, err := r.TakenBack()
	if err != nil || len(all) != 2 || all[0].Commit.Hash != second || all[1].Commit.Hash != first || all[0].At.IsZero() || all[0].Commit.Subject != "Edit note.txt" {
		t.Fatalf("two: %+v, %v", all, err)
	}
	gone := first.String()
	if err := os.Remove(filepath.Join(dir, ".git", "objects", gone[:2], gone[2:])); err != nil {
		t.Fatal(err)
	}
	if left, err := open(t, dir).TakenBack(); err != nil || len(left) != 1 || left[0].Commit.Hash != second {
		t.Errorf("one is gone: %+v, %v", left, err)
	}
}

func FuzzUndosIn(f *testing.F) {
	f.Add("0123456789012345678901234567890123456789 9876543210987654321098765432109876543210 A. Author <author@example.org> 1780000000 +0200\tundo: Signals\n")
	f.Add("\tundo: \n\n0 1 2 3\tundo: x")
	f.Fuzz(func(t *testing.T, log string) {
		for _, u := range undosIn(log) {
			if !isHash(u.hash) {
				t.Errorf("%q is no hash", u.hash)
			}
		}
	})
}
