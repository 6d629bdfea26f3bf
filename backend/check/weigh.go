package check

// Weigh gives rules the severities that a workspace wants, by the name of a
// rule or of its family; of the two the rule's name counts. A rule that is Off
// is left out.
//
// What a rule reports with less than its own severity is never raised: what
// waits for a draft to be written stays an information.
func Weigh(rules []Rule, severities map[string]Severity) []Rule {
	if len(severities) == 0 {
		return rules
	}
	out := make([]Rule, 0, len(rules))
	for _, r := range rules {
		severity, given := severities[r.Name]
		if !given {
			severity, given = severities[r.Family()]
		}
		if given {
			r.weight = &severity
		}
		if severity != Off {
			out = append(out, r)
		}
	}
	return out
}

// weigh is the severity of a finding that the rule reports as s.
func (r *Rule) weigh(s Severity) Severity {
	switch {
	case r.weight == nil:
		return s
	case s < r.Severity:
		return min(s, *r.weight)
	}
	return *r.weight
}
