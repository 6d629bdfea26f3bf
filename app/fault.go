package app

import (
	"errors"

	"atlasdesk/backend/history"
	"atlasdesk/backend/store"
)

// faultOf is how errors reach the page: with a code that it may act on.
func faultOf(err error) any {
	f := Fault{Code: "failed", Message: err.Error()}
	var stored *store.Error
	var refused *history.RefusedError
	switch {
	case errors.As(err, &stored):
		f.Code, f.Hint = string(stored.Code), stored.Hint
	case errors.As(err, &refused):
		f.Code, f.Hint = "refused", refused.Hint
	case errors.Is(err, errNoFolder):
		f.Code = "no-folder"
	case errors.Is(err, history.ErrNoIdentity):
		f.Code = "no-identity"
	case errors.Is(err, history.ErrNothing):
		f.Code = "nothing"
	}
	return f
}
