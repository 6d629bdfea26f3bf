package workspace

import (
	"path"
	"slices"
	"sync"

	"atlasdesk/backend/check"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/settings"
	"atlasdesk/backend/store"
	"atlasdesk/backend/trace"
)

// Options are what the check of a package depends on besides the package: the
// rules, the settings of the workspace, and the last commit. They are
// immutable.
type Options struct {
	all        []check.Rule
	rules      []check.Rule // as the settings weigh them
	settings   *settings.Settings
	aliases    *settings.Declarer // of the same text
	below      string             // slash path of the opened folder, from where the settings stand
	vocabulary *trace.Vocabulary
	readers    *sync.Pool // of *trace.Reader with the vocabulary
	committed  Committed
	commit     string // that committed looks at

	waivers       *settings.Waivers // nil for none
	waiversSource string            // that they were read from
}

// Committed looks up what the last commit holds of the file at an absolute
// path, whose bytes are now; nil where there is no file now. ok is false where
// the commit has none. Where the two say the same last may be now itself.
type Committed func(file string, now []byte) (last []byte, ok bool)

// NewOptions are rules alone, without settings and without a last commit.
func NewOptions(rules []check.Rule) *Options {
	none, err := settings.NewDeclarer("", "")
	if err != nil {
		panic(err) // an empty text has no fault
	}
	return (&Options{all: rules}).withSettings(none, ".")
}

// WithCommitted are the options with what a commit holds, by its name.
func (o *Options) WithCommitted(commit string, c Committed) *Options {
	next := *o
	next.commit, next.committed = commit, c
	return &next
}

// comparesAs says whether packages are compared with the same commit.
func (o *Options) comparesAs(other *Options) bool {
	return o.commit == other.commit && (o.committed == nil) == (other.committed == nil)
}

func (o *Options) withSettings(d *settings.Declarer, below string) *Options {
	next := *o
	next.settings, next.aliases, next.below = d.Settings(), d, below
	next.rules, next.vocabulary = next.settings.Weigh(o.all), trace.NewVocabulary(next.settings.VoiceWords)
	next.readers = &sync.Pool{New: func() any { return next.vocabulary.NewReader() }}
	return &next
}

func (o *Options) withWaivers(w *settings.Waivers, source string) *Options {
	next := *o
	next.waivers, next.waiversSource = w, source
	return &next
}

// waiversOf are those of a package, by its ID.
func (o *Options) waiversOf(id string) []check.Waiver { return o.waivers.Of(path.Join(o.below, id)) }

// Packages lists the packages of a folder without what the settings leave out.
func (o *Options) Packages(s *store.Store) ([]store.Folder, error) {
	found, err := s.Packages(pack.IsPackage)
	kept := found[:0]
	for _, f := range found {
		if o.leavesOut(f.Path) {
			continue
		}
		f.Names = slices.DeleteFunc(f.Names, func(name string) bool { return o.leavesOut(path.Join(f.Path, name)) })
		if pack.IsPackage(f.Names) {
			kept = append(kept, f)
		}
	}
	return kept, err
}

// read reads a file of the folder, which is not there where it is left out.
func (o *Options) read(s *store.Store, name string) (store.File, error) {
	if o.leavesOut(name) {
		return store.File{Path: name}, nil
	}
	return s.Read(name)
}

func (o *Options) leavesOut(name string) bool { return o.settings.LeavesOut(path.Join(o.below, name)) }
