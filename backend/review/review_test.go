package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/pack"

	"github.com/google/go-cmp/cmp"
)

const (
	registers = "The Registry Office states that it keeps 17 registers of ships."
	tides     = "The Harbour Board states that it publishes tide tables twice a year."
)

// version is a package about Ruritania with these texts.
func version(evidence, signals string) changelog.Version {
	return changelog.Read(pack.New("ruritania", []*pack.File{
		pack.Parse(atlas.Evidence, "# Ruritania - Evidence Layer\n\n## Offices\n\n"+evidence+"\n"),
		pack.Parse(atlas.Signals, "# Ruritania - Signals\n\n"+signals+"\n"),
	}, nil))
}

// seen is a reviewer at work: what they say is bound to what they see.
type seen struct {
	t       *testing.T
	records []Record
	clock   int
}

func (s *seen) queue(v changelog.Version) *Queue { return Of(v.Package, v.Graph, s.records) }

func (s *seen) time() string {
	s.clock++
	return fmt.Sprintf("2026-03-01T10:%02d:00Z", s.clock)
}

// say signs each statement of a package that has the words.
func (s *seen) say(v changelog.Version, by string, kind Kind, words string) {
	s.t.Helper()
	for _, i := range s.queue(v).Items {
		if strings.Contains(i.Text.Text, words) {
			r := Record{Kind: kind, Layer: i.Text.Layer.Key(), Section: i.Section, Words: i.Text.Text, Evidence: i.Evidence(), Seal: i.Seal(), By: by, Time: s.time()}
			s.records = slices.DeleteFunc(s.records, func(o Record) bool { return o.Key() == r.Key() })
			s.records = append(s.records, r)
			return
		}
	}
	s.t.Fatalf("nothing says %q", words)
}

func (s *seen) comment(v changelog.Version, by, words, to, note string) string {
	s.t.Helper()
	i := slices.IndexFunc(s.queue(v).Items, func(i Item) bool { return strings.Contains(i.Text.Text, words) })
	if i < 0 {
		s.t.Fatalf("nothing says %q", words)
	}
	item := s.queue(v).Items[i]
	r := Record{Kind: Comment, Layer: item.Text.Layer.Key(), Section: item.Section, Words: item.Text.Text, To: to, Note: note, By: by, Time: s.time()}
	r.ID = CommentID(&r)
	s.records = append(s.records, r)
	return r.ID
}

// states are told as "state words: evidence as it was → as it is".
func told(q *Queue) (out []string) {
	for i := range q.Items {
		item := &q.Items[i]
		line := string(item.State) + " " + item.Text.Text
		if b := item.Basis(); b != nil && item.State == Reworded {
			line += " < " + b.Words
		}
		for _, g := range item.Grounds {
			if g.Was != "" && !g.Same() {
				now := "nothing"
				if g.Now != nil {
					now = g.Now.Text
				}
				line += fmt.Sprintf(" [%s > %s]", g.Was, now)
			}
		}
		out = append(out, line)
	}
	return out
}

