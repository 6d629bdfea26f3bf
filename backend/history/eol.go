package history

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
)

// conversion is what git does to line ends when a file is committed. It
// follows convert_attrs and crlf_to_git in git's convert.c.
type conversion int

const (
	keepEOL conversion = iota // commit the bytes as they are
	textEOL                   // commit every CRLF as LF
	autoEOL                   // the same, if the content is text and was committed with LF
)

// eolOf decides by the attributes of a file and the setting core.autocrlf.
func eolOf(a attributes, autocrlf variable) conversion {
	text := a["text"]
	if text == "" {
		text = a["crlf"] // the attribute's name until git 1.7.2
	}
	switch {
	case text == attrUnset:
		return keepEOL
	case text == "auto":
		return autoEOL
	case text == attrSet, text == "input", a["eol"] == "lf", a["eol"] == "crlf":
		return textEOL
	case autocrlf.isTrue(), strings.EqualFold(autocrlf.value, "input"):
		return autoEOL
	}
	return keepEOL
}

// settle decides what automatic conversion means for one file: files committed
// with CRLF keep it, so that an edit changes only its own lines.
func (c conversion) settle(committed []byte) conversion {
	if c == autoEOL && bytes.Contains(committed, crlf) && !isBinary(committed) {
		return keepEOL
	}
	return c
}

var crlf = []byte("\r\n")

// strip is content as git commits it.
func (c conversion) strip(content []byte) []byte {
	if c == keepEOL || c == autoEOL && isBinary(content) || !bytes.Contains(content, crlf) {
		return content
	}
	return bytes.ReplaceAll(content, crlf, []byte("\n"))
}

// checksOutCRLF says whether git writes a file of text with CRLF into the work
// tree. It follows output_eol and text_eol_is_crlf in git's convert.c.
func checksOutCRLF(a attributes, settings config) bool {
	autocrlf, _ := settings.find("core.autocrlf")
	eol := strings.ToLower(cmp.Or(a["eol"], settings.get("core.eol")))
	switch {
	case a["text"] == attrUnset, a["text"] == "input", a["eol"] == "lf":
		return false
	case a["eol"] == "crlf", autocrlf.isTrue():
		return true
	case strings.EqualFold(autocrlf.value, "input"):
		return false
	}
	return eol == "crlf" || eol != "lf" && runtime.GOOS == "windows"
}

// unstrip is content as git checks it out with CRLF, where that is converted.
func (c conversion) unstrip(content []byte) []byte {
	if c == keepEOL || bytes.Contains(content, crlf) || isBinary(content) {
		return content
	}
	return bytes.ReplaceAll(content, []byte("\n"), crlf)
}

// isBinary guesses as git does: a NUL, a CR without LF, or more than one
// control character for every 128 printable bytes.
func isBinary(content []byte) bool {
	printable, control := 0, 0
	for i, c := range content {
		switch {
		case c == 0, c == '\r' && !bytes.HasPrefix(content[i+1:], []byte("\n")):
			return true
		case c == '\n', c == '\r':
		case c == 0x1a && i == len(content)-1: // the end of file mark of DOS
		case c == '\b', c == '\t', c == '\f', c == 0x1b, c >= ' ' && c != 0x7f:
			printable++
		default:
			control++
		}
	}
	return printable>>7 < control
}

// unsupportedAttributes change the bytes of a commit in ways this package does
// not know: filters are programs (Git LFS is one), ident expands $Id$, and
// working-tree-encoding converts to UTF-8.
var unsupportedAttributes = []string{"filter", "ident", "working-tree-encoding"}

// supported refuses a file with an attribute that would need git itself.
func (a attributes) supported(name string) error {
	for _, attribute := range unsupportedAttributes {
		if state := a[attribute]; state != "" && state != attrUnset {
			return refuse(name+" has the git attribute "+attribute, "Commit this file with git, or remove the attribute in .gitattributes.")
		}
	}
	return nil
}

// attributeFiles reads the files of attributes that count for a path, the most
// important last: the built-in macros, those of system and user, .gitattributes
// from the root down, and info/attributes.
func (r *Repo) attributeFiles(settings config, name string, committed func(string) ([]byte, error)) ([]attributeFile, error) {
	user := userGitFile("attributes")
	if v, ok := settings.find("core.attributesfile"); ok {
		user = within(r.root, expandHome(v.value))
	}
	files := []attributeFile{builtinAttributes}
	for _, file := range []string{systemAttributes(), user} {
		if err := appendAttributes(&files, file); err != nil {
			return nil, err
		}
	}
	for _, folder := range foldersOf(name) {
		text, err := r.workTreeAttributes(path.Join(folder, ".gitattributes"), committed)
		if err != nil {
			return nil, err
		}
		files = append(files, parseAttributes(string(text), folder, folder == ""))
	}
	return files, appendAttributes(&files, filepath.Join(r.commonDir, "info", "attributes"))
}

func systemAttributes() string {
	if v := (variable{value: os.Getenv("GIT_ATTR_NOSYSTEM")}); v.isTrue() {
		return ""
	}
	return "/etc/gitattributes"
}

// appendAttributes reads a file outside of the work tree, if it exists.
func appendAttributes(files *[]attributeFile, name string) error {
	text, err := readSmall(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	*files = append(*files, parseAttributes(string(text), "", true))
	return err
}

// workTreeAttributes reads a .gitattributes file, or its committed version if
// the work tree has none.
func (r *Repo) workTreeAttributes(name string, committed func(string) ([]byte, error)) ([]byte, error) {
	file := filepath.Join(r.root, filepath.FromSlash(name))
	info, err := os.Lstat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return committed(name)
	}
	if err != nil || info.Mode()&fs.ModeSymlink != 0 {
		return nil, err // git does not follow a link here either
	}
	return readSmall(file)
}

// foldersOf lists the folders a path lies in, from the root ("") down.
func foldersOf(name string) []string {
	folders := []string{""}
	for i, c := range name {
		if c == '/' {
			folders = append(folders, name[:i])
		}
	}
	return folders
}
