package changelog

import (
	"fmt"
	"strings"
	"testing"

	"atlasdesk/backend/check"

	"github.com/google/go-cmp/cmp"
)

func TestWithReason(t *testing.T) {
	overridden := []check.Diagnostic{
		{Rule: "trace/untraced-name", File: "profile.md", Message: "“Harbor Board” is in no layer above"},
		{Rule: "conclusion/scoring", File: "profile.md", Message: "“high readiness tier” scores or tiers a jurisdiction, which no layer may do"},
		{Rule: "package/missing-layer", Message: "signals.md is missing: a package has seven layers"},
		{Rule: "package/unknown-file", File: "notes.md", Message: "notes.md is none of the seven layers"},
	}
	want := entryA + `

Committed in spite of four errors, for this reason: “It is suitable for ‘demonstration’ and ahead of other countries. Really.”.

- ` + "`profile.md`, `trace/untraced-name`" + `: “‘Harbor Board’ is in no layer above”.
- ` + "`profile.md`, `conclusion/scoring`" + `: “‘high readiness tier’ scores or tiers a jurisdiction, which no layer may do”.
- the package, ` + "`package/missing-layer`" + `: “signals.md is missing: a package has seven layers”.
- “notes.md”, ` + "`package/unknown-file`" + `: “notes.md is none of the seven layers”.`
	got := WithReason(entryA+"\n", "It is suitable for “demonstration” and\nahead of other countries. Really.", overridden)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	checkWritten(t, versionOf(map[string]string{"evidence.md": "# Ruritania - Evidence\n\nA vault stands.\n"}), got)
}

func TestWithReasonWithoutNeed(t *testing.T) {
	one := []check.Diagnostic{{Rule: "r", Message: "m"}}
	for _, got := range []string{WithReason(entryA, " \n", one), WithReason(entryA, "because", nil)} {
		if got != entryA {
			t.Errorf("got %q", got)
		}
	}
}

func TestWithReasonOfMany(t *testing.T) {
	var many []check.Diagnostic
	for i := range maxFindings + 3 {
		many = append(many, check.Diagnostic{Rule: "r", Message: fmt.Sprint("number ", i)})
	}
	got := WithReason(entryA, "because", many)
	if strings.Count(got, "`r`") != maxFindings || !strings.HasSuffix(got, "- besides, three further errors.") {
		t.Errorf("got %s", got)
	}
}
