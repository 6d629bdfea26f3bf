//go:build !linux || !(desktop || dev)

package app

import (
	"context"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// leaveKeysToThePage has nothing to do: macOS asks the page first, and in
// Windows the menus have their keys as text only.
func leaveKeysToThePage() {}

// toFront raises the window above those of other programs.
func toFront(ctx context.Context) {
	runtime.WindowUnminimise(ctx)
	runtime.WindowShow(ctx)
}

// dress gives the frame of the window the colours of the page.
func dress(ctx context.Context, theme string) {
	switch theme {
	case "dark":
		runtime.WindowSetDarkTheme(ctx)
	case "light":
		runtime.WindowSetLightTheme(ctx)
	default:
		runtime.WindowSetSystemDefaultTheme(ctx)
	}
}
