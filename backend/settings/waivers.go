package settings

import (
	"cmp"
	"encoding/hex"
	"path"
	"slices"
	"strings"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"

	"go.yaml.in/yaml/v4"
)

// WaiversFile, in [Folder], holds the findings that people accept.
const WaiversFile = Folder + "/waivers.yaml"

// WaiversLimit is how large that file may be, in bytes.
const WaiversLimit = 1 << 20

// waiversVersion is that of the format.
const waiversVersion = "1"

// PackageWaiver is one waiver of the file.
type PackageWaiver struct {
	Package string // its folder, a slash path from the one that holds [Folder]
	check.Waiver
}

// Waivers are those of one workspace. They are immutable; nil has none.
type Waivers struct {
	all       []PackageWaiver // in the order of the file
	byPackage map[string][]check.Waiver
}

// Of are the waivers of a package, in the order of the file.
func (w *Waivers) Of(pkg string) []check.Waiver {
	if w == nil {
		return nil
	}
	return w.byPackage[pkg]
}

// ParseWaivers reads the text of a file of waivers. name is what messages call
// the file. It fails with an *[Error].
func ParseWaivers(name, source string) (*Waivers, error) {
	r := readWaivers(source)
	if err := r.err(name); err != nil {
		return nil, err
	}
	out := &Waivers{byPackage: map[string][]check.Waiver{}}
	for _, w := range r.found {
		out.all = append(out.all, w.PackageWaiver)
		out.byPackage[w.Package] = append(out.byPackage[w.Package], w.Waiver)
	}
	return out, nil
}

// waiversReader turns nodes into waivers and keeps what is wrong.
type waiversReader struct {
	reader
	root  *yaml.Node // nil where there are only comments
	key   *yaml.Node // of the list
	list  *yaml.Node // of the waivers; nil where there is none
	found []placedWaiver
	rules []string // that can be waived
}

// placedWaiver is a waiver and the line that it begins in.
type placedWaiver struct {
	PackageWaiver
	line int
}

func readWaivers(source string) *waiversReader {
	r := &waiversReader{}
	if len(source) > WaiversLimit {
		r.fault(&yaml.Node{}, "the waivers are larger than %d KB; remove those that no longer apply", WaiversLimit>>10)
		return r
	}
	if r.root = r.load(source); r.root == nil {
		return r
	}
	version := false
	for key, value := range r.pairs(r.root, "the file of waivers has two keys, version and waivers") {
		switch key.Value {
		case "version":
			version = true
			if value.Value != waiversVersion {
				r.fault(value, "this is version %s of the format, and version %s is read here; a newer Atlas Desk may read it", shortened(value.Value), waiversVersion)
			}
		case "waivers":
			r.key, r.list = key, value
		default:
			r.fault(key, "“%s” is no key of the file; %s", shortened(key.Value), meant(key.Value, []string{"version", "waivers"}, "there are version and waivers"))
		}
	}
	if !version && !isEmpty(r.root) {
		r.fault(r.root, "the file does not say its version; write “version: %s” at the top", waiversVersion)
	}
	r.waivers()
	return r
}

func (r *waiversReader) waivers() {
	if r.list == nil || isEmpty(r.list) {
		return
	}
	if r.list.Kind != yaml.SequenceNode {
		r.fault(r.list, "waivers are a list, each a block that begins with a dash")
		return
	}
	r.rules = waivable()
	for _, n := range r.list.Content {
		before := len(r.faults)
		if w := r.waiver(n); len(r.faults) == before {
			r.found = append(r.found, placedWaiver{w, n.Line})
		}
	}
}

