package gittest

import (
	"fmt"
	"io"
	"os"
	"testing"

	"atlasdesk/backend/generate"
)

// PastSize names the variable that says how large a repository a benchmark
// measures on, "1000x10000" for 1,000 packages and 10,000 commits; PastDir, the
// one that says where such a repository is already.
const (
	PastSize = "ATLAS_PAST"
	PastDir  = "ATLAS_PAST_DIR"
)

// Past makes a repository of generated packages with a history, by default of
// 100 packages and 2,000 commits.
func Past(b *testing.B) (dir string) {
	b.Helper()
	if dir := os.Getenv(PastDir); dir != "" {
		return dir
	}
	p := generate.Past{Packages: 100, Commits: 2000}
	if size := os.Getenv(PastSize); size != "" {
		if n, err := fmt.Sscanf(size, "%dx%d", &p.Packages, &p.Commits); n != 2 {
			b.Fatalf("%s=%s: %v", PastSize, size, err)
		}
	}
	dir = Repository(b)
	stream, to := io.Pipe()
	go func() { to.CloseWithError(p.Stream(to)) }()
	Feed(b, dir, stream, "fast-import", "--quiet")
	Git(b, dir, "gc", "-q")
	Git(b, dir, "checkout", "-q", "main")
	return dir
}
