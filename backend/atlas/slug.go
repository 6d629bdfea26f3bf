package atlas

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxSlug is the length of the longest slug, in bytes.
const maxSlug = 63

// SlugOf makes a slug of a jurisdiction's name: "New Mexico" is "new-mexico",
// "Côte d'Ivoire" is "cote-divoire". It is empty where nothing of the name can
// stand in a slug, as with a name in another script.
func SlugOf(name string) string {
	var out strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(name) {
		switch r = unicode.ToLower(r); {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			if gap && out.Len() > 0 {
				out.WriteByte('-')
			}
			gap = false
			out.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
		default:
			gap = true
		}
	}
	slug := strings.TrimRight(out.String()[:min(out.Len(), maxSlug)], "-")
	if !IsSlug(slug) {
		return ""
	}
	return slug
}
