package cli

import "runtime/debug"

// version is the one that the Go toolchain built into the program: a tag, or
// the commit and its date.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "devel"
}
