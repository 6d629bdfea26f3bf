package history

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// git check-attr is the judge of attributes.
func TestAttributesMatchAsGitDoes(t *testing.T) {
	dir := fixture(t)
	git(t, dir, "config", "core.attributesFile", filepath.Join(dir, ".git", "global-attributes"))
	write(t, dir, ".git/global-attributes", "*.md text=global eol=lf\n[attr]mine text=auto -diff\n")
	write(t, dir, ".gitattributes", strings.Join([]string{
		"# comment",
		"*.md text diff=markdown",
		"packages/*/rules.md -text",
		"packages/** eol=crlf",
		"/*.txt binary",
		"\"with space.txt\" text !diff",
		"note.[!x]xt text=input",
		"**/deep/*.md !text eol=lf",
		"folder/ text=never",
		"one.md text text=twice -text",
		"a/**/z.md filter=lfs",
		"*.mine mine",
		"facts.?d -eol",
		"\"\"",
		"[attr]",
		"= x",
	}, "\n"))
	write(t, dir, "packages/.gitattributes", "facts.md eol=lf\n*.mine text\n[attr]other text\n/one/rules.md !text\n")
	write(t, dir, "packages/one/.gitattributes", "rules.md ident\r\nfacts.md !eol\n")
	write(t, dir, ".git/info/attributes", "packages/two/facts.md text=last\n")
	paths := []string{"note.txt", "note.md", "packages/one/facts.md", "packages/two/facts.md", "packages/one/rules.md", "packages/two/rules.md",
		"deep/a.md", "x/deep/a.md", "x/y/deep/a.md", "with space.txt", "sub/with space.txt", "folder/x.md", "one.md", "a/z.md", "a/b/c/z.md",
		"x.mine", "packages/x.mine", "packages/x", "sub/note.txt", "NOTE.TXT"}
	for _, ignoreCase := range []string{"false", "true"} {
		git(t, dir, "config", "core.ignoreCase", ignoreCase)
		r := open(t, dir)
		settings, err := r.config()
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range paths {
			files, err := r.attributeFiles(settings, name, func(string) ([]byte, error) { return nil, nil })
			if err != nil {
				t.Fatal(err)
			}
			got := attributesOf(files, name, ignoreCase == "true")
			for _, attribute := range []string{"text", "eol", "diff", "filter", "ident"} {
				out, err := tryGit(dir, "check-attr", attribute, "--", name)
				if err != nil {
					t.Fatal(err)
				}
				// git prints warnings about lines it skips first.
				want := out[strings.LastIndex(out, ": ")+2:]
				if want == "unspecified" {
					want = ""
				}
				equal(t, fmt.Sprintf("%s of %s, ignoring case: %s", attribute, name, ignoreCase), got[attribute], want)
			}
		}
	}
}

func FuzzAttributes(f *testing.F) {
	f.Add("*.md text eol=lf\n\"a b\" -x !y\n[attr]m m text\n* m", "a/b.md")
	f.Add("**/**/**/a[!b text", "x/y/z")
	f.Add("\"\n[attr]\n\"\\", "a")
	f.Fuzz(func(t *testing.T, text, name string) {
		for attribute, state := range attributesOf([]attributeFile{builtinAttributes, parseAttributes(text, "", true)}, name, true) {
			if state == attrUnspecified {
				t.Errorf("%s is both given and unspecified", attribute)
			}
		}
	})
}

