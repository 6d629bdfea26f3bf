// Package app is the window: the only Go code that knows Wails. It binds seven
// small structs for the page, turns the engine's values into the DTOs that
// cross, and sends three events, all mere hints to look again.
package app

import (
	"context"
	"io/fs"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/menu"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Events that the page listens to.
const (
	changed = "changed" // with the workspace's seq: something changed, look again
	shared  = "shared"  // a transfer goes on or has ended
	closing = "closing" // the window is to close while text is unsaved
)

// Run opens the window with the page on a folder, or on the last one where
// folder is empty, and returns when the window is closed. The icon is a PNG,
// shown where the system takes none from what is installed.
func Run(page fs.FS, icon []byte, folder string) error {
	d := &desk{}
	return wails.Run(&options.App{
		Title:     "Atlas Desk",
		Width:     1360,
		Height:    860,
		MinWidth:  720,
		MinHeight: 480,
		Menu:      menu.NewMenuFromItems(menu.AppMenu(), menu.EditMenu()), // without them macOS has no copy and paste
		AssetServer: &assetserver.Options{
			Assets:     page,
			Middleware: securityHeaders,
		},
		EnableDefaultContextMenu: true,
		ErrorFormatter:           formatFault,
		OnStartup: func(ctx context.Context) {
			d.start(ctx, runtime.EventsEmit, folder)
		},
		OnBeforeClose: d.beforeClose,
		OnShutdown:    func(context.Context) { d.stop() },
		// An empty Linux struct would mean that the GPU is always used, which
		// leaves the window blank on some drivers.
		Linux: &linux.Options{WebviewGpuPolicy: linux.WebviewGpuPolicyNever, ProgramName: "atlas-desk", Icon: icon},
		Bind: []any{
			&Workspaces{d},
			&Documents{d},
			&Coverage{d},
			&Findings{d},
			&Drafts{d},
			&Commits{desk: d},
			&Past{desk: d},
			&Settings{d},
			&Sharing{desk: d},
			&Search{desk: d},
		},
	})
}
