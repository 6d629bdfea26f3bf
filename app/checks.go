package app

import (
	"fmt"

	"atlasdesk/backend/check"
	config "atlasdesk/backend/settings" // the name stands for the file of the person here
	"atlasdesk/backend/text"
)

// Checks are bound to the page: the rules, and what the workspace makes of
// them.
type Checks struct{ desk *desk }

// CheckSettings are what the file of a workspace says of the checks.
type CheckSettings struct {
	File    string     `json:"file"`    // absolute path, there or not; empty while no folder is open
	Problem string     `json:"problem"` // why it is not in force, in sentences; empty when it is
	Rules   []RuleRow  `json:"rules"`   // in the order of the reference
	Aliases []AliasRow `json:"aliases"` // in the order of the file
}

// RuleRow is one rule. Severities are "error", "warning", "info" or "off".
type RuleRow struct {
	Name    string `json:"name"`
	Usual   string `json:"usual"`  // the severity that it has by itself
	Own     string `json:"own"`    // what the workspace gives it; empty for nothing
	Family  string `json:"family"` // what the workspace gives its family; empty for nothing
	Summary string `json:"summary"`
}

// AliasRow is a name with what means the same.
type AliasRow struct {
	Name string   `json:"name"`
	Also []string `json:"also"`
}

// Read returns the rules and what the workspace says of them.
func (c *Checks) Read() CheckSettings {
	out := CheckSettings{Rules: []RuleRow{}, Aliases: []AliasRow{}}
	in := &config.Settings{}
	if open, err := c.desk.workspace(); err == nil {
		in, out.File = open.Settings(), open.SettingsFile()
		if err := open.Fault(); err != nil {
			out.Problem = sentence(err)
		}
	}
	for _, rule := range check.Rules() {
		out.Rules = append(out.Rules, ruleRow(rule, in))
	}
	for _, a := range in.Aliases {
		out.Aliases = append(out.Aliases, AliasRow{a.Name, append([]string{}, a.Also...)})
	}
	return out
}

func ruleRow(r check.Rule, in *config.Settings) RuleRow {
	given := func(name string) string {
		if severity, ok := in.Severity(name); ok {
			return severity.String()
		}
		return ""
	}
	return RuleRow{r.Name, r.Severity.String(), given(r.Name), given(r.Family()), r.Summary}
}

// SetSeverity gives a rule another severity in the file of the workspace, or
// takes that back where it is empty.
func (c *Checks) SetSeverity(rule, severity string) error {
	return c.change(func(path, source string) (text.Edit, error) {
		if severity == "" {
			return config.ResetSeverity(path, source, rule)
		}
		to, known := check.SeverityOf(severity)
		if !known && severity != check.Off.String() {
			return text.Edit{}, fmt.Errorf("“%s” is no severity; use error, warning, info or off", severity)
		}
		if !known {
			to = check.Off
		}
		return config.SetSeverity(path, source, rule, to)
	})
}

// AddAlias writes into the file of the workspace that also means the same as
// name.
func (c *Checks) AddAlias(name, also string) error {
	return c.change(func(path, source string) (text.Edit, error) { return config.AddAlias(path, source, name, also) })
}

// RemoveAlias takes that back.
func (c *Checks) RemoveAlias(name, also string) error {
	return c.change(func(path, source string) (text.Edit, error) { return config.RemoveAlias(path, source, name, also) })
}

func (c *Checks) change(edit func(path, source string) (text.Edit, error)) error {
	open, err := c.desk.workspace()
	if err != nil {
		return err
	}
	if err := open.ChangeSettings(edit); err != nil {
		return err
	}
	c.desk.tell(changed, open.Seq())
	c.desk.lookAgain() // what the change makes stale is checked
	return nil
}
