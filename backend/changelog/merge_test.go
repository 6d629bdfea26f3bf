package changelog

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"atlasdesk/backend/merge"

	"github.com/google/go-cmp/cmp"
)

// shownMerge writes a result with its conflicts as {base|ours|theirs}.
func shownMerge(r merge.Result) string {
	var out strings.Builder
	for _, h := range r.Hunks {
		if h.Conflict {
			out.WriteString("{" + h.Base + "|" + h.Ours + "|" + h.Theirs + "}")
		} else {
			out.WriteString(h.Text)
		}
	}
	return out.String()
}

const logHead = "# Ruritania - Change Log\n\n## Initial package creation\n\nThe package was created. It has seven layers.\n"

func TestMerge(t *testing.T) {
	const (
		a  = "### 2026-11-20: Signals, one figure changed\n<!-- entry: A1 -->\n\n- “17” became “19”.\n"
		a2 = "### 2026-11-20: Signals, one figure changed\n<!-- entry: A1 -->\n\n- “17” became “19”. It was miscounted.\n"
		a3 = "### 2026-11-20: Signals, one figure changed\n<!-- entry: A1 -->\n\n- “17” became “nineteen”.\n"
		b  = "### 2026-11-22: Profile, layout only\n<!-- entry: B1 -->\n\nThis is an observational change.\n"
		c  = "### 2026-11-23: Evidence, one name changed\n<!-- entry: C1 -->\n\nThis is a structural change.\n"
		h  = "### By hand\n\nA note.\n"
		d  = "### 2026-11-21: One figure counted again\n\n- It is 19.\n"
		d2 = "### 2026-11-22: One name spelled anew\n\n- It is Zenda.\n"
		h2 = "### By hand\n\nAnother note.\n"
	)
	log := func(entries ...string) string { return logHead + "\n## Changes\n\n" + strings.Join(entries, "\n") }
	for _, x := range []struct{ name, base, ours, theirs, want string }{
		{"an entry on each side", log(a), log(b, a), log(c, a), log(c, b, a)},
		{"the first entry on each side", logHead, log(b), log(c), log(c, b)},
		{"the same entry on both sides", log(a), log(b, a), log(c, b, a), log(c, b, a)},
		{"edited on one side, one added on the other", log(a), log(a2), log(b, a), log(b, a2)},
		{"edited differently", log(a), log(a2), log(a3), log("### 2026-11-20: Signals, one figure changed\n<!-- entry: A1 -->\n\n{- “17” became “19”.|- “17” became “19”. It was miscounted.|- “17” became “nineteen”.}\n")},
		{"removed on one side", log(b, a), log(a), log(c, b, a), log(c, a)},
		{"removed and edited", log(a), logHead + "\n## Changes\n", log(a2), log("{" + strings.TrimSpace(a) + "||" + strings.TrimSpace(a2) + "}\n")},
		{"notes by hand under one heading", log(a), log(h, a), log(h2, a), log(h, h2, a)},
		{"the same note by hand", log(a), log(h, a), log(h, b, a), log(h, b, a)},
		{"a note edited below a new one of its name", log(h), log(h2, h), log(strings.Replace(h, "A note", "A better note", 1)), log(h2, strings.Replace(h, "A note", "A better note", 1))},
		{"oldest first", log(a, b), log(a, b, c), log(a, b, h), log(a, b, h, c)},
		{"sections at the end", logHead, logHead + "\n## Topology\n\nAdded.\n", logHead + "\n## Status\n\nComplete.", logHead + "\n## Status\n\nComplete.\n\n## Topology\n\nAdded."},
		{"a section edited by sentences", logHead, strings.Replace(logHead, "was created", "was made", 1), strings.Replace(logHead, "seven", "six", 1), strings.NewReplacer("was created", "was made", "seven", "six").Replace(logHead)},
		{"an entry and the introduction", log(a), log(b, a), strings.Replace(log(a), "seven layers", "all layers", 1), strings.Replace(log(b, a), "seven layers", "all layers", 1)},
		{"a section removed with its entries", log(a), logHead, log(b, a), logHead + "\n{" + strings.TrimSpace(strings.TrimPrefix(log(a), logHead)) + "||" + strings.TrimSpace(strings.TrimPrefix(log(b, a), logHead)) + "}\n"},
		{"dated notes at the end of a log without the section", logHead, logHead + "\n" + d, logHead + "\n" + d2, logHead + "\n" + d2 + "\n" + d},
		{"dated notes before all sections", "# Ruritania\n", "# Ruritania\n\n" + d, "# Ruritania\n\n" + d2, "# Ruritania\n\n" + d2 + "\n" + d},
		{"dated notes with headings in them", logHead, logHead + "\n" + d + "\n#### Why\n\nSo.\n", logHead + "\n" + d2, logHead + "\n" + d2 + "\n" + d + "\n#### Why\n\nSo.\n"},
		{"other headings of a section are its text", logHead, logHead + "\n### Why\n\nSo.\n", strings.Replace(logHead, "was created", "was made", 1), strings.Replace(logHead, "was created", "was made", 1) + "\n### Why\n\nSo.\n"},
		{"no title", "", "## Changes\n\n" + b, "## Changes\n\n" + a, "## Changes\n\n" + b + "\n" + a},
		{"nothing but an end", "", "\n", "", "\n"},
	} {
		if diff := cmp.Diff(x.want, shownMerge(Merge(x.base, x.ours, x.theirs))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", x.name, diff)
		}
	}
}

