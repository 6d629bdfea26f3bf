//go:build race

package workspace

// edits are fewer where the race detector slows each one down.
const edits = 100
