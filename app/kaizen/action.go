package kaizen

import (
	"slices"
	"time"

	"eenkeer/analysis/repeat"
)

// Status is how far an action is.
type Status string

// The statuses of an action, in the order in which it goes through them.
const (
	Proposed Status = "idea"
	Agreed   Status = "agreed"
	Doing    Status = "doing"
	Done     Status = "done"
	Checked  Status = "checked"  // its effect was looked at and stands in a check
	Standard Status = "standard" // it is how the work is done from now on
	Dropped  Status = "dropped"
)

// Statuses lists the statuses: the columns of a board, dropped last.
var Statuses = []Status{Proposed, Agreed, Doing, Done, Checked, Standard, Dropped}

// Known reports whether there is such a status.
func (s Status) Known() bool { return slices.Contains(Statuses, s) }

// Open reports whether work on it is still to be done, so that it can be late.
func (s Status) Open() bool { return s == Agreed || s == Doing }

// Finished reports whether the work was done.
func (s Status) Finished() bool { return s == Done || s == Checked || s == Standard }

// Measure is what kind of measure an action is, in the order in which one looks
// for them: a contact that is prevented is better than one that goes faster.
type Measure string

// The kinds of measures.
const (
	Prevent  Measure = "prevent"  // take the cause away
	Shift    Measure = "shift"    // to a channel that suits it better
	Automate Measure = "automate" // without a person
	Talk     Measure = "talk"     // make the talk itself better
)

// Measures lists the kinds of measures.
var Measures = []Measure{Prevent, Shift, Automate, Talk}

// Action is something that someone does by a day to make repeat contact less.
type Action struct {
	Item
	Title   string           `json:"title"`
	Scope   repeat.Selection `json:"scope,omitzero"` // the contacts it is about; its period is the one on whose figures the scope was picked
	Cause   string           `json:"cause,omitempty"`
	Measure Measure          `json:"measure,omitempty"`
	Session ID               `json:"session,omitempty"` // where it was agreed
	Idea    ID               `json:"idea,omitempty"`    // of the session, that it came from
	Theme   ID               `json:"theme,omitempty"`
	Copied  ID               `json:"copied,omitempty"` // the action elsewhere that this repeats

	Owner  ID          `json:"owner,omitempty"`
	Helper ID          `json:"helper,omitempty"`
	Due    repeat.Date `json:"due,omitzero"`
	Start  repeat.Date `json:"start,omitzero"` // from when it can have effect

	Status   Status      `json:"status"`
	Why      string      `json:"why,omitempty"`      // it was dropped
	Finished repeat.Date `json:"finished,omitzero"`  // the day the work was done
	Expected *float64    `json:"expected,omitempty"` // change of the followed rate in percentage points, below 0 for fewer

	Checks    []Check `json:"checks,omitempty"`
	Checklist []Need  `json:"checklist,omitempty"` // for making it the standard
	Keeper    ID      `json:"keeper,omitempty"`    // who looks after the standard

	Text string   `json:"text,omitempty"` // what is to be done, at length
	Tags []string `json:"tags,omitempty"`
}

// Check is one look at the effect, planned some days after the start.
type Check struct {
	ID     ID          `json:"id"`
	Days   int         `json:"days"`         // after the start; 0: on a day that was chosen
	Due    repeat.Date `json:"due,omitzero"` // none while the start is not known
	Result *Finding    `json:"result,omitempty"`
}

// Done reports whether the look was taken.
func (c Check) Done() bool { return c.Result != nil }

// Verdict is what a check found, from the interval of the difference alone.
type Verdict string

// The verdicts.
const (
	Lower   Verdict = "lower"
	Higher  Verdict = "higher"
	NoShift Verdict = "none"  // no difference shown
	Early   Verdict = "early" // too few ripe contacts yet
)

// Verdicts lists the verdicts.
var Verdicts = []Verdict{Lower, Higher, NoShift, Early}

