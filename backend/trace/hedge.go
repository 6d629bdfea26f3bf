package trace

// hedged says, word by word, what stands in a clause that asserts with a
// limit.
func hedged(words []Word, found []denial) []bool {
	var out []bool
	done := 0
	for _, d := range found {
		if d.kind != hedging || d.to <= done || d.depends(words) {
			continue // the first hedge of a clause bears on the rest of it
		}
		if out == nil {
			out = make([]bool, len(words))
		}
		fill(out[d.hedge(words):d.to])
		done = d.to
	}
	return out
}

// depends says whether a hedge is a dependence: what is depended on is there.
func (d denial) depends(words []Word) bool {
	return d.kind == hedging && (dependences[words[d.cue].Key] || depending[words[d.cue].Key] || dependencePairs[words[d.cue].Key+" "+keyAt(words, d.cue+1)])
}

// hedge is where a hedge begins to bear: "dependence on roads" bears on the
// roads, "is only partially open" on all of its clause.
func (d denial) hedge(words []Word) int {
	if d.behind-d.cue == 1 && !isPredicate(words, d.cue) && !halves[words[d.cue].Key] {
		return d.cue
	}
	return d.from
}

var (
	dependences     = keySet("dependence dependency reliance")
	dependencePairs = pairSet("subject to, bound by, bounded by, constrained by")
	halves          = keySet("partially partly only incomplete")
)
