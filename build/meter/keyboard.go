package main

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
)

// keyboard presses keys on an X display, as the extension XTEST lets programs
// do: an own connection, so that no other program has to start for each key.
type keyboard struct {
	conn   net.Conn
	opcode byte
	codes  map[uint32]byte // of the keys, by what they mean without shift
}

// keysyms are the names of keys that are no letters or digits (keysymdef.h).
var keysyms = map[string]uint32{"ctrl": 0xffe3, "BackSpace": 0xff08, "Home": 0xff50, "End": 0xff57, "space": ' '}

const (
	press   = 2
	release = 3
)

// openKeyboard speaks the X protocol, version 11, to the display ":N".
func openKeyboard(display string) (*keyboard, error) {
	conn, err := net.Dial("unix", "/tmp/.X11-unix/X"+strings.TrimPrefix(display, ":"))
	if err != nil {
		return nil, err
	}
	k := &keyboard{conn: conn}
	if err := k.greet(); err != nil {
		return nil, fmt.Errorf("open a connection to the display %s: %w", display, err)
	}
	return k, nil
}

func (k *keyboard) greet() error {
	if _, err := k.conn.Write([]byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0}); err != nil {
		return err
	}
	head := make([]byte, 8)
	if _, err := io.ReadFull(k.conn, head); err != nil {
		return err
	}
	if _, err := io.CopyN(io.Discard, k.conn, 4*int64(binary.LittleEndian.Uint16(head[6:]))); err != nil {
		return err
	}
	if head[0] != 1 {
		return fmt.Errorf("the display refused it")
	}
	const queryExtension, name = 98, "XTEST"
	ask := []byte{queryExtension, 0, 4, 0, byte(len(name)), 0, 0, 0}
	if _, err := k.conn.Write(append(append(ask, name...), 0, 0, 0)); err != nil {
		return err
	}
	answer := make([]byte, 32)
	if _, err := io.ReadFull(k.conn, answer); err != nil {
		return err
	}
	if answer[8] == 0 {
		return fmt.Errorf("the display has no %s", name)
	}
	k.opcode = answer[9]
	return k.learn()
}

// learn asks what the keys of the display mean.
func (k *keyboard) learn() error {
	const getKeyboardMapping, first, last = 101, 8, 255
	if _, err := k.conn.Write([]byte{getKeyboardMapping, 0, 2, 0, first, last - first + 1, 0, 0}); err != nil {
		return err
	}
	head := make([]byte, 32)
	if _, err := io.ReadFull(k.conn, head); err != nil {
		return err
	}
	each := int(head[1]) // keysyms of a key
	table := make([]byte, 4*binary.LittleEndian.Uint32(head[4:]))
	if _, err := io.ReadFull(k.conn, table); err != nil {
		return err
	}
	k.codes = map[uint32]byte{}
	for code := last; code >= first; code-- {
		if at := 4 * each * (code - first); at+4 <= len(table) {
			k.codes[binary.LittleEndian.Uint32(table[at:])] = byte(code)
		}
	}
	return nil
}

// tap presses a combination such as "ctrl+End" and lets it go. It returns when
// the display has been told of the pressing.
func (k *keyboard) tap(combination string) error {
	names := strings.Split(combination, "+")
	for _, name := range names {
		if err := k.send(press, name); err != nil {
			return err
		}
	}
	slices.Reverse(names)
	for _, name := range names {
		if err := k.send(release, name); err != nil {
			return err
		}
	}
	return nil
}

func (k *keyboard) send(what byte, name string) error {
	symbol, named := keysyms[name]
	if !named {
		symbol = uint32(name[0])
	}
	code, ok := k.codes[symbol]
	if !ok {
		return fmt.Errorf("the display has no key %q", name)
	}
	const fakeInput = 2
	request := make([]byte, 36)
	request[0], request[1], request[2] = k.opcode, fakeInput, 9
	request[4], request[5] = what, code
	_, err := k.conn.Write(request)
	return err
}
