// Command packages writes generated jurisdiction packages, one folder each,
// to measure the program on:
//
//	go run ./build/packages -n 1000 /tmp/packages
//
// With -commits it writes a whole repository to standard output instead, for
// git-fast-import(1):
//
//	git init -b main DIR
//	go run ./build/packages -n 1000 -commits 10000 | git -C DIR fast-import
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/generate"
)

func main() {
	log.SetFlags(0)
	number := flag.Int("n", 1000, "how many packages")
	seed := flag.Uint64("seed", 0, "seed of the first; each further one has the next")
	commits := flag.Int("commits", 0, "how many commits the repository has besides its first one")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: packages [-n NUMBER] [-seed SEED] DIR | -commits NUMBER")
		flag.PrintDefaults()
	}
	flag.Parse()
	if *commits > 0 && flag.NArg() == 0 {
		if err := (generate.Past{Packages: *number, Commits: *commits, Seed: *seed}).Stream(os.Stdout); err != nil {
			log.Fatalf("write the generated repository: %v", err)
		}
		return
	}
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	for i := range *number {
		if err := write(flag.Arg(0), generate.New(*seed+uint64(i))); err != nil {
			log.Fatalf("write the generated packages: %v", err)
		}
	}
}

func write(dir string, p generate.Package) error {
	folder := filepath.Join(dir, p.Slug)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	for _, l := range atlas.Layers() {
		if err := os.WriteFile(filepath.Join(folder, l.File()), []byte(p.Layers[l]), 0o666); err != nil {
			return err
		}
	}
	return nil
}
