package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// besideProgram are where releases keep the licences of others, seen from the
// folder of the program: on Windows, Linux and macOS.
var besideProgram = []string{".", "../share/doc/atlas-desk", "../Resources"}

// Licences returns the licences of everything by others that the program holds.
func (s *Settings) Licences() (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("look for the licences of others: %w", err)
	}
	return licencesBeside(program)
}

func licencesBeside(program string) (string, error) {
	if real, err := filepath.EvalSymlinks(program); err == nil {
		program = real
	}
	for _, folder := range besideProgram {
		raw, err := os.ReadFile(filepath.Join(filepath.Dir(program), folder, "third-party-licences.txt"))
		if err == nil {
			return string(raw), nil
		}
		if !errors.Is(err, os.ErrNotExist) {
			return "", fmt.Errorf("read the licences of others: %w", err)
		}
	}
	return "", errors.New("the licences come with a release, as third-party-licences.txt, and none is beside this program: build/release makes it")
}
