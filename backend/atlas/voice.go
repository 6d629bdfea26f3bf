package atlas

import "strings"

// VoiceWords are the words in which the layers speak, in all their forms:
// they carry no claim, so they neither need support nor give any.
func VoiceWords() []string { return strings.Fields(voice) }

const voice = `
 evidence evidenced evidencing signal signals signaled signalled signaling indicate indicates indicated indicating indication
 document documents documented documentary documentation record records recorded recording state states stated stating material materials
 identify identifies identified identifying describe describes described describing description show shows shown showing
 support supports supported supporting supportive characterize characterizes characterized characterization characteristic characteristics
 read reads reading readings interpretation interpret interprets interpreted interpreting builder builders facing
 structure structures structured structural structurally condition conditions layer layers package packages profile metadata
 dimension dimensions trust current currently present presents presented presence visible visibility
 continuity continuous continue continues continued continuing coexistence coexist coexists environment environments surface surfaces system systems
 jurisdiction jurisdictions classification classifications classify classifies classified centered centred anchored anchor anchors
 preserve preserves preserved preserving bounded bound boundary boundaries constraint constraints constrain constrained
 include includes included including rest rests resting stand stands standing carry carries carried carrying
 together taken current wider broader combined combining combination within across around form forms formed
 derive derives derived deriving derivation upstream downstream statement statements summary source sources
 establish establishes established establishing name names named list lists listed note notes noted
 part parts role roles function functions provide provides provided providing make makes made making
 remain remains remained remaining limit limits limited limiting limitation limitations gap gaps exclusion exclusions
 pass collection retrieval retrieve retrieved retrievable partial partially narrow narrowly kept keep keeps
 published publish publishes publication official officially directly direct link links linked linking
 relate relates related relating relation specific particular general overall several various multiple
 also both same further additional certain different new use uses used using based basis
 set sets put puts give gives given giving take takes add adds added adding
 level kind kinds type types way ways area areas thing things item items section sections
 appear appears appeared place places placed placing position positions context scope view
 domain domains institution institutions institutional institutionally national nationally public publicly
 assign assigns assigned assigning assignment introduce introduces introduced infer infers inferred inference
 claim claims claimed change changes changed log entry created creation construction constructed normalization normalized
`

// frameworkNames are names that belong to the format and not to any
// jurisdiction.
var frameworkNames = []string{
	"Atlas", "Atlas Desk", "Evidence", "Signals", "Trust Dimensions", "Trust", "Metadata", "Profile", "Builder Mode", "Change Log",
	"Corridor Group", "Foundation Layer", "Topology completion layer", "Corridor Alignment", "Metadata status",
}

// FrameworkNames lists the names of the format itself.
func FrameworkNames() []string { return frameworkNames }

// DisclaimerWords are those in which a layer says what it will not do; what is
// put in them alone speaks of the framework and not of the jurisdiction.
func DisclaimerWords() []string { return strings.Fields(disclaimer) }

const disclaimer = `
 routing authority readiness tier tiers ranking rankings rank ranks ranked score scores scoring rating ratings placement topology topological corridor
 corridors deployment deployments suitability suitable eligibility eligible recommend recommends recommendation recommendations judge judgment judgement
 judgments posture coordination core hub node backbone atlas lifecycle canonical status meaning implication implications conclusion conclusions
 interpretive geopolitical comparison comparisons comparative hierarchy leadership superiority projection projections speculation speculative prediction
 predictions forecast treatment prescribe prescribes decision decisions advice advise advisory completion assessment assess assesses evaluate evaluation
 fact facts claim claims infer inference inferring file files prioritize priority precedence preference preferred normative endorsement endorse
 generate generates operational meaning capability maturity outcome outcomes expand expanding expansion adjacency override overrides
 basis settled commentary broader beyond anchors infrastructure new undocumented evidence-backed ahead other others country countries
`
