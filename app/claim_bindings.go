//go:build bindings

package app

import "atlasdesk/backend/instance"

// claim does nothing in the program that only writes the bindings of the page.
func claim(string) (*instance.First, bool) { return nil, false }
