// Package jurisdictions holds the packages that the program brings to be tried.
package jurisdictions

import "embed"

// Sample is a folder of packages.
//
//go:embed kazakhstan
var Sample embed.FS
