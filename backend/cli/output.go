package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"atlasdesk/backend/check"
	"atlasdesk/backend/export"
	"atlasdesk/backend/report"
	"atlasdesk/backend/version"

	"github.com/spf13/cobra"
)

// formats are the output formats of check.
var formats = map[string]func(*report.Run, io.Writer) error{
	"text": (*report.Run).Text, "json": (*report.Run).JSON, "sarif": (*report.Run).SARIF,
}

// output is how the result of a check is given: the flags, and what
// [output.prepare] makes of them.
type output struct {
	format, failOn, color, file string

	print     func(*report.Run, io.Writer) error
	threshold check.Severity
	none      bool // findings never fail
	to        io.Writer
	screen    report.Screen
	dir       string
}

func (o *output) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.format, "format", "text", "text, json or sarif")
	c.Flags().StringVar(&o.failOn, "fail-on", "error", "error, warning or none: from which severity on the exit status is 1")
	c.Flags().StringVar(&o.file, "output", "", "write the result to this file, whole or not at all")
	colorFlag(c, &o.color)
}

// prepare reads the flags, so that what is wrong with them is said before
// anything is checked.
func (o *output) prepare(stdout io.Writer) (err error) {
	var known bool
	if o.print, known = formats[o.format]; !known {
		return fmt.Errorf("“%s” is no format; use text, json or sarif", o.format)
	}
	if o.threshold, o.none, err = thresholdOf(o.failOn); err != nil {
		return err
	}
	if o.file != "" {
		stdout = io.Discard
	}
	if o.to, o.screen, err = screenOf(stdout, o.color); err != nil {
		return err
	}
	o.dir, err = os.Getwd()
	return err
}

func thresholdOf(name string) (threshold check.Severity, none bool, err error) {
	if name == "none" {
		return 0, true, nil
	}
	threshold, known := check.SeverityOf(name)
	if !known || threshold == check.Info {
		return 0, false, fmt.Errorf("“%s” is no threshold; use error, warning or none", name)
	}
	return threshold, false, nil
}

// give writes the result, which is whole before the first byte of it is
// written, and fails with errFindings where it reaches the threshold.
func (o *output) give(packages []report.Package, rules []check.Rule) error {
	var out bytes.Buffer
	err := o.print(&report.Run{Packages: packages, Rules: rules, Version: version.Number(), Dir: o.dir, Screen: o.screen}, &out)
	if err == nil && o.file != "" {
		err = export.Write(o.file, out.Bytes())
	} else if err == nil {
		_, err = o.to.Write(out.Bytes())
	}
	if err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	if worst, any := report.Worst(packages); any && !o.none && worst >= o.threshold {
		return errFindings
	}
	return nil
}
