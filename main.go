// Atlas Desk writes and checks Atlas jurisdiction packages: in a window, or
// without one as a command.
package main

import (
	"os"

	"atlasdesk/backend/cli"
)

func main() { os.Exit(cli.Run(os.Args[1:], os.Stdout, os.Stderr, openWindow)) }
