// Man writes the manual pages of atlas-desk, one for each command, from what
// the commands say of themselves.
//
//	go run ./build/man -version 1.2.0 -date 2026-01-02 DIR
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"atlasdesk/backend/cli"

	"github.com/spf13/cobra/doc"
)

func main() {
	version := flag.String("version", "devel", "the release that the pages are of")
	date := flag.String("date", "", "the day of the release, as 2026-01-02")
	flag.Parse()
	if err := write(*version, *date, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "man:", err)
		os.Exit(1)
	}
}

func write(version, date string, args []string) error {
	if len(args) != 1 {
		return errors.New("name one folder for the pages")
	}
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return fmt.Errorf("-date: %w", err)
	}
	root := cli.Root(func(string) error { return nil })
	root.DisableAutoGenTag = true
	header := &doc.GenManHeader{Title: "ATLAS-DESK", Section: "1", Source: "Atlas Desk " + version, Manual: "Atlas Desk", Date: &day}
	return doc.GenManTree(root, header, args[0])
}
