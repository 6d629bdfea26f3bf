package share

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/gitcommand"
	"atlasdesk/backend/history"
	"atlasdesk/backend/merge"
)

func TestBothWays(t *testing.T) {
	w := newWorld(t)
	ada, bob := w.clone(t, "Ada"), w.clone(t, "Bob")
	ada.commit(t, map[string]string{"ruritania/signals.md": "# Ruritania - Signals Layer\n\nA. B. C. D.\n"})
	if s, err := ada.State(); err != nil || s.Ahead != 1 || s.Behind != 0 || s.String() != "main is 1 ahead of origin/main and 0 behind" {
		t.Errorf("%v, %v", s, err)
	}
	if out := ada.sync(t); out.Sent != 1 || out.Taken != 0 || out.State.Ahead != 0 {
		t.Errorf("sending: %+v", out)
	}
	if s, err := bob.Fetch(t.Context(), nil); err != nil || s.Behind != 1 {
		t.Errorf("%v, %v", s, err)
	}
	if out := bob.sync(t); out.Taken != 1 || out.Sent != 0 || out.Merged {
		t.Errorf("taking: %+v", out)
	}
	if a, b := git(t, ada.dir, "rev-parse", "HEAD"), git(t, bob.dir, "rev-parse", "HEAD"); a != b {
		t.Errorf("%s and %s", a, b)
	}
	if got := read(t, bob.dir, "ruritania/signals.md"); !strings.Contains(got, "C. D.") {
		t.Errorf("the file was not taken over: %q", got)
	}
	ada.sound(t)
	bob.sound(t)
}

// Both sides went on: files of either side, one layer that both edited, one
// that one removed.
func TestDiverged(t *testing.T) {
	w := newWorld(t)
	ada, bob := w.clone(t, "Ada"), w.clone(t, "Bob")
	ada.commit(t, map[string]string{
		evidence:               "# Ruritania - Evidence Layer\n\nOne stands still. Two stands.\n\n- Three.\n- Four.\n\nFive stands.\n",
		"ruritania/profile.md": "# Ruritania - Profile\n",
		"zembla/evidence.md":   "",
		changes:                strings.Replace(first[changes], "###", "### 2026-02-02 - ADA\n\n- Two.\n\n###", 1),
	})
	bob.commit(t, map[string]string{
		evidence:               "# Ruritania - Evidence Layer\n\nOne stands. Two stands.\n\n- Three.\n- Four.\n\nFive stands.\n\nSix.\n",
		"ruritania/index.html": "<p>made anew\n",
		changes:                strings.Replace(first[changes], "###", "### 2026-02-02 - BOB\n\n- Three.\n\n###", 1),
	})
	ada.sync(t)
	out := bob.sync(t)
	if !out.Merged || out.Taken != 1 || out.Sent != 2 {
		t.Errorf("%+v", out)
	}
	want := "# Ruritania - Evidence Layer\n\nOne stands still. Two stands.\n\n- Three.\n- Four.\n\nFive stands.\n\nSix.\n"
	if got := read(t, bob.dir, evidence); got != want {
		t.Errorf("got %q", got)
	}
	if _, err := os.Stat(filepath.Join(bob.dir, "zembla")); !os.IsNotExist(err) {
		t.Errorf("what the other side removed is there: %v", err)
	}
	for _, entry := range []string{"ADA", "BOB"} {
		if got := read(t, bob.dir, changes); strings.Count(got, entry) != 1 {
			t.Errorf("the change log lost or doubled the entry of %s:\n%s", entry, got)
		}
	}
	if parents := git(t, bob.dir, "log", "-1", "--format=%p %an", "HEAD"); len(strings.Fields(parents)) != 3 {
		t.Errorf("the merge has parents %s", parents)
	}
	ada.sync(t)
	if a, b := git(t, ada.dir, "rev-parse", "HEAD^{tree}"), git(t, bob.dir, "rev-parse", "HEAD^{tree}"); a != b {
		t.Errorf("%s and %s", a, b)
	}
	for _, c := range []clone{ada, bob} {
		c.sound(t)
	}
}

