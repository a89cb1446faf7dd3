package kaizen

import (
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/session"
)

// The tabs, in the order of the row.
const (
	tabActions  = "actions"
	tabSessions = "sessions"
	tabThemes   = "themes"
	tabWeekly   = "weekly"
	tabSignals  = "signals"
	tabPeople   = "people"
)

// makePages makes the tabs of the screen. They lead to one another by the item that is meant.
func (k *Kaizen) makePages() []page {
	sh := k.sh
	a := newActions(sh)
	open := func(id kaizen.ID) {
		k.Choose(tabActions)
		a.reveal(id)
	}
	s := newSignals(sh, open)
	return []page{
		{tabActions, a},
		{tabSessions, session.New(sh)},
		{tabThemes, newThemes(sh, open)},
		{tabWeekly, newWeekly(sh, open, func(id kaizen.ID) {
			k.Choose(tabSignals)
			s.show(id)
		})},
		{tabSignals, s},
		{tabPeople, newPeople(sh, open, func(owner kaizen.ID) {
			k.Choose(tabActions)
			a.set(func(f *filter) { *f = filter{owner: owner} })
		})},
	}
}
