package history

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// config reads the settings that apply to the repository: those of the
// system, the user, the repository and this work tree, in this order, each
// with the files it includes.
func (r *Repo) config() (config, error) {
	head, err := r.head()
	if err != nil {
		return nil, err
	}
	files := configFiles{gitDir: r.gitDir, branch: strings.TrimPrefix(head.branch, branches)}
	all, err := files.read(filepath.Join(r.commonDir, "config"))
	if err != nil {
		return nil, err
	}
	if v, _ := all.find("extensions.worktreeconfig"); !v.isTrue() {
		return all, nil
	}
	return files.load(all, filepath.Join(r.gitDir, "config.worktree"), 0)
}

// configFiles reads configuration files; the fields answer the conditions of
// includeIf.
type configFiles struct {
	gitDir string
	branch string
	always bool // every condition holds
}

// read reads the files of the system and the user and then the ones named.
func (f configFiles) read(then ...string) (config, error) {
	var all config
	for _, path := range append(append(systemConfig(), userConfig()...), then...) {
		var err error
		if all, err = f.load(all, path, 0); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// maxIncludes is how deep files may include each other, as in git.
const maxIncludes = 10

// load appends the settings of a file, with those of an included file at the
// place of its include. A missing file has no settings.
func (f configFiles) load(all config, path string, depth int) (config, error) {
	if depth > maxIncludes {
		return nil, fmt.Errorf("%s: more than %d configuration files include each other", path, maxIncludes)
	}
	own, err := readConfig(path)
	if err != nil {
		return nil, err
	}
	for _, v := range own {
		all = append(all, v)
		if !f.includes(v.name, filepath.Dir(path)) {
			continue
		}
		if all, err = f.load(all, within(filepath.Dir(path), expandHome(v.value)), depth+1); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// includes says whether a setting of this name includes a file now. Of the
// conditions of includeIf it knows gitdir, gitdir/i and onbranch.
func (f configFiles) includes(name, folder string) bool {
	if name == "include.path" {
		return true
	}
	condition, ok := strings.CutPrefix(name, "includeif.")
	if !ok {
		return false
	}
	condition, ok = strings.CutSuffix(condition, ".path")
	kind, pattern, _ := strings.Cut(condition, ":")
	switch {
	case ok && f.always:
		return true
	case !ok || f.gitDir == "":
		return false
	case kind == "onbranch":
		return f.branch != "" && matchPath(openEnded(pattern), f.branch, false)
	case kind == "gitdir" || kind == "gitdir/i":
		pattern = filepath.ToSlash(expandHome(pattern))
		if rest, ok := strings.CutPrefix(pattern, "./"); ok {
			pattern = filepath.ToSlash(folder) + "/" + rest
		} else if !filepath.IsAbs(pattern) {
			pattern = "**/" + pattern
		}
		return matchPath(openEnded(pattern), filepath.ToSlash(f.gitDir), kind == "gitdir/i")
	}
	return false
}

// openEnded lets a pattern that names a folder match everything in it.
func openEnded(pattern string) string {
	if strings.HasSuffix(pattern, "/") {
		return pattern + "**"
	}
	return pattern
}

// readConfig reads one file, without what it includes. A missing file has no
// settings.
func readConfig(path string) (config, error) {
	text, err := readSmall(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the git configuration: %w", err)
	}
	parsed, err := parseConfig(string(text))
	if err != nil {
		return nil, fmt.Errorf("read the git configuration %s: %w; correct the file", path, err)
	}
	return parsed.variables, nil
}

// maxSmall bounds, in bytes, the files that a repository may make us read
// whole. Real ones have a few hundred.
const maxSmall = 1 << 20

// readSmall reads a regular file of at most maxSmall bytes, so that a
// repository cannot make us wait on a pipe or fill the memory. A device holds
// nothing: /dev/null is how people turn a file off.
func readSmall(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode()&fs.ModeDevice != 0 {
		return nil, nil
	}
	if !info.Mode().IsRegular() || info.Size() > maxSmall {
		return nil, fmt.Errorf("%s is no file of at most %d bytes", path, maxSmall)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxSmall))
}

// systemConfig lists where installers put the configuration of all users. Git
// knows its own place from when it was built; we look at the usual ones.
func systemConfig() []string {
	if v := (variable{value: os.Getenv("GIT_CONFIG_NOSYSTEM")}); v.isTrue() {
		return nil
	}
	if path := os.Getenv("GIT_CONFIG_SYSTEM"); path != "" {
		return []string{path}
	}
	switch runtime.GOOS {
	case "windows":
		return []string{
			filepath.Join(os.Getenv("ProgramData"), "Git", "config"),
			filepath.Join(os.Getenv("ProgramFiles"), "Git", "etc", "gitconfig"),
		}
	case "darwin":
		return []string{
			"/Library/Developer/CommandLineTools/usr/share/git-core/gitconfig",
			"/Applications/Xcode.app/Contents/Developer/usr/share/git-core/gitconfig",
			"/usr/local/etc/gitconfig",
			"/opt/homebrew/etc/gitconfig",
			"/etc/gitconfig",
		}
	default:
		return []string{"/etc/gitconfig"}
	}
}

// userConfig lists the files of the user.
func userConfig() []string {
	if path, ok := os.LookupEnv("GIT_CONFIG_GLOBAL"); ok {
		return []string{path}
	}
	return []string{userGitFile("config"), expandHome("~/.gitconfig")}
}

// userGitFile is a file in the user's git folder of the XDG specification.
func userGitFile(name string) string {
	if dir := os.Getenv("XDG_CONFIG_HOME"); dir != "" {
		return filepath.Join(dir, "git", name)
	}
	return expandHome("~/.config/git/" + name)
}

// expandHome replaces a leading ~/ by the home folder, HOME first as git does
// on every system.
func expandHome(path string) string {
	rest, ok := strings.CutPrefix(path, "~/")
	if !ok {
		return path
	}
	home := os.Getenv("HOME")
	if home == "" {
		home, _ = os.UserHomeDir()
	}
	return filepath.Join(home, filepath.FromSlash(rest))
}
