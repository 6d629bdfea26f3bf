// Package evaluation measures how well the engine finds what it should and
// how seldom it cries wolf (tracing.md, section 4). It holds no code of the
// program: packages about invented places, in each dialect of the
// published ones, and a list of labelled edits for each.
//
//	go test ./backend/evaluation -run Evaluation -v
//
// Each edit is made alone in a clean package, which also stands for the last
// committed version. A defect is found when a new warning or error of an
// expected rule stands on an edited line, or has a related place there. A
// harmless edit is a false alarm when it raises any new warning or error.
//
// The packages below testdata/tuning may be read while the engine is tuned.
// Those below testdata/held-out may not: their failures are counted and not
// shown, unless the flag -details asks for them when the work is done.
//
// # Notation
//
// cases.txt beside the layers of a package holds its edits, parted by blank
// lines. Lines that open with "# " are comments. A case opens with its class
// and its file, and the rules that it expects where those of its class do not
// do:
//
//	[conclusion] profile.md: conclusion/ranking conclusion/routing
//
// Its edits follow, each made on the outcome of those before it:
//
//	"- text"               deletes the text; a whole line goes with its end
//	"- text", "+ text"     replaces it, by as many lines as there are "+"
//	"= text", "+ text"     keeps it and puts lines behind its line
//	"~ text", "~ text"     exchanges two lines that hold these texts, or the
//	                       sections that they head
//
// Every text must occur exactly once in the file. An edit of the evidence ends
// with the anchor that derived statements rest on, in one or more writings:
//
//	@ 17 vaults|seventeen vaults
//
// and its defect is found on a line of a derived layer that has the anchor.
package evaluation
