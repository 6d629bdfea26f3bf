package history

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/go-git/go-billy/v5"
	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/format/idxfile"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// objects reads many objects as bytes, for one goroutine. It looks into the packs
// itself: go-git's storage unpacks what is larger than 16 KB twice.
type objects struct {
	store *filesystem.Storage // for what is in none of the packs
	packs []*packfile.Packfile
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
	git, bases := osfs.New(r.commonDir), cache.NewObjectLRU(deltaCache)
	o := &objects{trees: map[Hash][]byte{}, store: filesystem.NewStorageWithOptions(git, bases, filesystem.Options{KeepDescriptors: true, AlternatesFS: osfs.New("/")})}
	packs, _ := git.ReadDir(path.Join("objects", "pack")) // the storage tells what is wrong
	for _, info := range packs {
		if name, isIndex := strings.CutSuffix(info.Name(), ".idx"); isIndex {
			if p, err := openPack(git, path.Join("objects", "pack", name), bases); err == nil {
				o.packs = append(o.packs, p)
			}
		}
	}
	return o
}

// openPack opens a pack, named without what its files end in.
func openPack(git billy.Filesystem, name string, bases cache.Object) (*packfile.Packfile, error) {
	list, err := git.Open(name + ".idx")
	if err != nil {
		return nil, err
	}
	defer list.Close()
	index := idxfile.NewMemoryIndex()
	if err := idxfile.NewDecoder(list).Decode(index); err != nil {
		return nil, err
	}
	content, err := git.Open(name + ".pack")
	if err != nil {
		return nil, err
	}
	return packfile.NewPackfileWithCache(index, nil, content, bases, 0), nil
}

func (o *objects) close() {
	for _, p := range o.packs {
		_ = p.Close() // was only read
	}
	_ = o.store.Close()
}

func (o *objects) object(kind plumbing.ObjectType, hash Hash) (plumbing.EncodedObject, error) {
	for _, p := range o.packs {
		e, err := p.Get(hash)
		if err == nil && e.Type() == kind {
			return e, nil
		}
		if err != nil && !errors.Is(err, plumbing.ErrObjectNotFound) {
			return nil, err
		}
	}
	return o.store.EncodedObject(kind, hash)
}

func (o *objects) commit(hash Hash) (found, error) {
	e, err := o.object(plumbing.CommitObject, hash)
	if err != nil {
		return found{}, fmt.Errorf("commit %s: %w", hash, err)
	}
	c, err := object.DecodeCommit(o.store, e)
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
	e, err := o.object(kind, hash)
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

// Blobs reads the bytes of files by their hashes, such as those of a
// [FileVersion].
func (r *Repo) Blobs(hashes []Hash) (map[Hash][]byte, error) {
	blobs := make(map[Hash][]byte, len(hashes))
	err := retryMissing(func() error {
		o := r.objects()
		defer o.close()
		for _, hash := range hashes {
			raw, err := o.raw(plumbing.BlobObject, hash)
			if err != nil {
				return fmt.Errorf("object %s: %w", hash, err)
			}
			blobs[hash] = raw
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read earlier versions: %w", err)
	}
	return blobs, nil
}
