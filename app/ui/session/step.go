package session

import (
	"fyne.io/fyne/v2"

	"eenkeer/app/ui/kit"
)

// The steps of a session, in order.
const (
	stepCharter   = "charter"
	stepFacts     = "facts"
	stepCauses    = "causes"
	stepIdeas     = "ideas"
	stepVotes     = "votes"
	stepDecisions = "decisions"
)

var steps = []string{stepCharter, stepFacts, stepCauses, stepIdeas, stepVotes, stepDecisions}

// step is one of them on a desk.
type step interface {
	content() fyne.CanvasObject
	show()                     // draws the session of the desk as it is now
	acts() []act               // what can be done now, the most used first
	key(e *fyne.KeyEvent) bool // a key that belongs to no act, such as an arrow
	moves() []string           // ids of the texts that say what the arrows do
}

// act is something that can be done in a step. On a page it is a button with the text session.act.ID, in session mode the key
// session.key.ID.
type act struct {
	id      string
	do      func()
	primary bool // what the step is for
	off     bool // cannot be done now
}

// newStep makes a step on a desk.
func newStep(id string, d *desk) step {
	switch id {
	case stepFacts:
		return newFacts(d)
	case stepCauses:
		return newCauses(d)
	case stepIdeas:
		return newIdeas(d)
	case stepVotes:
		return newVotes(d)
	case stepDecisions:
		return newDecisions(d)
	}
	return newCharter(d)
}

// title gives the name of a step.
func (d *desk) title(id string) string { return d.t("session.step." + id) }

// bar makes the buttons of a step for a page.
func (d *desk) bar(s step) *fyne.Container {
	row := kit.Flow(kit.GapSmall)
	for _, a := range s.acts() {
		if a.id == "print" || a.id == "invite" { // they stand above every step
			continue
		}
		kind := kit.ButtonPlain
		if a.primary {
			kind = kit.ButtonPrimary
		}
		b := kit.NewButtonOf(kind, d.t("session.act."+a.id), a.do)
		if id := "session.act." + a.id + ".tip"; d.l.Has(id) {
			b.SetTip(d.t(id))
		}
		if a.off || d.locked() && !reads[a.id] {
			b.Disable()
		}
		row.Add(b)
	}
	return row
}

// reads are the acts that change nothing in the register.
var reads = map[string]bool{"print": true, "invite": true, "reveal": true, "previous": true, "next": true}

// shift gives the neighbour of the element with a key in a list, by a step up or down; the first when the key is not there.
func shift[T comparable](list []T, at T, by int) T {
	var none T
	if len(list) == 0 {
		return none
	}
	for i, x := range list {
		if x == at {
			return list[min(max(i+by, 0), len(list)-1)]
		}
	}
	return list[0]
}
