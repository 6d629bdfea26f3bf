package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// usualLook is how the window looks before anybody chose otherwise.
func usualLook() Preferences {
	return Preferences{Theme: "system", Zoom: 100, Evidence: 42, Follow: true, Beside: map[string]string{}, Text: 15, Line: 48, Motion: "system", Spelling: true}
}

// parseSettings reads what a file says, one entry after the other, so that one
// that is wrong takes nothing else with it. The faults tell which those are.
func parseSettings(raw []byte) (s settings, faults []string) {
	s = settings{Preferences: usualLook()}
	if raw = withoutMark(raw); len(raw) == 0 {
		return s, nil
	}
	if err := json.Unmarshal(raw, new(any)); err != nil {
		return s, []string{"nothing can be read: " + misread(raw, err)}
	}
	faults = fill(reflect.ValueOf(&s).Elem(), raw, "")
	s.Recent = slices.DeleteFunc(s.Recent, func(o opened) bool { return o.Path == "" })
	return s, faults
}

// withoutMark takes the byte order mark off that some editors write, and the
// space at the end; that at the beginning counts where a line is named.
func withoutMark(raw []byte) []byte {
	return bytes.TrimRightFunc(bytes.TrimPrefix(raw, []byte("\ufeff")), unicode.IsSpace)
}

// misread says where JSON ends to be JSON.
func misread(raw []byte, err error) string {
	syntax, ok := errors.AsType[*json.SyntaxError](err)
	if !ok {
		return err.Error()
	}
	line := 1 + bytes.Count(raw[:min(int(syntax.Offset), len(raw))], []byte("\n"))
	return fmt.Sprintf("line %d is no JSON (%v)", line, syntax)
}

// fill puts the entries of an object into the fields of a struct, and leaves
// the others as they are.
func fill(into reflect.Value, raw json.RawMessage, at string) (faults []string) {
	entries := map[string]json.RawMessage{}
	if err := json.Unmarshal(raw, &entries); err != nil {
		return []string{wrong(at, raw, into.Type())}
	}
	for i := range into.NumField() {
		name, _, _ := strings.Cut(into.Type().Field(i).Tag.Get("json"), ",")
		value, said := entries[name]
		delete(entries, name)
		if said && string(value) != "null" {
			faults = append(faults, take(into.Field(i), value, under(at, name))...)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		faults = append(faults, fmt.Sprintf("“%s” is no setting", under(at, name)))
	}
	return faults
}

// take puts a value into a field; of a map, or of a list of objects, each of its
// values.
func take(field reflect.Value, raw json.RawMessage, at string) (faults []string) {
	if field.Kind() == reflect.Struct {
		return fill(field, raw, at)
	}
	var items []json.RawMessage
	if field.Kind() == reflect.Slice && field.Type().Elem().Kind() == reflect.Struct && json.Unmarshal(raw, &items) == nil {
		field.Set(reflect.MakeSlice(field.Type(), len(items), len(items)))
		for i, item := range items {
			faults = append(faults, take(field.Index(i), item, under(at, strconv.Itoa(i+1)))...)
		}
		return faults
	}
	entries := map[string]json.RawMessage{}
	if field.Kind() != reflect.Map || json.Unmarshal(raw, &entries) != nil {
		fresh := reflect.New(field.Type())
		if json.Unmarshal(raw, fresh.Interface()) != nil {
			return []string{wrong(at, raw, field.Type())}
		}
		field.Set(fresh.Elem())
		return nil
	}
	all := reflect.MakeMap(field.Type())
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		fresh := reflect.New(field.Type().Elem())
		if value := entries[name]; string(value) == "null" || json.Unmarshal(value, fresh.Interface()) != nil {
			faults = append(faults, wrong(under(at, name), value, fresh.Type().Elem()))
			continue
		}
		all.SetMapIndex(reflect.ValueOf(name), fresh.Elem())
	}
	field.Set(all)
	return faults
}

func under(at, name string) string {
	if at == "" {
		return name
	}
	return at + " › " + name
}

// wrong says what stands at an entry, and what is to stand there.
func wrong(at string, raw json.RawMessage, want reflect.Type) string {
	must := map[reflect.Kind]string{
		reflect.Bool: "true or false", reflect.Int: "a whole number", reflect.Float64: "a number", reflect.String: "text in quotes",
		reflect.Slice: "a list", reflect.Map: "entries in { }", reflect.Struct: "entries in { }",
	}[want.Kind()]
	if want == reflect.TypeFor[[]string]() {
		must = `a list of texts, as ["…"]`
	}
	var short bytes.Buffer
	_ = json.Compact(&short, raw) // it is valid
	said := []rune(short.String())
	if len(said) > 40 {
		said = append(said[:40], '…')
	}
	if at == "" {
		return fmt.Sprintf("the whole file is %s and must be %s", string(said), must)
	}
	return fmt.Sprintf("“%s” is %s and must be %s", at, string(said), must)
}
