package gitcommand

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"
	"unicode"

	"atlasdesk/backend/history"
)

// Git calls the git program in one trusted repository.
type Git struct {
	Program Program
	repo    *history.Repo
	trust   *Trust
}

// Call is one call of git.
type Call struct {
	Args     []string       // the command and its arguments, without the program
	Stdin    []byte         // nil closes the standard input
	Env      []string       // further variables, NAME=value
	Hooks    bool           // run the hooks of the repository
	Progress func(Progress) // told of each line of --progress; nil for nobody
}

// Error says that git ran and failed.
type Error struct {
	Args   []string
	Code   int    // exit status, -1 when a signal ended it
	Stderr string // the end of what git said, without control characters
}

func (e *Error) Error() string {
	said := e.Stderr
	if said == "" {
		said = fmt.Sprintf("it ended with status %d and said nothing", e.Code)
	}
	return fmt.Sprintf("git %s: %s", e.Args[0], said)
}

// Run runs git in the root of the work tree and returns what it wrote to its
// standard output. It fails with an [*UntrustedError] when the repository
// brings more by now than a person agreed to, with an [*Error] when git fails,
// with [ErrTooMuch] when it writes more than 64 MiB, and with that of ctx when
// it is cancelled: then git and all that it started are gone, but for what left
// its process group.
func (g *Git) Run(ctx context.Context, c Call) ([]byte, error) {
	if err := g.trust.check(g.repo); err != nil {
		return nil, err
	}
	return (&call{program: g.Program.Path, dir: g.repo.Root(), Call: c}).run(ctx)
}

type call struct {
	program string
	dir     string
	Call
}

const (
	maxOutput = 64 << 20 // bytes
	maxErrors = 16 << 10 // bytes of the standard error that are kept

	// grace is how long a cancelled git may take to remove its lock files.
	grace = 3 * time.Second
)

// ErrTooMuch says that git wrote more than anybody wants to read.
var ErrTooMuch = errors.New("git wrote more than 64 MiB")

func (c *call) run(ctx context.Context) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	cmd := exec.CommandContext(ctx, c.program, append(c.hardening(), c.Args...)...)
	out := &bounded{full: func() { cancel(ErrTooMuch) }}
	said := &listener{progress: c.Progress}
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = c.dir, c.environment(), out, said
	if c.Stdin != nil {
		cmd.Stdin = bytes.NewReader(c.Stdin)
	}
	cmd.WaitDelay = grace
	ownGroup(cmd)
	err := cmd.Run()
	if ctx.Err() != nil {
		endGroup(cmd)
		return nil, fmt.Errorf("git %s: %w", c.Args[0], context.Cause(ctx))
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return out.kept, &Error{c.Args, exit.ExitCode(), said.text()}
	}
	if err != nil && !errors.Is(err, exec.ErrWaitDelay) {
		return nil, fmt.Errorf("git %s: %w", c.Args[0], err)
	}
	return out.kept, nil
}

// bounded keeps what is written to it, up to maxOutput.
type bounded struct {
	kept []byte
	full func()
}

func (b *bounded) Write(p []byte) (int, error) {
	if len(b.kept)+len(p) > maxOutput {
		b.full()
		return 0, ErrTooMuch
	}
	b.kept = append(b.kept, p...)
	return len(p), nil
}

// listener takes git's standard error apart: progress is told, the rest kept,
// of long output the end.
type listener struct {
	progress func(Progress)
	line     []byte
	kept     []byte
}

// ProgressWriter finds the lines of progress in what a git server says. It
// tells report, which may be nil.
func ProgressWriter(report func(Progress)) io.Writer { return &listener{progress: report} }

func (l *listener) Write(p []byte) (int, error) {
	for _, b := range p {
		if b == '\n' || b == '\r' {
			l.end()
		} else if len(l.line) < maxErrors {
			l.line = append(l.line, b)
		}
	}
	return len(p), nil
}

func (l *listener) end() {
	line := string(l.line)
	l.line = l.line[:0]
	if p, ok := parseProgress(line); ok {
		if l.progress != nil {
			l.progress(p)
		}
		return
	}
	if line = printable(line); line != "" && !chatter.MatchString(line) {
		l.kept = append(append(l.kept, line...), '\n')
	}
	if len(l.kept) > 2*maxErrors {
		l.kept = append([]byte(nil), l.kept[len(l.kept)-maxErrors:]...)
	}
}

func (l *listener) text() string {
	l.end()
	return strings.TrimSpace(strings.ToValidUTF8(string(l.kept[max(0, len(l.kept)-maxErrors):]), ""))
}

// printable is a line without what a terminal would obey: a server may say
// anything.
func printable(line string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, line))
}
