package atlas

// Conclusion is a kind of claim that no layer may make (package-format.md,
// section 4), with the phrases that make it.
type Conclusion struct {
	Key     string // "ranking"
	Does    string // what such a phrase does, as the end of a sentence
	Phrases []Phrase
	Fields  bool // metadata.md may declare it as a field
}

// Conclusions lists what no layer may conclude.
func Conclusions() []Conclusion {
	return []Conclusion{
		{Key: "ranking", Does: "ranks or compares jurisdictions", Phrases: phrases["ranking"]},
		{Key: "scoring", Does: "scores or tiers a jurisdiction", Phrases: phrases["scoring"]},
		{Key: "routing", Does: "assigns a routing or corridor role", Phrases: phrases["routing"], Fields: true},
		{Key: "placement", Does: "places a jurisdiction in the Atlas topology", Phrases: phrases["placement"], Fields: true},
		{Key: "deployment", Does: "judges or recommends deployment", Phrases: phrases["deployment"]},
		{Key: "lifecycle", Does: "promotes the lifecycle status", Phrases: phrases["lifecycle"], Fields: true},
	}
}

// InterpretationPhrases are the package's own conclusions, which evidence.md
// must not draw.
func InterpretationPhrases() []Phrase { return phrases["interpretation"] }

// DisclaimersBefore and DisclaimersAfter are phrases that, before or after a
// conclusion in the same clause, say that it is not drawn. HarmlessPhrases have
// words in common with a conclusion and mean something else.
func DisclaimersBefore() []Phrase { return phrases["disclaimer before"] }

// DisclaimersAfter see DisclaimersBefore.
func DisclaimersAfter() []Phrase { return phrases["disclaimer after"] }

// HarmlessPhrases see DisclaimersBefore.
func HarmlessPhrases() []Phrase { return phrases["harmless"] }

// FramingPhrases are those by which a statement of evidence.md speaks of the
// file and its materials, not of what an institution published.
func FramingPhrases() []Phrase { return phrases["framing"] }

// Papers are the words for what institutions publish and evidence.md cites.
func Papers() []string {
	return []string{"material", "document", "report", "page", "portal", "website", "site", "publication", "guidance", "guideline", "notice", "release", "bulletin",
		"statistic", "strategy", "policy", "rulebook", "handbook", "register", "gazette", "act", "law", "decree", "regulation", "statute", "constitution", "resolution",
		"directive", "agreement", "treaty", "charter", "memorandum", "announcement", "profile", "brochure", "survey", "census"}
}
