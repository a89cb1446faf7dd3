package effect

import (
	"context"
	"errors"
	"sync"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

// Days is a run of days, both included; the zero Days is none.
type Days struct {
	From repeat.Date `json:"from,omitzero"`
	To   repeat.Date `json:"to,omitzero"`
}

// IsZero reports whether there are no days.
func (d Days) IsZero() bool { return d.From.IsZero() || d.To.IsZero() }

// Study is a change whose effect is asked.
type Study struct {
	Scope repeat.Filter `json:"scope"` // the contacts that it is about
	Start repeat.Date   `json:"start"` // the first day on which it can have effect
	Full  repeat.Date   `json:"full,omitzero"`
	// Full is the first day on which it is wholly in force; the contacts from Start to there, while it is being rolled out,
	// count for neither side. Zero: Start.
	Until    repeat.Date `json:"until,omitzero"`    // the last day that counts; zero: the latest that is ripe
	Picked   Days        `json:"picked,omitzero"`   // the days on whose figures the scope was picked
	Expected float64     `json:"expected"`          // the fall hoped for, as a fraction; 0: not known
	Others   []Touch     `json:"touched,omitempty"` // other changes
}

// Touch is another change: its contacts are no comparison while it sets in.
type Touch struct {
	Scope repeat.Filter `json:"scope"`
	Start repeat.Date   `json:"start"`
}

// ErrNoStart is that of a study without a first day.
var ErrNoStart = errors.New("effect: there is no day from which the change can have had effect")

// Data is a log under one definition, ready for studies. It is safe for concurrent use.
type Data struct {
	Definition repeat.Definition
	engine     *repeat.Engine
	answers    []repeat.Answer
	end        int // the day after the last one that is ripe as a whole

	mu    sync.Mutex
	parts map[contact.Dimension]*part
}

// Prepare works out which contacts of a log are followed. It costs a pass over the log and a byte a contact.
func Prepare(ctx context.Context, e *repeat.Engine, d repeat.Definition) (*Data, error) {
	answers, err := e.Answers(ctx, repeat.Query{Definition: d})
	if err != nil {
		return nil, err
	}
	data := &Data{Definition: d, engine: e, answers: answers, parts: map[contact.Dimension]*part{}}
	data.end = dayOf(e.Log().End - d.Window.Seconds()*1000)
	return data, nil
}

// Engine gives the engine whose log the data are of.
func (d *Data) Engine() *repeat.Engine { return d.engine }

const dayMs = 24 * 60 * 60 * 1000

// dayOf gives the number of the day of a wall-clock time.
func dayOf(ms int64) int {
	day := ms / dayMs
	if ms < 0 && ms%dayMs != 0 {
		day--
	}
	return int(day)
}

func dayNumber(d repeat.Date) int { return dayOf(contact.Wall(d.Time())) }

func dateOf(day int) repeat.Date { return repeat.DateOf(contact.When(int64(day) * dayMs)) }
