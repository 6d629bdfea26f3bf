package cli

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"atlasdesk/backend/check"
	"atlasdesk/backend/history"
	"atlasdesk/backend/settings"
	"atlasdesk/backend/store"
	"atlasdesk/backend/workspace"

	"github.com/spf13/cobra"
)

// printers are the output formats of check.
var printers = map[string]func(io.Writer, []checkedPackage) error{"text": printText, "json": printJSON}

func checkCommand() *cobra.Command {
	var format, failOn string
	var names []string
	c := &cobra.Command{
		Use:   "check [flags] PATH...",
		Short: "Check packages and report what does not trace",
		Long: `Check reads every package in the given folders and reports what does not trace.
A PATH is a package or any folder above packages.

Exit status: 0 nothing at or above the threshold, 1 findings, 2 the check could not be made.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			printer, known := printers[format]
			if !known {
				return fmt.Errorf("check: “%s” is no format; use text or json", format)
			}
			threshold, none, err := thresholdOf(failOn)
			if err != nil {
				return err
			}
			rules, err := chosenRules(names)
			if err != nil {
				return err
			}
			checked, err := checkPaths(paths, rules)
			if err != nil {
				return err
			}
			var out bytes.Buffer
			if err := printer(&out, checked); err != nil {
				return fmt.Errorf("check: writing the result: %w", err)
			}
			if _, err := cmd.OutOrStdout().Write(out.Bytes()); err != nil {
				return fmt.Errorf("check: writing the result: %w", err)
			}
			if worst, any := worstOf(checked); any && !none && worst >= threshold {
				return errFindings
			}
			return nil
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text or json")
	c.Flags().StringVar(&failOn, "fail-on", "error", "error, warning or none: from which severity on the exit status is 1")
	c.Flags().StringSliceVar(&names, "rules", nil, "only these rules, by name or family (trace, conclusion, package)")
	return c
}

func thresholdOf(name string) (threshold check.Severity, none bool, err error) {
	if name == "none" {
		return 0, true, nil
	}
	threshold, known := check.SeverityOf(name)
	if !known || threshold == check.Info {
		return 0, false, fmt.Errorf("check: “%s” is no threshold; use error, warning or none", name)
	}
	return threshold, false, nil
}

// chosenRules are the rules with one of the names or of one of the families;
// all rules where none is named.
func chosenRules(names []string) ([]check.Rule, error) {
	all := check.Rules()
	if len(names) == 0 {
		return all, nil
	}
	var out []check.Rule
	for _, name := range names {
		before := len(out)
		for _, r := range all {
			family, _, _ := strings.Cut(r.Name, "/")
			if r.Name == name || family == name {
				out = append(out, r)
			}
		}
		if len(out) == before {
			return nil, fmt.Errorf("check: there is no rule or family “%s”", name)
		}
	}
	return out, nil
}

// job is one package folder to check.
type job struct {
	store   *store.Store
	options *workspace.Options
	folder  store.Folder
	path    string // as given, joined with what was found below it
}

// checkPaths checks every package in the given folders, on all cores, and
// returns them sorted by path. A package in two of the folders is checked
// once.
func checkPaths(paths []string, rules []check.Rule) ([]checkedPackage, error) {
	jobs, err := jobsOf(paths, rules)
	if err != nil {
		return nil, err
	}
	out, errs := make([]checkedPackage, len(jobs)), make([]error, len(jobs))
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
				out[i] = report(jobs[i].path, c)
			}
		})
	}
	for i := range jobs {
		next <- i
	}
	close(next)
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func jobsOf(paths []string, rules []check.Rule) ([]job, error) {
	var jobs []job
	seen := map[string]bool{}
	commits := lastCommits{}
	for _, p := range paths {
		found, err := jobsIn(p, rules, commits)
		if err != nil {
			return nil, err
		}
		for _, j := range found {
			if at := filepath.Join(j.store.Root(), filepath.FromSlash(j.folder.Path)); !seen[at] {
				seen[at] = true
				jobs = append(jobs, j)
			}
		}
	}
	slices.SortFunc(jobs, func(a, b job) int { return strings.Compare(a.path, b.path) })
	return jobs, nil
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
