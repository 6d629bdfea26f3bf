package gitcommand

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"atlasdesk/backend/history"
)

// Risk is something that a repository brings by which git would run a program,
// speak to somebody else or hand something over.
type Risk struct {
	Name  string // of the setting or hook
	Value string // as the repository has it
	Words string // what git would do, a clause that begins with a verb
}

// String is the risk in a line for a person who decides.
func (r Risk) String() string {
	const most = 400 // bytes of a value
	name, value := printable(r.Name), printable(r.Value)
	if value == "" {
		return fmt.Sprintf("%s: git %s", name, r.Words)
	}
	if len(value) > most {
		value = fmt.Sprintf("%s… (and %d bytes more)", strings.ToValidUTF8(value[:most], ""), len(value)-most)
	}
	return fmt.Sprintf("%s = %s: git %s", name, value, r.Words)
}

// key is what a person agreed to.
func (r Risk) key() string { return r.Name + "=" + r.Value }

// Inspect lists what a person should know before git runs in the repository. It
// reads and never runs anything. Settings that can do no harm are left out;
// what it does not know it lists. It fails where the configuration cannot be
// read, and then nobody can agree to it.
func Inspect(repo *history.Repo) ([]Risk, error) {
	settings, err := repo.OwnSettings()
	if err != nil {
		return nil, err
	}
	var risks []Risk
	for _, s := range settings {
		if words := wordsOf(s); words != "" {
			risks = append(risks, Risk{s.Name, s.Value, words})
		}
	}
	hooks, err := hooksIn(filepath.Join(repo.CommonDir(), "hooks"))
	if err != nil {
		return nil, err
	}
	for _, name := range hooks {
		risks = append(risks, Risk{Name: "hooks/" + name, Words: "runs this program that lies in the repository"})
	}
	slices.SortStableFunc(risks, func(a, b Risk) int { return cmp.Compare(a.Name, b.Name) })
	return slices.Compact(risks), nil
}

// hooksIn lists the programs in a folder of hooks, without git's own samples.
func hooksIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var names []string
	for _, e := range entries {
		info, statErr := os.Stat(filepath.Join(dir, e.Name()))
		runs := statErr == nil && info.Mode().IsRegular() && (runtime.GOOS == "windows" || info.Mode()&0o111 != 0)
		if runs && !strings.HasSuffix(e.Name(), ".sample") {
			names = append(names, e.Name())
		}
	}
	return names, err
}

// wordsOf says what a setting makes git do, "" where it does no harm.
func wordsOf(s history.Setting) string {
	for _, k := range known {
		if matchName(k.name, s.Name) {
			if k.harmless != nil && k.harmless.MatchString(s.Value) {
				return ""
			}
			return k.words
		}
	}
	return "obeys this setting, which Atlas Desk does not know"
}

// matchName compares the name of a setting with a pattern, whose * stands for
// any text, dots included.
func matchName(pattern, name string) bool {
	first, rest, open := strings.Cut(pattern, "*")
	if !open {
		return name == pattern
	}
	return len(name) >= len(first)+len(rest) && strings.HasPrefix(name, first) && strings.HasSuffix(name, rest)
}

// knownSetting says what the settings of a name do. Values that match harmless
// do no harm.
type knownSetting struct {
	name     string // * stands for any text
	words    string
	harmless *regexp.Regexp
}

var (
	anything = regexp.MustCompile(``)
	off      = regexp.MustCompile(`(?i)^(false|no|off|0|)$`)
	on       = regexp.MustCompile(`(?i)^(true|yes|on|1)$`)
	// plainAddress is a server of https or ssh, and neither an option nor a helper
	// of transport as in ext::sh.
	plainAddress = regexp.MustCompile(`^(?:(?:https|ssh)://[A-Za-z0-9._]|(?:[A-Za-z0-9._]+@)?[A-Za-z0-9._][A-Za-z0-9._-]+:(?:[^:/-]|/[^/]))`)
	// ownRefs are the references that a fetch should write.
	ownRefs    = regexp.MustCompile(`^\+?refs/heads/[^:]*:refs/remotes/|^\+?refs/tags/[^:]*:refs/tags/`)
	branchName = regexp.MustCompile(`^[^-]`)
)

const unusualAddress = "goes there, where no server of https or ssh is: a folder runs its own hooks, http hides nothing, other forms run programs"

