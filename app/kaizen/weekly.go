package kaizen

import (
	"cmp"
	"slices"
	"time"

	"eenkeer/analysis/repeat"
)

// Late reports whether the action is open and should have been done before a day.
func (a *Action) Late(today repeat.Date) bool { return a.DaysLate(today) > 0 }

// DaysLate counts the days that an open action is late; 0 when it is not.
func (a *Action) DaysLate(today repeat.Date) int {
	if !a.Status.Open() || a.Due.IsZero() || !a.Due.Time().Before(today.Time()) {
		return 0
	}
	return int(today.Time().Sub(a.Due.Time()).Hours() / 24)
}

// Week gives the Monday and the Sunday of the week of a day.
func Week(of repeat.Date) (monday, sunday repeat.Date) {
	monday = of.AddDays(-(int(of.Time().Weekday()) + 6) % 7)
	return monday, monday.AddDays(6)
}

func within(d, from, to repeat.Date) bool {
	return !d.IsZero() && !d.Time().Before(from.Time()) && !d.Time().After(to.Time())
}

// DueWithin reports whether the action is open and due on one of some days.
func (a *Action) DueWithin(from, to repeat.Date) bool {
	return a.Status.Open() && within(a.Due, from, to)
}

// Ready is a look at an effect for which the day has come and the data are there.
type Ready struct {
	Action *Action
	Check  Check
}

// Weekly is the list for the stand-up of a week.
type Weekly struct {
	Today    repeat.Date
	From, To repeat.Date // the week: Monday and Sunday
	Signals  []*Signal   // nobody took them up yet, the oldest first
	Reply    []*Signal   // their action is done, but who raised them was not told; the oldest first
	Replied  []*Signal   // told in the last seven days
	Late     []*Action   // the latest first
	Due      []*Action   // this week, not late; the first due first
	Lacking  []*Action   // agreed without an owner or a day, as only an imported list can have it; and ideas of a session that was held
	Done     []*Action   // in the last seven days, the last first
	Checks   []Ready     // effects to look at; the first planned first
}

// Weekly makes the list for the week of a day. dataTo is the end of the data, wall
// clock, and window how long after a contact a repeat counts: a look is ready when all
// contacts up to its day can be judged.
func (r *Register) Weekly(today repeat.Date, dataTo time.Time, window time.Duration) Weekly {
	w := Weekly{Today: today}
	w.From, w.To = Week(today)
	weekAgo := today.AddDays(-6)
	for _, a := range r.Actions {
		switch {
		case a.Late(today):
			w.Late = append(w.Late, a)
		case a.DueWithin(w.From, w.To):
			w.Due = append(w.Due, a)
		}
		if a.Status.Finished() && within(a.Finished, weekAgo, today) {
			w.Done = append(w.Done, a)
		}
		if a.lacking(r) {
			w.Lacking = append(w.Lacking, a)
		}
		for _, c := range a.ReadyChecks(today, dataTo, window) {
			w.Checks = append(w.Checks, Ready{a, c})
		}
	}
	for _, s := range r.Signals {
		switch {
		case s.State == Raised:
			w.Signals = append(w.Signals, s)
		case s.State == TakenUp && r.toReply(s):
			w.Reply = append(w.Reply, s)
		case s.State == Answered && within(s.Answered, weekAgo, today):
			w.Replied = append(w.Replied, s)
		}
	}
	byDue := func(a, b *Action) int { return a.Due.Time().Compare(b.Due.Time()) }
	slices.SortStableFunc(w.Late, byDue)
	slices.SortStableFunc(w.Due, byDue)
	slices.SortStableFunc(w.Done, func(a, b *Action) int { return b.Finished.Time().Compare(a.Finished.Time()) })
	slices.SortStableFunc(w.Checks, func(a, b Ready) int { return a.Check.Due.Time().Compare(b.Check.Due.Time()) })
	for _, list := range [][]*Signal{w.Signals, w.Reply, w.Replied} {
		slices.SortStableFunc(list, func(a, b *Signal) int { return a.Day.Time().Compare(b.Day.Time()) })
	}
	return w
}

