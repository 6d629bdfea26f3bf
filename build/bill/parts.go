package main

import (
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
)

// linked are the Go modules in a program, and the standard library.
func linked(program string) ([]part, error) {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return nil, fmt.Errorf("read what %s is made of: %w", program, err)
	}
	goroot, err := output("go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	text, err := legal(goroot)
	if err != nil {
		return nil, err
	}
	parts := []part{{name: "Go standard library", version: info.GoVersion, purl: "pkg:golang/std@" + info.GoVersion, licence: "BSD-3-Clause", text: text}}
	for _, m := range info.Deps {
		p, err := module(m)
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	return parts, nil
}

// module is a module with the legal texts of its folder in the module cache.
func module(m *debug.Module) (part, error) {
	if m.Replace != nil {
		m = m.Replace
	}
	folder, err := output("go", "list", "-m", "-f", "{{.Dir}}", m.Path)
	if err != nil {
		return part{}, err
	}
	text, err := legal(folder)
	return part{name: m.Path, version: m.Version, purl: "pkg:golang/" + m.Path + "@" + m.Version, text: text}, err
}

func output(name string, args ...string) (string, error) {
	c := exec.Command(name, args...)
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}

var legalName = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([.-].*)?$`)

// legal joins the legal texts that lie in a folder itself.
func legal(folder string) (string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", err
	}
	var texts []string
	for _, e := range entries {
		if e.IsDir() || !legalName.MatchString(e.Name()) {
			continue
		}
		raw, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return "", err
		}
		texts = append(texts, strings.TrimSpace(string(raw)))
	}
	return strings.Join(texts, "\n\n"), nil
}

// bundled are the npm packages in the page, as Vite lists them.
func bundled(page string) ([]part, error) {
	raw, err := os.ReadFile(filepath.Join(page, "licences", "page.json"))
	if err != nil {
		return nil, err
	}
	var list []struct{ Name, Version, Identifier, Text string }
	if err := json.Unmarshal(raw, &list); err != nil {
		return nil, fmt.Errorf("the licences of the page: %w", err)
	}
	var parts []part
	for _, l := range list {
		purl := "pkg:npm/" + strings.Replace(l.Name, "@", "%40", 1) + "@" + l.Version
		parts = append(parts, part{l.Name, l.Version, purl, l.Identifier, l.Text})
	}
	return parts, nil
}

// fonts are those whose licences lie beside the page's.
func fonts(page string) ([]part, error) {
	files, err := filepath.Glob(filepath.Join(page, "licences", "*.txt"))
	if err != nil {
		return nil, err
	}
	var parts []part
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		parts = append(parts, part{name: name, purl: "pkg:generic/" + name, licence: "OFL-1.1", text: string(raw)})
	}
	return parts, nil
}

// words are the word lists that the program was made from.
func words() ([]part, error) {
	raw, err := os.ReadFile(filepath.Join("backend", "lexicon", "english.LICENSE"))
	if err != nil {
		return nil, err
	}
	return []part{{name: "SCOWL and WordNet", version: "3.0", purl: "pkg:generic/wordnet@3.0", text: string(raw)}}, nil
}
