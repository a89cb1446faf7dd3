package repeat

import (
	"cmp"
	"context"
	"slices"

	"eenkeer/analysis/contact"
)

// Rates answers a query: the counts of every group that has contacts in the
// selection, and of all of them together. Periods come in their own order, with
// the empty ones between; other groups with most repeats first.
func (e *Engine) Rates(ctx context.Context, q Query) (Result, error) {
	results, err := e.RatesBy(ctx, q, [][]contact.Dimension{q.By})
	if err != nil {
		return Result{}, err
	}
	return results[0], nil
}

// RatesBy answers the same query by several sets of dimensions in one run
// through the contacts; q.By is not looked at.
func (e *Engine) RatesBy(ctx context.Context, q Query, bys [][]contact.Dimension) ([]Result, error) {
	results := make([]Result, len(bys))
	for i, by := range bys {
		results[i].Query = q
		results[i].Query.By = by
		if err := results[i].Query.Check(); err != nil {
			return nil, err
		}
	}
	l, err := e.linked(ctx, q.Definition)
	if err != nil {
		return nil, err
	}
	m, err := e.mask(ctx, q.Selection)
	if err != nil {
		return nil, err
	}
	groupings := make([]*grouping, len(bys))
	for i, by := range bys {
		if groupings[i], err = e.grouping(ctx, by); err != nil {
			return nil, err
		}
	}
	counts, err := e.count(ctx, l, m, q.Definition.Window, groupings)
	if err != nil {
		return nil, err
	}
	for i, g := range groupings {
		r := &results[i]
		for code, c := range counts[i] {
			r.Total.add(c)
			if c.Contacts > 0 {
				r.Rows = append(r.Rows, Row{g.key(code), c})
			}
		}
		if len(bys[i]) == 0 {
			r.Rows = nil // one group, the total itself
		}
		r.Data = Data{
			From: contact.When(e.log.Start), To: contact.When(e.log.End),
			Contacts: m.all, WithoutCustomer: m.keyless, NotEligible: m.all - m.keyless - r.Total.Contacts,
		}
		order(r.Rows, bys[i])
	}
	return results, nil
}

// order puts the groups of time dimensions in the order of time, agents in that of
// their names or codes, and others with most repeats, then most contacts, first.
func order(rows []Row, by []contact.Dimension) {
	slices.SortStableFunc(rows, func(a, b Row) int {
		for k, d := range by {
			if contact.StoredIndex(d) < 0 || d == contact.Agent { // keys of time dimensions sort as text; agents are not ranked
				if c := cmp.Compare(a.Key[k], b.Key[k]); c != 0 {
					return c
				}
			}
		}
		return cmp.Or(cmp.Compare(b.Repeats, a.Repeats), cmp.Compare(b.Contacts, a.Contacts), slices.Compare(a.Key, b.Key))
	})
}
