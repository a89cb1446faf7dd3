package repeat

import (
	"encoding/json"
	"math"
	"slices"
	"time"

	"eenkeer/analysis/contact"
)

// LeastRipe is the number of ripe contacts (for the repeat rate: of contacts)
// below which a rate says too little to be shown as a finding.
const LeastRipe = 10

// Counts are the numbers every rate is made of. They are of contacts with a
// customer key that are eligible under the definition.
type Counts struct {
	Contacts int // contacts
	Repeats  int // of Contacts, those that follow an earlier contact
	Ripe     int // of Contacts, those whose window lies wholly inside the data
	Followed int // of Ripe, those followed by another contact
}

// Plus gives the counts of two groups together.
func (c Counts) Plus(o Counts) Counts {
	return Counts{c.Contacts + o.Contacts, c.Repeats + o.Repeats, c.Ripe + o.Ripe, c.Followed + o.Followed}
}

func (c *Counts) add(o Counts) { *c = c.Plus(o) }

// Repeat gives the repeat rate, Repeats ÷ Contacts; NaN without contacts.
func (c Counts) Repeat() Rate { return NewRate(c.Repeats, c.Contacts) }

// Follow gives the followed rate, Followed ÷ Ripe; NaN without ripe contacts.
func (c Counts) Follow() Rate { return NewRate(c.Followed, c.Ripe) }

// FTF gives first time fix, 1 − the followed rate, with its own numerator.
func (c Counts) FTF() Rate { return NewRate(c.Ripe-c.Followed, c.Ripe) }

// Of gives the rate of a measure.
func (c Counts) Of(m Measure) Rate {
	if m == FollowedRate {
		return c.Follow()
	}
	return c.Repeat()
}

// Row is the counts of one group.
type Row struct {
	Key []string // one value for each dimension asked by; "" is the missing value
	Counts
}

// Data says what the counts were taken from.
type Data struct {
	From            time.Time // first contact of the log, wall clock
	To              time.Time // end of the data
	Contacts        int       // contacts in the selection, whoever's they are
	WithoutCustomer int       // of Contacts, those in no rate for want of a customer key
	NotEligible     int       // of Contacts with a key, those the definition leaves out
}

// Coverage gives the share of the selected contacts that have a customer key.
func (d Data) Coverage() float64 {
	if d.Contacts == 0 {
		return math.NaN()
	}
	return 1 - float64(d.WithoutCustomer)/float64(d.Contacts)
}

// Result is the answer to a [Query].
type Result struct {
	Query Query
	Data  Data
	Total Row
	Rows  []Row // most repeats first; periods in their own order
}

// RipeUntil gives the time after which contacts are unripe.
func (r Result) RipeUntil() time.Time { return r.Query.Definition.WindowBefore(r.Data.To) }

type rowJSON struct {
	Key          []string `json:"key"`
	Contacts     int      `json:"contacts"`
	Repeats      int      `json:"repeats"`
	RepeatRate   *float64 `json:"repeat_rate"`
	Ripe         int      `json:"ripe"`
	Followed     int      `json:"followed"`
	FollowedRate *float64 `json:"followed_rate"`
	Low          *float64 `json:"low"`
	High         *float64 `json:"high"`
}

// number gives null for what is not a number, which JSON cannot say.
func number(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	return &x
}

// json gives the row as the command line promises. Rates of an agent that rest on
// too few contacts are withheld: the counts are there, a judgement is not.
func (r Row) json(q Query) rowJSON {
	rate, repeats, follow := r.Of(q.Measure), r.Repeat(), r.Follow()
	if slices.Contains(q.By, contact.Agent) {
		rate, repeats, follow = rate.withheld(), repeats.withheld(), follow.withheld()
	}
	key := r.Key
	if key == nil {
		key = []string{}
	}
	return rowJSON{
		Key: key, Contacts: r.Contacts, Repeats: r.Repeats, RepeatRate: number(repeats.Value),
		Ripe: r.Ripe, Followed: r.Followed, FollowedRate: number(follow.Value),
		Low: number(rate.Low), High: number(rate.High),
	}
}

// wallClock writes a wall-clock time as ISO 8601 without a zone.
func wallClock(t time.Time) string { return t.Format("2006-01-02T15:04:05") }

type dataJSON struct {
	From            string `json:"from"`
	To              string `json:"to"`
	Contacts        int    `json:"contacts"`
	WithoutCustomer int    `json:"without_customer"`
	NotEligible     int    `json:"not_eligible,omitempty"`
}

// MarshalJSON writes the data as the command line promises.
func (d Data) MarshalJSON() ([]byte, error) {
	return json.Marshal(dataJSON{wallClock(d.From), wallClock(d.To), d.Contacts, d.WithoutCustomer, d.NotEligible})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (d *Data) UnmarshalJSON(text []byte) error {
	var j dataJSON
	if err := json.Unmarshal(text, &j); err != nil {
		return err
	}
	from, err := time.Parse("2006-01-02T15:04:05", j.From)
	if err != nil {
		return err
	}
	to, err := time.Parse("2006-01-02T15:04:05", j.To)
	*d = Data{From: from, To: to, Contacts: j.Contacts, WithoutCustomer: j.WithoutCustomer, NotEligible: j.NotEligible}
	return err
}

// MarshalJSON writes the result as the command line promises: rates are
// fractions, null where there is nothing to divide by; low and high are the
// Wilson interval of the measure asked for.
func (r Result) MarshalJSON() ([]byte, error) {
	rows := make([]rowJSON, len(r.Rows))
	for i, row := range r.Rows {
		rows[i] = row.json(r.Query)
	}
	measure := r.Query.Measure
	if measure == "" {
		measure = RepeatRate
	}
	return json.Marshal(struct {
		Definition Definition `json:"definition"`
		Selection  Selection  `json:"selection"`
		Measure    Measure    `json:"measure"`
		Data       Data       `json:"data"`
		Total      rowJSON    `json:"total"`
		Rows       []rowJSON  `json:"rows"`
	}{r.Query.Definition, r.Query.Selection, measure, r.Data, r.Total.json(Query{Measure: measure}), rows})
}
