package app

import (
	"encoding/json"
	"errors"

	"atlasdesk/backend/history"
	"atlasdesk/backend/search"
	"atlasdesk/backend/store"
)

// formatFault is how errors reach the page: a Fault as JSON text, since the
// page's side of Wails makes a JavaScript Error of whatever it is given, and
// of a text alone nothing is lost.
func formatFault(err error) any {
	raw, jsonErr := json.Marshal(faultOf(err))
	if jsonErr != nil {
		return err.Error()
	}
	return string(raw)
}

func faultOf(err error) Fault {
	f := Fault{Code: "failed", Message: err.Error()}
	var stored *store.Error
	var refused *history.RefusedError
	var pattern *search.PatternError
	switch {
	case errors.As(err, &stored):
		f.Code, f.Hint = string(stored.Code), stored.Hint
	case errors.As(err, &refused):
		f.Code, f.Hint = "refused", refused.Hint
	case errors.As(err, &pattern), errors.Is(err, search.ErrTooLong):
		f.Code = "query"
	case errors.Is(err, errNoFolder):
		f.Code = "no-folder"
	case errors.Is(err, history.ErrNoIdentity):
		f.Code = "no-identity"
	case errors.Is(err, history.ErrNothing):
		f.Code = "nothing"
	}
	return f
}
