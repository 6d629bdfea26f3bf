package main

import (
	"encoding/binary"
	"fmt"
	"image"
	"os"
	"syscall"
)

// screen is the picture that Xvfb keeps of its screen in a file, in the format
// of xwd(1), and that changes as the screen does.
type screen struct {
	pixels []byte // four for each, line by line
	stride int    // bytes of a line
	bounds image.Rectangle
}

// openScreen maps the file that Xvfb makes with the flag -fbdir.
func openScreen(name string) (*screen, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	raw, err := syscall.Mmap(int(f.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return nil, err
	}
	field := func(n int) int { return int(binary.BigEndian.Uint32(raw[4*n:])) }
	if field(11) != 32 {
		return nil, fmt.Errorf("the screen has %d bits for each pixel and not 32", field(11))
	}
	start := field(0) + 12*field(19)
	return &screen{raw[start:], field(12), image.Rect(0, 0, field(4), field(5))}, nil
}

// part is a copy of a part of the screen.
func (s *screen) part(r image.Rectangle) []byte {
	out := make([]byte, 0, 4*r.Dx()*r.Dy())
	for y := r.Min.Y; y < r.Max.Y; y++ {
		out = append(out, s.pixels[y*s.stride+4*r.Min.X:y*s.stride+4*r.Max.X]...)
	}
	return out
}

// differs says whether a part of the screen is another than its copy.
func (s *screen) differs(r image.Rectangle, before []byte) bool {
	width := 4 * r.Dx()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		at := y*s.stride + 4*r.Min.X
		if string(s.pixels[at:at+width]) != string(before[:width]) {
			return true
		}
		before = before[width:]
	}
	return false
}

// count counts the pixels of a part that have one of two properties.
func (s *screen) count(r image.Rectangle, is func(red, green, blue byte) bool) (n int) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		line := s.pixels[y*s.stride+4*r.Min.X : y*s.stride+4*r.Max.X]
		for ; len(line) >= 4; line = line[4:] {
			if is(line[2], line[1], line[0]) {
				n++
			}
		}
	}
	return n
}

// light is a pixel of a light page.
func light(red, green, blue byte) bool { return int(red)+int(green)+int(blue) > 600 }

// dark is a pixel of text on a light page. Black is the screen where no window is.
func dark(red, green, blue byte) bool {
	sum := int(red) + int(green) + int(blue)
	return 0 < sum && sum < 300
}

// wrong is the colour of errors in the light theme, in frontend/src/styles.
func wrong(red, green, blue byte) bool { return red == 0x68 && green == 0x03 && blue == 0x0a }
