package ingest

import (
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/key"
)

// keyColumn makes column k of the customer keys of a batch, in the one form of each
// key, and counts what is in it. damage says what a spreadsheet did to it; empty for
// nothing.
func (r *run) keyColumn(k, total int) (column contact.KeyColumn, told KeyCoverage, damage string) {
	p := r.p.keys[k]
	codes, raw := codeKeys(r.parts, k, total, len(r.workers))
	to := make([]uint32, raw.Len())
	for c := range to {
		to[c] = uint32(c)
	}
	raw, changed := r.decodeDict(raw, [][]uint32{to})
	recode := func() {
		for i := range total {
			codes.Set(i, to[codes.At(i)])
		}
	}
	if changed {
		recode()
	}
	told = KeyCoverage{Column: p.name, Kind: p.kind}
	spoilt := key.Inspect(p.kind, raw.Len()-1, func(i int) []byte { return raw.Bytes(uint32(i + 1)) })
	if spoilt.How != "" {
		is := make([]bool, raw.Len())
		for c := 1; c < raw.Len(); c++ {
			is[c] = spoilt.Of(raw.Bytes(uint32(c)))
		}
		for i := range total {
			if is[codes.At(i)] {
				told.Damaged++
			}
		}
	}
	dict, forms := normalised(raw, p, len(r.workers))
	if forms != nil {
		to = forms
		recode()
	}
	told.Filled, told.Distinct = total-codes.Missing(), dict.Len()-1
	return contact.KeyColumn{Name: p.name, Kind: p.kind, Codes: codes, Dict: dict}, told, spoilt.How
}

// formsAtOnce is how many keys a worker brings to their one form at a time.
const formsAtOnce = 1 << 14

// normalised brings the keys of a dictionary to their one form, which may make one
// key of several and none of some, and gives the new code of every old one; nil when
// all keys were in it already.
func normalised(raw contact.Dict, p keyPlan, workers int) (contact.Dict, []uint32) {
	n := raw.Len() - 1
	forms := make([]contact.Dict, (n+formsAtOnce-1)/formsAtOnce)
	var next, changed atomic.Int64
	var g errgroup.Group
	for range max(1, workers) {
		g.Go(func() error {
			for {
				at := int(next.Add(1)) - 1
				if at >= len(forms) {
					return nil
				}
				d := &forms[at]
				for c := at*formsAtOnce + 1; c <= min(n, (at+1)*formsAtOnce); c++ {
					text, from := raw.Bytes(uint32(c)), len(d.Data)
					d.Data = key.Append(d.Data, p.kind, p.namespace, text)
					d.Ends = append(d.Ends, uint32(len(d.Data)))
					if string(d.Data[from:]) != string(text) {
						changed.Store(1)
					}
				}
			}
		})
	}
	_ = g.Wait() // nothing fails
	if changed.Load() == 0 {
		return raw, nil
	}
	e := contact.NewEncoder(n)
	to := make([]uint32, raw.Len())
	for at := range forms {
		for c := 1; c < forms[at].Len(); c++ {
			to[at*formsAtOnce+c] = e.Code(forms[at].Bytes(uint32(c)))
		}
		forms[at] = contact.Dict{}
	}
	return *e.Dict(), to
}