// Two reviewers who waive at the same place are not in each other's way.
func TestWaiversAreMerged(t *testing.T) {
	w := newWorld(t)
	ada, bob := w.clone(t, "Ada"), w.clone(t, "Bob")
	waiver := func(finding string) string {
		return "version: 1\nwaivers:\n  - package: ruritania\n    rule: package/title\n    words: w\n    reason: r\n    by: A. Reviewer\n    date: 2026-02-03\n" +
			"    finding: " + strings.Repeat(finding, 32) + "\n"
	}
	ada.commit(t, map[string]string{".atlas-desk/waivers.yaml": waiver("a")})
	bob.commit(t, map[string]string{".atlas-desk/waivers.yaml": waiver("b")})
	ada.sync(t)
	if out := bob.sync(t); len(out.Conflicts) > 0 {
		t.Fatalf("%+v", out)
	}
	for _, finding := range []string{"a", "b"} {
		if got := read(t, bob.dir, ".atlas-desk/waivers.yaml"); !strings.Contains(got, "finding: "+strings.Repeat(finding, 32)) {
			t.Errorf("the waiver %s is lost in\n%s", finding, got)
		}
	}
}

// Where git is set to sign, the merge is signed, or nothing moves.
func TestSigned(t *testing.T) {
	if _, err := exec.LookPath("ssh-keygen"); err != nil {
		t.Skip("ssh-keygen is not installed here: ", err)
	}
	w := newWorld(t)
	ada, bob := w.clone(t, "Ada"), w.clone(t, "Bob")
	key, allowed := filepath.Join(t.TempDir(), "key"), filepath.Join(t.TempDir(), "allowed")
	if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if err := os.WriteFile(allowed, []byte("bob@example.org "+read(t, filepath.Dir(key), "key.pub")), 0o666); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"commit.gpgsign": "true", "gpg.format": "ssh", "user.signingkey": key + ".gone", "gpg.ssh.allowedSignersFile": allowed} {
		git(t, bob.dir, "config", name, value)
	}
	ada.commit(t, map[string]string{"ada.md": "ada\n"})
	ada.sync(t)
	write(t, bob.dir, "bob.md", "bob\n")
	git(t, bob.dir, "add", ".")
	git(t, bob.dir, "-c", "commit.gpgsign=false", "commit", "-qm", "Edit")
	bob = openClone(t, bob.dir, true, nil)
	before := git(t, bob.dir, "rev-parse", "HEAD")
	if _, err := bob.Sync(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "sign the commit") {
		t.Errorf("without the key: %v", err)
	}
	if after := git(t, bob.dir, "rev-parse", "HEAD"); after != before {
		t.Error("HEAD moved")
	}
	git(t, bob.dir, "config", "user.signingkey", key)
	bob.sync(t)
	git(t, bob.dir, "verify-commit", "HEAD")
	if parents := git(t, bob.dir, "log", "-1", "--format=%p"); len(strings.Fields(parents)) != 2 {
		t.Errorf("the last commit has the parents %s", parents)
	}
	bob.sound(t)
}

