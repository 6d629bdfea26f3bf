package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"atlasdesk/backend/history"
	"atlasdesk/backend/keyring"
	"atlasdesk/backend/report"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// signIn reads who a person is at the server of the upstream, and keeps that
// in the keyring.
func signIn(cmd *cobra.Command, from *bufio.Reader, repo *history.Repo) error {
	u, err := repo.Upstream()
	if err != nil {
		return err
	}
	a := history.ParseAddress(u.PushURL)
	if a.Scheme != "https" {
		return fmt.Errorf("%s is no server of https, so there is no password to keep", report.Line(history.WithoutPassword(u.PushURL)))
	}
	to := cmd.ErrOrStderr()
	fmt.Fprintf(to, "User at %s: ", report.Line(a.Place))
	user, err := readLine(from)
	if err != nil {
		return err
	}
	fmt.Fprint(to, "Password or token: ")
	password, err := readSecret(cmd.InOrStdin(), from)
	fmt.Fprintln(to)
	switch {
	case err != nil:
		return err
	case user == "" || password == "":
		return errors.New("no user or no password; nothing was kept")
	}
	return keyring.Keyring{}.Set(a.Place, history.Credentials{User: user, Password: password})
}

func readLine(from *bufio.Reader) (string, error) {
	line, err := from.ReadString('\n')
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return strings.TrimSpace(line), err
}

// readSecret reads a line, from a terminal without showing it.
func readSecret(in io.Reader, from *bufio.Reader) (string, error) {
	if file, ok := in.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		secret, err := term.ReadPassword(int(file.Fd()))
		return string(secret), err
	}
	return readLine(from)
}
