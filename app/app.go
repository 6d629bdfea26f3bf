// Package app is the window: the only Go code that knows Wails. It binds small
// structs for the page, turns the engine's values into the DTOs that cross, and
// sends events: hints to look again, and the commands of the menus.
package app

import (
	"context"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"syscall"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/mac"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Events that the page listens to.
const (
	changed = "changed"  // with the workspace's seq: something changed, look again
	prefers = "settings" // the settings of the person are others
	listed  = "listed"   // the list of packages alone has changed: it is checked further
	shared  = "shared"   // a transfer goes on or has ended
	closing = "closing"  // the window is to close while text is unsaved
	command = "command"  // with its id: an item of a menu was chosen
)

// Assets are the files that the program brings.
type Assets struct {
	Page   fs.FS  // index.html and what belongs to it
	Sample fs.FS  // packages to try the program on
	Icon   []byte // a PNG, shown where the system takes none from what is installed
}

// Run opens the window with the page on a path, or on the last folder where
// path is empty, and returns when the window is closed. Where the person has a
// window already that one opens the path, and Run returns at once.
func Run(with Assets, path string) error {
	if path != "" {
		abs, err := filepath.Abs(path)
		if err != nil {
			return err
		}
		path = abs
	}
	first, given := claim(path)
	if given {
		return nil
	}
	if first != nil {
		defer first.End()
	}
	debug.SetGCPercent(garbage)
	d := &desk{sample: with.Sample, paint: newFirstPaint()}
	d.native = nativeOf(d)
	return wails.Run(d.options(with, func(ctx context.Context) {
		leaveKeysToThePage()
		go d.settings.read().Window.restore(ctx)
		go d.endWhenTold()
		if first != nil {
			go first.Serve(d.startedAgain)
		}
		d.start(ctx, runtime.EventsEmit, path)
	}))
}

// endWhenTold ends the program when the system asks for it, as at the end of a
// session: nobody is there to answer questions, and unsaved text is in drafts.
func (d *desk) endWhenTold() {
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM)
	<-told
	(&Settings{d}).Quit()
}

// nativeOf is the real window, which does nothing before it is there.
func nativeOf(d *desk) native {
	do := func(act func(context.Context)) {
		if window, err := d.window(); err == nil {
			act(window)
		}
	}
	return native{
		present: func() { do(toFront) },
		dress:   func(theme string) { do(func(ctx context.Context) { dress(ctx, theme) }) },
		menu:    func(recent []Recent) { do(func(ctx context.Context) { renewMenu(ctx, d.menu(recent)) }) },
		place: func(at placement) placement {
			do(func(ctx context.Context) { at = at.now(ctx) })
			return at
		},
	}
}

// options are what Wails makes the window of; it calls begin when that is there.
func (d *desk) options(with Assets, begin func(context.Context)) *options.App {
	at := d.settings.read().Window
	width, height := at.size()
	state := options.Normal
	if at.Maximised {
		state = options.Maximised
	}
	return &options.App{
		Title:            "Atlas Desk",
		Width:            width,
		Height:           height,
		MinWidth:         least.Width,
		MinHeight:        least.Height,
		WindowStartState: state,
		Menu:             d.menu(recentOf(d.settings.read())),
		AssetServer: &assetserver.Options{
			Assets:     with.Page,
			Middleware: securityHeaders,
		},
		EnableDefaultContextMenu: true,
		DragAndDrop:              &options.DragAndDrop{EnableFileDrop: true},
		ErrorFormatter:           formatFault,
		OnStartup:                begin,
		OnBeforeClose:            d.beforeClose,
		OnShutdown:               func(context.Context) { d.stop() },
		// An empty Linux struct would mean that the GPU is always used, which
		// leaves the window blank on some drivers.
		Linux: &linux.Options{WebviewGpuPolicy: linux.WebviewGpuPolicyNever, ProgramName: "atlas-desk", Icon: with.Icon},
		Mac:   &mac.Options{OnFileOpen: d.ask},
		Bind:  bound(d),
	}
}

// bound are the structs whose methods the page calls.
func bound(d *desk) []any {
	return []any{
		&Workspaces{d},
		&NewPackages{d},
		&Documents{d},
		&Coverage{d},
		&Exports{d},
		&Preview{d},
		&Findings{d},
		&Checks{d},
		&Drafts{d},
		&Unsent{d},
		&Commits{desk: d},
		&Past{desk: d},
		&Review{desk: d},
		&Settings{d},
		&Sharing{desk: d},
		&Search{desk: d},
		&Start{d},
	}
}
