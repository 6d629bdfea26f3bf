package app

import "fmt"

// Unsent are bound to the page: words that were typed and not sent, such as a
// note to a statement under review or the message of a commit.
type Unsent struct{ desk *desk }

// Words are what was typed in a folder and not sent.
type Words struct {
	Folder string            `json:"folder"`
	Words  map[string]string `json:"words"` // by what they are about, in the form of the page
}

// unsent are such words in their file.
type unsent struct {
	Format string `json:"format"`
	Words
}

// unsentFile keeps them.
var unsentFile = folderFile[unsent]{"unsent", "atlas-desk/unsent/1", "unsent.json", "what was typed here and not sent"}

// Read returns what was typed in the open folder. A file that cannot be
// understood is set aside.
func (u *Unsent) Read() (Words, error) {
	w, err := u.desk.workspace()
	if err != nil {
		return Words{}, err
	}
	kept, err := unsentFile.read(w.Root())
	words := Words{w.Root(), kept.Words.Words}
	if words.Words == nil {
		words.Words = map[string]string{}
	}
	return words, err
}

// Keep keeps what is typed in a folder, in the place of what was kept before.
// When it returns, a crash loses nothing of it.
func (u *Unsent) Keep(w Words) error {
	err := keepUnsent(w)
	u.desk.mu.Lock()
	u.desk.unkept = err != nil
	u.desk.mu.Unlock()
	if err != nil {
		return fmt.Errorf("keep what is typed and not sent: %w", err)
	}
	return nil
}

func keepUnsent(w Words) error {
	if len(w.Words) == 0 {
		return unsentFile.forget(w.Folder)
	}
	return unsentFile.keep(w.Folder, unsent{unsentFile.format, w})
}