// lacking: an idea of a session that is over, which nobody made their own.
func (a *Action) lacking(r *Register) bool {
	if a.Owner != 0 && !a.Due.IsZero() || a.Status == Dropped || a.Status.Finished() {
		return false
	}
	if a.Status.Open() {
		return true
	}
	s := r.Session(a.Session)
	return s != nil && (s.Stage == Following || s.Stage == Closed)
}

// ReadyChecks gives the looks at the effect whose day has come and whose contacts can
// all be judged.
func (a *Action) ReadyChecks(today repeat.Date, dataTo time.Time, window time.Duration) []Check {
	if a.Status == Dropped || a.Start.IsZero() {
		return nil
	}
	var all []Check
	for _, c := range a.Checks {
		if !c.Done() && !c.Due.IsZero() && !c.Due.Time().After(today.Time()) && !dataTo.Before(c.Due.Time().Add(window)) {
			all = append(all, c)
		}
	}
	return all
}

// toReply: the action that came of a signal is done or dropped.
func (r *Register) toReply(s *Signal) bool {
	a := r.Action(s.Action)
	return a != nil && (a.Status.Finished() || a.Status == Dropped)
}

// Load is what a person has to do.
type Load struct {
	Person *Person
	Open   []*Action // owned and open, the first due first
	Late   int       // of Open
	Ideas  int       // owned, not agreed yet
	Helps  int       // open ones they help with
	Most   int       // how many open ones they can carry
}

// TooMany reports whether a person has more than they can carry.
func (l Load) TooMany() bool { return len(l.Open) > l.Most }

// Loads gives what everyone has to do: who is furthest over first, then who has most,
// then by name. Those who have nothing are there too, unless they left.
func (r *Register) Loads(today repeat.Date) []Load {
	at := map[ID]int{}
	var all []Load
	for _, p := range r.People {
		at[p.ID] = len(all)
		all = append(all, Load{Person: p, Most: r.Settings.Most(p)})
	}
	for _, a := range r.Actions {
		if i, ok := at[a.Owner]; ok {
			switch {
			case a.Status.Open():
				all[i].Open = append(all[i].Open, a)
				if a.Late(today) {
					all[i].Late++
				}
			case a.Status == Proposed:
				all[i].Ideas++
			}
		}
		if i, ok := at[a.Helper]; ok && a.Status.Open() {
			all[i].Helps++
		}
	}
	all = slices.DeleteFunc(all, func(l Load) bool { return l.Person.Left && len(l.Open)+l.Ideas+l.Helps == 0 })
	for _, l := range all {
		slices.SortStableFunc(l.Open, func(a, b *Action) int { return a.Due.Time().Compare(b.Due.Time()) })
	}
	slices.SortStableFunc(all, func(a, b Load) int {
		return cmp.Or(cmp.Compare(max(0, len(b.Open)-b.Most), max(0, len(a.Open)-a.Most)), cmp.Compare(len(b.Open), len(a.Open)),
			cmp.Compare(a.Person.Name, b.Person.Name))
	})
	return all
}

// Late lists the actions that are late, the latest first.
func (r *Register) Late(today repeat.Date) []*Action {
	var all []*Action
	for _, a := range r.Actions {
		if a.Late(today) {
			all = append(all, a)
		}
	}
	slices.SortStableFunc(all, func(a, b *Action) int { return a.Due.Time().Compare(b.Due.Time()) })
	return all
}

// Mine lists what a person has to do in the week of a day: owned or helped with, late
// first and then by the day it is due.
func (r *Register) Mine(person ID, today repeat.Date) []*Action {
	_, sunday := Week(today)
	var all []*Action
	for _, a := range r.Actions {
		if person != 0 && (a.Owner == person || a.Helper == person) && a.Status.Open() && !a.Due.Time().After(sunday.Time()) {
			all = append(all, a)
		}
	}
	slices.SortStableFunc(all, func(a, b *Action) int { return a.Due.Time().Compare(b.Due.Time()) })
	return all
}
