package effect

import (
	"context"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

// world is an invented log, a contact at a time.
type world struct {
	r         *rand.Rand
	b         contact.Batch
	customers contact.Encoder
	columns   [len(contact.Stored)]*contact.Encoder
	codes     [len(contact.Stored)][]uint32
	keys      []uint32
	people    int
	key       []byte
}

// dayZero is the first day of every world.
var dayZero = repeat.DateOf(time.Date(2025, 1, 6, 0, 0, 0, 0, time.UTC))

func newWorld(r *rand.Rand) *world {
	w := &world{r: r, customers: *contact.NewEncoder(0)}
	for d := range w.columns {
		w.columns[d] = contact.NewEncoder(0)
	}
	return w
}

func (w *world) add(customer int, at time.Time, values map[contact.Dimension]string) {
	w.b.Time = append(w.b.Time, contact.Wall(at))
	w.key = strconv.AppendInt(append(w.key[:0], 'K'), int64(customer), 10)
	w.keys = append(w.keys, w.customers.Code(w.key))
	for d, by := range contact.Stored {
		w.codes[d] = append(w.codes[d], w.columns[d].Code([]byte(values[by])))
	}
}

// contact makes a contact of a customer on a day; with chance p another of reason "Vervolg" follows within a week.
func (w *world) contact(customer, day int, p float64, values map[contact.Dimension]string) {
	at := dayZero.AddDays(day).Time().Add(time.Duration(8*3600+w.r.IntN(9*3600)) * time.Second)
	w.add(customer, at, values)
	if w.r.Float64() < p {
		w.add(customer, at.Add(time.Duration(3600+w.r.IntN(6*24*3600))*time.Second), map[contact.Dimension]string{contact.Reason: "Vervolg", contact.Process: "Vervolg"})
	}
}

// some makes n contacts of as many customers on days drawn from the run from to until.
func (w *world) some(n, from, until int, p float64, reason string) {
	for range n {
		w.people++
		w.contact(w.people, from+w.r.IntN(until-from), p, map[contact.Dimension]string{contact.Reason: reason, contact.Process: "Werk"})
	}
}

// engine makes the log, whose data end where a day begins; what comes later is not in it yet. 0: with the last contact.
func (w *world) engine(end int) *repeat.Engine {
	if end > 0 {
		covered, kept := contact.Wall(dayZero.AddDays(end).Time()), 0
		for i, at := range w.b.Time {
			if at < covered {
				w.b.Time[kept], w.keys[kept] = at, w.keys[i]
				for d := range w.codes {
					w.codes[d][kept] = w.codes[d][i]
				}
				kept++
			}
		}
		w.b.Time, w.keys = w.b.Time[:kept], w.keys[:kept]
		for d := range w.codes {
			w.codes[d] = w.codes[d][:kept]
		}
	}
	w.b.Keys = []contact.KeyColumn{{Name: "customer", Kind: "id", Codes: contact.Codes{U32: w.keys}, Dict: *w.customers.Dict()}}
	for d := range w.columns {
		w.b.Columns[d] = contact.Column{Codes: contact.Codes{U32: w.codes[d]}, Dict: *w.columns[d].Dict()}
	}
	b := w.b
	return repeat.New(contact.Build([]*contact.Batch{&b}, contact.Rules{Covered: contact.Wall(dayZero.AddDays(end).Time())}))
}

func measure(t *testing.T, e *repeat.Engine, s Study) Result {
	t.Helper()
	d, err := Prepare(context.Background(), e, repeat.Default)
	if err != nil {
		t.Fatal(err)
	}
	r, err := d.Measure(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func only(by contact.Dimension, values ...string) repeat.Filter {
	return repeat.Filter{{By: by, Values: values}}
}
