package share

import (
	"bytes"

	"atlasdesk/backend/history"
	"atlasdesk/backend/merge"
	"atlasdesk/backend/text"
)

// texts are the bytes of three versions of a file, and the form in which their
// merged text is written.
type texts struct {
	base, ours, theirs []byte
	form               text.Form
}

// readTexts reads versions by their hashes, of which each may be zero.
func readTexts(repo *history.Repo, base, ours, theirs history.Hash) (*texts, error) {
	t := &texts{}
	for hash, into := range map[*history.Hash]*[]byte{&base: &t.base, &ours: &t.ours, &theirs: &t.theirs} {
		var err error
		if *into, err = repo.ReadBlob(*hash); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// merge merges the texts in the way of files of this name. It is not ok for
// files that are taken whole, by their name or as they are no text.
func (t *texts) merge(name string) (merged merge.Result, ok bool) {
	byText := mergerOf(name)
	base, baseForm, baseErr := text.Decode(t.base)
	ours, oursForm, oursErr := text.Decode(t.ours)
	theirs, theirsForm, theirsErr := text.Decode(t.theirs)
	if byText == nil || baseErr != nil || oursErr != nil || theirsErr != nil {
		return merge.Result{}, false
	}
	t.form = oursForm
	if sameForm(baseForm, oursForm) {
		t.form = theirsForm
	}
	return byText(base, ours, theirs), true
}

// sameForm says whether two forms have the same mark and line ends.
func sameForm(a, b text.Form) bool {
	const sample = "\n"
	return bytes.Equal(a.Encode(sample), b.Encode(sample))
}
