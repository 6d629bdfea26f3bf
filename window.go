//go:build desktop || dev || bindings

package main

import (
	"atlasdesk/app"
	"atlasdesk/frontend"
)

func openWindow(folder string) error { return app.Run(frontend.Page(), folder) }
