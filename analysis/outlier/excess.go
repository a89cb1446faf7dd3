package outlier

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"math"
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

// Cost is what one contact costs, in euros, as a range.
type Cost struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// ExcessOptions are the choices of "where to begin". The zero value measures against the rate of all contacts of the same
// mix, without euros.
type ExcessOptions struct {
	Targets      map[string]float64 `json:"targets,omitempty"` // target rate of an item, instead of that of the same mix
	Target       float64            `json:"target,omitempty"`  // target rate of items not in Targets; 0: none
	Costs        map[string]Cost    `json:"costs,omitempty"`   // cost per contact of an item
	Cost         *Cost              `json:"cost,omitempty"`    // cost per contact of items not in Costs; nil: unknown
	LeastStratum int                `json:"least_stratum"`     // as in [Options]
}

// Item is a process, reason, third party or other unit with its excess.
type Item struct {
	Key              []string
	Contacts         int
	Ripe, Followed   int
	Expected         float64 // followed contacts at the target, or at the rate of all for the same mix
	Targeted         bool    // Expected is that of a target
	Excess           float64 // Followed − Expected; below 0: fewer
	Low, High        float64 // 95 %, see [CountInterval]: of a count taken to be Poisson, so on the wide side
	EurosLow         float64 // Excess at the low and high cost per contact; NaN without a cost
	EurosHigh        float64
	Share, Cumulated float64 // of all excess above 0; NaN for an item with none
}

// Excesses is where to begin.
type Excesses struct {
	Query     repeat.Query
	Dimension contact.Dimension
	Data      repeat.Data
	Total     repeat.Rate
	Without   int     // contacts in the rates without a value of the dimension
	Above     float64 // sum of the excess of the items that have any
	Items     []Item  // most excess first
	Make80    int     // how many items make 80 % of Above
	Rest      int     // how many more have an excess above 0: the long tail
	RestShare float64 // their share of Above
	Heavy     Heavy
}

// Excess gives the followed contacts above what is expected for every unit of a dimension: where an improvement has most to
// gain. q.By and q.Measure are not looked at. It is no judgement: an excess may be chance, see [Compare].
func Excess(ctx context.Context, e *repeat.Engine, q repeat.Query, by contact.Dimension, o ExcessOptions) (Excesses, error) {
	q.By, q.Measure = nil, repeat.FollowedRate
	r := Excesses{Query: q, Dimension: by}
	if err := o.check(); err != nil {
		return r, err
	}
	used, err := Options{LeastStratum: o.LeastStratum}.filled()
	if err != nil {
		return r, err
	}
	m, a, data, err := assess(ctx, e, q, by, used)
	if err != nil {
		return r, err
	}
	r.Data, r.Without, r.Total = data, m.without, repeat.NewRate(a.Followed, a.Ripe)
	for unit, contacts := range m.contacts {
		s := a.Scores[unit]
		if contacts > 0 && !(by == contact.Agent && s.State == Few) {
			r.Items = append(r.Items, o.item(m.units.Dict.Text(uint32(unit)), contacts, s))
		}
	}
	r.cumulate()
	r.Heavy, err = HeavyCallers(ctx, e, q)
	return r, err
}

func (o ExcessOptions) check() error {
	wrong := o.Target < 0 || o.Target > 1 || o.Cost != nil && !o.Cost.ok()
	for _, t := range o.Targets {
		wrong = wrong || !(t >= 0 && t <= 1)
	}
	for _, c := range o.Costs {
		wrong = wrong || !c.ok()
	}
	if wrong {
		return errCost
	}
	return nil
}

var errCost = errors.New("a target is a rate between 0 and 1, and a cost a range from low to high, not below 0")

// of gives the least and the most euros of a number of contacts.
func (c Cost) of(contacts float64) (low, high float64) {
	a, b := contacts*c.Low, contacts*c.High
	return min(a, b), max(a, b)
}

