package main

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"atlasdesk/backend/cli"

	"github.com/spf13/pflag"
)

// pages are the texts for people.
func pages(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, file := range append(files, "README.md") {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[file] = string(raw)
	}
	return texts
}

var link = regexp.MustCompile(`\]\(([^)\s]+)\)`)

// TestLinks follows every link of the docs to a file and, with a #, to a heading.
func TestLinks(t *testing.T) {
	for file, text := range pages(t) {
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			path, heading, _ := strings.Cut(m[1], "#")
			target := file
			if path != "" {
				target = filepath.Join(filepath.Dir(file), path)
			}
			raw, err := os.ReadFile(target)
			if err != nil {
				t.Errorf("%s links to %s: %v", file, m[1], err)
				continue
			}
			if heading != "" && !hasHeading(string(raw), heading) {
				t.Errorf("%s links to %s, which has no such heading", file, m[1])
			}
		}
	}
}

var notInAnchor = regexp.MustCompile(`[^\p{L}\p{N} -]`)

// hasHeading tells whether a page has a heading with this anchor, as GitHub
// makes them.
func hasHeading(page, anchor string) bool {
	for line := range strings.Lines(page) {
		title, ok := strings.CutPrefix(strings.TrimLeft(line, "#"), " ")
		if !ok || !strings.HasPrefix(line, "#") {
			continue
		}
		plain := notInAnchor.ReplaceAllString(strings.ToLower(strings.TrimSpace(title)), "")
		if strings.ReplaceAll(plain, " ", "-") == anchor {
			return true
		}
	}
	return false
}

var command = regexp.MustCompile(`(?m)^(?:    |exec |\s+entry: |\$ )?(atlas-desk(?: [^\n#>]*)?)`)

// TestCommands parses every command of the docs as the program would.
func TestCommands(t *testing.T) {
	found := 0
	for file, text := range pages(t) {
		for _, m := range command.FindAllStringSubmatch(text, -1) {
			found++
			if err := parse(words(m[1])[1:]); err != nil {
				t.Errorf("%s: %s: %v", file, m[1], err)
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d commands were found in the docs", found)
	}
}

// parse fails where there is no such command, or it has no such flag.
func parse(args []string) error {
	root := cli.Root(func(string) error { return nil })
	root.SetOut(io.Discard)
	c, rest, err := root.Find(args)
	if err != nil {
		return err
	}
	err = c.ParseFlags(rest)
	if err == pflag.ErrHelp {
		return nil
	}
	return err
}

var word = regexp.MustCompile(`"[^"]*"|\S+`)

// words of a command line; of a usage, what may be left out is left out.
func words(line string) []string {
	line, _, _ = strings.Cut(line, "   ") // two columns
	line = regexp.MustCompile(`\[[^\]]*\]+`).ReplaceAllString(line, "")
	return word.FindAllString(line, -1)
}

var script = regexp.MustCompile(`\bbuild/[a-z-]+(?:\.sh)?\b`)

// TestScripts looks for every script that the docs name.
func TestScripts(t *testing.T) {
	made := map[string]bool{"build/bin": true, "build/dist": true}
	for file, text := range pages(t) {
		for _, name := range script.FindAllString(text, -1) {
			if _, err := os.Stat(name); err != nil && !made[name] {
				t.Errorf("%s names %s: %v", file, name, err)
			}
		}
	}
}
