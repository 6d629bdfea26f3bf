// Bill writes what a release of Atlas Desk is made of: third-party-licences.txt,
// with the licence of every module and package that is linked or bundled, and
// sbom.cdx.json, the same as a CycloneDX 1.6 bill of materials. What is linked
// it asks the program itself; what is bundled Vite has written beside the page.
//
//	go run ./build/bill -version 1.2.0 -date 2026-01-02 PAGE DIR PROGRAM...
//
// PAGE is the folder of the built page, DIR where to write, and the PROGRAMs
// are those that were built, for one system after the other.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A part is a module or package that the program holds.
type part struct {
	name, version string
	purl          string // as package-url.org has it
	licence       string // SPDX, where its source tells; otherwise empty
	text          string // of its licence and notices
}

func main() {
	version := flag.String("version", "devel", "the release")
	date := flag.String("date", "", "the day of the release, as 2026-01-02")
	flag.Parse()
	if err := run(*version, *date, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bill:", err)
		os.Exit(1)
	}
}

func run(version, date string, args []string) error {
	if len(args) < 3 {
		return errors.New("name the folder of the page, the folder to write to, and the programs")
	}
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return fmt.Errorf("-date: %w", err)
	}
	parts, err := partsOf(args[0], args[2:])
	if err != nil {
		return err
	}
	if err := os.MkdirAll(args[1], 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(args[1], "third-party-licences.txt"), []byte(notices(parts)), 0o644); err != nil {
		return err
	}
	return writeSBOM(filepath.Join(args[1], "sbom.cdx.json"), version, day, parts)
}

// partsOf lists what the programs and their page are made of, each part once,
// by name.
func partsOf(page string, programs []string) ([]part, error) {
	parts, err := words()
	if err != nil {
		return nil, err
	}
	for _, read := range []func(string) ([]part, error){bundled, fonts} {
		more, err := read(page)
		if err != nil {
			return nil, err
		}
		parts = append(parts, more...)
	}
	for _, program := range programs {
		more, err := linked(program)
		if err != nil {
			return nil, err
		}
		parts = append(parts, more...)
	}
	slices.SortFunc(parts, func(a, b part) int { return strings.Compare(a.name, b.name) })
	parts = slices.CompactFunc(parts, func(a, b part) bool { return a.purl == b.purl })
	for _, p := range parts {
		if strings.TrimSpace(p.text) == "" {
			return nil, fmt.Errorf("%s %s has no licence text; see what it is and name it here", p.name, p.version)
		}
	}
	return parts, nil
}

// notices is the text that ships with the program.
func notices(parts []part) string {
	var b strings.Builder
	b.WriteString("Atlas Desk holds the following works of others, each under its own licence.\n")
	for _, p := range parts {
		fmt.Fprintf(&b, "\n%s\n%s %s\n\n%s\n", strings.Repeat("=", 80), p.name, p.version, strings.TrimSpace(p.text))
	}
	return b.String()
}
