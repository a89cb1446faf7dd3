package figure

import (
	"strings"

	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

// Period writes the days that a selection counts, those of the data where it
// leaves them open; empty when there is neither.
func Period(s repeat.Selection, d repeat.Data, l *locale.Locale) string {
	from, to := s.From.Time(), s.To.Time()
	if s.From.IsZero() {
		from = d.From
	}
	if s.To.IsZero() {
		to = d.To
	}
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case to.IsZero(): // from a day on, of no data
		return l.Date(from) + " –"
	case from.IsZero():
		return "– " + l.Date(to)
	case !to.Before(from):
		return l.Period(from, to)
	case s.From.IsZero(): // all before the data, or all after it
		return "– " + l.Date(to)
	}
	return l.Date(from) + " –"
}

// DataText writes the span of the data, from the first contact to their end;
// empty when there are none.
func DataText(d repeat.Data, l *locale.Locale) string {
	if d.To.IsZero() || d.From.After(d.To) {
		return ""
	}
	return l.T("figure.data", "from", l.DateTime(d.From), "to", l.DateTime(d.To))
}

// SelectionText writes a filter: "proces is Declaraties of Premie; kanaal is
// Telefoon". Without conditions it says that all contacts count.
func SelectionText(f repeat.Filter, l *locale.Locale) string {
	if len(f) == 0 {
		return l.T("figure.selection.all")
	}
	parts := make([]string, len(f))
	for i, c := range f {
		values := make([]string, len(c.Values))
		for k, v := range c.Values {
			values[k] = Value(c.By, v, l)
		}
		parts[i] = l.T("figure.selection.is", "dimension", l.T("dimension."+string(c.By)), "values", strings.Join(values, " "+l.T("figure.selection.or")+" "))
	}
	return strings.Join(parts, "; ")
}
