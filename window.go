//go:build desktop || dev || bindings

package main

import (
	_ "embed"

	"atlasdesk/app"
	"atlasdesk/frontend"
)

//go:embed build/icon/128.png
var icon []byte

func openWindow(folder string) error { return app.Run(frontend.Page(), icon, folder) }