// A conflict moves nothing, until a person has decided.
func TestConflicts(t *testing.T) {
	w := newWorld(t)
	ada, bob := w.clone(t, "Ada"), w.clone(t, "Bob")
	ada.commit(t, map[string]string{
		evidence: strings.Replace(first[evidence], "One stands.", "One falls.", 1), "ruritania/signals.md": "",
		"ruritania/index.html": "ada\n", "zembla/evidence.md": "# Zembla - Evidence Layer\n\nOne and two.\n", "note.md": "ada\n",
	})
	bob.commit(t, map[string]string{
		evidence: strings.Replace(first[evidence], "One stands.", "One rises.", 1), "ruritania/signals.md": "# Ruritania - Signals Layer\n\nZ.\n",
		"ruritania/index.html": "bob\n", "zembla/evidence.md": "", "note.md": "bob\n",
	})
	ada.sync(t)
	before := git(t, bob.dir, "rev-parse", "HEAD")
	out, err := bob.Sync(t.Context(), nil)
	if !errors.Is(err, ErrConflicts) {
		t.Fatal(err)
	}
	kinds := map[string]Kind{evidence: Text, "ruritania/signals.md": RemovedThere, "ruritania/index.html": WholeFile, "zembla/evidence.md": RemovedHere, "note.md": WholeFile}
	if len(out.Conflicts) != len(kinds) {
		t.Fatalf("%d conflicts: %+v", len(out.Conflicts), out.Conflicts)
	}
	if after := git(t, bob.dir, "rev-parse", "HEAD"); after != before {
		t.Error("HEAD moved")
	}
	bob.sound(t)
	takes := map[string]merge.Take{"ruritania/signals.md": merge.Ours, "ruritania/index.html": merge.Theirs, "zembla/evidence.md": merge.Ours, "note.md": merge.Theirs}
	for _, c := range out.Conflicts {
		if c.Kind != kinds[c.Path] {
			t.Errorf("%s: %s", c.Path, c.Kind)
		}
		d := c.Decide(takes[c.Path])
		if c.Kind == Text {
			d = c.Decide("", merge.Choice{}) // half finished
		}
		if err := bob.Decide(d); err != nil {
			t.Fatal(err)
		}
	}
	// Another start of the program goes on where this one ended.
	bob = openClone(t, bob.dir, true, nil)
	out, err = bob.Sync(t.Context(), nil)
	if !errors.Is(err, ErrConflicts) || len(out.Conflicts) != 1 || len(out.Conflicts[0].Choices) != 1 {
		t.Fatalf("%+v, %v", out.Conflicts, err)
	}
	if err := bob.Decide(out.Conflicts[0].Decide("", merge.Choice{Take: merge.Own, Text: "One floats."})); err != nil {
		t.Fatal(err)
	}
	bob.sync(t)
	if left, err := bob.Decisions(); err != nil || len(left) != 0 {
		t.Errorf("%v, %v", left, err)
	}
	ada.sync(t)
	for _, c := range []clone{ada, bob} {
		c.sound(t)
		for name, want := range map[string]string{
			evidence: strings.Replace(first[evidence], "One stands.", "One floats.", 1), "ruritania/signals.md": "# Ruritania - Signals Layer\n\nZ.\n",
			"ruritania/index.html": "ada\n", "note.md": "ada\n",
		} {
			if got := read(t, c.dir, name); got != want {
				t.Errorf("%s: %q", name, got)
			}
		}
		if _, err := os.Stat(filepath.Join(c.dir, "zembla/evidence.md")); !os.IsNotExist(err) {
			t.Errorf("zembla: %v", err)
		}
	}
}

// A package that one side removed or renamed while the other edited a file of it
// goes or stays whole.
func TestRemovedPackage(t *testing.T) {
	const signals = "ruritania/signals.md"
	edit := map[string]string{signals: "# Ruritania - Signals Layer\n\nZ.\n"}
	gone, moved := map[string]string{}, map[string]string{}
	for name, content := range first {
		if rest, in := strings.CutPrefix(name, "ruritania/"); in {
			gone[name], moved[name], moved["kingdom/"+rest] = "", "", content
		}
	}
	const removedFolder, all = "the whole package was removed", 5
	for _, c := range []struct {
		name      string
		ada, bob  map[string]string
		take      merge.Take
		words     string
		left, new int // files of ruritania, and of kingdom
	}{
		{"removed there, stays", gone, edit, merge.Ours, removedFolder + " there", all, 0},
		{"removed there, goes", gone, edit, merge.Theirs, removedFolder + " there", 0, 0},
		{"removed here, stays", edit, gone, merge.Theirs, removedFolder + " here", all, 0},
		{"removed here, goes", edit, gone, merge.Ours, removedFolder + " here", 0, 0},
		{"renamed there, stays", moved, edit, merge.Ours, "renamed to kingdom there", all, all},
		{"renamed here, goes", edit, moved, merge.Ours, "renamed to kingdom here", 0, all},
		{"one file removed there", map[string]string{signals: ""}, edit, merge.Theirs, "changed here and removed there", all - 1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			ada, bob := w.clone(t, "Ada"), w.clone(t, "Bob")
			ada.commit(t, c.ada)
			bob.commit(t, c.bob)
			ada.sync(t)
			out, err := bob.Sync(t.Context(), nil)
			if !errors.Is(err, ErrConflicts) || len(out.Conflicts) != 1 || !strings.Contains(out.Conflicts[0].String(), c.words) {
				t.Fatalf("%v, %v", out.Conflicts, err)
			}
			if whole := out.Conflicts[0].Package; whole != (c.left != all-1) {
				t.Errorf("a package: %v", whole)
			}
			if err := bob.Decide(out.Conflicts[0].Decide(c.take)); err != nil {
				t.Fatal(err)
			}
			bob.sync(t)
			ada.sync(t)
			for _, x := range []clone{ada, bob} {
				x.sound(t)
				left, fresh := strings.Fields(git(t, x.dir, "ls-files", "ruritania")), strings.Fields(git(t, x.dir, "ls-files", "kingdom"))
				if len(left) != c.left || len(fresh) != c.new {
					t.Errorf("left are %v and %v", left, fresh)
				}
				if c.left == all && read(t, x.dir, signals) != edit[signals] {
					t.Errorf("%q", read(t, x.dir, signals))
				}
			}
		})
	}
}

