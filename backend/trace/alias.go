package trace

// Alias declares other spellings and names that mean the same as a name.
type Alias struct {
	Name string
	Also []string
}

// aliasTable holds, by the key of each declared spelling, the words of all that
// mean the same.
type aliasTable map[string][][]Word

func aliasesOf(aliases []Alias) aliasTable {
	out := make(aliasTable, 2*len(aliases))
	for _, a := range aliases {
		spellings := make([][]Word, 0, 1+len(a.Also))
		for _, s := range append([]string{a.Name}, a.Also...) {
			spellings = append(spellings, Words(s))
		}
		for _, one := range spellings {
			out[joinKeys(one)] = spellings
		}
	}
	return out
}

// knownAlias says whether another spelling of the words stands upstream.
func (g *Graph) knownAlias(words []Word, limit int) bool {
	if len(g.aliases) == 0 {
		return false
	}
	for _, other := range g.aliases[joinKeys(words)] {
		if g.index.find(other, limit) >= 0 {
			return true
		}
	}
	return false
}