// Finding is the effect of an action as it was at one moment: kept, never made
// again.
type Finding struct {
	At      time.Time `json:"at"` // when it was frozen, UTC
	By      string    `json:"by"`
	Verdict Verdict   `json:"verdict"`

	Definition repeat.Definition `json:"definition"`
	Before     Figure            `json:"before"`
	After      Figure            `json:"after"`
	BeforeDays Days              `json:"before_days"`
	AfterDays  Days              `json:"after_days"`
	DataTo     time.Time         `json:"data_to"` // end of the data, wall clock

	Difference *float64 `json:"difference,omitempty"` // after − before, a fraction
	Low        *float64 `json:"low,omitempty"`        // of its 95 % interval
	High       *float64 `json:"high,omitempty"`
	Method     string   `json:"method,omitempty"` // how it was made, as analysis/effect names it

	ContactsLow  *float64 `json:"contacts_low,omitempty"` // contacts saved a month, as a range
	ContactsHigh *float64 `json:"contacts_high,omitempty"`
	EurosLow     *float64 `json:"euros_low,omitempty"`
	EurosHigh    *float64 `json:"euros_high,omitempty"`
	Note         string   `json:"note,omitempty"` // what a person added
}

// Days is a period of whole days, both included.
type Days struct {
	From repeat.Date `json:"from,omitzero"`
	To   repeat.Date `json:"to,omitzero"`
}

// Need is one thing to do before an action is how the work is done.
type Need struct {
	ID   ID          `json:"id"`
	What string      `json:"what,omitempty"` // one of Needs; empty: Text says it
	Text string      `json:"text,omitempty"`
	Skip bool        `json:"skip,omitempty"` // not needed here
	Done bool        `json:"done,omitempty"`
	Day  repeat.Date `json:"day,omitzero"` // it was done
}

// Needs lists what an action may need to become the standard.
var Needs = []string{"knowledge", "script", "training", "ivr", "letter", "supplier"}

// newChecklist gives the needs that every action starts with.
func newChecklist() []Need {
	var all []Need
	for i, what := range Needs {
		all = append(all, Need{ID: ID(i + 1), What: what})
	}
	return all
}

// StandardLeft counts what is needed and not done.
func (a *Action) StandardLeft() (left, needed int) {
	for _, s := range a.Checklist {
		if !s.Skip {
			needed++
			if !s.Done {
				left++
			}
		}
	}
	return left, needed
}

// Move brings the action to another status on a day, with what follows from it: work
// that is done was done that day and has effect from then, unless a start was given;
// what is taken up again is not done.
func (a *Action) Move(to Status, day repeat.Date) {
	if to.Finished() {
		if a.Finished.IsZero() {
			a.Finished = day
		}
		if a.Start.IsZero() {
			a.Start = a.Finished
		}
	} else if to != Dropped {
		a.Finished = repeat.Date{}
	}
	if to != Dropped {
		a.Why = ""
	}
	a.Status = to
}

// PlanChecks plans the looks at the effect some days after the start. Those that were
// taken stay; those that were planned by days move along with the start.
func (a *Action) PlanChecks(days []int) {
	kept := slices.DeleteFunc(slices.Clone(a.Checks), func(c Check) bool {
		return !c.Done() && c.Days > 0 && !slices.Contains(days, c.Days)
	})
	for _, d := range days {
		if d > 0 && !slices.ContainsFunc(kept, func(c Check) bool { return c.Days == d }) {
			kept = append(kept, Check{ID: nextOf(append(slices.Clone(a.Checks), kept...), func(c Check) ID { return c.ID }), Days: d})
		}
	}
	a.Checks = kept
	a.dateChecks()
}

// dateChecks lets the looks that are planned by days follow the start.
func (a *Action) dateChecks() {
	for i, c := range a.Checks {
		if c.Done() || c.Days <= 0 {
			continue
		}
		a.Checks[i].Due = repeat.Date{}
		if !a.Start.IsZero() {
			a.Checks[i].Due = a.Start.AddDays(c.Days)
		}
	}
	slices.SortStableFunc(a.Checks, func(x, y Check) int {
		if x.Days != y.Days && x.Days > 0 && y.Days > 0 {
			return x.Days - y.Days
		}
		return x.Due.Time().Compare(y.Due.Time())
	})
}

// nextOf gives a number that no element of a list has.
func nextOf[T any](list []T, id func(T) ID) ID {
	var last ID
	for _, x := range list {
		last = max(last, id(x))
	}
	return last + 1
}

func (a *Action) tidy() {
	a.Title, a.Cause, a.Why, a.Text = oneLine(a.Title), lines(a.Cause), lines(a.Why), lines(a.Text)
	for i, tag := range a.Tags {
		a.Tags[i] = oneLine(tag)
	}
	a.Tags = slices.DeleteFunc(a.Tags, func(tag string) bool { return tag == "" })
	for i := range a.Checklist {
		a.Checklist[i].Text = oneLine(a.Checklist[i].Text)
	}
	if a.Status == "" {
		a.Status = Proposed
	}
	a.dateChecks()
}
