package shell

import (
	"slices"

	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// overlays are the pages that open over a screen, or over one another, and lead back to it. Each shows something of the
// snapshot for as long as that is there.
var overlays = map[screen.ID]struct {
	there func(s *workbench.Snapshot) bool
	hide  func(b *workbench.Workbench)
}{
	screen.Contacts: {func(s *workbench.Snapshot) bool { return s.Contacts != nil }, (*workbench.Workbench).HideContacts},
	screen.Story:    {func(s *workbench.Snapshot) bool { return s.Story != nil }, (*workbench.Workbench).HideStory},
}

func overlay(id screen.ID) bool {
	_, ok := overlays[id]
	return ok
}

// over opens a page over the one in sight.
func (s *Shell) over(id screen.ID) {
	if s.current == id {
		return
	}
	if i := slices.Index(s.under, id); i >= 0 { // it lies beneath already: what lies over it goes
		s.Go(id)
		return
	}
	s.under = append(s.under, s.current)
	s.open(id)
}

// leave ends the pages that lie over the one to go to.
func (s *Shell) leave(to screen.ID) {
	for left := s.current; overlay(left) && left != to; {
		overlays[left].hide(s.bench)
		n := len(s.under)
		left, s.under = s.under[n-1], s.under[:n-1]
	}
}

// beneath gives what lies under the page in sight and is still there.
func (s *Shell) beneath() screen.ID {
	snapshot := s.bench.Snapshot()
	for i := len(s.under) - 1; i >= 0; i-- {
		if id := s.under[i]; !overlay(id) || overlays[id].there(snapshot) {
			return id
		}
	}
	return screen.Start
}
