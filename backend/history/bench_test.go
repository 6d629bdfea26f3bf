package history

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// packages makes a repository of packages of seven files of about 10 KB.
func packages(b *testing.B, count int) string {
	dir := fresh(b)
	for i := range count {
		for layer := range 7 {
			write(b, dir, fmt.Sprintf("packages/p%04d/%d.md", i, layer), strings.Repeat(fmt.Sprintf("line %d of %d\n", i, layer), 700))
		}
	}
	git(b, dir, "config", "gc.auto", "0")
	git(b, dir, "config", "core.fsync", "committed,-loose-object") // as git does by default
	git(b, dir, "add", ".")
	git(b, dir, "commit", "-q", "-m", "Begin")
	git(b, dir, "gc", "-q")
	return dir
}

// against runs two programs in turn, so that both see the same machine, and
// reports the median times and their ratio.
func against(b *testing.B, ours, theirs func(n int)) {
	var times [2][]time.Duration
	for n := 0; b.Loop(); n++ {
		for i, run := range []func(int){ours, theirs} {
			start := time.Now()
			run(n)
			times[i] = append(times[i], time.Since(start))
		}
	}
	var median [2]float64
	for i := range times {
		slices.Sort(times[i])
		median[i] = float64(times[i][len(times[i])/2].Microseconds()) / 1000
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median[0], "ours-ms")
	b.ReportMetric(median[1], "git-ms")
	b.ReportMetric(median[0]/median[1], "ratio")
}

// BenchmarkCommit measures a commit of two files against `git commit --only`,
// each of files of its own.
func BenchmarkCommit(b *testing.B) {
	for _, count := range []int{100, 1000} {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			dir := packages(b, count)
			r := open(b, dir)
			ours := func(n int) {
				var files []File
				for _, name := range []string{"packages/p0050/3.md", "packages/p0050/6.md"} {
					base := read(b, dir+"/"+name)
					next := fmt.Sprintf("edit %d\n%s", n, base)
					write(b, dir, name, next)
					files = append(files, File{Path: name, Content: []byte(next), Base: OnContent([]byte(base))})
				}
				if _, err := r.Commit(context.Background(), Request{Files: files, Message: "Edit"}); err != nil {
					b.Fatal(err)
				}
			}
			theirs := func(n int) {
				args := []string{"commit", "-q", "-m", "Edit", "--only"}
				for _, name := range []string{"packages/p0051/3.md", "packages/p0051/6.md"} {
					write(b, dir, name, fmt.Sprintf("edit %d\n%s", n, read(b, dir+"/"+name)))
					args = append(args, name)
				}
				git(b, dir, args...)
			}
			against(b, ours, theirs)
		})
	}
}

func BenchmarkReadTree(b *testing.B) {
	dir := fixture(b)
	git(b, dir, "gc", "-q")
	r := open(b, dir)
	for b.Loop() {
		if _, err := r.ReadTree("packages/one"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStatus measures what differs from the last commit against `git
// status`, with one edited file: after a commit by git, which leaves the trees
// in the index, and after one of ours, which does not.
func BenchmarkStatus(b *testing.B) {
	for _, by := range []string{"git", "us"} {
		b.Run("committed by "+by, func(b *testing.B) {
			dir := packages(b, 1000)
			r := open(b, dir)
			if by == "us" {
				commit(b, r, save(b, r, "packages/p0001/1.md", "edited\n"))
			}
			time.Sleep(1100 * time.Millisecond) // else every file could have changed unseen
			git(b, dir, "update-index", "--refresh")
			write(b, dir, "packages/p0500/3.md", "edited\n")
			var folders, names []string
			for i := range 1000 {
				folders = append(folders, fmt.Sprintf("packages/p%04d", i))
			}
			for i := range 7 {
				names = append(names, fmt.Sprintf("%d.md", i))
			}
			ours := func(int) {
				found, err := r.Status("packages", folders, names)
				if err != nil || len(found) != 1 {
					b.Fatalf("%v, %v", found, err)
				}
			}
			theirs := func(int) {
				if out := git(b, dir, "--no-optional-locks", "status", "--porcelain"); strings.Contains(out, "\n") || out == "" {
					b.Fatal(out)
				}
			}
			against(b, ours, theirs)
		})
	}
}

// BenchmarkIndex reads and writes the index of 1,000 packages.
func BenchmarkIndex(b *testing.B) {
	x := &index{version: 2}
	for i := range 7000 {
		x.entries = append(x.entries, indexEntry{name: fmt.Sprintf("jurisdictions/ruritania-%04d/trust-dimensions.md", i)})
	}
	data := x.encode()
	for b.Loop() {
		x, err := parseIndex(data)
		if err != nil {
			b.Fatal(err)
		}
		x.encode()
	}
}
