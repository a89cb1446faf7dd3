package effect

import (
	"encoding/json"
	"math"
	"time"

	"eenkeer/analysis/repeat"
)

// number gives null for what is no number, which JSON cannot say.
func number(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

type rangeJSON struct {
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
}

// MarshalJSON writes the range; null where nothing is known.
func (r Range) MarshalJSON() ([]byte, error) {
	return json.Marshal(rangeJSON{number(r.Low), number(r.High)})
}

// MarshalJSON writes the difference; null where nothing is known.
func (d Difference) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Value *float64 `json:"value"`
		rangeJSON
	}{number(d.Value), rangeJSON{number(d.Low), number(d.High)}})
}

type sideJSON struct {
	Days
	Contacts int      `json:"contacts"`
	Ripe     int      `json:"ripe"`
	Followed int      `json:"followed"`
	Rate     *float64 `json:"followed_rate"`
	rangeJSON
}

// MarshalJSON writes the side with Wilson's interval of its rate.
func (s Side) MarshalJSON() ([]byte, error) {
	r := repeat.NewRate(s.Followed, s.Ripe)
	return json.Marshal(sideJSON{s.Days, s.Contacts, s.Ripe, s.Followed, number(r.Value), rangeJSON{number(r.Low), number(r.High)}})
}

type othersJSON struct {
	By     string     `json:"by"`
	Before Count      `json:"before"`
	After  Count      `json:"after"`
	Change *float64   `json:"change"`
	Effect Difference `json:"effect"`
}

type weekJSON struct {
	From     repeat.Date `json:"from"`
	Ripe     int         `json:"ripe"`
	Followed int         `json:"followed"`
	Fitted   *float64    `json:"fitted"`
	Gone     *float64    `json:"without_change"`
}

type seriesJSON struct {
	Before     int        `json:"weeks_before"`
	After      int        `json:"weeks_after"`
	Step       Difference `json:"step"`
	Mean       Difference `json:"mean"`
	Trend      *float64   `json:"trend_a_week"`
	Dispersion *float64   `json:"dispersion"`
	Seasonal   bool       `json:"seasonal"`
	Weeks      []weekJSON `json:"weeks"`
}

func (s *Series) json() *seriesJSON {
	if s == nil {
		return nil
	}
	out := &seriesJSON{s.Before, s.After, s.Step, s.Mean, number(s.Trend), number(s.Dispersion), s.Seasonal, []weekJSON{}}
	for _, w := range s.Weeks {
		out.Weeks = append(out.Weeks, weekJSON{w.From, w.Ripe, w.Followed, number(w.Fitted), number(w.Gone)})
	}
	return out
}

func (o *Others) json() *othersJSON {
	if o == nil {
		return nil
	}
	return &othersJSON{string(o.By), o.Before, o.After, number(o.Change), o.Effect}
}

// MarshalJSON writes the result as the command line promises it: fractions, below 0 for a fall; null for what is not known.
func (r Result) MarshalJSON() ([]byte, error) {
	when := ""
	if !r.When.IsZero() {
		when = r.When.Format(time.DateOnly)
	}
	doubts := r.Doubts
	if doubts == nil {
		doubts = []Doubt{}
	}
	return json.Marshal(struct {
		Scope    repeat.Filter `json:"scope"`
		Start    repeat.Date   `json:"start"`
		Full     repeat.Date   `json:"full,omitzero"`
		Until    repeat.Date   `json:"until,omitzero"`
		Picked   Days          `json:"picked,omitzero"`
		Verdict  Verdict       `json:"verdict"`
		Why      Why           `json:"why,omitempty"`
		Effect   Difference    `json:"difference"`
		Method   Method        `json:"method"`
		Before   Side          `json:"before"`
		After    Side          `json:"after"`
		Adjusted *float64      `json:"expected_before"`
		Crude    Difference    `json:"crude"`
		Others   *othersJSON   `json:"others"`
		Series   *seriesJSON   `json:"series"`
		Spread   struct {
			Used      *float64 `json:"used"`
			Customers *float64 `json:"customers"`
			Weeks     *float64 `json:"weeks"`
		} `json:"overdispersion"`
		LookedFor *float64 `json:"looked_for"`
		Smallest  *float64 `json:"smallest"`
		Enough    int      `json:"enough"`
		More      int      `json:"more"`
		When      string   `json:"when,omitempty"`
		Beyond    bool     `json:"never_enough"`
		Monthly   *float64 `json:"contacts_a_month"`
		Saved     Range    `json:"contacts_saved_a_month"`
		Doubts    []Doubt  `json:"doubts"`
	}{
		r.Study.Scope, r.Study.Start, r.Study.Full, r.Study.Until, r.Study.Picked, r.Verdict, r.Why, r.Effect, r.Method, r.Before, r.After,
		number(r.Adjusted), r.Crude, r.Others.json(), r.Series.json(), struct {
			Used      *float64 `json:"used"`
			Customers *float64 `json:"customers"`
			Weeks     *float64 `json:"weeks"`
		}{number(r.Spread.Used), number(r.Spread.Customers), number(r.Spread.Weeks)},
		number(r.LookedFor), number(r.Smallest), r.Enough, r.More, when, r.Beyond, number(r.Monthly), r.Saved, doubts,
	})
}
