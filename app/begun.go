package app

import "time"

// begun is a package that is not written yet, in its file.
type begun struct {
	Format string `json:"format"`
	NewPackage
}

// begunFile keeps the package that was begun in a folder; a folder has one.
var begunFile = folderFile[begun]{"begun", "atlas-desk/new-package/1", "new-package.json", "the package that was begun here"}

// keepBegun keeps what the author has said; of nothing, nothing is kept.
func keepBegun(root string, p NewPackage) error {
	if p.Name == "" && p.Folder == "" && len(p.Sources) == 0 {
		return begunFile.forget(root)
	}
	p.At = time.Now().UTC().Format(time.RFC3339)
	return begunFile.keep(root, begun{begunFile.format, p})
}

// Begun returns the package that was begun in the open folder and not written;
// At is empty where there is none.
func (n *NewPackages) Begun() (NewPackage, error) {
	w, err := n.desk.workspace()
	if err != nil {
		return NewPackage{}, err
	}
	kept, err := begunFile.read(w.Root())
	p := kept.NewPackage
	if p.Sources == nil {
		p.Sources = []NewSource{}
	}
	if p.Layers == nil {
		p.Layers = []string{}
	}
	return p, err
}

// GiveUp gives the package up that was begun. It is kept in a file, whose path
// is returned; empty where nothing was begun.
func (n *NewPackages) GiveUp() (string, error) {
	w, err := n.desk.workspace()
	if err != nil {
		return "", err
	}
	return begunFile.setAside(w.Root())
}