// git add is the judge of line ends: for each configuration, content and
// committed content, a commit must hold what git would have staged.
func TestLineEndsAreConvertedAsGitDoes(t *testing.T) {
	contents := map[string]string{
		"lf.md":      "a\nb\n",
		"crlf.md":    "a\r\nb\r\n",
		"mixed.md":   "a\r\nb\nc\r\n",
		"lone.md":    "a\rb\r\n",
		"nul.md":     "a\x00b\r\n",
		"control.md": "\x01\x02\r\n",
		"dos.md":     "a\r\n\x1a",
		"last-cr.md": "a\r\nb\r",
		"empty.md":   "",
		"accent.md":  "é\r\n" + strings.Repeat("long ", 60) + "\x01\r\n",
	}
	for _, test := range []struct{ autocrlf, attributes string }{
		{"", ""}, {"true", ""}, {"input", ""}, {"false", ""},
		{"", "*.md text"}, {"", "*.md text=auto"}, {"true", "*.md -text"}, {"", "*.md eol=crlf"}, {"", "*.md text=auto eol=crlf"},
		{"true", "*.md binary"}, {"input", "*.md !text"}, {"", "*.md crlf"}, {"true", "*.md -crlf"}, {"", "*.md text=input"}, {"", "*.md text=other"},
	} {
		for _, committed := range []string{"old\n", "old\r\nold\r\n", "ol\x00d\r\n"} {
			name := fmt.Sprintf("autocrlf=%s %s over %q", test.autocrlf, test.attributes, committed)
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				dir := fresh(t)
				for file := range contents {
					write(t, dir, "d/"+file, committed)
				}
				git(t, dir, "add", ".")
				git(t, dir, "commit", "-q", "-m", "Begin")
				write(t, dir, ".gitattributes", test.attributes+"\n")
				if test.autocrlf != "" {
					git(t, dir, "config", "core.autocrlf", test.autocrlf)
				}
				r := open(t, dir)
				var files []File
				for file, content := range contents {
					files = append(files, save(t, r, "d/"+file, content))
					files = append(files, save(t, r, "d/new-"+file, content))
				}
				git(t, dir, "add", "d")
				want := git(t, dir, "ls-files", "--stage", "d")
				git(t, dir, "reset", "-q")
				if _, err := r.Commit(context.Background(), Request{Files: files, Message: "Edit"}); err != nil {
					t.Fatal(err)
				}
				equal(t, "staged by git", git(t, dir, "ls-files", "--stage", "d"), want)
				equal(t, "committed", git(t, dir, "diff", "--cached"), "")
				equal(t, "status", status(t, dir), "?? .gitattributes")
			})
		}
	}
}

// An editor that loaded the checked out CRLF version may name that as its base.
func TestBaseMayBeTheCheckedOutVersion(t *testing.T) {
	dir := fixture(t)
	git(t, dir, "config", "core.autocrlf", "true")
	r := open(t, dir)
	base := OnContent([]byte("first note.txt\r\n"))
	write(t, dir, "note.txt", "second\r\n")
	commit(t, r, File{Path: "note.txt", Content: []byte("second\r\n"), Base: base})
	equal(t, "status", status(t, dir), "")
	content, err := r.ReadFile("note.txt")
	if err != nil || string(content) != "second\n" {
		t.Errorf("committed %q, %v", content, err)
	}
	_, err = r.Commit(context.Background(), Request{Files: []File{{Path: "note.txt", Content: []byte("second\r\n"), Base: base}}, Message: "Again"})
	if !errors.Is(err, ErrNothing) {
		t.Errorf("the same with CRLF: %v", err)
	}
}

func TestPathPatterns(t *testing.T) {
	for _, test := range []struct {
		pattern, name string
		want          bool
	}{
		{"a/**", "a", false}, {"a/**", "a/b/c", true}, {"**/a", "a", true}, {"**/a", "x/y/a", true}, {"a/**/b", "a/b", true},
		{"a*", "a/b", false}, {"*", "a/b", false}, {"a[", "a[", false}, {"**", "a/b", true}, {"a/**/**/b", "a/x/b", true},
	} {
		equal(t, test.pattern+" on "+test.name, matchPath(test.pattern, test.name, false), test.want)
	}
	equal(t, "folders", strings.Join(foldersOf("a/b/c"), ","), ",a,a/b")
	if !slices.Contains(foldersOf("x"), "") || path.Join("", ".gitattributes") != ".gitattributes" {
		t.Error("the root is no folder")
	}
}
