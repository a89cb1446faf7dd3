package kaizen

import (
	"time"

	"eenkeer/analysis/repeat"
)

// Figure is a rate as it was at one moment. A file of JSON knows no NaN: without a
// denominator it is nothing but zeroes.
type Figure struct {
	Numerator   int     `json:"numerator"`
	Denominator int     `json:"denominator"`
	Low         float64 `json:"low"` // of the 95 % interval that was shown
	High        float64 `json:"high"`
}

// FigureOf keeps a rate.
func FigureOf(r repeat.Rate) Figure {
	if !r.Known() {
		return Figure{}
	}
	return Figure{r.Numerator, r.Denominator, r.Low, r.High}
}

// Rate gives the figure as it was.
func (f Figure) Rate() repeat.Rate {
	r := repeat.NewRate(f.Numerator, f.Denominator)
	if r.Known() {
		r.Low, r.High = f.Low, f.High
	}
	return r
}

// Baseline is where something stood when it was made: figures, what they were counted
// by and from. It is kept as it was, whatever is imported or redefined later.
type Baseline struct {
	At         time.Time         `json:"at"` // when it was frozen, UTC
	By         string            `json:"by,omitempty"`
	Definition repeat.Definition `json:"definition"`
	Selection  repeat.Selection  `json:"selection,omitzero"`
	Followed   Figure            `json:"followed"`
	Repeat     Figure            `json:"repeat"`
	Contacts   int               `json:"contacts"` // with a customer key, that the figures are of
	Selected   int               `json:"selected"` // in the selection, whoever's they are
	WithoutKey int               `json:"without_key"`
	DataFrom   time.Time         `json:"data_from"` // span of the data, wall clock
	DataTo     time.Time         `json:"data_to"`
}

// Freeze keeps the total of a result.
func Freeze(r repeat.Result, by string, at time.Time) *Baseline {
	return &Baseline{
		At: at.UTC().Truncate(time.Second), By: by, Definition: r.Query.Definition, Selection: r.Query.Selection,
		Followed: FigureOf(r.Total.Follow()), Repeat: FigureOf(r.Total.Repeat()), Contacts: r.Total.Contacts,
		Selected: r.Data.Contacts, WithoutKey: r.Data.WithoutCustomer, DataFrom: r.Data.From, DataTo: r.Data.To,
	}
}

// Of gives the figure of a measure.
func (b *Baseline) Of(m repeat.Measure) repeat.Rate {
	if m == repeat.RepeatRate {
		return b.Repeat.Rate()
	}
	return b.Followed.Rate()
}
