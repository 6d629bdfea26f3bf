package history

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// Identity is a person as commits name one.
type Identity struct {
	Name  string
	Email string
}

// ErrNoIdentity says that git does not know who commits.
var ErrNoIdentity = errors.New("git does not know your name and e-mail address; set them for this repository " +
	"with `git config user.name \"Your Name\"` and `git config user.email you@example.org`")

// Identity is who the author of a commit is by git's rules: the variables
// GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL, then author.name and author.email, then
// user.name and user.email of the repository, the user and the system, at last
// EMAIL. Unlike git it never guesses from the login name: it fails with
// [ErrNoIdentity].
func (r *Repo) Identity() (Identity, error) {
	settings, err := r.config()
	if err != nil {
		return Identity{}, err
	}
	id := settings.identity("author")
	if id.Name == "" || id.Email == "" {
		return Identity{}, ErrNoIdentity
	}
	return id, nil
}

// identity resolves the author or the committer as far as it is known.
func (c config) identity(role string) Identity {
	env := "GIT_" + strings.ToUpper(role)
	return Identity{
		Name:  firstOf(os.Getenv(env+"_NAME"), c.get(role+".name"), c.get("user.name")),
		Email: firstOf(os.Getenv(env+"_EMAIL"), c.get(role+".email"), c.get("user.email"), os.Getenv("EMAIL")),
	}
}

// firstOf is the first value that still says something once the characters
// that would break a commit's author line are gone.
func firstOf(values ...string) string {
	for _, v := range values {
		if v = presentable(v); v != "" {
			return v
		}
	}
	return ""
}

// presentable drops what git drops from names: line breaks and angle brackets
// anywhere, and punctuation that only quotes or separates at the ends.
func presentable(s string) string {
	s = strings.Map(func(c rune) rune {
		if c == '<' || c == '>' || unicode.IsControl(c) {
			return -1
		}
		return c
	}, s)
	return strings.TrimFunc(s, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(`,:;"'\`, c) })
}

// check says what is wrong with an identity that a person typed.
func (id Identity) check() error {
	for _, part := range []struct{ what, text string }{{"name", id.Name}, {"e-mail address", id.Email}} {
		switch {
		case presentable(part.text) == "":
			return fmt.Errorf("the %s is empty", part.what)
		case presentable(part.text) != part.text:
			return fmt.Errorf("the %s %q may not contain < or > or line breaks, nor begin or end with spaces or quotation marks", part.what, part.text)
		}
	}
	return nil
}

// SetIdentity stores who commits in the configuration file of the repository
// itself and keeps every other byte of that file.
func (r *Repo) SetIdentity(id Identity) error {
	if err := id.check(); err != nil {
		return fmt.Errorf("store who commits: %w", err)
	}
	path, err := filepath.EvalSymlinks(filepath.Join(r.commonDir, "config"))
	if err != nil {
		return fmt.Errorf("store who commits: %w", err)
	}
	held, err := r.lock(context.Background(), path, "")
	if err != nil {
		return fmt.Errorf("store who commits: %w", err)
	}
	defer held.release()
	if err := replaceIdentity(held, id); err != nil {
		return fmt.Errorf("store who commits in %s: %w", path, err)
	}
	return nil
}

// replaceIdentity rewrites the configuration file that is locked.
func replaceIdentity(held *lock, id Identity) error {
	text, err := os.ReadFile(held.target)
	if err != nil {
		return err
	}
	for _, setting := range []struct{ key, value string }{{"name", id.Name}, {"email", id.Email}} {
		parsed, err := parseConfig(string(text))
		if err != nil {
			return err
		}
		text = []byte(parsed.set("user", setting.key, setting.value))
	}
	if err := held.write(text); err != nil {
		return err
	}
	return held.publish()
}
