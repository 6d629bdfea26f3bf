package atlas

import "slices"

// Conclusion is a kind of claim that no layer may make (package-format.md,
// section 4), with the phrases that make it.
type Conclusion struct {
	Key     string // "ranking"
	Does    string // what such a phrase does, as the end of a sentence
	Phrases []string
	Fields  bool // metadata.md may declare it as a field
}

// Phrases are words in lower case and the singular, parted by spaces: "a|b" is
// either word, "..." is up to three words of any kind, "#" is a number. A
// hyphen in the text counts as a space.
var conclusions = []Conclusion{
	{Key: "ranking", Does: "ranks or compares jurisdictions", Phrases: []string{
		"ahead of ... country|jurisdiction|peer|neighbor|region|state|economy|other", "outperform|outpace|outrank|surpass|outclass|outstrip",
		"outperforming|outpacing|outranking|surpassing", "outperformed|outpaced|outranked|surpassed",
		"rank|ranked|ranking|place|placed first|second|third|fourth|fifth|highest|high|top|among|above|ahead|#", "ranked|ranks", "top ranked|ranking",
		"most|more advanced|mature|developed|sophisticated|capable|competitive|innovative|modern|reliable|secure",
		"best in", "best ... country|jurisdiction|environment|system|market|economy|world|region", "best of",
		"leading ... country|jurisdiction|nation|economy|hub|market|position|environment|role", "leader in|of|among|for", "global|regional|world|market|clear|undisputed leader",
		"lead|leading ... region|world|globe|continent|peer|neighbor|race|way", "world leading|class|beating", "first in ... world|region|continent|globe|asia|europe",
		"largest|biggest|strongest|fastest|highest|greatest|busiest ... in ... world|region|asia|europe|africa|america|continent|globe",
		"second|third|fourth largest|biggest|highest", "top tier|#|three|five|ten", "at the top of", "number one", "second to none", "head and shoulder",
		"unrivalled|unrivaled|unmatched|unparalleled|unsurpassed", "superior|inferior to", "compare|compared favorably|well|poorly",
		"better|stronger|faster|larger|safer|weaker|worse ... than", "lag|lagging|lagged behind", "trail|trailing|trailed ... neighbor|peer|country|jurisdiction",
		"frontrunner|front runner", "gold standard", "best practice leader", "ahead|front of the curve",
	}},
	{Key: "scoring", Does: "scores or tiers a jurisdiction", Phrases: []string{
		"readiness tier|score|level|rating|index|grade|class|rank", "high|higher|low|lower|medium|moderate|strong|full|advanced readiness", "trust|maturity|risk|capability score|rating|tier|grade|index",
		"score|scored|scoring #", "score|scored high|highly|well|low|poorly", "score of", "rating of", "rated #|high|highly|low|excellent|good|strong|a|aa|aaa", "tier #|one|two|three|i|ii|iii|a|b",
		"grade a|b|c", "# out of #", "#/10", "#/5", "#/100", "first|second|third|top tier jurisdiction|market|environment|country", "maturity level",
	}},
	{Key: "routing", Does: "assigns a routing or corridor role", Fields: true, Phrases: []string{
		"routing authority|hub|core|role|node|anchor|center|point|backbone", "corridor role|anchor|authority|leader|hub|gateway",
		"should|can|may|will|must be routed", "route|routes traffic|transaction|flow|payment ... through|via", "act|serve|function|operate as ... corridor|gateway|routing|transit|bridge|hub",
		"gateway to|for|between", "coordination tier",
	}},
	{Key: "placement", Does: "places a jurisdiction in the Atlas topology", Fields: true, Phrases: []string{
		"topology placement|position|role|node|completion", "corridor placement|assignment|membership|position", "placed|place|positioned|sits|belong ... in|within|into|to ... corridor|topology|tier",
		"assigned to ... corridor|tier|layer|group", "atlas surface", "member of ... corridor",
	}},
	{Key: "deployment", Does: "judges or recommends deployment", Phrases: []string{
		"suitable|unsuitable|suited|ideal|fit|appropriate|attractive for|to|as", "should|must|can safely deploy|launch|host|build|locate|invest|consider|choose|adopt",
		"builder|developer|operator|company should|must", "ready for|to", "recommend|recommended|advise|advised", "we|atlas recommend", "deployment suitability|readiness|eligibility|ready|eligible|friendly",
		"deploy here|there|in", "good|safe|strong|natural|obvious|excellent choice|candidate|location|place", "best suited", "safe to", "favorable|favourable for", "worth deploying|building|investing",
	}},
	{Key: "lifecycle", Does: "promotes the lifecycle status", Fields: true, Phrases: []string{
		"promoted|promote|elevated|raised|advanced|moved|upgraded to ... canonical|complete|corridor|status|draft|superseded", "now|already|hereby canonical|complete|deprecated|superseded",
		"reached|attained|achieved|gained|earned ... canonical|complete ... status", "is|are canonical", "canonical status", "becomes|become canonical|complete|superseded|deprecated",
	}},
}

// Conclusions lists what no layer may conclude.
func Conclusions() []Conclusion { return slices.Clone(conclusions) }

// AttributionWords are what a statement of evidence attributes with.
func AttributionWords() []string {
	return []string{"state", "stated", "states", "identify", "identifies", "describe", "describes", "document", "documents", "report", "reports", "reported",
		"according", "announce", "announced", "announces", "publish", "published", "publishes", "say", "says", "said", "declare", "declared", "declares", "claims", "claim", "notes", "note", "lists", "list"}
}

// InterpretationPhrases are the package's own conclusions, which evidence.md
// must not draw; the same notation as for conclusions.
func InterpretationPhrases() []string {
	return []string{"signal continuity|strength|commitment|position", "together|evidence|this|these signal", "trust posture|characteristic|dimension", "taken together ... signal|indicate|suggest",
		"indicate continuity", "strategic position", "structural characterization", "for builder interpretation", "suggest that"}
}
