package report

import (
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
)

// The ids of notes that other parts of the program ask for by name.
const (
	NoteDefinition = "definition"
	NotePeriod     = "period"
	NoteSelection  = "selection"
	NoteData       = "data"
	NoteCoverage   = "coverage"
	NoteAppraisal  = "appraisal" // of figures of single agents
)

// notes says what the figures rest on: definition, period, selection, the data
// and their end, coverage, ripeness, and what the columns mean.
func notes(r repeat.Result, l *locale.Locale) []Note {
	q, d := r.Query, r.Data
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
	add(NoteAppraisal, figure.Appraisal(q, l))
	add(NotePeriod, figure.Period(q.Selection, d, l))
	add(NoteSelection, figure.SelectionText(q.Selection.Filter, l))
	span := figure.DataText(d, l)
	if span == "" {
		return list
	}
	add(NoteData, span)
	add(NoteCoverage, l.T("report.coverage", "share", l.Percent(d.Coverage()), "with", d.Contacts-d.WithoutCustomer,
		"n", d.Contacts, "without", d.WithoutCustomer))
	add("not_eligible", figure.NotEligible(d, l))
	add("ripe", figure.Unripe(r, l))
	if from := q.Selection.From; from.IsZero() || from.Time().Before(q.Definition.WindowAfter(d.From)) {
		add("history", l.T("report.history", "window", q.Definition.WindowText(l)))
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
