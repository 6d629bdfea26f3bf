package settings

import (
	"strings"
	"testing"
)

// BenchmarkDeclare is what proposing to declare an alias costs, in a file of
// 40 lines.
func BenchmarkDeclare(b *testing.B) {
	source := "aliases:\n"
	for c := 'a'; c <= 'z'; c++ {
		source += "  " + strings.Repeat(string(c), 9) + " Bank: [" + strings.Repeat(string(c), 8) + ", Bank of " + strings.Repeat(string(c), 7) + "]\n"
	}
	source += "severities:\n  package: warning\n"
	d, err := NewDeclarer(name, source)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := d.Declare("Bank of Ruritania", "Central Bank"); err != nil {
			b.Fatal(err)
		}
	}
}
