package repeat

import (
	"encoding/json"

	"eenkeer/analysis/contact"
)

type flowSideJSON struct {
	Key     string `json:"key"`
	Ripe    int    `json:"ripe"`
	Firsts  int    `json:"firsts"`
	Seconds int    `json:"seconds"`
}

type flowCellJSON struct {
	First    string   `json:"first"`
	Second   string   `json:"second"`
	Pairs    int      `json:"pairs"`
	Share    *float64 `json:"share"`
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
	OfRipe   *float64 `json:"share_of_ripe"`
	Expected *float64 `json:"expected"`
	Residual *float64 `json:"adjusted_residual"`
	Stands   bool     `json:"stands_out"`
}

// Name gives the value of a side; "*" for the rest.
func (s FlowSide) Name() string {
	if s.Rest {
		return "*"
	}
	return s.Keys[0]
}

// MarshalJSON writes flows as the command line promises: the values in their order, and the cells that hold pairs, the largest
// first. Share is of the pairs with that first value, with its Wilson interval; the rest of the values is "*".
func (f *Flows) MarshalJSON() ([]byte, error) {
	values, cells := []flowSideJSON{}, []flowCellJSON{}
	for _, s := range f.Sides {
		values = append(values, flowSideJSON{s.Name(), s.Ripe, s.Firsts, s.Seconds})
	}
	for _, c := range f.Strongest(len(f.Sides)*len(f.Sides), true) {
		cells = append(cells, flowCellJSON{f.Sides[c.First].Name(), f.Sides[c.Second].Name(), c.Pairs, number(c.Share.Value), number(c.Share.Low),
			number(c.Share.High), number(c.OfRipe.Value), number(c.Expected), number(c.Residual), c.Stands})
	}
	return json.Marshal(struct {
		Definition Definition        `json:"definition"`
		Selection  Selection         `json:"selection"`
		By         contact.Dimension `json:"by"`
		Data       Data              `json:"data"`
		Ripe       int               `json:"ripe"`
		Pairs      int               `json:"pairs"`
		Same       int               `json:"same"`
		Apart      bool              `json:"same_left_out,omitempty"`
		Values     []flowSideJSON    `json:"values"`
		Cells      []flowCellJSON    `json:"cells"`
	}{f.Query.Definition, f.Query.Selection, f.Options.By, f.Data, f.Ripe, f.Pairs, f.Same, f.Options.Apart, values, cells})
}
