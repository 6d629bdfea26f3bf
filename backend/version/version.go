// Package version tells which Atlas Desk this is. A release is numbered in one
// place, the argument of build/release, which the linker writes in here.
package version

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

var number string // of a release, as in 1.2.0; the linker's

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

// Toolchain is what the program was built with and for, as in
// "go1.26.8 linux/amd64".
func Toolchain() string {
	return fmt.Sprintf("%s %s/%s", runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
