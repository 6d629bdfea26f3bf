//go:build !race

package workspace

// edits are how often TestReplay changes the package.
const edits = 2000
