package preview

import (
	_ "embed"
	"html"
	"strings"
)

// Style is the style sheet of a page. Its colours and measures are variables,
// which the window has and a document brings.
//
//go:embed page.css
var Style string

//go:embed document.css
var variables string

// policy lets a document load nothing and run nothing.
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

// Document is a page as a file that needs no other.
func (p *Page) Document() string {
	var b strings.Builder
	for _, s := range []string{
		"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
		`<meta http-equiv="Content-Security-Policy" content="`, html.EscapeString(policy), "\">\n",
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
		"<title>", html.EscapeString(p.Title), "</title>\n<style>\n", variables, Style, "</style>\n</head>\n<body>\n<main class=\"page\">\n",
		p.HTML,
		"</main>\n</body>\n</html>\n",
	} {
		b.WriteString(s)
	}
	return b.String()
}
