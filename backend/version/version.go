// Package version tells which Atlas Desk this is. A release is numbered in one
// place, the argument of build/release, which the linker writes in here with
// the commit that it is made of.
package version

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// The linker's, in a release: its number, as in 1.2.0, and the commit's hash.
var number, commit string

// Number is the release, as in "1.2.0", or else what the Go toolchain knows of
// the build: a tag, or the commit and its date, or "devel".
func Number() string {
	if number != "" {
		return number
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "devel"
}

// Commit is the hash of the commit that the program was built from, in twelve
// digits, or empty where nobody knows.
func Commit() string {
	hash := commit
	if info, ok := debug.ReadBuildInfo(); ok && hash == "" {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				hash = s.Value
			}
		}
	}
	return hash[:min(len(hash), 12)]
}

// Toolchain is what the program was built with and for, as in
// "go1.26.8 linux/amd64".
func Toolchain() string {
	return fmt.Sprintf("%s %s/%s", runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
