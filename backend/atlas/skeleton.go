package atlas

import "strings"

// Section is a section that the format foresees in a layer, with a prompt
// that tells its author what belongs there.
type Section struct{ Heading, Prompt string }

// Skeleton lists the sections of the layer in order: one for each domain, and
// around them those that the layer opens and closes with.
func (l Layer) Skeleton() []Section {
	p := plans[l]
	out := append([]Section{}, p.opening...)
	if p.suffix != "" {
		for _, d := range domains {
			out = append(out, Section{d.name + " " + p.suffix, strings.ReplaceAll(p.prompt, "{domain}", d.topic)})
		}
	}
	return append(out, p.closing...)
}

// Constraint is the layer's derivation constraint, a paragraph of Markdown: the
// files that it may derive from and what it will not do. The evidence and the
// change log have none.
func (l Layer) Constraint() string {
	if !l.IsDerived() {
		return ""
	}
	return layers[l].constraint + " strictly from " + fileList(l.Upstream()) + ". Nothing here adds a fact that " +
		"they do not hold, gives a score, a rank or a readiness tier, assigns a routing or topology role, or recommends a deployment."
}

// fileList writes "`evidence.md`, `signals.md`, and `metadata.md`".
func fileList(of []Layer) string {
	var out strings.Builder
	for i, l := range of {
		switch {
		case i > 0 && len(of) == 2:
			out.WriteString(" and ")
		case i > 0 && i == len(of)-1:
			out.WriteString(", and ")
		case i > 0:
			out.WriteString(", ")
		}
		out.WriteString("`" + l.File() + "`")
	}
	return out.String()
}

// domains are what the sections of every layer but the change log are about.
var domains = []struct{ name, topic string }{
	{"Digital governance and identity", "public digital services, identity systems and trust services"},
	{"Payments and settlement", "payment systems, settlement and central-bank money"},
	{"Digital asset", "the law and the supervision of digital assets"},
	{"Data infrastructure", "data exchange, data centers and registers"},
	{"Research network and compute", "research networks and computing facilities"},
	{"Exchange and naming", "Internet exchange points, registries and naming"},
	{"Telecommunications", "backbone networks, operators and links across the border"},
	{"Energy", "electricity, grids and their interconnection"},
	{"Cybersecurity", "incident response and the protection of critical systems"},
	{"Regional integration", "regional frameworks and systems shared with neighbors"},
}

// plan is the skeleton of one layer; suffix is empty where the layer has no
// section for each domain.
type plan struct {
	opening []Section
	suffix  string
	prompt  string
	closing []Section
}

var plans = [...]plan{
	Evidence: {
		suffix: "structure",
		prompt: "What institutions publish about {domain}. Name the institution in every sentence, with dates and figures as published. List the sources beneath.",
		closing: []Section{
			{"Structural exclusions", "What is not documented here, one bullet each."},
			{"Evidence gaps", "What could not be retrieved, and from where, one bullet each."},
			{"Evidence boundary statement", "What kind of material the statements above are limited to."},
		},
	},
	Signals: {
		opening: []Section{{"Strategic position signals", "What the evidence as a whole signals about the jurisdiction's position."}},
		suffix:  "signals",
		prompt:  "What the evidence signals about {domain}. Use no name and no figure that the evidence does not hold.",
		closing: []Section{
			{"Constraint boundary signals", "Every exclusion, gap and dependence of the evidence, one bullet each."},
			{"Signals summary statement", "The signals above in one or two sentences."},
		},
	},
	TrustDimensions: {
		opening: []Section{{"Institutional continuity dimension", "Which institutions carry continuity, and through what."}},
		suffix:  "dimension",
		prompt:  "How stable the reading of {domain} is, and what bounds it.",
		closing: []Section{
			{"Constraint boundary dimension", "Every constraint that the signals carry, one bullet each."},
			{"Trust dimensions summary statement", "The dimensions above in one or two sentences."},
		},
	},
	Metadata: {
		opening: []Section{
			{"Jurisdiction identity", "Add the identity fields that apply, such as Region or Last updated, as lines like those above."},
			{"Infrastructure role classification", "What the jurisdiction is classified as, one label a bullet."},
		},
		suffix: "classification",
		prompt: "Labels for {domain}, one a bullet.",
		closing: []Section{
			{"Constraint classification", "A label for every constraint, one a bullet."},
			{"Metadata summary statement", "The classification above in one or two sentences."},
		},
	},
	Profile: {
		opening: []Section{{"Jurisdiction overview", "How the jurisdiction reads as a whole."}},
		suffix:  "environment",
		prompt:  "How the layers above characterize {domain}.",
		closing: []Section{
			{"Structural constraints", "The constraints that the layers above carry."},
			{"Profile summary statement", "The profile above in one or two sentences."},
		},
	},
	BuilderMode: {
		suffix: "environment",
		prompt: "The profile of {domain}, put for people who build there.",
		closing: []Section{
			{"Structural constraints for builders", "The constraints of the profile, put for people who build there."},
			{"Builder mode summary statement", "The reading above in one or two sentences."},
		},
	},
	ChangeLog: {
		opening: []Section{
			{"Initial package creation", "When and from what the package was made."},
			{"Evidence layer construction", "What the evidence established."},
			{"Signals layer derivation", "What the signals derived."},
			{"Trust-dimensions layer construction", "What the trust dimensions established."},
			{"Metadata layer classification", "What the metadata classified."},
			{"Profile layer characterization", "What the profile characterized."},
			{"Builder mode translation", "What builder mode translated."},
			{"Structural constraints recorded", "Which constraints and gaps were carried through the layers."},
			{"Package completion status", "How far the package has come, as metadata.md declares it."},
		},
	},
}