// fields are the keys of a waiver in the order that they are written in: what
// a person reads first.
func (r *waiversReader) fields(w *PackageWaiver) []field {
	const digits = "32 hexadecimal digits, which Atlas Desk writes"
	return []field{
		{key: "package", value: &w.Package, is: isPackage, want: "a slash path from the folder that holds " + Folder},
		{key: "layer", value: &w.Layer, optional: true, is: isLayer, want: "the key of a layer, as in “trust-dimensions”"},
		{key: "rule", value: &w.Rule, is: r.isWaivable, want: "the name of a rule that can be waived; `atlas-desk rules` lists them"},
		{key: "words", value: &w.Words},
		{key: "reason", value: &w.Reason},
		{key: "by", value: &w.By},
		{key: "date", value: &w.Date, bare: true, is: isDate, want: "a day, as in 2026-03-31"},
		{key: "finding", value: &w.About.Finding, bare: true, is: isHash, want: digits},
		{key: "text", value: &w.About.Text, optional: true, bare: true, is: isHash, want: digits},
		{key: "evidence", value: &w.About.Evidence, optional: true, bare: true, is: isHash, want: digits},
	}
}

// field is one key of a waiver.
type field struct {
	key      string
	value    *string
	optional bool
	bare     bool              // it is written without quotes
	is       func(string) bool // nil for any words
	want     string            // of is
}

func (r *waiversReader) waiver(n *yaml.Node) (w PackageWaiver) {
	before, all := len(r.faults), r.fields(&w)
	keys := make([]string, len(all))
	for i, f := range all {
		keys[i] = f.key
	}
	for key, value := range r.pairs(n, "a waiver is a block of keys: "+list(keys)) {
		if i := slices.Index(keys, key.Value); i >= 0 {
			r.field(all[i], value)
		} else {
			r.fault(key, "“%s” is no key of a waiver; %s", shortened(key.Value), meant(key.Value, keys, "there are "+list(keys)))
		}
	}
	for _, f := range all {
		if *f.value == "" && !f.optional && len(r.faults) == before {
			r.fault(n, "this waiver has no %s", f.key)
		}
	}
	return w
}

func (r *waiversReader) field(f field, value *yaml.Node) {
	switch {
	case value.Kind != yaml.ScalarNode || isEmpty(value):
		r.fault(value, "the %s of a waiver is a few words", f.key)
	case f.is != nil && !f.is(value.Value):
		r.fault(value, "“%s” is not %s", shortened(value.Value), f.want)
	default:
		*f.value = value.Value
	}
}

func isPackage(s string) bool {
	return path.Clean(s) == s && !path.IsAbs(s) && s != ".." && !strings.HasPrefix(s, "../") && !strings.Contains(s, `\`)
}

func isLayer(s string) bool {
	l, ok := atlas.LayerOf(s)
	return ok && l.Key() == s
}

// waivable are the names of the rules but for those about waivers: a waiver of
// a waiver would be read by nobody.
func waivable() (names []string) {
	for _, r := range check.Rules() {
		if r.Waived == nil {
			names = append(names, r.Name)
		}
	}
	return names
}

func (r *waiversReader) isWaivable(s string) bool { return slices.Contains(r.rules, s) }

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

func isHash(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil && len(s) == 32
}

// shortened keeps a message on a line.
func shortened(s string) string {
	const most = 60
	if short := []rune(s); len(short) > most {
		return string(short[:most]) + "…"
	}
	return s
}

// compareWaivers is the order of the file: by package and layer, so that two
// people who waive at different places change different lines.
func compareWaivers(a, b *PackageWaiver) int {
	return cmp.Or(strings.Compare(a.Package, b.Package), cmp.Compare(layerOrder(a.Layer), layerOrder(b.Layer)), strings.Compare(a.Rule, b.Rule),
		strings.Compare(a.Words, b.Words), strings.Compare(a.About.Finding, b.About.Finding),
		strings.Compare(a.About.Text, b.About.Text), strings.Compare(a.About.Evidence, b.About.Evidence))
}

func layerOrder(key string) int {
	if l, ok := atlas.LayerOf(key); ok {
		return int(l)
	}
	return -1 // the package as a whole comes first
}
