package history

import (
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// Upstream is where a branch is shared.
type Upstream struct {
	Remote  string // its name in the configuration: "origin"
	URL     string // fetched from
	PushURL string // sent to
	Branch  string // full name at the remote: "refs/heads/main"
}

// Tracking is the full name of the reference that keeps what was fetched last.
func (u Upstream) Tracking() string {
	return "refs/remotes/" + u.Remote + "/" + strings.TrimPrefix(u.Branch, branches)
}

// Short names the upstream as git does: "origin/main".
func (u Upstream) Short() string { return strings.TrimPrefix(u.Tracking(), "refs/remotes/") }

// Upstream returns where the branch of HEAD is shared: what branch.<name>.remote
// and branch.<name>.merge say, else the only remote there is, or origin, and the branch of the
// same name there. It fails with a [*RefusedError] where there is no remote, or
// none that can be chosen.
func (r *Repo) Upstream() (Upstream, error) {
	at, err := r.head()
	if err != nil {
		return Upstream{}, err
	}
	if at.branch == "" {
		return Upstream{}, refuse("no branch is checked out (detached HEAD)", "Switch to one with `git switch NAME`, or begin one here with `git switch -c NAME`.")
	}
	settings, err := r.config()
	if err != nil {
		return Upstream{}, err
	}
	name := "branch." + strings.TrimPrefix(at.branch, branches)
	u := Upstream{Remote: settings.get(name + ".remote"), Branch: settings.get(name + ".merge")}
	if u.Branch == "" {
		u.Branch = at.branch
	}
	if u.Remote == "" {
		if u.Remote, err = settings.onlyRemote(); err != nil {
			return Upstream{}, err
		}
	}
	return u, u.complete(settings)
}

// complete fills in the addresses, and checks what the configuration says.
func (u *Upstream) complete(settings config) error {
	u.URL = firstValue(settings, "remote."+u.Remote+".url")
	u.PushURL = firstValue(settings, "remote."+u.Remote+".pushurl")
	if u.PushURL == "" {
		u.PushURL = u.URL
	}
	named := plumbing.ReferenceName(u.Tracking()).Validate() == nil && !strings.HasPrefix(u.Remote, "-") && !strings.ContainsAny(u.Remote, `\:`)
	switch {
	case u.Remote == ".":
		return refuse("the branch follows another branch of this repository", "Set a remote with `git branch --set-upstream-to`.")
	case !named || !strings.HasPrefix(u.Branch, branches) || plumbing.ReferenceName(u.Branch).Validate() != nil:
		return refuse(fmt.Sprintf("the branch is shared as %q at %q, which is no branch of a remote", u.Branch, u.Remote),
			"Set it with `git branch --set-upstream-to`.")
	case u.URL == "":
		return refuse(fmt.Sprintf("the remote %s has no address", u.Remote), "Set one with `git remote set-url`.")
	}
	return nil
}

// onlyRemote is the remote of a branch that names none.
func (c config) onlyRemote() (string, error) {
	var names []string
	for _, v := range c {
		name, isRemote := strings.CutPrefix(v.name, "remote.")
		name, isURL := strings.CutSuffix(name, ".url")
		if isRemote && isURL && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	switch {
	case len(names) == 0:
		return "", refuse("the repository has no remote to share with", "Add one with `git remote add origin ADDRESS`.")
	case slices.Contains(names, "origin"):
		return "origin", nil
	case len(names) > 1:
		return "", refuse("the branch says none of the remotes "+strings.Join(names, ", "), "Choose one with `git branch --set-upstream-to`.")
	}
	return names[0], nil
}

// firstValue is the first setting of a name: of several addresses of a remote,
// git fetches from the first.
func firstValue(c config, name string) string {
	i := slices.IndexFunc(c, func(v variable) bool { return v.name == name })
	if i < 0 {
		return ""
	}
	return c[i].value
}

// Address is a remote's address, taken apart.
type Address struct {
	Scheme string // https, http, ssh or file; "" for what is neither
	Host   string // without a port, "" for a file
	Place  string // scheme and host with its port: whom a password is for
}

var (
	scpForm   = regexp.MustCompile(`^(?:[^/@:]+@)?([^/@:-][^/@:]+):(?:[^:/]|/[^/])`)
	driveForm = regexp.MustCompile(`^[A-Za-z]:[\\/]`)
)

// ParseAddress takes the address of a remote apart as git does: a URL, the form
// of scp (user@host:path), or a folder.
func ParseAddress(address string) Address {
	if strings.Contains(address, "://") {
		u, err := url.Parse(address)
		if err != nil || !slices.Contains([]string{"https", "http", "ssh", "file"}, u.Scheme) || strings.HasPrefix(u.Hostname(), "-") {
			return Address{}
		}
		if u.Scheme == "file" {
			return Address{Scheme: "file"}
		}
		return Address{u.Scheme, u.Hostname(), u.Scheme + "://" + u.Host}
	}
	if driveForm.MatchString(address) || filepath.IsAbs(address) || strings.HasPrefix(address, ".") {
		return Address{Scheme: "file"}
	}
	if m := scpForm.FindStringSubmatch(address); m != nil {
		return Address{"ssh", m[1], "ssh://" + m[1]}
	}
	if strings.Contains(address, "::") || strings.HasPrefix(address, "-") {
		return Address{}
	}
	return Address{Scheme: "file"}
}

// Loopback says whether the address is on this very computer.
func (a Address) Loopback() bool {
	ip := net.ParseIP(a.Host)
	return a.Host == "localhost" || ip != nil && ip.IsLoopback()
}

// WithoutPassword is an address that can be shown: without the user and the
// password that a URL may hold.
func WithoutPassword(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.User == nil || u.Host == "" {
		return address
	}
	u.User = nil
	return u.String()
}
