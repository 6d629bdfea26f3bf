package commit

import (
	"encoding/json"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/history"
	"atlasdesk/backend/text"
)

// pendingEntry is an entry that was written into a change log for a commit
// that may not have been made. It is one that nobody edited: what an author
// wrote is never taken out.
type pendingEntry struct {
	ID   string `json:"id"`
	Text string `json:"text"` // hex SHA-256 of the entry as it was written
}

// pendingFile is where the pending entries of a package are kept, one file for
// each, as two packages may be committed at a time.
func pendingFile(repo *history.Repo, folder string) history.KeptFile {
	return repo.Kept("pending-entry-" + hash(folder)[:16] + ".json")
}

// readPending takes a file that is damaged for none: then an entry may be told
// twice, and none is lost.
func readPending(file history.KeptFile) []pendingEntry {
	content, err := file.Read()
	if err != nil {
		return nil
	}
	return parsePending(content)
}

func parsePending(content []byte) []pendingEntry {
	var out []pendingEntry
	if json.Unmarshal(content, &out) != nil {
		return nil
	}
	return out
}

func writePending(file history.KeptFile, entries []pendingEntry) error {
	if len(entries) == 0 {
		return file.Remove()
	}
	content, err := json.Marshal(entries)
	if err != nil {
		return err
	}
	return file.Write(content)
}

// clearPending takes entries out of the plan's change log that an interrupted
// commit has left there: they tell of a state that was never committed.
func (p *Plan) clearPending() {
	left := map[pendingEntry]bool{}
	for _, e := range readPending(p.pending) {
		left[e] = true
	}
	log := &p.files[atlas.ChangeLog]
	if len(left) == 0 || !log.Known() || log.Fault != nil {
		return
	}
	rest, taken := changelog.Withdraw(p.committedLog(), log.Text, p.Checked.Package.Name, func(id, entry string) bool {
		e := pendingEntry{id, hash(entry)}
		if left[e] {
			p.left = append(p.left, e)
		}
		return left[e]
	})
	if taken > 0 {
		log.Text = rest
	}
}

// keepEdited takes the entry over as it stands in the change log: what its
// author made of it counts, and not what would be written anew.
func (p *Plan) keepEdited() {
	for _, e := range p.uncommitted() {
		if standing := e.Span.In(p.files[atlas.ChangeLog].Text); e.ID == p.entryID && standing != p.Entry {
			p.Entry, p.edited = standing, true
		}
	}
}

// uncommitted lists the entries of the change log that the commit does not
// have.
func (p *Plan) uncommitted() []changelog.EntryRef {
	return changelog.NewEntries(p.committedLog(), p.files[atlas.ChangeLog].Text)
}

func (p *Plan) committedLog() string {
	log, _, _ := text.Decode(p.last[atlas.ChangeLog.File()])
	return log
}

// decided is the entry that a commit writes; generated says that it is the
// program's own, but for the reason.
func (p *Plan) decided(d Decision) (entry string, generated bool) {
	entry = strings.TrimSpace(d.Entry)
	if entry == "" {
		entry = p.Entry
	}
	return changelog.WithReason(entry, d.Override, p.Blocking), entry == p.Entry && !p.edited
}

// announce notes an entry that is about to be written.
func (p *Plan) announce(entry string, generated bool) error {
	next := p.left
	if generated {
		next = append(next[:len(next):len(next)], pendingEntry{p.entryID, hash(entry)})
	}
	return writePending(p.pending, next)
}