func TestAbort(t *testing.T) {
	w := newWorld(t)
	ada, bob := w.clone(t, "Ada"), w.clone(t, "Bob")
	ada.commit(t, map[string]string{"note.md": "ada\n"})
	bob.commit(t, map[string]string{"note.md": "bob\n"})
	ada.sync(t)
	out, err := bob.Sync(t.Context(), nil)
	if !errors.Is(err, ErrConflicts) {
		t.Fatal(err)
	}
	if err := bob.Decide(out.Conflicts[0].Decide(merge.Theirs)); err != nil {
		t.Fatal(err)
	}
	if err := bob.Abort(); err != nil {
		t.Fatal(err)
	}
	if _, err := bob.Sync(t.Context(), nil); !errors.Is(err, ErrConflicts) {
		t.Errorf("given up, and %v", err)
	}
	if err := bob.Decide(out.Conflicts[0].Decide(merge.Theirs)); err != nil {
		t.Fatal(err)
	}
	// The other side goes on: it is another conflict now.
	ada.commit(t, map[string]string{"note.md": "ada again\n"})
	ada.sync(t)
	if _, err := bob.Sync(t.Context(), nil); !errors.Is(err, ErrConflicts) {
		t.Errorf("decided about other versions, and %v", err)
	}
}

// Work that is not committed is merged with what comes, or nothing moves.
func TestDirty(t *testing.T) {
	theirs := strings.Replace(first[evidence], "One stands.", "One falls.", 1)
	cases := []struct {
		name    string
		dirty   map[string]string
		refused bool
		want    map[string]string
	}{
		{"another file", map[string]string{"zembla/evidence.md": "mine\n"}, false, map[string]string{"zembla/evidence.md": "mine\n", evidence: theirs}},
		{"another sentence", map[string]string{evidence: strings.Replace(first[evidence], "Five stands.", "Five sits.", 1)}, false,
			map[string]string{evidence: strings.Replace(theirs, "Five stands.", "Five sits.", 1)}},
		{"the same sentence", map[string]string{evidence: strings.Replace(first[evidence], "One stands.", "One rises.", 1)}, true, nil},
		{"the same edit", map[string]string{evidence: theirs}, false, map[string]string{evidence: theirs}},
		{"an untracked file in the way", map[string]string{"ruritania/profile.md": "mine\n"}, true, nil},
		{"the same untracked file", map[string]string{"ruritania/profile.md": "new\n"}, false, map[string]string{"ruritania/profile.md": "new\n"}},
		{"a file that is no layer", map[string]string{"ruritania/index.html": "mine\n"}, true, nil},
		{"a file that they removed", map[string]string{"ruritania/metadata.md": "mine\n"}, true, nil},
		{"carriage returns", map[string]string{evidence: strings.ReplaceAll(strings.Replace(first[evidence], "Five stands.", "Five sits.", 1), "\n", "\r\n")}, false,
			map[string]string{evidence: strings.ReplaceAll(strings.Replace(theirs, "Five stands.", "Five sits.", 1), "\n", "\r\n")}},
	}
	for _, diverged := range []bool{false, true} {
		for _, c := range cases {
			t.Run(fmt.Sprintf("%s/diverged=%v", c.name, diverged), func(t *testing.T) {
				w := newWorld(t)
				ada, bob := w.clone(t, "Ada"), w.clone(t, "Bob")
				ada.commit(t, map[string]string{evidence: theirs, "ruritania/profile.md": "new\n", "ruritania/index.html": "theirs\n", "ruritania/metadata.md": ""})
				ada.sync(t)
				if diverged {
					bob.commit(t, map[string]string{"ruritania/signals.md": "# Ruritania - Signals Layer\n\nMine.\n"})
				}
				for name, content := range c.dirty {
					write(t, bob.dir, name, content)
				}
				before, status := git(t, bob.dir, "rev-parse", "HEAD"), git(t, bob.dir, "status", "--porcelain")
				_, err := bob.Sync(t.Context(), nil)
				if c.refused {
					var dirty *history.DirtyError
					if !errors.As(err, &dirty) || len(dirty.Paths) != 1 {
						t.Errorf("got %v", err)
					}
					c.want = c.dirty
					if got := git(t, bob.dir, "rev-parse", "HEAD"); got != before {
						t.Error("HEAD moved")
					}
					if got := git(t, bob.dir, "status", "--porcelain"); got != status {
						t.Errorf("the status was %q and is %q", status, got)
					}
				} else if err != nil {
					t.Error(err)
				}
				for name, want := range c.want {
					if got := read(t, bob.dir, name); got != want {
						t.Errorf("%s: %q", name, got)
					}
				}
				if out, err := tryGit(bob.dir, "fsck", "--full", "--strict"); err != nil {
					t.Error(out, err)
				}
			})
		}
	}
}

