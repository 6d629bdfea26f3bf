// Package keyring keeps who a person is at servers of https in the keyring of
// the operating system: the Secret Service on Linux, the Keychain on macOS, the
// Credential Manager on Windows.
package keyring

import (
	"encoding/json"
	"errors"
	"fmt"

	"atlasdesk/backend/history"

	"github.com/zalando/go-keyring" // MIT, kept up; asks all three systems without cgo
)

// Keyring is the keyring of the user who is logged in.
type Keyring struct{}

// service names this program in the keyring.
const service = "atlas-desk"

// Get returns the credentials for a place, such as https://example.org:8443,
// and the zero value where there are none.
func (Keyring) Get(place string) (history.Credentials, error) {
	var who history.Credentials
	secret, err := keyring.Get(service, place)
	if errors.Is(err, keyring.ErrNotFound) {
		return who, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(secret), &who)
	}
	if err != nil {
		return history.Credentials{}, fmt.Errorf("the keyring has no answer for %s: %w", place, err)
	}
	return who, nil
}

// Set keeps credentials for a place.
func (Keyring) Set(place string, who history.Credentials) error {
	secret, err := json.Marshal(who)
	if err == nil {
		err = keyring.Set(service, place, string(secret))
	}
	if err != nil {
		return fmt.Errorf("keep the password for %s in the keyring: %w", place, err)
	}
	return nil
}

// Delete forgets the credentials for a place, if there are any.
func (Keyring) Delete(place string) error {
	err := keyring.Delete(service, place)
	if err != nil && !errors.Is(err, keyring.ErrNotFound) {
		return fmt.Errorf("remove the password for %s from the keyring: %w", place, err)
	}
	return nil
}
