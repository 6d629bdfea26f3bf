package app

import (
	"context"
	goruntime "runtime"
	"strings"

	"github.com/wailsapp/wails/v2/pkg/menu"
	"github.com/wailsapp/wails/v2/pkg/menu/keys"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// topMenu is one of the menus of the window.
type topMenu struct {
	title string
	items []menuItem
}

// menuItem is a command of the page, by its id in frontend/src/lib/commands,
// with the first of its keys as it is written there. The zero item is a line
// between others; one without a command is a menu of its own.
type menuItem struct{ command, label, keys string }

// macKeys are the keys of commands that have others on a Mac.
var macKeys = map[string]string{"place.back": "Ctrl+-", "place.forward": "Ctrl+Shift+_", "text.replace": "Mod+Alt+F"}

// recentLabel is the menu of the folders that were open.
const recentLabel = "Open recent"

var menus = []topMenu{
	{"File", []menuItem{
		{"package.new", "New package…", ""},
		{"package.import", "Import page…", ""},
		{},
		{"folder.open", "Open folder…", "Mod+O"},
		{"", recentLabel, ""},
		{"folder.sample", "Open the sample…", ""},
		{},
		{"text.save", "Save", "Mod+S"},
		{"text.saveAll", "Save everything", "Mod+Shift+S"},
		{},
		{"screen.settings", "Settings", "Mod+,"},
		{},
		{"window.close", "Close", "Mod+Q"},
	}},
	{"Edit", []menuItem{
		{"text.find", "Find in this text", "Mod+F"},
		{"text.replace", "Replace in this text", "Mod+H"},
		{},
		{"search.open", "Search in layers", "Mod+Shift+F"},
		{"search.replace", "Replace in this package", ""},
	}},
	{"View", []menuItem{
		{"screen.packages", "Packages", "Mod+Shift+A"},
		{"screen.text", "Text", "Mod+Shift+T"},
		{"screen.review", "Review", "Mod+Shift+B"},
		{"screen.coverage", "Coverage", "Mod+Shift+X"},
		{"screen.history", "History", "Mod+Shift+H"},
		{"screen.preview", "Preview", "F9"},
		{},
		{"problems.toggle", "Problems", "Mod+Shift+M"},
		{"evidence.follow", "Evidence follows the caret", "Mod+L"},
		{},
		{"zoom.in", "Larger", "Mod+="},
		{"zoom.out", "Smaller", "Mod+-"},
		{"zoom.reset", "100 %", "Mod+0"},
	}},
	{"Go", []menuItem{
		{"place.back", "Back", "Alt+ArrowLeft"},
		{"place.forward", "Forward", "Alt+ArrowRight"},
		{},
		{"go.anywhere", "Package, layer or heading…", "Mod+P"},
		{"go.outline", "Outline", "Mod+Shift+O"},
		{"go.command", "All commands…", "Mod+Shift+P"},
		{},
		{"finding.next", "Next finding", "F8"},
		{"finding.previous", "Previous finding", "Shift+F8"},
		{},
		{"evidence.go", "To the evidence", "Mod+Enter"},
		{"evidence.back", "Back to the text", "Mod+Shift+Enter"},
	}},
	{"Package", []menuItem{
		{"commit.open", "Commit…", "Mod+Shift+G"},
		{"commit.undo", "Undo commit", ""},
		{},
		{"share.open", "Sync…", "Mod+Shift+Y"},
		{},
		{"history.compare", "Compare with the last commit", "Mod+Shift+D"},
		{"coverage.save", "Save the coverage as CSV…", ""},
		{"preview.export", "Export…", "Mod+Shift+E"},
	}},
	{"Help", []menuItem{
		{"help.keys", "Keyboard help", "F1"},
		{},
		{"help.licences", "Licences of others", ""},
		{"help.about", "About Atlas Desk", ""},
	}},
}

// menu makes the menus, with folders that were open.
func (d *desk) menu(recent []Recent) *menu.Menu {
	return menuFor(goruntime.GOOS, recent, d.settings.read().Keys, func(id string) { d.tell(command, id) }, d.ask)
}

// menuFor makes the menus of an operating system, by its name in GOOS. send is
// called with the command of an item, open with a folder that was open; own are
// the person's own keys of commands.
func menuFor(system string, recent []Recent, own map[string][]string, send, open func(string)) *menu.Menu {
	out := menu.NewMenu()
	if system == "darwin" {
		out.Append(menu.AppMenu())
	}
	for _, top := range menus {
		if system == "darwin" && top.title == "Edit" {
			out.Append(menu.EditMenu()) // without it macOS has no copy and paste
			top.title = "Find"
		}
		sub := out.AddSubmenu(top.title)
		for _, item := range top.items {
			sub.Append(item.with(system, own).on(system, recent, send, open))
		}
	}
	if system == "darwin" {
		out.Append(menu.WindowMenu())
	}
	return out
}

// with is the item with the keys that count on a system and for the person.
func (m menuItem) with(system string, own map[string][]string) menuItem {
	if keys, ok := macKeys[m.command]; ok && system == "darwin" {
		m.keys = keys
	}
	if keys, ok := own[m.command]; ok {
		m.keys = strings.Join(keys[:min(len(keys), 1)], "")
	}
	return m
}

func (m menuItem) on(system string, recent []Recent, send, open func(string)) *menu.MenuItem {
	click := func(*menu.CallbackData) { send(m.command) }
	switch {
	case m == menuItem{}:
		return menu.Separator()
	case m.command == "":
		return menu.SubMenu(m.label, recentMenu(recent, open))
	case system == "windows" && m.keys != "":
		// Windows would answer a key and let the page answer it too.
		return menu.Text(m.label+"\t"+strings.ReplaceAll(m.keys, "Mod", "Ctrl"), nil, click)
	}
	return menu.Text(m.label, acceleratorOf(m.keys), click)
}

func recentMenu(recent []Recent, open func(string)) *menu.Menu {
	out := menu.NewMenu()
	for _, r := range recent {
		if !r.Missing {
			out.AddText(r.Path, nil, func(*menu.CallbackData) { open(r.Path) })
		}
	}
	if len(out.Items) == 0 {
		out.Append(&menu.MenuItem{Label: "No folder was open yet", Type: menu.TextType, Disabled: true})
	}
	return out
}

// renewMenu puts other menus in the place of those of the window. Wails cannot
// do that on Linux: there the folders are those of the start.
func renewMenu(ctx context.Context, menus *menu.Menu) {
	if goruntime.GOOS != "linux" {
		runtime.MenuSetApplicationMenu(ctx, menus)
	}
}

var modifiers = map[string]keys.Modifier{"Mod": keys.CmdOrCtrlKey, "Ctrl": keys.ControlKey, "Shift": keys.ShiftKey, "Alt": keys.OptionOrAltKey}

// named are the keys that menus have another name for than the page.
var named = map[string]string{"ArrowLeft": "left", "ArrowRight": "right"}

// acceleratorOf reads a combination as the page writes it: "Mod+Shift+S". It is
// nil where there is none.
func acceleratorOf(combination string) *keys.Accelerator {
	if combination == "" {
		return nil
	}
	parts := strings.Split(combination, "+")
	key := parts[len(parts)-1]
	out := &keys.Accelerator{Key: strings.ToLower(key)}
	if name, ok := named[key]; ok {
		out.Key = name
	}
	for _, part := range parts[:len(parts)-1] {
		out.Modifiers = append(out.Modifiers, modifiers[part])
	}
	return out
}
