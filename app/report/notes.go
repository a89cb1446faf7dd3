package report

import (
	"strings"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

// The ids of notes that other parts of the program ask for by name.
const (
	NoteDefinition = "definition"
	NotePeriod     = "period"
	NoteSelection  = "selection"
	NoteData       = "data"
	NoteCoverage   = "coverage"
)

// notes says what the figures rest on: definition, period, selection, the data
// and their end, coverage, ripeness, and what the columns mean.
func notes(q repeat.Query, d repeat.Data, ripeUntil time.Time, total repeat.Counts, l *locale.Locale) []Note {
	var list []Note
	add := func(id, text string) {
		if text != "" {
			list = append(list, Note{id, l.T("report.note." + id), text})
		}
	}
	definition := q.Definition.Sentence(l)
	if q.Definition.Name != "" {
		definition = q.Definition.Name + ": " + definition
	}
	add(NoteDefinition, definition)
	add(NotePeriod, Period(q.Selection, d, l))
	add(NoteSelection, SelectionText(q.Selection.Filter, l))
	if d.To.IsZero() || d.From.After(d.To) {
		return list
	}
	add(NoteData, l.T("report.data", "from", l.DateTime(d.From), "to", l.DateTime(d.To)))
	add(NoteCoverage, l.T("report.coverage", "share", l.Percent(d.Coverage()), "with", d.Contacts-d.WithoutCustomer,
		"n", d.Contacts, "without", d.WithoutCustomer))
	if d.NotEligible > 0 {
		add("not_eligible", l.T("report.not_eligible", "n", d.NotEligible))
	}
	if unripe := total.Contacts - total.Ripe; unripe > 0 {
		add("ripe", l.T("report.unripe", "n", unripe, "until", l.DateTime(ripeUntil)))
	}
	if from := q.Selection.From; from.IsZero() || from.Time().Before(d.From.Add(time.Duration(q.Definition.Window))) {
		add("history", l.T("report.history", "window", l.Duration(time.Duration(q.Definition.Window))))
	}
	return list
}

// meaning says what the columns of a table of rates mean.
func meaning(l *locale.Locale) []Note {
	var list []Note
	for _, id := range []string{"repeat_rate", "followed_rate", "ftf", "repeat_share", "interval"} {
		list = append(list, Note{id, l.T("report.column." + id), l.T("report.meaning." + id)})
	}
	list = append(list, Note{"few", l.T("report.note.few"), l.T("report.meaning.few", "n", repeat.LeastRipe)})
	return list
}

// Period writes the days that a selection counts, those of the data where it
// leaves them open.
func Period(s repeat.Selection, d repeat.Data, l *locale.Locale) string {
	from, to := s.From.Time(), s.To.Time()
	if s.From.IsZero() {
		from = d.From
	}
	if s.To.IsZero() {
		to = d.To
	}
	switch {
	case !to.Before(from):
		return l.Period(from, to)
	case s.From.IsZero(): // all before the data, or all after it
		return "– " + l.Date(to)
	}
	return l.Date(from) + " –"
}

// SelectionText writes a filter: "proces is Declaraties of Premie; kanaal is
// Telefoon". Without conditions it says that all contacts count.
func SelectionText(f repeat.Filter, l *locale.Locale) string {
	if len(f) == 0 {
		return l.T("report.selection.all")
	}
	parts := make([]string, len(f))
	for i, c := range f {
		parts[i] = condition(c, l)
	}
	return strings.Join(parts, "; ")
}

func condition(c repeat.Condition, l *locale.Locale) string {
	values := make([]string, len(c.Values))
	for i, v := range c.Values {
		if values[i] = Value(contact.Dimension(c.By), v, l); v == "" {
			values[i] = l.T("value.missing")
		}
	}
	return l.T("report.selection.is", "dimension", l.T("dimension."+string(c.By)), "values", strings.Join(values, " "+l.T("report.or")+" "))
}
