package ingest

import "eenkeer/analysis/ingest/moment"

// orderDoubt says what is not sure about the dates of a column; nil for nothing.
func orderDoubt(o moment.Order, column string) *Doubt {
	d := &Doubt{ID: DoubtDateOrder, Column: column, Args: []any{"order", o.Order}}
	switch {
	case o.Sure():
		return nil
	case o.Mixed:
		d.ID = DoubtMixedDates
	case o.Turned:
		d.Args = append(d.Args, "turned", true)
	case o.Few:
		d.Args = append(d.Args, "few", true)
	}
	return d
}
