package kaizen

import (
	"slices"
	"time"

	"eenkeer/analysis/repeat"
)

// Stage is how far a session is.
type Stage string

// The stages of a session.
const (
	Preparing Stage = "preparing"
	Running   Stage = "running"
	Following Stage = "following" // held; its actions are followed
	Closed    Stage = "closed"
)

// Stages lists the stages of a session.
var Stages = []Stage{Preparing, Running, Following, Closed}

// DefaultBudget is how many dots each person has to vote with, unless a session says otherwise.
const DefaultBudget = 5

// Session is a kaizen session: prepared with facts, left with actions.
type Session struct {
	Item
	Title   string           `json:"title"`
	Theme   ID               `json:"theme,omitempty"`
	Scope   repeat.Selection `json:"scope,omitzero"`    // what it is about
	Problem string           `json:"problem,omitempty"` // in a sentence or two
	Goal    string           `json:"goal,omitempty"`
	Measure repeat.Measure   `json:"measure,omitempty"` // that the target is of; empty: followed
	Target  *float64         `json:"target,omitempty"`  // the rate aimed at, 0 to 1

	Sponsor      ID          `json:"sponsor,omitempty"`
	Facilitator  ID          `json:"facilitator,omitempty"`
	Participants []ID        `json:"participants,omitempty"`
	Date         repeat.Date `json:"date,omitzero"`
	From         string      `json:"from,omitempty"` // time of day, 09:00
	To           string      `json:"to,omitempty"`
	Place        string      `json:"place,omitempty"`
	Stage        Stage       `json:"stage"`

	Baseline *Baseline `json:"baseline,omitempty"` // frozen when the session was made

	Bones     []Bone     `json:"bones,omitempty"`
	Causes    []Cause    `json:"causes,omitempty"`
	Ideas     []Idea     `json:"ideas,omitempty"`
	Budget    int        `json:"budget,omitempty"` // dots a person; 0: DefaultBudget
	Ballots   []Ballot   `json:"ballots,omitempty"`
	Decisions []Decision `json:"decisions,omitempty"`
	Checks    []int      `json:"checks,omitempty"` // days after the session for looking at the whole of it; none: those of the register
}

// Bone is a side of the fishbone: a group of causes.
type Bone struct {
	ID   ID     `json:"id"`
	Code string `json:"code,omitempty"` // of the code book; empty: one of their own
	Name string `json:"name,omitempty"` // empty: as the code book calls it
}

// Cause is why customers come back, as the people in the room see it.
type Cause struct {
	ID       ID         `json:"id"`
	Bone     ID         `json:"bone,omitempty"`
	Text     string     `json:"text"`
	Whys     []Why      `json:"whys,omitempty"` // why that is so, and why that is so: five, more or less
	Evidence []Evidence `json:"evidence,omitempty"`
	Root     bool       `json:"root,omitempty"` // one to do something about
}

// Why is one answer to the question why.
type Why struct {
	ID       ID         `json:"id"`
	Text     string     `json:"text"`
	Evidence []Evidence `json:"evidence,omitempty"`
}

// Proof is what evidence is made of.
type Proof string

// What evidence can be.
const (
	ByFigure Proof = "figure" // a figure, frozen
	ByPairs  Proof = "pairs"  // a sample of pairs that was coded
	ByChart  Proof = "chart"  // a chart, as the question behind it
	ByText   Proof = "text"   // what someone saw or heard
)

// Evidence is what a cause rests on.
type Evidence struct {
	ID     ID            `json:"id"`
	Proof  Proof         `json:"proof"`
	Text   string        `json:"text,omitempty"` // in words: what it shows
	Figure *Baseline     `json:"figure,omitempty"`
	Sample int64         `json:"sample,omitempty"` // of pairs
	Split  []Share       `json:"split,omitempty"`  // of the coded pairs, as it was
	Chart  string        `json:"chart,omitempty"`  // which chart: "trend", "funnel", "pareto", …
	Query  *repeat.Query `json:"query,omitempty"`  // what the chart asks
	At     time.Time     `json:"at,omitzero"`
}

// Share is a part of coded pairs.
type Share struct {
	Code string `json:"code"`
	N    int    `json:"n"`
	Of   int    `json:"of"`
}

// Idea is something that could be done about a cause.
type Idea struct {
	ID      ID       `json:"id"`
	Text    string   `json:"text"`
	Cause   ID       `json:"cause,omitempty"`
	Measure Measure  `json:"measure,omitempty"`
	Impact  *float64 `json:"impact,omitempty"` // 0 to 10 on the grid; nil: not placed yet
	Effort  *float64 `json:"effort,omitempty"`
	Worth   *Worth   `json:"worth,omitempty"` // what the impact was prefilled from
	Action  ID       `json:"action,omitempty"`
}

