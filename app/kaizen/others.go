package kaizen

import (
	"eenkeer/analysis/repeat"
)

// Person is someone who owns actions, takes part in sessions or raises signals.
type Person struct {
	Item
	Name  string `json:"name"`
	Team  string `json:"team,omitempty"`
	Email string `json:"email,omitempty"`
	Limit int    `json:"limit,omitempty"` // open actions at a time; 0: that of the register
	Left  bool   `json:"left,omitempty"`  // not offered any more
}

func (p *Person) tidy() {
	p.Name, p.Team, p.Email = oneLine(p.Name), oneLine(p.Team), oneLine(p.Email)
}

// ThemeWeeks is how long a theme lasts: "de 6 weken van".
const ThemeWeeks = 6

// Theme is what everyone works on for some weeks.
type Theme struct {
	Item
	Title    string           `json:"title"`
	Scope    repeat.Selection `json:"scope,omitzero"`
	Start    repeat.Date      `json:"start,omitzero"` // first day
	Weeks    int              `json:"weeks"`          // how long; 0 becomes ThemeWeeks
	Lead     string           `json:"lead,omitempty"` // lead measure: what we do every week that makes the difference
	LeadGoal string           `json:"lead_goal,omitempty"`
	Measure  repeat.Measure   `json:"measure,omitempty"` // that the target is of; empty: followed
	Target   *float64         `json:"target,omitempty"`  // the rate aimed at, 0 to 1
	Owner    ID               `json:"owner,omitempty"`
	Baseline *Baseline        `json:"baseline,omitempty"` // frozen when the theme was made
	Text     string           `json:"text,omitempty"`
	Weekly   []LeadWeek       `json:"weekly,omitempty"` // the lead measure, week by week
}

// LeadWeek is what the lead measure was in a week.
type LeadWeek struct {
	ID    ID          `json:"id"`
	Week  repeat.Date `json:"week"` // its Monday
	Value float64     `json:"value"`
	Note  string      `json:"note,omitempty"`
}

// End gives the last day of the theme; none when it has no first.
func (t *Theme) End() repeat.Date {
	if t.Start.IsZero() {
		return repeat.Date{}
	}
	return t.Start.AddDays(7*t.Weeks - 1)
}

// Week gives which week of the theme a day is in, from 1; 0 outside it.
func (t *Theme) Week(day repeat.Date) int {
	if t.Start.IsZero() || day.Time().Before(t.Start.Time()) || day.Time().After(t.End().Time()) {
		return 0
	}
	return int(day.Time().Sub(t.Start.Time()).Hours()/24)/7 + 1
}

func (t *Theme) tidy() {
	t.Title, t.Lead, t.LeadGoal = oneLine(t.Title), lines(t.Lead), oneLine(t.LeadGoal)
	if t.Weeks == 0 {
		t.Weeks = ThemeWeeks
	}
	if t.Measure == "" {
		t.Measure = repeat.FollowedRate
	}
}

// Answer is how far a signal is.
type Answer string

// The states of a signal.
const (
	Raised   Answer = "new"
	TakenUp  Answer = "taken"    // someone is at it, perhaps by an action
	Answered Answer = "answered" // who raised it knows what came of it
)

// Answers lists the states of a signal.
var Answers = []Answer{Raised, TakenUp, Answered}

// Signal is a contact that staff could not solve in one go, told so that it can be
// solved for the next customer. Who the customer was is kept nowhere.
type Signal struct {
	Item
	Day      repeat.Date      `json:"day,omitzero"`
	From     ID               `json:"from,omitempty"` // who raised it
	Reason   string           `json:"reason,omitempty"`
	Process  string           `json:"process,omitempty"`
	Scope    repeat.Selection `json:"scope,omitzero"` // for a signal about anything else: a channel, a third party
	Text     string           `json:"text"`           // what could not be solved, and why
	Owner    ID               `json:"owner,omitempty"`
	State    Answer           `json:"state"`
	Action   ID               `json:"action,omitempty"` // that came of it
	Answer   string           `json:"answer,omitempty"` // what was told back
	Answered repeat.Date      `json:"answered,omitzero"`
}

func (s *Signal) tidy() {
	s.Reason, s.Process = oneLine(s.Reason), oneLine(s.Process)
	s.Text, s.Answer = lines(s.Text), lines(s.Answer)
	if s.State == "" {
		s.State = Raised
	}
}

// Reply tells back on a day what came of the signal.
func (s *Signal) Reply(text string, day repeat.Date) {
	s.State, s.Answer, s.Answered = Answered, text, day
}

// Note is what someone wrote down about an item; a decision when it is one.
type Note struct {
	Item
	On       Ref    `json:"on"`
	Text     string `json:"text"`
	Decision bool   `json:"decision,omitempty"`
}

func (n *Note) tidy() { n.Text = lines(n.Text) }

// Settings are the choices of a register.
type Settings struct {
	Item
	Limit     int   `json:"limit,omitempty"`      // open actions a person can carry; 0: DefaultLimit
	CheckDays []int `json:"check_days,omitempty"` // none: DefaultCheckDays
	High      []Ref `json:"high,omitempty"`       // highest numbers given, of items that were taken out for good
}

// The choices of a register in which none were made.
const DefaultLimit = 5

// DefaultCheckDays are the days after the start on which an effect is looked at.
var DefaultCheckDays = []int{30, 60, 90}

func (s *Settings) tidy() {}

// Most gives how many open actions a person can carry.
func (s *Settings) Most(p *Person) int {
	switch {
	case p != nil && p.Limit > 0:
		return p.Limit
	case s.Limit > 0:
		return s.Limit
	}
	return DefaultLimit
}

// Looks gives the days after the start on which an effect is looked at.
func (s *Settings) Looks() []int {
	if len(s.CheckDays) > 0 {
		return s.CheckDays
	}
	return DefaultCheckDays
}
