package workbench

import (
	"context"
	"reflect"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

// PairsTab is a page of the screen of pairs.
type PairsTab string

// The pages of the screen of pairs. Only what the one in sight shows is worked out, see [Look].
const (
	PairsList     PairsTab = "pairs"
	PairsSamples  PairsTab = "samples"
	PairsFlows    PairsTab = "flows"
	PairsTime     PairsTab = "time"
	PairsEpisodes PairsTab = "episodes"
)

// PairsView says which pairs are looked at and in what order.
type PairsView struct {
	Filter repeat.Filter // on top of the selection, on the contact that is counted by
	repeat.PairOptions
}

// PairsAsked is a question for pairs that came from elsewhere: a cell, a row, an outlier.
type PairsAsked struct {
	Number int // another one each time
}

// PairsQuery is the query behind pairs.
func (q Question) PairsQuery(v PairsView) repeat.Query {
	query := q.Query("")
	for _, c := range v.Filter {
		query.Selection.Filter = narrowed(query.Selection.Filter, c)
	}
	return query
}

// ShowPairs leads to the pairs of a scope, on the screen of pairs: those whose first contact passes first and whose
// second contact passes second, both on top of the selection. With ripe they are as many as the followed rate counts.
func (w *Workbench) ShowPairs(first, second repeat.Filter, ripe bool) {
	w.askPairs(PairsView{Filter: first, PairOptions: repeat.PairOptions{By: repeat.ByFirst, Other: second, Ripe: ripe}})
}

// ShowRepeats leads to the pairs whose second contact passes a filter on top of the selection: as many as the repeat
// rate counts.
func (w *Workbench) ShowRepeats(second repeat.Filter) {
	w.askPairs(PairsView{Filter: second, PairOptions: repeat.PairOptions{By: repeat.BySecond}})
}

func (w *Workbench) askPairs(v PairsView) {
	w.onOpen("", func(context.Context) error {
		w.lists++
		n := w.lists
		w.looked = false
		w.change(func(s *Snapshot) { s.PairsView, s.PairsAsked = v, PairsAsked{n} })
		return nil
	})
}

// SetPairs changes which pairs are looked at.
func (w *Workbench) SetPairs(v PairsView) {
	if v.Check() != nil {
		return
	}
	w.onOpen("", func(context.Context) error {
		w.looked = false
		w.change(func(s *Snapshot) { s.PairsView = v })
		return nil
	})
}

// paired keeps the pairs worked out lately.
type paired struct {
	view  PairsView
	query repeat.Query
	list  *repeat.Pairs
}

// pairs works out the pairs of a view.
func (k *looks) pairs(ctx context.Context, q Question, v PairsView) (*repeat.Pairs, error) {
	query := q.PairsQuery(v)
	for _, p := range k.paired {
		if reflect.DeepEqual(p.view, v) && reflect.DeepEqual(p.query, query) {
			return p.list, nil
		}
	}
	list, err := k.engine.Pairs(ctx, query, v.PairOptions)
	if err != nil {
		return nil, err
	}
	k.paired = append(k.paired, paired{v, query, list})
	if len(k.paired) > mostPaired {
		k.paired = k.paired[1:]
	}
	return list, nil
}

// mostPaired is how many lists of pairs are kept: they may be large.
const mostPaired = 2

// PairDimensions are what two contacts of a pair may be the same or differ in, as a person is offered them.
var PairDimensions = []contact.Dimension{contact.Agent, contact.Channel, contact.Reason}
