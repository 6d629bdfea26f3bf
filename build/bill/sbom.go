package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// writeSBOM writes a CycloneDX 1.6 document. Its serial number is made of what
// it lists, so that the same release gives the same bytes.
func writeSBOM(name, version string, day time.Time, parts []part) error {
	bom := cdx.NewBOM()
	bom.SpecVersion = cdx.SpecVersion1_6
	bom.SerialNumber = serial(version, parts)
	bom.Metadata = &cdx.Metadata{
		Timestamp: day.UTC().Format(time.RFC3339),
		Component: &cdx.Component{Type: cdx.ComponentTypeApplication, BOMRef: "atlas-desk", Name: "atlas-desk", Version: version,
			Licenses: &cdx.Licenses{{License: &cdx.License{ID: "MIT"}}}},
	}
	components := make([]cdx.Component, 0, len(parts))
	for _, p := range parts {
		components = append(components, component(p))
	}
	bom.Components = &components
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := cdx.NewBOMEncoder(file, cdx.BOMFileFormatJSON).SetPretty(true).Encode(bom); err != nil {
		_ = file.Close() // the file is of no use
		return err
	}
	return file.Close()
}

func component(p part) cdx.Component {
	c := cdx.Component{Type: cdx.ComponentTypeLibrary, BOMRef: p.purl, Name: p.name, Version: p.version, PackageURL: p.purl}
	if p.licence != "" {
		c.Licenses = &cdx.Licenses{{Expression: p.licence}}
	}
	return c
}

// serial is a version 8 UUID (RFC 9562) of a hash.
func serial(version string, parts []part) string {
	h := sha256.New()
	fmt.Fprintln(h, version)
	for _, p := range parts {
		fmt.Fprintln(h, p.purl)
	}
	s := h.Sum(nil)
	s[6], s[8] = s[6]&0x0f|0x80, s[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", s[:4], s[4:6], s[6:8], s[8:10], s[10:16])
}
