package history

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestUpstream(t *testing.T) {
	const address = "https://example.org/a.git"
	cases := []struct {
		name   string
		config [][2]string
		want   Upstream
		refuse string
	}{
		{"none", nil, Upstream{}, "no remote"},
		{"the only one", [][2]string{{"remote.hub.url", address}}, Upstream{"hub", address, address, "refs/heads/main"}, ""},
		{"origin of several", [][2]string{{"remote.hub.url", "x"}, {"remote.origin.url", address}}, Upstream{"origin", address, address, "refs/heads/main"}, ""},
		{"none of several", [][2]string{{"remote.hub.url", "x"}, {"remote.other.url", "y"}}, Upstream{}, "none of the remotes hub, other"},
		{"as the branch says", [][2]string{{"remote.a.b.url", address}, {"remote.a.b.pushurl", "ssh://example.org/a"}, {"branch.main.remote", "a.b"}, {"branch.main.merge", "refs/heads/x/y"}},
			Upstream{"a.b", address, "ssh://example.org/a", "refs/heads/x/y"}, ""},
		{"another branch here", [][2]string{{"branch.main.remote", "."}, {"branch.main.merge", "refs/heads/x"}}, Upstream{}, "another branch of this repository"},
		{"no address", [][2]string{{"branch.main.remote", "hub"}}, Upstream{}, "has no address"},
		{"an option", [][2]string{{"remote.--upload-pack=x.url", address}, {"branch.main.remote", "--upload-pack=x"}}, Upstream{}, "no branch of a remote"},
		{"out of the references", [][2]string{{"remote.../../x.url", address}, {"branch.main.remote", "../../x"}}, Upstream{}, "no branch of a remote"},
		{"no branch", [][2]string{{"remote.origin.url", address}, {"branch.main.merge", "refs/tags/x"}}, Upstream{}, "no branch of a remote"},
	}
	for _, c := range cases {
		dir := fixture(t)
		for _, s := range c.config {
			git(t, dir, "config", s[0], s[1])
		}
		got, err := open(t, dir).Upstream()
		var refused *RefusedError
		switch {
		case c.refuse == "" && (err != nil || got != c.want):
			t.Errorf("%s: %+v, %v", c.name, got, err)
		case c.refuse != "" && (!errors.As(err, &refused) || !strings.Contains(refused.Reason, c.refuse)):
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestParseAddress(t *testing.T) {
	for text, want := range map[string]Address{
		"https://ada@example.org:8443/a.git": {"https", "example.org", "https://example.org:8443"},
		"http://127.0.0.1/a":                 {"http", "127.0.0.1", "http://127.0.0.1"},
		"ssh://git@example.org/a":            {"ssh", "example.org", "ssh://example.org"},
		"git@example.org:a/b.git":            {"ssh", "example.org", "ssh://example.org"},
		"file:///srv/a.git":                  {Scheme: "file"},
		"/srv/a.git":                         {Scheme: "file"},
		"../a.git":                           {Scheme: "file"},
		`C:\a`:                               {Scheme: "file"},
		"a/b:c":                              {Scheme: "file"},
		"ext::sh -c x":                       {},
		"ssh://-oProxyCommand=x/a":           {},
		"-oProxyCommand=x:a":                 {},
		"git://example.org/a":                {},
	} {
		if got := ParseAddress(text); got != want {
			t.Errorf("%s: %+v", text, got)
		}
	}
	if got := WithoutPassword("https://ada:secret@example.org/a.git"); got != "https://example.org/a.git" {
		t.Errorf("shown as %s", got)
	}
}

func FuzzParseAddress(f *testing.F) {
	f.Add("https://ada@example.org:8443/a.git")
	f.Add("git@example.org:a")
	f.Fuzz(func(t *testing.T, text string) {
		a := ParseAddress(text)
		if !slices.Contains([]string{"", "https", "http", "ssh", "file"}, a.Scheme) || strings.HasPrefix(a.Host, "-") {
			t.Errorf("%q is %+v", text, a)
		}
		if strings.HasPrefix(text, "-") && a.Scheme != "" {
			t.Errorf("the option %q is %+v", text, a)
		}
		WithoutPassword(text)
	})
}