// known are the settings of git-config(1) that a repository has or should not
// have. The first that matches counts.
var known = []knownSetting{
	{"core.fsmonitor", "runs it whenever it looks at the files", off},
	{"core.sshcommand", "runs it in the place of ssh", nil},
	{"core.gitproxy", "runs it to reach a server", nil},
	{"core.hookspath", "runs the programs in that folder around commits and pushes", nil},
	{"core.askpass", "runs it to ask for your passwords", nil},
	{"core.editor", "runs it to edit messages", nil},
	{"core.pager", "runs it to show output", nil},
	{"core.alternaterefscommand", "runs it while fetching", nil},
	{"core.worktree", "takes the files from another folder", nil},
	{"core.attributesfile", "takes attributes of files from there", nil},
	{"core.excludesfile", "takes the list of ignored files from there", nil},
	{"core.*", "", anything},
	{"sequence.editor", "runs it during a rebase", nil},
	{"pager.*", "runs it to show output", off},
	{"filter.*.required", "", anything},
	{"filter.*", "runs it on the content of files that are read or written", nil},
	{"diff.external", "runs it to compare files", nil},
	{"diff.*.command", "runs it to compare files", nil},
	{"diff.*.textconv", "runs it to compare files", nil},
	{"diff.*", "", anything},
	{"merge.*.driver", "runs it to merge files", nil},
	{"merge.*", "", anything},
	{"difftool.*", "runs it to compare files", nil},
	{"mergetool.*", "runs it to merge files", nil},
	{"credential*.helper", "hands your passwords to it", nil},
	{"credential*", "treats your passwords so", nil},
	{"gpg*.program", "runs it to sign", nil},
	{"gpg.ssh.defaultkeycommand", "runs it to sign", nil},
	{"gpg.*", "", anything},
	{"commit.gpgsign", "signs commits in your name", off},
	{"tag.gpgsign", "signs tags in your name", off},
	{"push.gpgsign", "signs pushes in your name", off},
	{"include*.path", "obeys the settings in that file as well", nil},
	{"url.*.insteadof", "speaks to this address where a remote names another one", nil},
	{"url.*.pushinsteadof", "sends to this address where a remote names another one", nil},
	{"alias.*", "runs it as a command", nil},
	{"protocol.*", "allows or forbids ways to reach a server", nil},
	{"uploadpack.*", "runs it, or shows more, when somebody fetches from here", nil},
	{"receive.*", "obeys it when somebody pushes to here", off},
	{"remote.*.uploadpack", "runs it on the server while fetching", nil},
	{"remote.*.receivepack", "runs it on the server while pushing", nil},
	{"remote.*.proxy", "goes through this proxy", nil},
	{"remote.*.proxyauthmethod", "goes through a proxy", nil},
	{"remote.*.vcs", "runs a helper program to reach the server", nil},
	{"remote.*.promisor", "fetches objects whenever it misses them", off},
	{"remote.*.mirror", "overwrites or deletes what only one side has", off},
	{"remote.*.url", unusualAddress, plainAddress},
	{"remote.*.pushurl", "sends to another address than it fetches from", nil},
	{"remote.*.fetch", "writes what it fetches to unusual places", ownRefs},
	{"remote.*.push", "sends other branches than yours", nil},
	{"remote.*", "", anything},
	{"branch.*.remote", "", branchName},
	{"branch.*.pushremote", "sends to another remote than it fetches from", nil},
	{"branch.*", "", anything},
	{"http.*sslverify", "does not check who the server is", on},
	{"http.*postbuffer", "", anything},
	{"http.*", "speaks to servers so", nil},
	{"extensions.partialclone", "fetches objects whenever it misses them", nil},
	{"extensions.*", "", anything},
	{"user.*", "", anything},
	{"author.*", "", anything},
	{"committer.*", "", anything},
	{"index.*", "", anything},
	{"pack.*", "", anything},
	{"gc.*", "", anything},
	{"maintenance.*", "", anything},
	{"color.*", "", anything},
	{"column.*", "", anything},
	{"advice.*", "", anything},
	{"i18n.*", "", anything},
	{"init.defaultbranch", "", anything},
	{"pull.*", "", anything},
	{"push.default", "", anything},
	{"push.autosetupremote", "", anything},
	{"rebase.*", "", anything},
	{"rerere.*", "", anything},
	{"status.*", "", anything},
	{"fetch.prune", "", anything},
	{"submodule.*.url", unusualAddress, plainAddress},
	{"submodule.*.active", "", anything},
	{"submodule.active", "", anything},
	{"lfs.repositoryformatversion", "", anything},
}