// Two clones send in a loop; git log finds every commit of both.
func TestRace(t *testing.T) {
	w := newWorld(t)
	const each = 8
	ends := make(chan error, 2)
	clones := map[string]clone{"Ada": w.clone(t, "Ada"), "Bob": w.clone(t, "Bob")}
	for who, c := range clones {
		go func() {
			for i := range each {
				name := fmt.Sprintf("%s%d.md", strings.ToLower(who), i)
				if err := os.WriteFile(filepath.Join(c.dir, name), []byte(who), 0o666); err != nil {
					ends <- err
					return
				}
				file := history.File{Path: name, Content: []byte(who)}
				if _, err := c.repo.Commit(t.Context(), history.Request{Files: []history.File{file}, Message: who + " writes"}); err != nil {
					ends <- err
					return
				}
				if _, err := c.Sync(t.Context(), nil); err != nil {
					ends <- err
					return
				}
			}
			ends <- nil
		}()
	}
	for range 2 {
		if err := <-ends; err != nil {
			t.Error(err)
		}
	}
	for who, c := range clones {
		c.sync(t)
		c.sound(t)
		if n := git(t, w.bare, "rev-list", "--count", "--no-merges", "--author="+who, "main"); n != fmt.Sprint(each) {
			t.Errorf("%s of the %d commits of %s are there", n, each, who)
		}
	}
	t.Logf("%s merges", git(t, w.bare, "rev-list", "--count", "--merges", "main"))
	if out, err := tryGit(w.bare, "fsck", "--full", "--strict"); err != nil {
		t.Error(out, err)
	}
}

