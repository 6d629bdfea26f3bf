//go:build desktop || dev || bindings

package main

import (
	_ "embed"

	"atlasdesk/app"
	"atlasdesk/frontend"
	"atlasdesk/jurisdictions"
)

//go:embed build/icon/128.png
var icon []byte

func openWindow(path string) error {
	return app.Run(app.Assets{Page: frontend.Page(), Sample: jurisdictions.Sample, Icon: icon}, path)
}
