package changelog

import (
	"slices"
	"strings"

	"atlasdesk/backend/lexicon"
	"atlasdesk/backend/trace"
)

// figuresNotIn lists the figures that other lacks, each as often as it does.
// Of several equal figures, those that count the same thing belong together.
func (r *reading) figuresNotIn(other *reading) []figure {
	left := slices.Clone(other.Figures)
	rest := slices.Clone(r.Figures)
	for _, equal := range []func(a, b *trace.Figure) bool{equalCount, equalValue} {
		rest = slices.DeleteFunc(rest, func(f trace.Figure) bool {
			at := slices.IndexFunc(left, func(o trace.Figure) bool { return equal(&f, &o) })
			if at >= 0 {
				left = slices.Delete(left, at, at+1)
			}
			return at >= 0
		})
	}
	for _, f := range r.Figures {
		r.cover(f.First, r.endOf(f))
	}
	var out []figure
	for _, f := range rest {
		out = append(out, figure{f, r.figure(f)})
	}
	return out
}

// figure is a figure as written, with what it counts.
func (r *reading) figure(f trace.Figure) string {
	switch {
	case f.Kind == trace.Percent:
		span := r.Span(f.First, r.endOf(f))
		rest := r.Text.Text[span.End:]
		if sign := strings.Index(rest, "%"); sign >= 0 && strings.TrimSpace(rest[:sign]) == "" {
			span.End += sign + 1
		}
		return span.In(r.Text.Text)
	case (f.Kind == trace.Quantity || f.Kind == trace.Code) && f.Through == f.Last && len(f.Of) > 0 && f.First > 0:
		return r.Written(f.First-1, f.Last) // "Phase 2": what it counts stands before it
	}
	return r.Written(f.First, f.Through)
}

// endOf is the last word of a figure, "percent" and "per cent" included.
func (r *reading) endOf(f trace.Figure) int {
	last := f.Last
	for f.Kind == trace.Percent && last+1 < len(r.Words) && percents[r.Words[last+1].Key] {
		last++
	}
	return last
}

var percents = lexicon.Set("percent per cent")

func equalCount(a, b *trace.Figure) bool {
	return a.Kind == b.Kind && a.Value == b.Value && countSame(a, b)
}

// equalValue takes figures for equal of which one does not say what it counts.
// A percent sign often hides it.
func equalValue(a, b *trace.Figure) bool {
	return a.Kind == b.Kind && a.Value == b.Value && (a.Kind != trace.Quantity || len(a.Of) == 0 || len(b.Of) == 0)
}

type figure struct {
	trace.Figure
	written string
}

// exchangeFigures pairs figures that count the same thing, then those of one
// kind, in order.
func exchangeFigures(gone, fresh []figure) []Exchange {
	partner := slices.Repeat([]int{-1}, len(gone))
	taken := make([]bool, len(fresh))
	for _, fits := range []func(a, b *trace.Figure) bool{countSame, sameKind} {
		for i := range gone {
			for j := range fresh {
				if partner[i] < 0 && !taken[j] && fits(&gone[i].Figure, &fresh[j].Figure) {
					partner[i], taken[j] = j, true
				}
			}
		}
	}
	var out []Exchange
	for i, j := range partner {
		e := Exchange{Was: gone[i].written}
		if j >= 0 {
			e.Is = fresh[j].written
		}
		out = append(out, e)
	}
	for j := range fresh {
		if !taken[j] {
			out = append(out, Exchange{Is: fresh[j].written})
		}
	}
	return out
}

func countSame(a, b *trace.Figure) bool {
	return a.Kind == b.Kind && slices.ContainsFunc(a.Of, func(s string) bool { return slices.Contains(b.Of, s) })
}

func sameKind(a, b *trace.Figure) bool {
	return a.Kind == b.Kind || a.IsDate() && b.IsDate()
}
