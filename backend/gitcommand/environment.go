package gitcommand

import (
	"os"
	"slices"
	"strings"
)

// hardened are the settings of every call. They switch off what a repository
// could have run without need, and what would go on after the call.
var hardened = []string{
	"core.fsmonitor=false",
	"core.pager=cat",
	"core.editor=true",
	"sequence.editor=true",
	"diff.external=",
	"protocol.ext.allow=never",
	"protocol.fd.allow=never",
	"submodule.recurse=false",
	"fetch.recurseSubmodules=false",
	"maintenance.auto=false",
	"gc.auto=0",
	"advice.detachedHead=false",
}

const noHooks = "core.hooksPath=/dev/null" // git for Windows knows it as well

func (c *call) hardening() []string {
	args := []string{"--no-pager"}
	if !c.Hooks { // which would inherit it, and their patterns are meant as patterns
		args = append(args, "--literal-pathspecs")
	}
	for _, setting := range hardened {
		args = append(args, "-c", setting)
	}
	if !c.Hooks {
		args = append(args, "-c", noHooks)
	}
	return args
}

// fixed are the variables of every call.
var fixed = []string{
	"GIT_TERMINAL_PROMPT=0",
	"GIT_OPTIONAL_LOCKS=0",
	"GIT_ALLOW_PROTOCOL=https:ssh:file",
	"GIT_NO_LAZY_FETCH=1",
	"LC_MESSAGES=C", // messages are read by the program too
	"LANGUAGE=",
	"NoDefaultCurrentDirectoryInExePath=1", // Windows: no ssh.exe from the work tree
}

// ours are the variables of git by which a person sets up their own git. All
// others, such as GIT_DIR, would make it another call.
var ours = []string{
	"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",
	"GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL",
	"GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS",
	"GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_SSL_CERT", "GIT_SSL_KEY", "GIT_PROXY_SSL_CAINFO",
}

// environment is this program's own, but for the variables that would make git
// do something else or speak another language.
func (c *call) environment() []string {
	var out []string
	for _, v := range os.Environ() {
		name, value, _ := strings.Cut(v, "=")
		switch {
		case name == "LC_ALL": // would go before LC_MESSAGES
			out = append(out, "LC_CTYPE="+value)
		case name == "LC_CTYPE" && os.Getenv("LC_ALL") != "":
		case strings.HasPrefix(name, "GIT_") && !slices.Contains(ours, name):
		default:
			out = append(out, v)
		}
	}
	return append(append(out, fixed...), c.Env...)
}
