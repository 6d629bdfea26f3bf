package cli

import (
	"fmt"
	"io"
	"os"

	"atlasdesk/backend/report"

	"github.com/mattn/go-colorable"
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// mostWidth is the widest that text is set: longer lines are hard to read.
const mostWidth = 120

func colorFlag(c *cobra.Command, color *string) {
	c.Flags().StringVar(color, "color", "auto", "auto, always or never; auto is a terminal without NO_COLOR")
}

// screenOf says how to write text to w, and returns the writer that
// understands colours there: an old Windows console has to be taught them.
func screenOf(w io.Writer, color string) (io.Writer, report.Screen, error) {
	var s report.Screen
	file, isFile := w.(*os.File)
	terminal := isFile && term.IsTerminal(int(file.Fd()))
	switch color {
	case "always":
		s.Color = true
	case "auto":
		// https://no-color.org: set, and not to the empty string.
		s.Color = terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	case "never":
	default:
		return nil, s, fmt.Errorf("“%s” is no choice for --color; use auto, always or never", color)
	}
	if !terminal {
		return w, s, nil
	}
	if width, _, err := term.GetSize(int(file.Fd())); err == nil {
		s.Width = min(width, mostWidth)
	}
	return colorable.NewColorable(file), s, nil
}
