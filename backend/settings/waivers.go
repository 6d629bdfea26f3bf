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
	"atlasdesk/backend/merge"
	"atlasdesk/backend/text"
)

// WaiversFile, in [Folder], holds the findings that people accept.
const WaiversFile = Folder + "/waivers.yaml"

// WaiversLimit is how large that file may be, in bytes.
const WaiversLimit = 1 << 20

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
	all, err := waivers().parse(name, source)
	if err != nil {
		return nil, err
	}
	out := &Waivers{all, map[string][]check.Waiver{}}
	for _, w := range all {
		out.byPackage[w.Package] = append(out.byPackage[w.Package], w.Waiver)
	}
	return out, nil
}

// AddWaiver is the edit that writes a waiver into the text of a file of
// waivers, which may be empty, at its place in the order. One about the same
// is replaced. Comments and the look of the file stay. It fails where the file
// is wrong, and where it is written so that only a person can add to it.
func AddWaiver(name, source string, w PackageWaiver) (text.Edit, error) {
	return waivers().add(name, source, &w)
}

// RemoveWaiver is the edit that takes a waiver out of the text of a file of
// waivers. It fails as [AddWaiver] does.
func RemoveWaiver(name, source string, w PackageWaiver) (text.Edit, error) {
	return waivers().remove(name, source, &w)
}

// MergeWaivers joins two files of waivers that come from a third one, as sets:
// what either side added is there, what either side took back is gone. Comments
// are those of ours. Where the two did different things to one waiver, or a
// file is wrong, the merge is one of lines, with what has to be decided.
func MergeWaivers(base, ours, theirs string) merge.Result {
	return waivers().merge(base, ours, theirs)
}

// waivers is the format of the file.
func waivers() *format[PackageWaiver] {
	rules := waivable()
	isWaivable := func(s string) bool { return slices.Contains(rules, s) }
	const digits = "32 hexadecimal digits, which Atlas Desk writes"
	return &format[PackageWaiver]{
		list: "waivers", one: "waiver", limit: WaiversLimit, shrink: "remove those that no longer apply",
		head: "# Findings that a person accepts, and why; see “Waivers” in the manual of Atlas Desk.\n",
		fields: func(w *PackageWaiver) []field {
			return []field{
				{key: "package", value: &w.Package, is: isPackage, want: "a slash path from the folder that holds " + Folder},
				{key: "layer", value: &w.Layer, optional: true, is: isLayer, want: aLayer},
				{key: "rule", value: &w.Rule, is: isWaivable, want: "the name of a rule that can be waived; `atlas-desk rules` lists them"},
				{key: "words", value: &w.Words},
				{key: "reason", value: &w.Reason},
				{key: "by", value: &w.By},
				{key: "date", value: &w.Date, bare: true, is: isDate, want: "a day, as in 2026-03-31"},
				{key: "finding", value: &w.About.Finding, bare: true, is: isHash, want: digits},
				{key: "text", value: &w.About.Text, optional: true, bare: true, is: isHash, want: digits},
				{key: "evidence", value: &w.About.Evidence, optional: true, bare: true, is: isHash, want: digits},
			}
		},
		order: compareWaivers,
		key: func(w *PackageWaiver) string {
			return strings.Join([]string{w.Package, w.Rule, w.Layer, w.About.Finding, w.About.Text, w.About.Evidence}, "\x00")
		},
	}
}

func isPackage(s string) bool {
	return path.Clean(s) == s && !path.IsAbs(s) && s != ".." && !strings.HasPrefix(s, "../") && !strings.Contains(s, `\`)
}

const aLayer = "the key of a layer, as in “trust-dimensions”"

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

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

func isHash(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil && len(s) == 32
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
