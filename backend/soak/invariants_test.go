package soak

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestInvariants looks for the tests that the table of the invariants names.
func TestInvariants(t *testing.T) {
	raw, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile(`(?m)^//\tI\d+ +(.+?)  +(.+)$`).FindAllStringSubmatch(string(raw), -1)
	if len(rows) != 15 {
		t.Errorf("the table has %d rows", len(rows))
	}
	for _, row := range rows {
		for _, group := range strings.Split(row[2], "; ") {
			where, names, elsewhere := strings.Cut(group, ": ")
			if !elsewhere {
				where, names = "soak", group
			}
			for _, name := range strings.Split(names, ", ") {
				if !tests(t, where, name) {
					t.Errorf("%s: %s has no %s", row[1], where, name)
				}
			}
		}
	}
}

// tests says whether a package has a test of this name.
func tests(t *testing.T, folder, name string) bool {
	for _, at := range []string{filepath.Join("..", folder), filepath.Join("..", "..", folder)} {
		files, err := filepath.Glob(filepath.Join(at, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.Contains(get(t, file), "\nfunc "+name+"(t *testing.T)") {
				return true
			}
		}
	}
	return false
}
