package share

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// An editor that fetches by itself holds the reference for a moment.
func TestAFetchThatAnotherOneComesInBetweenIsTriedAgain(t *testing.T) {
	w := newWorld(t)
	ada, bob := w.clone(t, "Ada"), w.clone(t, "Bob")
	ada.commit(t, map[string]string{"ada.md": "ada\n"})
	ada.sync(t)
	lock := filepath.Join(bob.dir, ".git", "refs", "remotes", "origin", "main.lock")
	if err := os.MkdirAll(filepath.Dir(lock), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(lock, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(400*time.Millisecond, func() { _ = os.Remove(lock) })
	if state, err := bob.Fetch(t.Context(), nil); err != nil || state.Behind != 1 {
		t.Errorf("%+v, %v", state, err)
	}
}
