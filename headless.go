//go:build !desktop && !dev && !bindings

package main

import "errors"

// openWindow in the program that is built without tags: pure Go, for scripts
// and servers.
func openWindow(string) error {
	return errors.New("this program was built without its window; give it a command (see --help), or open the window with build/run")
}
