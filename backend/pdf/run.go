package pdf

// ink is a colour, red, green and blue.
type ink [3]int

// The colours are those of preview's document.css on white.
var (
	text    = ink{0x1b, 0x1f, 0x24}
	muted   = ink{0x56, 0x60, 0x69}
	hair    = ink{0xc9, 0xcd, 0xd3}
	tint    = ink{0xf4, 0xf5, 0xf7}
	accent  = ink{0x1a, 0x56, 0xb0}
	markInk = map[string]ink{"error": {0x68, 0x03, 0x0a}, "warning": {0x8a, 0x61, 0x10}, "info": {0x14, 0x3a, 0xa8}}
)

// look is how letters are drawn.
type look struct {
	face    face
	size    float64 // points
	ink     ink
	raised  float64 // points above the line
	slanted bool
	struck  bool
}

// run is text of one look.
type run struct {
	text string
	look look
	link string // an address, or “#” and the name of a place; empty for none
	end  bool   // the line ends behind it
	kept bool   // spaces and line ends are drawn as they are
}

// kind is a kind of block.
type kind int

const (
	paragraph kind = iota
	heading
	code
	ruler
	table
)

// block is a part of the page that begins on a line of its own.
type block struct {
	kind   kind
	level  int    // of a heading, from 1
	title  string // of a heading, for the outline
	name   string // of the place; empty for none
	marker string // before its first line
	tight  bool   // it follows the one before as in a list
	indent float64
	bars   []float64 // at the left, for each quote that it stands in
	runs   []run
	rows   [][]cell
}

// cell is a cell of a table.
type cell struct {
	head  bool
	runs  []run
	marks []run // what is found in it
}
