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
		"ahead of ... country|jurisdiction|peer|neighbor|region|state|economy|other|russia|china",
		"outperform|outpace|outrank|surpass|outclass|outstrip|outperforming|outpacing|outranking|surpassing|outperformed|outpaced|outranked|surpassed",
		"exceed|beat|overtake|overtaken|overtook ... neighbor|peer|country|jurisdiction|region",
		"rank|ranked|ranking|place|placed first|second|third|fourth|fifth|highest|high|top|among|above|ahead|#", "ranked|ranks", "rank ... first|second|third|highest|top",
		"top ranked|ranking|performer", "top the list|table|ranking|region", "second only to", "second|third|fourth largest|biggest|highest ... country|jurisdiction|economy|market|network|operator|world|region",
		"most|more advanced|mature|developed|sophisticated|capable|competitive|innovative|modern|reliable|secure",
		"best in", "best ... country|jurisdiction|environment|system|market|economy|world|region|class", "best of",
		"leading ... country|jurisdiction|nation|economy|hub|market|position|environment|role", "leader in|of|among|for", "global|regional|world|market|clear|undisputed leader|benchmark",
		"lead|leading ... region|world|globe|continent|peer|neighbor|race|way|asia|europe|africa", "world leading|class|beating", "first in ... world|region|continent|globe|asia|europe",
		"largest|biggest|strongest|fastest|highest|greatest|busiest ... in ... world|region|asia|europe|africa|america|continent|globe",
		"top tier|#|three|five|ten", "top jurisdiction|country|market", "at the top of", "number one", "second to none", "head and shoulder", "stand out among|from|in",
		"unrivaled|unrivalled|unmatched|unparalleled|unsurpassed|superior|frontrunner", "inferior to", "compare|compared favorably|favourably|poorly", "compare well with", "compared with|to ... country|jurisdiction|neighbor|peer|region",
		"better|stronger|faster|larger|safer|weaker|worse than", "than ... country|jurisdiction|neighbor|peer|state", "no other jurisdiction|country|state", "lag|lagging|lagged behind",
		"trail|trailing|trailed ... neighbor|peer|country|jurisdiction", "front runner", "gold standard", "set ... standard|pace for", "ahead|front of the curve",
	}},
	{Key: "scoring", Does: "scores or tiers a jurisdiction", Phrases: []string{
		"readiness tier|score|level|rating|index|grade|class|rank", "readiness is|are high|low|strong|full|moderate|advanced", "high|higher|low|lower|medium|moderate|strong|full|advanced readiness",
		"highly|fully ready", "trust|maturity|risk|capability score|rating|tier|grade|index", "score|scored|scoring #", "score|scored high|highly|well|low|poorly", "score of #", "rating of",
		"rated #|high|highly|low|excellent|good|strong|a|aa|aaa|as", "tier #|one|two|three|i|ii|iii|a|b", "grade a|b|c", "#|eight|nine|seven|ten out of #|five|ten", "#/10", "#/5", "#/100",
		"first|second|third|top tier jurisdiction|market|environment|country", "maturity level", "maturity is|are high|low|strong|moderate",
	}},
	{Key: "routing", Does: "assigns a routing or corridor role", Fields: true, Phrases: []string{
		"routing authority|hub|core|role|node|anchor|center|point|backbone", "corridor role|anchor|authority|leader|hub|gateway", "anchor the corridor", "transit hub",
		"should|can|may|will|must be routed", "route|routes traffic|transaction|flow|payment ... through|via", "act|serve|function|operate as ... corridor|routing|transit|hub",
		"gateway to|for|between ... region|asia|europe|market|world|east|west|corridor|traffic|china|russia", "coordination tier",
	}},
	{Key: "placement", Does: "places a jurisdiction in the Atlas topology", Fields: true, Phrases: []string{
		"topology placement|position|role|node|completion", "corridor placement|assignment|membership|position",
		"placed|place|positioned|sits|belong|occupy|occupies ... in|within|into|to|of ... corridor|topology|tier", "core of the topology", "assigned to ... corridor|tier|layer|group", "atlas surface", "member of ... corridor",
	}},
	{Key: "deployment", Does: "judges or recommends deployment", Phrases: []string{
		"suitable|unsuitable|suited|ideal|attractive for|to|as", "fit for deployment|production|launch|hosting", "ready for", "ready to deploy|launch|host|adopt|scale",
		"should|must|ought ... deploy|launch|invest|locate|relocate", "should|can|may safely build|host|deploy|launch", "can deploy|build|launch safely",
		"builder|developer|company|bank|operator should|ought ... deploy|build|launch|host|use|choose|adopt|locate|avoid|prefer|consider",
		"recommend|recommended|advise|advised|advisable", "deployment suitability|readiness|eligibility|ready|eligible|friendly", "deployment is|are safe|feasible|possible|favored|favoured|appropriate",
		"favor|favour deployment", "deploy here|there|in", "good|safe|strong|natural|obvious|excellent|ideal choice|candidate|location|place|market", "attractive market|location|place",
		"best suited", "safe to|for deploy|deployment|build|host|launch", "favorable|favourable for|condition", "worth deploying|building|investing",
	}},
	{Key: "lifecycle", Does: "promotes the lifecycle status", Fields: true, Phrases: []string{
		"promoted|promote|elevated|raised|advanced|moved|upgraded|move|advance|raise to ... canonical|complete|corridor|status|draft|superseded", "now|already|hereby canonical|deprecated|superseded",
		"status ... advance|move|rise|change ... canonical|complete|corridor|superseded", "reached|attained|achieved|gained|earned ... canonical|complete ... status", "is|are canonical", "canonical status",
		"become|make|qualify|qualifies ... canonical|superseded|deprecated", "becomes corridor attached", "package is now complete", "complete and canonical",
	}},
}

// Conclusions lists what no layer may conclude.
func Conclusions() []Conclusion { return slices.Clone(conclusions) }

// AttributionWords are what a statement of evidence attributes with.
func AttributionWords() []string {
	return []string{"state", "stated", "states", "identify", "identifies", "describe", "describes", "document", "documents", "report", "reports", "reported",
		"according", "account", "call", "calls", "called", "announce", "announced", "announces", "publish", "published", "publishes", "say", "says", "said", "declare", "declared", "declares", "claims", "claim", "notes", "note", "lists", "list"}
}

// InterpretationPhrases are the package's own conclusions, which evidence.md
// must not draw; the same notation as for conclusions.
func InterpretationPhrases() []string {
	return []string{"signal continuity|strength|commitment|position", "together|evidence|this|these signal", "trust posture|characteristic|dimension", "taken together ... signal|indicate|suggest",
		"indicate continuity", "strategic position", "structural characterization", "for builder interpretation", "suggest that"}
}
