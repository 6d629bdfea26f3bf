package coverage

import "fmt"

// String is the total as a sentence.
func (t Total) String() string {
	said := ""
	switch unused := t.Records - t.Used; {
	case t.Records == 0:
		return "The evidence records nothing yet."
	case unused == 0 && t.Records == 1:
		said = "The one evidence statement is used"
	case unused == 0:
		said = fmt.Sprintf("All %d evidence statements are used", t.Records)
	case unused == 1:
		said = fmt.Sprintf("%d of %d evidence statements are used; 1 is not", t.Used, t.Records)
	default:
		said = fmt.Sprintf("%d of %d evidence statements are used; %d are not", t.Used, t.Records, unused)
	}
	if t.Framing > 0 {
		said += fmt.Sprintf(" (%d more only frame the file)", t.Framing)
	}
	return said + "."
}

// Summary says how a column stands on the evidence.
func (c *Column) Summary() string {
	switch {
	case !c.Present:
		return "the file is missing"
	case c.Strength == Blank:
		return "nothing stands here yet"
	case c.Strength == None:
		return fmt.Sprintf("none of %d statements rests on evidence", c.Statements)
	case c.Strength == Thin:
		return fmt.Sprintf("thin: %d of %d statements rest on evidence", c.Resting, c.Statements)
	}
	return fmt.Sprintf("%d of %d statements rest on evidence", c.Resting, c.Statements)
}

// Title is what a row says: the statement, or the section with its numbers,
// behind its use where that is not the ordinary one.
func (r *Row) Title() string {
	said := r.Text
	if said == "" {
		said = r.Section
	}
	switch r.Use() {
	case Unused:
		return "(unused) " + said
	case Partly:
		return fmt.Sprintf("(%d of %d used) %s", r.Used, r.Records, said)
	}
	return said
}
