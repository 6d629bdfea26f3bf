package history

import (
	"fmt"
	"io"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// objects reads objects as bytes, for one goroutine.
type objects struct {
	store *filesystem.Storage
	trees map[Hash][]byte
	size  int // of all trees
}

// Bytes of memory for each of the readers: bases of deltas, and trees, of which
// the same ones are read again and again.
const (
	deltaCache = 48 * cache.MiByte
	treeCache  = 16 << 20
)

func (r *Repo) objects() *objects {
	return &objects{trees: map[Hash][]byte{}, store: filesystem.NewStorageWithOptions(osfs.New(r.commonDir), cache.NewObjectLRU(deltaCache),
		filesystem.Options{KeepDescriptors: true, AlternatesFS: osfs.New("/")})}
}

func (o *objects) commit(hash Hash) (found, error) {
	c, err := object.GetCommit(o.store, hash)
	if err != nil {
		return found{}, fmt.Errorf("commit %s: %w", hash, err)
	}
	return found{recorded: recorded{Commit: summary(c), committed: c.Committer.When.Unix()}, tree: c.TreeHash, parents: c.ParentHashes}, nil
}

// tree is the bytes of a tree, which must not be changed.
func (o *objects) tree(hash Hash) ([]byte, error) {
	if raw, ok := o.trees[hash]; ok {
		return raw, nil
	}
	raw, err := o.raw(plumbing.TreeObject, hash)
	if err != nil {
		return nil, fmt.Errorf("folder %s: %w", hash, err)
	}
	if o.size += len(raw); o.size > treeCache {
		clear(o.trees)
		o.size = len(raw)
	}
	o.trees[hash] = raw
	return raw, nil
}

func (o *objects) raw(kind plumbing.ObjectType, hash Hash) ([]byte, error) {
	e, err := o.store.EncodedObject(kind, hash)
	if err != nil {
		return nil, err
	}
	content, err := e.Reader()
	if err != nil {
		return nil, err
	}
	defer content.Close()
	raw := make([]byte, e.Size())
	_, err = io.ReadFull(content, raw)
	return raw, err
}
