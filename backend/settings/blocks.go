package settings

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// format is that of a file with one list of blocks of lines, each of which
// people can read and this program writes: waivers, and what reviewers said.
type format[T any] struct {
	list, one string // what the list and one of its blocks are called
	head      string // the comment that begins a new file, as a line
	limit     int    // how large the file may be, in bytes
	shrink    string // what to do about one that is larger
	fields    func(*T) []field
	whole     func(*T) string   // what is wrong with a block as a whole, in words; empty for nothing
	order     func(a, b *T) int // of the file: what is apart there changes different lines
	key       func(*T) string   // what a block is about: one takes the place of another about the same
}

// field is one key of a block, in the order of writing: what a person reads
// first. It stands for a text, for a list of texts, or for what is read from a
// text and written as one.
type field struct {
	key      string
	value    *string
	items    *[]string
	get      func() string
	set      func(string) bool // false where it is not as wanted
	optional bool
	bare     bool              // it is written without quotes
	is       func(string) bool // of a value; nil for any words
	want     string            // of is and set
}

func (f *field) empty() bool {
	if f.items != nil {
		return len(*f.items) == 0
	}
	return f.text() == ""
}

func (f *field) text() string {
	if f.get != nil {
		return f.get()
	}
	return *f.value
}

// take takes a text, false where it is not as wanted.
func (f *field) take(s string) bool {
	switch {
	case f.set != nil:
		return f.set(s)
	case f.is != nil && !f.is(s):
		return false
	}
	*f.value = s
	return true
}

// blocksVersion is that of every such format.
const blocksVersion = "1"

// blocks is a file as read, with the nodes that it was read from.
type blocks[T any] struct {
	reader
	*format[T]
	source string
	root   *yaml.Node // nil where there are only comments
	name   *yaml.Node // of the list
	nodes  *yaml.Node // of the blocks; nil where there is none
	found  []placed[T]
	about  map[string]int // which of those is about a key
}

// placed is a block and the line that it begins in.
type placed[T any] struct {
	is   T
	line int
}

// parse reads the text of a file. name is what messages call it. It fails with
// an *[Error].
func (f *format[T]) parse(name, source string) ([]T, error) {
	b := f.read(source)
	if err := b.err(name); err != nil {
		return nil, err
	}
	return b.all(), nil
}

// all are what the blocks say, in the order of the file.
func (b *blocks[T]) all() []T {
	var out []T
	for i := range b.found {
		out = append(out, b.found[i].is)
	}
	return out
}

func (f *format[T]) read(source string) *blocks[T] {
	b := &blocks[T]{format: f, source: source, about: map[string]int{}}
	if len(source) > f.limit {
		b.fault(&yaml.Node{}, "the %s are larger than %d KB; %s", f.list, f.limit>>10, f.shrink)
		return b
	}
	if b.root = b.load(source); b.root == nil {
		return b
	}
	version := false
	for key, value := range b.pairs(b.root, "the file of "+f.list+" has two keys, version and "+f.list) {
		switch key.Value {
		case "version":
			version = true
			if value.Value != blocksVersion {
				b.fault(value, "this is version %s of the format, and version %s is read here; a newer Atlas Desk may read it", shortened(value.Value), blocksVersion)
			}
		case f.list:
			b.name, b.nodes = key, value
		default:
			b.fault(key, "“%s” is no key of the file; %s", shortened(key.Value), meant(key.Value, []string{"version", f.list}, "there are version and "+f.list))
		}
	}
	if !version && !isEmpty(b.root) {
		b.fault(b.root, "the file does not say its version; write “version: %s” at the top", blocksVersion)
	}
	b.readBlocks()
	return b
}

func (b *blocks[T]) readBlocks() {
	if b.nodes == nil || isEmpty(b.nodes) {
		return
	}
	if b.nodes.Kind != yaml.SequenceNode {
		b.fault(b.nodes, "%s are a list, each a block that begins with a dash", b.list)
		return
	}
	for _, n := range b.nodes.Content {
		before := len(b.faults)
		if one := b.block(n); len(b.faults) == before {
			b.about[b.format.key(&one)] = len(b.found)
			b.found = append(b.found, placed[T]{one, n.Line})
		}
	}
}

func (b *blocks[T]) block(n *yaml.Node) (one T) {
	before, all := len(b.faults), b.fields(&one)
	keys := make([]string, len(all))
	for i, f := range all {
		keys[i] = f.key
	}
	for key, value := range b.pairs(n, "a "+b.one+" is a block of keys: "+list(keys)) {
		if i := slices.Index(keys, key.Value); i >= 0 {
			b.field(all[i], value)
		} else {
			b.fault(key, "“%s” is no key of a %s; %s", shortened(key.Value), b.one, meant(key.Value, keys, "there are "+list(keys)))
		}
	}
	for _, f := range all {
		if f.empty() && !f.optional && len(b.faults) == before {
			b.fault(n, "this %s has no %s", b.one, f.key)
		}
	}
	if b.whole != nil && len(b.faults) == before {
		if wrong := b.whole(&one); wrong != "" {
			b.fault(n, "%s", wrong)
		}
	}
	return one
}

func (b *blocks[T]) field(f field, value *yaml.Node) {
	if f.items != nil {
		for _, n := range b.entries(value, "the "+f.key+" of a "+b.one+" is a list of texts") {
			*f.items = append(*f.items, n.Value)
		}
		return
	}
	switch {
	case value.Kind != yaml.ScalarNode || isEmpty(value):
		b.fault(value, "the %s of a %s is a few words", f.key, b.one)
	case !f.take(value.Value):
		b.fault(value, "“%s” is not %s", shortened(value.Value), f.want)
	}
}

// written is a block as lines of the list.
func (f *format[T]) written(one *T, indent int) string {
	var b strings.Builder
	mark, margin := "- ", strings.Repeat(" ", indent)
	for _, field := range f.fields(one) {
		if field.empty() {
			continue
		}
		b.WriteString(margin + mark + field.key + ":")
		mark = "  "
		if field.items == nil {
			b.WriteString(" " + field.written(field.text()) + "\n")
			continue
		}
		b.WriteString("\n")
		for _, item := range *field.items {
			b.WriteString(margin + "    - " + field.written(item) + "\n")
		}
	}
	return b.String()
}

func (f *field) written(s string) string {
	if f.bare {
		return s
	}
	return scalar(s)
}

// shortened keeps a message on a line.
func shortened(s string) string {
	const most = 60
	if short := []rune(s); len(short) > most {
		return string(short[:most]) + "…"
	}
	return s
}
