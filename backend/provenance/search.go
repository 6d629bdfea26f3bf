package provenance

import (
	"context"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/history"
	"atlasdesk/backend/text"
)

// search walks from the newest version of a layer to the oldest, and takes
// along the statements whose first wording is not found yet.
type search struct {
	ctx     context.Context
	repo    *history.Repo
	layer   atlas.Layer
	enough  func(*Origin) bool              // whether a statement is followed no further
	blobs   map[history.Hash][]byte         // that are fetched and not yet decoded
	texts   map[*history.FileVersion]string // of versions that are not done
	sought  map[*history.FileVersion][]sought
	origins []Origin
}

// sought is a statement on its way back, as it is in a version.
type sought struct {
	origin  int // index of search.origins
	start   int // offset in the text
	text    string
	section string // heading
}

func (s *search) run(newest *history.FileVersion) error {
	order := descending(newest)
	for i, v := range order {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if len(s.sought[v]) > 0 {
			if err := s.read(v.Parents, order[i+1:]); err != nil {
				return err
			}
			s.pass(v)
		}
		delete(s.texts, v)
		delete(s.sought, v)
	}
	return nil
}

// descending lists a version and all it was made from, each before those that
// it was made from.
func descending(newest *history.FileVersion) []*history.FileVersion {
	type step struct {
		v    *history.FileVersion
		next int
	}
	var order []*history.FileVersion
	seen, stack := map[*history.FileVersion]bool{newest: true}, []step{{newest, 0}}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		if top.next == len(top.v.Parents) {
			order = append(order, top.v)
			stack = stack[:len(stack)-1]
			continue
		}
		parent := top.v.Parents[top.next]
		top.next++
		if !seen[parent] {
			seen[parent] = true
			stack = append(stack, step{parent, 0})
		}
	}
	slices.Reverse(order)
	return order
}

// atOnce is how many versions of a file are read in one go.
const atOnce = 64

// read reads versions. The bytes of those that come next are fetched with them.
func (s *search) read(versions, next []*history.FileVersion) error {
	var missing []history.Hash
	for _, v := range versions {
		_, known := s.texts[v]
		if _, fetched := s.blobs[v.Blob]; !known && !fetched && !v.Blob.IsZero() {
			missing = append(missing, v.Blob)
		}
	}
	if len(missing) > 0 {
		for _, later := range next[:min(len(next), atOnce)] {
			if !later.Blob.IsZero() {
				missing = append(missing, later.Blob)
			}
		}
		fetched, err := s.repo.Blobs(missing)
		if err != nil {
			return err
		}
		s.blobs = fetched
	}
	for _, v := range versions {
		if _, known := s.texts[v]; !known {
			// What was no text then had no statements.
			s.texts[v], _, _ = text.Decode(s.blobs[v.Blob])
		}
	}
	return nil
}

// pass hands every statement that is sought in a version on to the version that
// it came from, and notes what changed on the way.
func (s *search) pass(v *history.FileVersion) {
	steps := make([]step, len(v.Parents))
	for i, parent := range v.Parents {
		steps[i] = s.step(s.texts[parent], s.texts[v])
	}
	for _, now := range s.sought[v] {
		parent, was, change := source(steps, now)
		if change != unchanged {
			o := &s.origins[now.origin]
			o.Versions = append(o.Versions, Version{v.Commit, change, now.text, now.section, v.Path, v.Blob})
		}
		if change != Written && !(change != unchanged && s.enough(&s.origins[now.origin])) {
			from := v.Parents[parent]
			s.sought[from] = append(s.sought[from], was)
		}
	}
}

// unchanged stands for a statement that reads and stands as before.
const unchanged Change = -1

// source finds the parent that a statement came from, the one where it is most
// like it is now, and what changed since.
func source(steps []step, now sought) (parent int, was sought, change Change) {
	change = Written
	for i := range steps {
		before, became := steps[i].before(now)
		if became == unchanged {
			return i, before, unchanged
		}
		if became == Moved && change != Moved || became == Reworded && change == Written {
			parent, was, change = i, before, became
		}
	}
	return parent, was, change
}
