package keyring

import (
	"errors"
	"testing"

	"atlasdesk/backend/history"

	"github.com/zalando/go-keyring"
)

// The library's own stand-in keeps the tests away from a person's keyring.
func TestKeyring(t *testing.T) {
	keyring.MockInit()
	var k Keyring
	const place = "https://example.org"
	if who, err := k.Get(place); err != nil || who != (history.Credentials{}) {
		t.Errorf("before: %v, %v", who, err)
	}
	ada := history.Credentials{User: "ada", Password: "a \"token\"\n"}
	if err := k.Set(place, ada); err != nil {
		t.Fatal(err)
	}
	if who, err := k.Get(place); err != nil || who != ada {
		t.Errorf("kept: %v, %v", who, err)
	}
	if who, err := k.Get(place + ":8443"); err != nil || who != (history.Credentials{}) {
		t.Errorf("another server: %v, %v", who, err)
	}
	for range 2 {
		if err := k.Delete(place); err != nil {
			t.Error(err)
		}
	}
	if who, err := k.Get(place); err != nil || who != (history.Credentials{}) {
		t.Errorf("forgotten: %v, %v", who, err)
	}
	closed := errors.New("no keyring here")
	keyring.MockInitWithError(closed)
	if _, err := k.Get(place); !errors.Is(err, closed) {
		t.Errorf("closed: %v", err)
	}
}