// TestMergeProperties merges logs in which entries and sections were added,
// removed and edited at random.
func TestMergeProperties(t *testing.T) {
	clean := 0
	for seed := range 3000 {
		r := rand.New(rand.NewPCG(uint64(seed), 3))
		base := randomLog(r)
		ours, theirs := editedLog(r, base), editedLog(r, base)
		if _, ok := Merge(base, ours, theirs).Text(); ok {
			clean++
		}
		fault := mergeFault(base, ours, theirs)
		merged := shownMerge(Merge(base, ours, theirs))
		if name := lossOf(base, ours, theirs, merged); name != "" {
			fault = name + " is lost in\n" + merged
		}
		if again := shownMerge(exchanged(Merge(base, theirs, ours))); again != merged {
			fault = "the sides do not exchange: " + cmp.Diff(merged, again)
		}
		if strings.Contains(merged, "\n\n\n") {
			fault = "blank lines gather in\n" + merged
		}
		if fault != "" {
			t.Fatalf("seed %d: %s\nbase:\n%s\nours:\n%s\ntheirs:\n%s", seed, fault, base, ours, theirs)
		}
	}
	if t.Logf("%d of 3000 clean", clean); clean < 1000 {
		t.Error("too few clean merges to show anything")
	}
}

func exchanged(r merge.Result) merge.Result {
	for i, h := range r.Hunks {
		r.Hunks[i].Ours, r.Hunks[i].Theirs = h.Theirs, h.Ours
	}
	return r
}

// mergeFault says which law of merging change logs three texts break.
func mergeFault(base, ours, theirs string) string {
	for _, same := range []struct{ law, base, ours, theirs, want string }{
		{"merge(o, a, o) = a", base, ours, base, ours},
		{"merge(o, o, b) = b", base, base, theirs, theirs},
		{"merge(o, a, a) = a", base, ours, ours, ours},
	} {
		if got, ok := Merge(same.base, same.ours, same.theirs).Text(); !ok || got != same.want {
			return fmt.Sprintf("%s: got %q", same.law, got)
		}
	}
	return ""
}

var editNames = regexp.MustCompile(`(?:side|base)\d+(?:-\d+)?\b`)

// lossOf names an edit that a merge of random logs loses: one of a side, or
// what both sides still have.
func lossOf(base, ours, theirs, shown string) string {
	for _, pair := range [][2]string{{ours, theirs}, {theirs, ours}} {
		for _, name := range editNames.FindAllString(pair[0], -1) {
			isNew := !strings.Contains(base, name)
			if (isNew || strings.Contains(pair[1], name)) && !strings.Contains(shown, name) {
				return name
			}
		}
	}
	return ""
}

func randomLog(r *rand.Rand) string {
	log := logHead
	for i := range r.IntN(5) {
		log = randomStep(r, log, fmt.Sprint("base", i))
	}
	return log
}

func editedLog(r *rand.Rand, log string) string {
	side := fmt.Sprint("side", r.IntN(1000))
	for i := range r.IntN(4) {
		log = randomStep(r, log, fmt.Sprint(side, "-", i))
	}
	return log
}

func randomStep(r *rand.Rand, log, name string) string {
	present := Entries(log)
	date := fmt.Sprintf("2026-11-%02d", 10+r.IntN(4))
	switch kind := r.IntN(8); {
	case kind < 4:
		return Insert(log, "Ruritania", "### "+date+": Signals, "+name+"\n<!-- entry: "+name+" -->\n\nThis is "+name+". It stands.")
	case kind < 5:
		return Insert(log, "Ruritania", "### "+date+"\n\nBy hand: "+name+".")
	case kind < 6 && r.IntN(2) == 0:
		return strings.TrimRight(log, "\n") + "\n\n### " + date + ": Noted at the end\n\nBy hand: " + name + "."
	case kind < 6:
		return strings.TrimRight(log, "\n") + "\n\n## Section " + name + "\n\nAdded."
	case len(present) == 0:
		return log
	}
	e := present[r.IntN(len(present))]
	if r.IntN(3) == 0 {
		return log[:e.Span.Start] + strings.TrimLeft(log[e.Span.End:], "\n")
	}
	return log[:e.Span.End] + " Edited by " + name + "." + log[e.Span.End:]
}

func FuzzMerge(f *testing.F) {
	f.Add("# R\n\n## Changes\n\n"+entryB, "## Changes\n### a\n## b\n", "```\n## Changes")
	f.Add("- item\n\n  ## Changes\n\n> ### quoted\n", "Changes\n--\n### z\n### z", "## Changes\n## Changes\n### z\n")
	f.Fuzz(func(t *testing.T, base, ours, theirs string) {
		if fault := mergeFault(base, ours, theirs); fault != "" {
			t.Error(fault)
		}
	})
}
