//go:build desktop || dev || bindings

package main

import (
	"atlasdesk/app"
	"atlasdesk/frontend"
	"atlasdesk/jurisdictions"
)

func openWindow(path string) error {
	return app.Run(frontend.Page(), jurisdictions.Sample, path)
}
