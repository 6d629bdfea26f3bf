package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"atlasdesk/backend/check"
	"atlasdesk/backend/history"
	"atlasdesk/backend/report"
	"atlasdesk/backend/settings"
	"atlasdesk/backend/store"
	"atlasdesk/backend/workspace"

	"github.com/spf13/cobra"
)

func checkCommand() *cobra.Command {
	var out output
	var names []string
	c := &cobra.Command{
		Use:   "check [flags] PATH...",
		Short: "Check packages and report what does not trace",
		Long: `Check reads every package in the given folders and reports what does not trace.
A PATH is a package or any folder above packages.

Exit status: 0 nothing at or above the threshold, 1 findings, 2 the check could not be made (then
standard output stays empty), 130 interrupted.`,
		Example: `  atlas-desk check jurisdictions
  atlas-desk check --rules trace,package/title --fail-on warning jurisdictions/ruritania
  atlas-desk check --format sarif --output atlas.sarif jurisdictions`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			if err := out.prepare(cmd.OutOrStdout()); err != nil {
				return fmt.Errorf("check: %w", err)
			}
			if cmd.Flags().Changed("rules") && len(names) == 0 {
				return fmt.Errorf("check: --rules names no rule; leave it out to run them all")
			}
			rules, err := chosenRules(names)
			if err != nil {
				return fmt.Errorf("check: %w", err)
			}
			p := progress{doing: "checking", what: "packages"}
			stop := p.show(cmd.ErrOrStderr())
			checked, err := promptly(cmd.Context(), func() ([]report.Package, error) { return checkPaths(paths, rules, &p) })
			stop()
			if err != nil {
				return err
			}
			if err := out.give(checked, rules); err != nil {
				return fmt.Errorf("check: %w", err)
			}
			return nil
		},
	}
	out.flags(c)
	c.Flags().StringSliceVar(&names, "rules", nil, "only these rules, by name or family; “atlas-desk rules” lists them")
	return c
}

// interruptible is for work that has something to put back when a person
// interrupts it. Who interrupts twice does not want to wait for that.
func interruptible(parent context.Context) (ctx context.Context, stop func()) {
	ctx, stop = signal.NotifyContext(parent, os.Interrupt)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// promptly works until it is done or a person interrupts it. Nothing waits
// for work that was interrupted: the program ends.
func promptly[T any](ctx context.Context, work func() (T, error)) (T, error) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		value, err := work()
		done <- outcome{value, err}
	}()
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		var none T
		return none, errInterrupted
	}
}

// job is one package folder to check.
type job struct {
	store   *store.Store
	options *workspace.Options
	folder  store.Folder
	path    string // as given, joined with what was found below it
}

// garbage is how much may lie about, in percent of what is in use, before it is
// collected: a run of checks is short and keeps little. Measured on a thousand
// packages: a quarter of the time, for 80 MB.
const garbage = 400

// checkPaths checks every package in the given folders, on all cores, and
// returns them sorted by path. A package in two of the folders is checked
// once.
func checkPaths(paths []string, rules []check.Rule, p *progress) ([]report.Package, error) {
	jobs, err := jobsOf(paths, rules)
	if err != nil {
		return nil, err
	}
	defer debug.SetGCPercent(debug.SetGCPercent(garbage))
	p.total.Store(int64(len(jobs)))
	out, errs := make([]report.Package, len(jobs)), make([]error, len(jobs))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		workers.Go(func() {
			for i := range next {
				c, err := workspace.ReadPackage(jobs[i].store, jobs[i].folder, jobs[i].options)
				if err != nil {
					errs[i] = err
					continue
				}
				out[i] = report.Of(jobs[i].path, c)
				p.done.Add(1)
			}
		})
	}
	for i := range jobs {
		next <- i
	}
	close(next)
	workers.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return out, nil
}

// jobsOf finds the packages in the given folders. It fails with all that is
// wrong with them, each thing once: folders may share their settings.
func jobsOf(paths []string, rules []check.Rule) ([]job, error) {
	var jobs []job
	var errs []error
	seen, told := map[string]bool{}, map[string]bool{}
	commits := lastCommits{}
	for _, p := range paths {
		found, err := jobsIn(p, rules, commits)
		if err != nil && !told[err.Error()] {
			told[err.Error()] = true
			errs = append(errs, err)
		}
		for _, j := range found {
			at := filepath.Join(j.store.Root(), filepath.FromSlash(j.folder.Path))
			if !seen[at] {
				seen[at] = true
				jobs = append(jobs, j)
			}
		}
	}
	slices.SortFunc(jobs, func(a, b job) int { return strings.Compare(a.path, b.path) })
	return jobs, errors.Join(errs...)
}

func jobsIn(folder string, rules []check.Rule, commits lastCommits) (jobs []job, err error) {
	s, err := store.Open(folder)
	if err != nil {
		return nil, err
	}
	options, err := workspace.NewOptions(rules).WithSettings(s.Root())
	if err != nil {
		return nil, err
	}
	options = commits.with(options, s.Root())
	found, err := options.Packages(s)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("check %s: there is no package in it; a package is a folder that holds evidence.md, or two other layers, and that %s does not leave out", folder, settings.File)
	}
	for _, f := range found {
		jobs = append(jobs, job{s, options, f, path.Join(filepath.ToSlash(folder), f.Path)})
	}
	return jobs, nil
}

// lastCommits are the last commits of repositories, by their roots.
type lastCommits map[string]*history.Last

// with are the options with the last commit of a folder's repository. In a
// folder that is in none, or in one that cannot be read, packages have no
// previous version.
func (c lastCommits) with(o *workspace.Options, folder string) *workspace.Options {
	repo, err := history.Open(folder)
	if err != nil {
		return o
	}
	last, known := c[repo.Root()]
	if !known {
		if last, err = repo.Last(); err != nil {
			return o
		}
		c[repo.Root()] = last
	}
	return o.WithCommitted(last.Commit().String(), last.File)
}