// What only one side can be asked about, and what needs a person's git.
func TestRefusals(t *testing.T) {
	w := newWorld(t)
	refused := func(c clone, words string) {
		t.Helper()
		before := git(t, c.dir, "rev-parse", "--quiet", "--verify", "HEAD")
		_, err := c.Sync(t.Context(), nil)
		if err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q is not in: %v", words, err)
		}
		if after := git(t, c.dir, "rev-parse", "HEAD"); after != before {
			t.Error("HEAD moved")
		}
	}
	c := w.clone(t, "Ada")
	git(t, c.dir, "switch", "-q", "--detach")
	refused(c, "no branch is checked out")
	c = w.clone(t, "Ada")
	git(t, c.dir, "remote", "remove", "origin")
	refused(c, "no remote")
	c = w.clone(t, "Ada")
	git(t, c.dir, "remote", "set-url", "origin", "file:///nowhere/at/all.git")
	c = openClone(t, c.dir, true, nil)
	refused(c, history.ErrNoRemote.Error())
	c = w.clone(t, "Ada")
	git(t, c.dir, "remote", "set-url", "origin", "http://example.org/shared.git")
	c = openClone(t, c.dir, true, nil)
	refused(c, "http hides neither")
	refused(openClone(t, c.dir, false, nil), "http:// hides neither")
	c = w.clone(t, "Ada")
	refused(openClone(t, c.dir, false, nil), "the remote is a folder")
	git(t, c.dir, "remote", "set-url", "origin", "ext::sh -c true")
	refused(openClone(t, c.dir, true, nil), errProtocol.Error())
	refused(openClone(t, c.dir, false, nil), "none that Atlas Desk speaks to")

	c = w.clone(t, "Ada") // another history altogether
	git(t, c.dir, "checkout", "-q", "--orphan", "other")
	git(t, c.dir, "commit", "-qm", "Other")
	git(t, c.dir, "branch", "-qM", "main")
	refused(c, "nothing in common")

	ada, bob := w.clone(t, "Ada"), w.clone(t, "Bob") // both change a link
	git(t, ada.dir, "config", "core.symlinks", "true")
	if err := os.Symlink("evidence.md", filepath.Join(ada.dir, "ruritania", "link.md")); err != nil {
		t.Fatal(err)
	}
	git(t, ada.dir, "add", ".")
	git(t, ada.dir, "commit", "-qm", "Link")
	bob.commit(t, map[string]string{"ruritania/link.md": "text\n"})
	git(t, ada.dir, "push", "-q", "origin", "main")
	refused(bob, "is a link")
	bob = w.clone(t, "Bob") // one changes a link
	git(t, bob.dir, "reset", "-q", "--hard", "HEAD^")
	refused(bob, "is a link")
}

func TestFolderForFile(t *testing.T) {
	w := newWorld(t)
	ada, bob := w.clone(t, "Ada"), w.clone(t, "Bob")
	ada.commit(t, map[string]string{"notes": "a file\n"})
	bob.commit(t, map[string]string{"notes/one.md": "a folder\n"})
	ada.sync(t)
	if _, err := bob.Sync(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "has a folder where") {
		t.Errorf("got %v", err)
	}
	if got := read(t, bob.dir, "notes/one.md"); got != "a folder\n" {
		t.Errorf("%q", got)
	}
	bob.sound(t)
}

func TestFirstCommit(t *testing.T) {
	dir := t.TempDir()
	w := world{bare: filepath.Join(dir, "shared.git")}
	w.address = "file://" + w.bare
	git(t, dir, "init", "-q", "--bare", "-b", "main", w.bare)
	ada, bob := w.clone(t, "Ada"), w.clone(t, "Bob")
	if out := bob.sync(t); out.State.Fetched || out.Sent+out.Taken > 0 {
		t.Errorf("nothing with nothing: %+v", out)
	}
	ada.commit(t, first)
	if s, err := ada.State(); err != nil || s.String() != "main is not yet at origin; 1 commit to send" {
		t.Errorf("%v, %v", s, err)
	}
	if out := ada.sync(t); out.Sent != 1 {
		t.Errorf("%+v", out)
	}
	if out := bob.sync(t); out.Taken != 1 {
		t.Errorf("%+v", out)
	}
	bob.sound(t)
}

