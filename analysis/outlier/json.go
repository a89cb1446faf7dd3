package outlier

import (
	"encoding/json"
	"math"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

// number gives null for what is no number, which JSON cannot say.
func number(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

type rowJSON struct {
	Key         []string       `json:"key"`
	Contacts    int            `json:"contacts"`
	Ripe        int            `json:"ripe"`
	Followed    int            `json:"followed"`
	Expected    *float64       `json:"expected"`
	Rate        *float64       `json:"standardised_rate"`
	Low         *float64       `json:"low"`
	High        *float64       `json:"high"`
	Ratio       *float64       `json:"ratio"`
	RatioLow    *float64       `json:"ratio_low"`
	RatioHigh   *float64       `json:"ratio_high"`
	Crude       *float64       `json:"followed_rate"`
	CrudeLow    *float64       `json:"followed_low"`
	CrudeHigh   *float64       `json:"followed_high"`
	Shrunk      *float64       `json:"shrunk_rate"`
	Z           *float64       `json:"z"`
	P           *float64       `json:"p"`
	Q           *float64       `json:"q"`
	ChanceP     *float64       `json:"chance_p"`
	Detectable  *float64       `json:"detectable_ratio"`
	EurosLow    *float64       `json:"euros_low"`
	EurosHigh   *float64       `json:"euros_high"`
	State       State          `json:"state"`
	Flag        Side           `json:"flag"`
	Why         *Why           `json:"why_not,omitempty"`
	Explanation []Contribution `json:"explanation"`
}

// MarshalJSON writes the row as the command line promises: rates are fractions, low and high the interval of the standardised
// rate, null what cannot be given or is withheld.
func (r Row) MarshalJSON() ([]byte, error) {
	row := rowJSON{
		Key: r.Key, Contacts: r.Contacts, Ripe: r.Ripe, Followed: r.Followed, Expected: number(r.Expected),
		Rate: number(r.Rate), Low: number(r.Low), High: number(r.High),
		Ratio: number(r.Ratio), RatioLow: number(r.RatioLow), RatioHigh: number(r.RatioHigh),
		Crude: number(r.Crude.Value), CrudeLow: number(r.Crude.Low), CrudeHigh: number(r.Crude.High),
		Shrunk: number(r.ShrunkRate), Z: number(r.Z), P: number(r.P), Q: number(r.Q), ChanceP: number(r.ChanceP),
		Detectable: number(r.Detectable), EurosLow: number(r.EurosLow), EurosHigh: number(r.EurosHigh), State: r.State, Flag: r.Flag, Explanation: r.Explanation,
	}
	if row.Explanation == nil {
		row.Explanation = []Contribution{}
	}
	if r.Flag == Inside {
		row.Why = &r.Why
	}
	return json.Marshal(row)
}

type rateJSON struct {
	Ripe     int      `json:"ripe"`
	Followed int      `json:"followed"`
	Rate     *float64 `json:"followed_rate"`
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
}

func rateOf(r repeat.Rate) rateJSON {
	return rateJSON{r.Denominator, r.Numerator, number(r.Value), number(r.Low), number(r.High)}
}

// MarshalJSON writes the spread.
func (s Spread) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Phi    *float64       `json:"phi"`
		Chance float64        `json:"chance"`
		Tau2   float64        `json:"tau2"`
		Used   Overdispersion `json:"used"`
		Reason string         `json:"reason"`
	}{number(s.Phi), s.Chance, s.Tau2, s.Used, s.Reason})
}

// MarshalJSON writes the comparison as the command line promises.
func (r Result) MarshalJSON() ([]byte, error) {
	rows, limits := r.Rows, r.Limits
	if rows == nil {
		rows = []Row{}
	}
	if limits == nil {
		limits = []Limit{}
	}
	return json.Marshal(struct {
		Definition repeat.Definition `json:"definition"`
		Selection  repeat.Selection  `json:"selection"`
		Dimension  contact.Dimension `json:"dimension"`
		Data       repeat.Data       `json:"data"`
		Total      rateJSON          `json:"total"`
		Without    int               `json:"without"`
		Options    Options           `json:"options"`
		Strata     int               `json:"strata"`
		Merged     int               `json:"merged_cells"`
		Spread     Spread            `json:"overdispersion"`
		Judged     int               `json:"judged"`
		Flagged    int               `json:"flagged"`
		Rows       []Row             `json:"rows"`
		Limits     []Limit           `json:"limits"`
	}{r.Query.Definition, r.Query.Selection, r.Dimension, r.Data, rateOf(r.Total), r.Without, r.Options, r.Strata, r.Merged,
		r.Spread, r.Judged, r.Flagged, rows, limits})
}
