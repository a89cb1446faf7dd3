package workbench

import (
	"context"
	"io"
	"path/filepath"
	"reflect"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/report"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"
)

// PairsTab is a page of the screen of pairs.
type PairsTab string

// The pages of the screen of pairs. Only what the one in sight shows is worked out, see [Look].
const (
	PairsList     PairsTab = "pairs"
	PairsSamples  PairsTab = "samples"
	PairsAgain    PairsTab = "again"
	PairsFlows    PairsTab = "flows"
	PairsTime     PairsTab = "time"
	PairsEpisodes PairsTab = "episodes"
)

// PairsView says which pairs are looked at and in what order.
type PairsView struct {
	Filter repeat.Filter // on top of the selection, on the contact that is counted by
	repeat.PairOptions
}

// PairsAsked is a question for pairs or a sample that came from elsewhere: a cell, a row, an outlier, a session.
type PairsAsked struct {
	Number int      // another one each time
	Tab    PairsTab // where it is answered
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
		w.change(func(s *Snapshot) { s.PairsView, s.PairsAsked = v, PairsAsked{n, PairsList} })
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

// again works out who comes back once more.
func (k *looks) again(ctx context.Context, q Question) (*repeat.Again, error) {
	query := q.Query("")
	for _, a := range k.came {
		if reflect.DeepEqual(a.Query, query) {
			return a, nil
		}
	}
	a, err := k.engine.Again(ctx, query, repeat.PairOptions{})
	if err != nil {
		return nil, err
	}
	k.came = kept(k.came, &a)
	return &a, nil
}

// mostPaired is how many lists of pairs are kept: they may be large.
const mostPaired = 2

// PairDimensions are what two contacts of a pair may be the same or differ in, as a person is offered them.
var PairDimensions = []contact.Dimension{contact.Agent, contact.Channel, contact.Reason}

// ExportPairs writes the pairs that are looked at to a file, CSV or XLSX by its name; customer keys and notes only when
// asked.
func (w *Workbench) ExportPairs(path string, o report.PairsOptions, l *locale.Locale) {
	w.onOpen("task.exporting", func(ctx context.Context) error {
		s := w.Snapshot()
		p, err := w.engine.Pairs(ctx, s.Question.PairsQuery(s.PairsView), s.PairsView.PairOptions)
		if err != nil {
			return err
		}
		t, err := PairsTable(ctx, w.ws, p, o, l)
		if err != nil {
			return err
		}
		return w.saveTable(path, t, l)
	})
}

// saveTable writes a table to a file, CSV or XLSX by its name, and says so.
func (w *Workbench) saveTable(path string, t report.Table, l *locale.Locale) error {
	err := report.Save(path, func(out io.Writer) error {
		if strings.EqualFold(filepath.Ext(path), ".xlsx") {
			return report.WriteXLSX(out, t, l)
		}
		return report.WriteCSV(out, t, l)
	})
	if err == nil {
		w.note(Note{ID: "note.exported", Args: []any{"file", filepath.Base(path)}}, nil)
	}
	return err
}

// PairsTable makes the table of pairs, with what of them is on disk where that is asked for. Without a workspace there
// are no notes.
func PairsTable(ctx context.Context, ws *workspace.Workspace, p *repeat.Pairs, o report.PairsOptions, l *locale.Locale) (report.Table, error) {
	if o.Notes && ws != nil {
		only := o.Only
		if only == nil {
			only = make([]int, p.Len())
			for i := range only {
				only[i] = i
			}
		}
		places := make([]int, 0, 2*len(only))
		at := make(map[int]int, len(only))
		for _, i := range only {
			first, second := p.Places(i)
			at[i] = len(places)
			places = append(places, first, second)
		}
		notes, err := ContactTexts(ctx, ws, p.Log(), contact.FieldNote, places)
		if err != nil {
			return report.Table{}, err
		}
		o.NoteOf = func(i int) (first, second string) { return notes[at[i]], notes[at[i]+1] }
	}
	return report.Pairs(p, o, l), ctx.Err()
}
