package app

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/wailsapp/wails/v2/pkg/menu"
	"github.com/wailsapp/wails/v2/pkg/menu/keys"
)

// pageCommands are the commands of the page with their keys, read from its
// sources. The screens are commands as well.
func pageCommands(t *testing.T) map[string]string {
	t.Helper()
	sources, err := filepath.Glob(filepath.Join("..", "frontend", "src", "lib", "commands", "*.ts"))
	if err != nil || len(sources) == 0 {
		t.Fatal(sources, err)
	}
	out := map[string]string{}
	value := regexp.MustCompile(`(?s)\bid: "([^"]+)",.*?\bkeys: (?:mac \? \[[^\]]*\] : )?\[(["']?)(.*?)["'\]]`)
	read := func(file, prefix string) {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range value.FindAllStringSubmatch(string(raw), -1) {
			out[prefix+m[1]] = m[3]
		}
	}
	for _, file := range sources {
		read(file, "")
	}
	read(filepath.Join("..", "frontend", "src", "lib", "state", "screens.ts"), "screen.")
	return out
}

func TestMenusNameCommandsOfThePage(t *testing.T) {
	commands := pageCommands(t)
	for _, top := range menus {
		for _, item := range top.items {
			if item.command == "" {
				continue
			}
			if got, ok := commands[item.command]; !ok || got != item.keys {
				t.Errorf("%s › %s: the page has %s with %q, the menu shows %q", top.title, item.label, item.command, got, item.keys)
			}
		}
	}
}

func find(t *testing.T, m *menu.Menu, labels ...string) *menu.MenuItem {
	t.Helper()
	for _, item := range m.Items {
		switch {
		case item.Label != labels[0]:
		case len(labels) == 1:
			return item
		default:
			return find(t, item.SubMenu, labels[1:]...)
		}
	}
	t.Fatalf("there is no %s in the menus", labels[0])
	return nil
}

func TestMenuItemsSendTheirCommand(t *testing.T) {
	var sent, opened []string
	m := menuFor("linux", []Recent{{Path: "/a"}, {Path: "/gone", Missing: true}}, nil, func(id string) { sent = append(sent, id) }, func(path string) { opened = append(opened, path) })
	find(t, m, "File", "Save").Click(nil)
	find(t, m, "Help", "Keyboard help").Click(nil)
	find(t, m, "File", recentLabel, "/a").Click(nil)
	if !slices.Equal(sent, []string{"text.save", "help.keys"}) || !slices.Equal(opened, []string{"/a"}) {
		t.Errorf("sent %q, opened %q", sent, opened)
	}
	if list := find(t, m, "File", recentLabel).SubMenu.Items; len(list) != 1 {
		t.Errorf("the recent folders are %d", len(list))
	}
}

func TestMenusOfTheSystems(t *testing.T) {
	titles := func(m *menu.Menu) (out []string) {
		for _, item := range m.Items {
			out = append(out, item.Label)
		}
		return out
	}
	for _, c := range []struct {
		system, save string
		titles       []string
		answers      bool // the menu answers keys by itself
	}{
		{"linux", "Save", []string{"File", "Edit", "View", "Go", "Package", "Help"}, true},
		{"windows", "Save\tCtrl+S", []string{"File", "Edit", "View", "Go", "Package", "Help"}, false},
		{"darwin", "Save", []string{"", "File", "", "Find", "View", "Go", "Package", "Help", ""}, true},
	} {
		m := menuFor(c.system, nil, nil, nil, nil)
		if got := titles(m); !slices.Equal(got, c.titles) {
			t.Errorf("%s: %q", c.system, got)
		}
		if got := find(t, m, "File", c.save).Accelerator != nil; got != c.answers {
			t.Errorf("%s: the menu answers keys: %v", c.system, got)
		}
	}
	if menus[1].title != "Edit" {
		t.Error("the menus were changed for one system")
	}
}

func TestAcceleratorOf(t *testing.T) {
	for combination, want := range map[string]*keys.Accelerator{
		"":              nil,
		"F8":            {Key: "f8"},
		"Mod+=":         {Key: "=", Modifiers: []keys.Modifier{keys.CmdOrCtrlKey}},
		"Mod+Shift+G":   {Key: "g", Modifiers: []keys.Modifier{keys.CmdOrCtrlKey, keys.ShiftKey}},
		"Alt+ArrowLeft": {Key: "left", Modifiers: []keys.Modifier{keys.OptionOrAltKey}},
	} {
		got := acceleratorOf(combination)
		if (got == nil) != (want == nil) || got != nil && (got.Key != want.Key || !slices.Equal(got.Modifiers, want.Modifiers)) {
			t.Errorf("%q: %+v", combination, got)
		}
	}
}