// A branch that somebody removed at the remote is made there anew only once a
// person said so.
func TestRemovedBranch(t *testing.T) {
	w := newWorld(t)
	c := w.clone(t, "Ada")
	git(t, w.bare, "branch", "-m", "main", "trunk")
	c.commit(t, map[string]string{"note.md": "ada\n"})
	for what, try := range map[string]func() error{
		"sync":  func() error { _, err := c.Sync(t.Context(), nil); return err },
		"fetch": func() error { _, err := c.Fetch(t.Context(), nil); return err },
	} {
		if err := try(); err == nil || !strings.Contains(err.Error(), "origin/main was removed or renamed") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if out, err := tryGit(w.bare, "rev-parse", "--verify", "main"); err == nil {
		t.Errorf("the branch is back, at %s", out)
	}
	git(t, c.dir, "fetch", "-q", "--prune")
	if out := c.sync(t); out.Sent == 0 || git(t, w.bare, "rev-parse", "main") != git(t, c.dir, "rev-parse", "HEAD") {
		t.Errorf("%+v", out)
	}
	c.sound(t)
}

// A cancelled sync moves nothing.
func TestCancelled(t *testing.T) {
	w := newWorld(t)
	ada, bob := w.clone(t, "Ada"), w.clone(t, "Bob")
	ada.commit(t, map[string]string{"note.md": strings.Repeat("ada\n", 1000)})
	ada.sync(t)
	bob.commit(t, map[string]string{"other.md": "bob\n"})
	for _, phase := range []string{"", "fetch", "push"} {
		before := git(t, bob.dir, "rev-parse", "HEAD")
		ctx, cancel := context.WithCancel(t.Context())
		if phase == "" {
			cancel()
		} else {
			bob.by = cancelling{bob.by, phase, cancel}
		}
		_, err := bob.Sync(ctx, nil)
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%q: %v", phase, err)
		}
		if after := git(t, bob.dir, "rev-parse", "HEAD"); after != before && phase != "push" {
			t.Errorf("%q: HEAD moved", phase)
		}
		cancel()
		bob = openClone(t, bob.dir, true, nil)
		bob.sound(t)
	}
	bob.sync(t)
	ada.sync(t)
	ada.sound(t)
	bob.sound(t)
}

// cancelling cancels when a phase begins; the transport is the real one.
type cancelling struct {
	transport
	phase  string
	cancel func()
}

func (c cancelling) fetch(ctx context.Context, u history.Upstream, report func(Progress)) (history.Hash, error) {
	if c.phase == "fetch" {
		c.cancel()
	}
	return c.transport.fetch(ctx, u, report)
}

func (c cancelling) push(ctx context.Context, u history.Upstream, commit history.Hash, report func(Progress)) error {
	if c.phase == "push" {
		c.cancel()
	}
	return c.transport.push(ctx, u, commit, report)
}

// A hostile repository shares nothing through git until it is trusted.
func TestHostile(t *testing.T) {
	w := newWorld(t)
	c := w.cloneAs(t, "Ada", w.address, false, nil)
	marks := t.TempDir()
	for _, name := range []string{"core.sshCommand", "core.fsmonitor", "credential.helper", "filter.evil.clean", "filter.evil.smudge", "remote.origin.uploadpack", "remote.origin.receivepack", "core.hooksPath"} {
		program := filepath.Join(marks, name+".sh")
		if err := os.WriteFile(program, []byte("#!/bin/sh\n: > '"+filepath.Join(marks, name)+"'\n"), 0o777); err != nil {
			t.Fatal(err)
		}
		git(t, c.dir, "config", name, program)
	}
	c = openClone(t, c.dir, false, nil)
	for _, address := range []string{w.address, "ssh://git@localhost:1/x.git", "http://localhost:1/x.git"} {
		git(t, c.dir, "config", "remote.origin.url", address)
		if _, err := c.Sync(t.Context(), nil); err == nil {
			t.Errorf("%s: shared", address)
		}
	}
	var untrusted *gitcommand.UntrustedError
	if !errors.As(c.Untrusted(), &untrusted) || len(untrusted.Risks) < 8 {
		t.Errorf("%v", c.Untrusted())
	}
	entries, err := os.ReadDir(marks)
	if err != nil {
		t.Fatal(err)
	}
	ran := slices.DeleteFunc(entries, func(e os.DirEntry) bool { return strings.HasSuffix(e.Name(), ".sh") })
	if len(ran) > 0 {
		t.Errorf("ran %v", ran)
	}
}

// What one person said in two places is joined as a set; what two people said is
// in files of their own.
func TestReviewsAreMerged(t *testing.T) {
	merge := mergerOf("packages/.atlas-desk/reviews/ruritania/ada-0a1b2c.yaml")
	if merge == nil {
		t.Fatal("files of reviews are taken whole")
	}
	said := func(times ...string) string {
		out := "version: 1\nrecords:\n"
		for _, at := range times {
			out += "  - kind: finished\n    verdict: comment only\n    by: Ada\n    time: 2026-02-0" + at + "T10:00:00Z\n"
		}
		return out
	}
	if got, clean := merge(said("2"), said("1", "2"), said("2", "3")).Text(); !clean || got != said("1", "2", "3") {
		t.Errorf("clean %v:\n%s", clean, got)
	}
}