// Placed reports whether the idea stands on the grid.
func (i Idea) Placed() bool { return i.Impact != nil && i.Effort != nil }

// Worth is what a cause costs, in a month.
type Worth struct {
	Repeats float64 `json:"repeats"` // above what was expected
	Euros   float64 `json:"euros,omitempty"`
}

// Ballot is the dots that one person gave. Whose it is, is kept nowhere.
type Ballot struct {
	ID   ID    `json:"id"`
	Dots []Dot `json:"dots,omitempty"`
}

// Spent counts the dots of a ballot.
func (b Ballot) Spent() int {
	n := 0
	for _, d := range b.Dots {
		n += d.N
	}
	return n
}

// Give puts dots on an idea or cause, in place of those it had from this person.
func (b *Ballot) Give(on ID, n int) {
	b.Dots = slices.DeleteFunc(slices.Clone(b.Dots), func(d Dot) bool { return d.On == on })
	if n > 0 {
		b.Dots = append(b.Dots, Dot{on, n})
	}
}

// Dot is the dots of a ballot on one idea or cause.
type Dot struct {
	On ID  `json:"on"`
	N  int `json:"n"`
}

// Decision is something that was decided which is no action.
type Decision struct {
	ID   ID     `json:"id"`
	Text string `json:"text"`
}

// Dots gives how many dots each person has.
func (s *Session) Dots() int {
	if s.Budget > 0 {
		return s.Budget
	}
	return DefaultBudget
}

// Next gives a number that nothing within the session has: for a bone, cause, why,
// evidence, idea, ballot or decision. They share one row of numbers, so that a dot
// needs no more than the number of what it stands on.
func (s *Session) Next() ID {
	var last ID
	see := func(id ID) { last = max(last, id) }
	for _, b := range s.Bones {
		see(b.ID)
	}
	evidence := func(all []Evidence) {
		for _, e := range all {
			see(e.ID)
		}
	}
	for _, c := range s.Causes {
		see(c.ID)
		evidence(c.Evidence)
		for _, w := range c.Whys {
			see(w.ID)
			evidence(w.Evidence)
		}
	}
	for _, i := range s.Ideas {
		see(i.ID)
	}
	for _, b := range s.Ballots {
		see(b.ID)
		for _, d := range b.Dots {
			see(d.On)
		}
	}
	for _, d := range s.Decisions {
		see(d.ID)
	}
	return last + 1
}

// Cause gives the cause with a number, to change it in an [Edit]; nil when there is none.
func (s *Session) Cause(id ID) *Cause {
	for i := range s.Causes {
		if s.Causes[i].ID == id {
			return &s.Causes[i]
		}
	}
	return nil
}

// Idea gives the idea with a number, to change it in an [Edit]; nil when there is none.
func (s *Session) Idea(id ID) *Idea {
	for i := range s.Ideas {
		if s.Ideas[i].ID == id {
			return &s.Ideas[i]
		}
	}
	return nil
}

// Tally is how many dots an idea or cause has.
type Tally struct {
	On    ID
	Dots  int
	Place int  // 1 for the most; those with as many share a place
	Tied  bool // another has as many
}

// Votes counts the dots, most first; what has none is left out.
func (s *Session) Votes() []Tally {
	dots := map[ID]int{}
	for _, b := range s.Ballots {
		for _, d := range b.Dots {
			dots[d.On] += d.N
		}
	}
	var all []Tally
	for on, n := range dots {
		if n > 0 {
			all = append(all, Tally{On: on, Dots: n})
		}
	}
	slices.SortFunc(all, func(a, b Tally) int {
		if a.Dots != b.Dots {
			return b.Dots - a.Dots
		}
		return int(a.On - b.On)
	})
	for i := range all {
		all[i].Place = i + 1
		if i > 0 && all[i-1].Dots == all[i].Dots {
			all[i].Place, all[i].Tied, all[i-1].Tied = all[i-1].Place, true, true
		}
	}
	return all
}

func (s *Session) tidy() {
	s.Title, s.Place = oneLine(s.Title), oneLine(s.Place)
	s.Problem, s.Goal = lines(s.Problem), lines(s.Goal)
	for i := range s.Causes {
		c := &s.Causes[i]
		c.Text = lines(c.Text)
		for k := range c.Whys {
			c.Whys[k].Text = lines(c.Whys[k].Text)
		}
	}
	for i := range s.Ideas {
		s.Ideas[i].Text = lines(s.Ideas[i].Text)
	}
	for i := range s.Decisions {
		s.Decisions[i].Text = lines(s.Decisions[i].Text)
	}
	if s.Stage == "" {
		s.Stage = Preparing
	}
	if s.Measure == "" {
		s.Measure = repeat.FollowedRate
	}
}
