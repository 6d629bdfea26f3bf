package settings

import (
	"errors"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// load reads the one document of the file; nil where there is none, or only
// comments.
func (r *reader) load(source string) *yaml.Node {
	loader, err := yaml.NewLoader(strings.NewReader(source))
	if err != nil {
		r.syntax(err)
		return nil
	}
	var first, second yaml.Node
	if err := loader.Load(&first); err != nil {
		r.syntax(err)
		return nil
	}
	if err := loader.Load(&second); err == nil {
		r.fault(&second, "a second document begins here; the file is one document, without “---” in it")
	} else {
		r.syntax(err)
	}
	if len(first.Content) == 0 || !r.plain(&first) {
		return nil
	}
	return first.Content[0]
}

// syntax keeps an error of the library. The end of the file is none.
func (r *reader) syntax(err error) {
	var bad *yaml.LoadError
	switch {
	case errors.Is(err, io.EOF):
	case errors.As(err, &bad):
		r.fault(&yaml.Node{Line: bad.Mark.Line, Column: bad.Mark.Column}, "this is not YAML: %s", bad.Message)
	default:
		r.fault(&yaml.Node{}, "this is not YAML: %v", err)
	}
}

// plain refuses what makes a file mean other than it says.
func (r *reader) plain(n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		r.fault(n, "anchors (&) and aliases (*) of YAML are not read here; write the value out")
		return false
	case n.Style&yaml.TaggedStyle != 0:
		r.fault(n, "tags (!) of YAML are not read here; write the value without %s", n.Tag)
		return false
	}
	plain := true
	for _, c := range n.Content {
		plain = r.plain(c) && plain
	}
	return plain
}
