package changelog

import "testing"

func TestWithdraw(t *testing.T) {
	const (
		log   = "# Ruritania - Change Log\n\nNotes.\n\n## Changes\n\n### One\n<!-- entry: a -->\n\nWas.\n"
		entry = "### Two\n<!-- entry: b -->\n\nIs."
	)
	for name, c := range map[string]struct {
		before, after, rest string
		taken               int
	}{
		"an entry":              {log, Insert(log, "Ruritania", entry), log, 1},
		"two entries":           {log, Insert(Insert(log, "Ruritania", entry), "Ruritania", "### Three\n<!-- entry: c -->"), log, 2},
		"the first entry":       {"# Ruritania - Change Log\n", Insert("# Ruritania - Change Log\n", "Ruritania", entry), "# Ruritania - Change Log\n", 1},
		"no final newline":      {"# Ruritania - Change Log", Insert("# Ruritania - Change Log", "Ruritania", entry), "# Ruritania - Change Log", 1},
		"all of the change log": {"", Insert("", "Ruritania", entry), "", 1},
		"an edit besides":       {log, Insert(log, "Ruritania", entry) + "\nAdded by hand.\n", log + "\nAdded by hand.\n", 1},
		"an edit alone":         {log, log + "\nAdded by hand.\n", log + "\nAdded by hand.\n", 0},
		"nothing":               {log, log, log, 0},
		"no mark":               {log, Insert(log, "Ruritania", "### By hand"), Insert(log, "Ruritania", "### By hand"), 0},
	} {
		if rest, taken := Withdraw(c.before, c.after, "Ruritania", func(string, string) bool { return true }); rest != c.rest || taken != c.taken {
			t.Errorf("%s: %d taken, left %q, want %q", name, taken, rest, c.rest)
		}
	}
}