func (c Cost) ok() bool { return c.Low >= 0 && c.High >= c.Low && !math.IsInf(c.High, 0) }

func (o ExcessOptions) item(key string, contacts int, s Score) Item {
	i := Item{Key: []string{key}, Contacts: contacts, Ripe: s.Ripe, Followed: s.Followed, Expected: s.Expected}
	target, ok := o.Targets[key]
	if !ok && o.Target > 0 {
		target, ok = o.Target, true
	}
	if ok {
		i.Expected, i.Targeted = target*float64(s.Ripe), true
	}
	low, high := CountInterval(s.Followed, Inner)
	i.Excess, i.Low, i.High = float64(s.Followed)-i.Expected, low-i.Expected, high-i.Expected
	i.EurosLow, i.EurosHigh, i.Share, i.Cumulated = math.NaN(), math.NaN(), math.NaN(), math.NaN()
	cost, ok := o.Costs[key]
	if !ok && o.Cost != nil {
		cost, ok = *o.Cost, true
	}
	if ok {
		i.EurosLow, i.EurosHigh = cost.of(i.Excess)
	}
	return i
}

// cumulate orders the items and works out their shares.
func (r *Excesses) cumulate() {
	slices.SortStableFunc(r.Items, func(a, b Item) int {
		return cmp.Or(cmp.Compare(b.Excess, a.Excess), slices.Compare(a.Key, b.Key))
	})
	for _, i := range r.Items {
		r.Above += max(0, i.Excess)
	}
	sum := 0.0
	for k := range r.Items {
		i := &r.Items[k]
		if i.Excess <= 0 {
			break
		}
		before := sum
		sum += i.Excess
		i.Share, i.Cumulated = i.Excess/r.Above, min(1, sum/r.Above)
		if before < 0.8*r.Above {
			r.Make80++
		} else {
			r.Rest++
			r.RestShare += i.Share
		}
	}
}

type itemJSON struct {
	Key       []string `json:"key"`
	Contacts  int      `json:"contacts"`
	Ripe      int      `json:"ripe"`
	Followed  int      `json:"followed"`
	Expected  float64  `json:"expected"`
	Targeted  bool     `json:"targeted"`
	Excess    float64  `json:"excess"`
	Low       float64  `json:"low"`
	High      float64  `json:"high"`
	EurosLow  *float64 `json:"euros_low"`
	EurosHigh *float64 `json:"euros_high"`
	Share     *float64 `json:"share"`
	Cumulated *float64 `json:"cumulated_share"`
}

// MarshalJSON writes the item; null is what cannot be given.
func (i Item) MarshalJSON() ([]byte, error) {
	return json.Marshal(itemJSON{i.Key, i.Contacts, i.Ripe, i.Followed, i.Expected, i.Targeted, i.Excess, i.Low, i.High,
		number(i.EurosLow), number(i.EurosHigh), number(i.Share), number(i.Cumulated)})
}

// MarshalJSON writes the answer in the form of a comparison.
func (r Excesses) MarshalJSON() ([]byte, error) {
	items := r.Items
	if items == nil {
		items = []Item{}
	}
	return json.Marshal(struct {
		Definition repeat.Definition `json:"definition"`
		Selection  repeat.Selection  `json:"selection"`
		Dimension  contact.Dimension `json:"dimension"`
		Data       repeat.Data       `json:"data"`
		Total      rateJSON          `json:"total"`
		Without    int               `json:"without"`
		Above      float64           `json:"above"`
		Make80     int               `json:"make80"`
		Rest       int               `json:"rest"`
		RestShare  float64           `json:"rest_share"`
		Heavy      Heavy             `json:"heavy"`
		Rows       []Item            `json:"rows"`
	}{r.Query.Definition, r.Query.Selection, r.Dimension, r.Data, rateOf(r.Total), r.Without, r.Above, r.Make80, r.Rest,
		r.RestShare, r.Heavy, items})
}
