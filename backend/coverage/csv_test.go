package coverage

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"

	"github.com/google/go-cmp/cmp"
)

func TestCSV(t *testing.T) {
	var out bytes.Buffer
	if err := of(ruritania, Shape{Sections: true}).CSV(&out); err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(`Line,Section,Evidence statements,Used,Signals,Trust dimensions,Metadata,Profile,Builder mode,Change log,Use,Worst finding
3,Scope,0,0,0,0,0,0,0,0,frames,
7,Registers,2,1,1,1,0,0,0,0,partly used,error
13,Payments,1,1,1,0,0,0,0,0,used,
17,Registers,1,0,0,0,0,0,0,0,unused,
`, "\n", "\r\n")
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

func TestHarmless(t *testing.T) {
	for text, want := range map[string]string{
		"plain":             "plain",
		"":                  "",
		"=HYPERLINK(\"x\")": "'=HYPERLINK(\"x\")",
		"+1":                "'+1",
		"-1":                "'-1",
		"@SUM(A1)":          "'@SUM(A1)",
		"|cmd":              "'|cmd",
		"\t=1":              "'=1",
		"\u00a0=1":          "'=1",
		"＝1":                "'＝1",
		"a\r\n=b":           "a =b",
		"a\x1b[2Jb\u202e":   "a\ufffd[2Jb\ufffd",
		"\x00=1":            "\ufffd=1",
		"a = b":             "a = b",
	} {
		if got := harmless(text); got != want {
			t.Errorf("harmless(%q) = %q, want %q", text, got, want)
		}
	}
}

// Whatever a package says, its table has one record for each row, as long as
// the head, and no cell begins a formula.
func FuzzCSV(f *testing.F) {
	f.Add("## =cmd\n\n=1+1 \"a\",b. @x says so.\n", "## -x\n\n=1+1 \"a\",b.")
	f.Add(evidence, signals)
	f.Fuzz(func(t *testing.T, above, below string) {
		m := of(map[atlas.Layer]string{atlas.Evidence: above, atlas.Signals: below}, Shape{Layer: atlas.Signals})
		var out bytes.Buffer
		if err := m.CSV(&out); err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(&out).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(records) != len(m.Rows)+1 {
			t.Errorf("%d records of %d rows", len(records), len(m.Rows))
		}
		for _, r := range records {
			for _, cell := range r {
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r\n|%") {
					t.Errorf("%q begins a formula", cell)
				}
			}
		}
	})
}