func TestStates(t *testing.T) {
	const ships, tables = "The 17 registers of ships signal continuity.", "The tide tables signal regular publication."
	both := "## Registers\n\n" + ships + "\n\n## Harbours\n\n" + tables
	before := version(registers+"\n\n"+tides, both)
	for _, c := range []struct {
		name              string
		evidence, signals string
		said              func(*seen)
		want              []string
	}{
		{"nobody looked", registers + "\n\n" + tides, both, func(*seen) {}, []string{"new " + ships, "new " + tables}},
		{"approved and flagged", registers + "\n\n" + tides, both,
			func(s *seen) { s.say(before, "Ada", Approved, "registers"); s.say(before, "Ada", Flagged, "tide") },
			[]string{"approved " + ships, "flagged " + tables}},
		{"a later verdict of the same person counts", registers + "\n\n" + tides, both,
			func(s *seen) { s.say(before, "Ada", Flagged, "registers"); s.say(before, "Ada", Approved, "registers") },
			[]string{"approved " + ships, "new " + tables}},
		{"a flag stands though another person approves", registers + "\n\n" + tides, both,
			func(s *seen) { s.say(before, "Ada", Flagged, "registers"); s.say(before, "Bob", Approved, "registers") },
			[]string{"flagged " + ships, "new " + tables}},
		{"reworded", registers + "\n\n" + tides, strings.Replace(both, "signal continuity", "signal long continuity", 1),
			func(s *seen) { s.say(before, "Ada", Approved, "registers") },
			[]string{"changed The 17 registers of ships signal long continuity. < " + ships, "new " + tables}},
		{"reworded, and commented on since", registers + "\n\n" + tides, strings.Replace(both, "signal continuity", "signal long continuity", 1),
			func(s *seen) {
				s.say(before, "Ada", Approved, "registers")
				s.comment(version(registers+"\n\n"+tides, strings.Replace(both, "signal continuity", "signal long continuity", 1)), "Ada", "registers", "", "How long?")
			},
			[]string{"changed The 17 registers of ships signal long continuity. < " + ships, "new " + tables}},
		{"the evidence is reworded", strings.Replace(registers, "17 registers", "18 registers", 1) + "\n\n" + tides, both,
			func(s *seen) { s.say(before, "Ada", Approved, "registers"); s.say(before, "Ada", Approved, "tide") },
			[]string{"evidence " + ships + " [" + registers + " > " + strings.Replace(registers, "17", "18", 1) + "]", "approved " + tables}},
		{"the evidence is gone", tides, both, func(s *seen) { s.say(before, "Ada", Approved, "registers") },
			[]string{"evidence " + ships + " [" + registers + " > nothing]", "new " + tables}},
		{"one of two people saw the evidence of today", strings.Replace(registers, "17 registers", "18 registers", 1) + "\n\n" + tides, both,
			func(s *seen) {
				s.say(before, "Ada", Approved, "registers")
				s.say(version(strings.Replace(registers, "17 registers", "18 registers", 1)+"\n\n"+tides, both), "Bob", Approved, "registers")
			},
			[]string{"approved " + ships, "new " + tables}},
		{"moved, in other letters, and doubled", registers + "\n\n" + tides, "## Harbours\n\n" + tables + "\n\n" + strings.ToUpper(ships) + "\n\n## Again\n\n" + ships,
			func(s *seen) { s.say(before, "Ada", Approved, "registers") },
			[]string{"new " + tables, "approved " + strings.ToUpper(ships), "approved " + ships}},
		{"more evidence came", registers + "\n\n" + tides + "\n\nThe Registry Office states that the registers of ships are public.", both,
			func(s *seen) { s.say(before, "Ada", Approved, "registers") }, []string{"approved " + ships, "new " + tables}},
		{"gone", registers + "\n\n" + tides, tables, func(s *seen) { s.say(before, "Ada", Approved, "registers") }, []string{"new " + tables}},
	} {
		s := &seen{t: t}
		c.said(s)
		if d := cmp.Diff(c.want, told(s.queue(version(c.evidence, c.signals)))); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

func TestCounts(t *testing.T) {
	v := version(registers, "The registers A signal.\n\nThe registers B signal.\n\nThe registers C signal.")
	s := &seen{t: t}
	s.say(v, "Ada", Approved, "A")
	s.say(v, "Ada", Flagged, "B")
	if got := s.queue(v).Counts(); got != (Counts{1, 1, 1}) || got.Of() != 3 {
		t.Errorf("counts %+v", got)
	}
}

func TestThreads(t *testing.T) {
	const signals = "The 17 registers of ships signal continuity of law.\n\nThe tide tables signal regular publication."
	v := version(registers+"\n\n"+tides, signals)
	s := &seen{t: t}
	first := s.comment(v, "Ada", "registers", "", "Which registers?")
	s.comment(v, "Bob", "registers", first, "Those of ships.")
	second := s.comment(v, "Ada", "tide", "", "How often?")
	s.records = append(s.records,
		Record{Kind: Resolved, To: first, By: "Ada", Time: s.time()},
		Record{Kind: Resolved, To: second, By: "Ada", Time: s.time()},
		Record{Kind: Reopened, To: second, By: "Bob", Time: s.time()},
		Record{Kind: Resolved, To: "no such", By: "Bob", Time: s.time()})
	tell := func(threads []Thread) (out []string) {
		for _, th := range threads {
			line := th.First.Note
			for _, r := range th.Replies {
				line += " / " + r.Note
			}
			if th.Resolved != nil {
				line += " (resolved by " + th.Resolved.By + ")"
			}
			out = append(out, line)
		}
		return out
	}
	now := s.queue(version(registers+"\n\n"+tides, "The 17 registers of ships signal long continuity of law."))
	if d := cmp.Diff([]string{"Which registers? / Those of ships. (resolved by Ada)"}, tell(now.Items[0].Threads)); d != "" {
		t.Error("a reworded statement: ", d)
	}
	if d := cmp.Diff([]string{"How often?"}, tell(now.Lost)); d != "" {
		t.Error("a statement that is gone: ", d)
	}
	if q := s.queue(v); len(q.Lost) != 0 || len(q.Items[1].Threads) != 1 {
		t.Errorf("before: %+v", q.Lost)
	}
}

func TestSeal(t *testing.T) {
	r := Record{Kind: Approved, Layer: "signals", Words: "It “holds”.", Evidence: []string{"One.", "Two."}}
	r.Seal = Seal(r.Layer, "it \"holds\"", []string{"two", "one"})
	if !r.IsIntact() {
		t.Error("letters and order count")
	}
	for _, other := range []string{Seal("profile", r.Words, r.Evidence), Seal(r.Layer, "It held.", r.Evidence), Seal(r.Layer, r.Words, r.Evidence[:1])} {
		if other == r.Seal {
			t.Error("a seal of something else")
		}
	}
}

func TestKey(t *testing.T) {
	a := Record{Kind: Approved, Layer: "signals", Words: "It holds.", By: "Ada"}
	for _, c := range []struct {
		b    Record
		same bool
	}{
		{Record{Kind: Flagged, Layer: "signals", Words: "it holds", By: "Ada"}, true},
		{Record{Kind: Flagged, Layer: "signals", Words: "It holds.", By: "Bob"}, false},
		{Record{Kind: Flagged, Layer: "profile", Words: "It holds.", By: "Ada"}, false},
		{Record{Kind: Comment, Layer: "signals", Words: "It holds.", By: "Ada"}, false},
	} {
		if got := a.Key() == c.b.Key(); got != c.same {
			t.Errorf("%+v: %v", c.b, got)
		}
	}
	if (&Record{Kind: Finished, Time: "1"}).Key() == (&Record{Kind: Finished, Time: "2"}).Key() || (&Record{Kind: Resolved, To: "a"}).Key() != (&Record{Kind: Reopened, To: "a"}).Key() {
		t.Error("reviews or threads are mistaken")
	}
}
