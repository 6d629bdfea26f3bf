package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/history"
	"atlasdesk/backend/provenance"
	"atlasdesk/backend/report"

	"github.com/spf13/cobra"
)

// pastFormats are the output formats of history.
var pastFormats = map[string]func(*report.Past, io.Writer) error{
	"text": (*report.Past).Text, "json": (*report.Past).JSON,
}

func historyCommand() *cobra.Command {
	var q question
	var format, color string
	c := &cobra.Command{
		Use:   "history PACKAGE [--layer NAME] [--statement TEXT|LINE]",
		Short: "List the commits of a package, or where a statement comes from",
		Long: `History lists the commits that changed a package, the newest first, and the layers that each of them
changed. A package is followed through renames of its folder. PACKAGE is a package folder.

With --statement it tells where one statement of the files on the disk comes from: since when it
stands, who wrote it, and what it said before. The statement is named by some of its words, or by
its line in the layer that --layer names.

The first time all commits are read; what is found out is kept in the git folder. Exit status: 0,
or 2 where the history could not be read or the statement is not there, and 130 interrupted.`,
		Example: `  atlas-desk history jurisdictions/ruritania
  atlas-desk history jurisdictions/ruritania --layer signals --since v1.2 -n 10
  atlas-desk history jurisdictions/ruritania --statement "harbour board keeps"
  atlas-desk history jurisdictions/ruritania --layer evidence --statement 42 --format json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			print, known := pastFormats[format]
			if !known {
				return fmt.Errorf("history: “%s” is no format; use text or json", format)
			}
			if q.most < 0 {
				return fmt.Errorf("history: %d is no number of commits; use 1 or more, or 0 for all", q.most)
			}
			out, screen, err := screenOf(cmd.OutOrStdout(), color)
			if err != nil {
				return fmt.Errorf("history: %w", err)
			}
			at, err := openPlace(cmd.Context(), "history", args[0])
			if err != nil {
				return err
			}
			if at.committed() == errNoCommit { // which is a history, if an empty one
				fmt.Fprintln(cmd.ErrOrStderr(), "atlas-desk:", errNoCommit)
			}
			past, err := at.openPast(cmd)
			if err != nil {
				return err
			}
			answer, err := q.answer(cmd.Context(), at, past)
			if err != nil {
				return fmt.Errorf("history %s: %w", args[0], err)
			}
			answer.Path, answer.Screen = args[0], screen
			return print(answer, out)
		},
	}
	c.Flags().StringVar(&q.layer, "layer", "", "only this layer: evidence, signals and so on")
	c.Flags().StringVar(&q.statement, "statement", "", "words of a statement, or its line")
	c.Flags().StringVar(&q.since, "since", "", "only what came after this revision, or since this day (2026-03-01)")
	c.Flags().IntVarP(&q.most, "number", "n", 0, "at most so many; 0 for all")
	c.Flags().StringVar(&format, "format", "text", "text or json")
	colorFlag(c, &color)
	return c
}

// openPast reads which commits changed what, and tells a person how far it is.
func (p *place) openPast(cmd *cobra.Command) (*provenance.Past, error) {
	waiting := progress{doing: "reading", what: "commits"}
	stop := waiting.show(cmd.ErrOrStderr())
	defer stop()
	return promptly(cmd.Context(), func() (*provenance.Past, error) {
		return provenance.Open(cmd.Context(), p.repo, func(done, total int) {
			waiting.done.Store(int64(done))
			waiting.total.Store(int64(total))
		})
	})
}

// question is what is asked of the past.
type question struct {
	layer, statement, since string
	most                    int
}

func (q *question) answer(ctx context.Context, at *place, past *provenance.Past) (*report.Past, error) {
	folder, err := at.repo.Rel(at.folder)
	if err != nil {
		return nil, err
	}
	only, err := q.layers()
	if err != nil {
		return nil, err
	}
	if q.statement != "" {
		return q.origin(ctx, at, past, folder, only)
	}
	edits, err := q.edits(at, past, past.Package(folder))
	if err != nil {
		return nil, err
	}
	answer := &report.Past{Edits: []report.PastEdit{}}
	for _, e := range edits {
		if q.most > 0 && len(answer.Edits) == q.most {
			break
		}
		if q.layer == "" || slices.Contains(e.Layers, only[0]) {
			answer.Edits = append(answer.Edits, report.PastEditOf(e))
		}
	}
	return answer, nil
}

// layers are those that are asked for.
func (q *question) layers() ([]atlas.Layer, error) {
	if q.layer == "" {
		return atlas.Layers(), nil
	}
	l, err := layerNamed(q.layer)
	return []atlas.Layer{l}, err
}

func layerNamed(name string) (atlas.Layer, error) {
	l, known := atlas.LayerOf(name)
	if known {
		return l, nil
	}
	var keys []string
	for _, l := range atlas.Layers() {
		keys = append(keys, l.Key())
	}
	return l, fmt.Errorf("“%s” is no layer; use one of %s", name, strings.Join(keys, ", "))
}

// edits picks those since a day or a revision.
func (q *question) edits(at *place, past *provenance.Past, all []provenance.Edit) (picked []provenance.Edit, err error) {
	if q.since == "" {
		return all, nil
	}
	if day, err := time.ParseInLocation(time.DateOnly, q.since, time.Local); err == nil {
		for _, e := range all {
			if !e.Commit.When.Before(day) {
				picked = append(picked, e)
			}
		}
		return picked, nil
	}
	from, err := at.resolve(q.since)
	if errors.Is(err, history.ErrRevision) {
		return nil, fmt.Errorf("“%s” is no day such as 2026-03-01; %w", q.since, err)
	}
	if err != nil {
		return nil, err
	}
	return past.Since(from.Hash, all)
}
