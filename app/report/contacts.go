package report

import (
	"math"
	"slices"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
)

// ContactsOptions say what of a contact goes into a file.
type ContactsOptions struct {
	Keys   bool               // the customer keys
	Notes  bool               // the notes
	NoteOf func(i int) string // the note of contact i of the list; nil: there are none
}

// contactDimensions are the columns of a list of contacts that say what it was about.
var contactDimensions = []contact.Dimension{contact.Reason, contact.Process, contact.Channel, contact.Direction, contact.Team, contact.Third, contact.Agent, contact.Outcome}

// Contacts makes the table of a list of contacts, in its order: when, what about,
// what it repeats and what follows it. Customers go by number unless their keys are
// asked for. Columns of dimensions that no contact has are left out.
func Contacts(list *repeat.List, o ContactsOptions, l *locale.Locale) Table {
	t := Table{Title: figure.ContactsTitle(list, l), Measure: repeat.RepeatRate}
	add := func(id string, k Kind) {
		t.Columns = append(t.Columns, Column{ID: id, Title: l.T("report.contacts." + id), Kind: k})
	}
	add("time", Moment)
	var shown []contact.Dimension
	for _, d := range contactDimensions {
		if list.Log().Column(d).Dict.Len() > 1 {
			shown = append(shown, d)
			t.Columns = append(t.Columns, Column{ID: string(d), Title: l.T("dimension." + string(d)), Kind: Words})
		}
	}
	add("customer", Count)
	if o.Keys {
		add("key", Words)
	}
	add("repeats", Words)
	add("hours_after", Decimal)
	add("ripe", Words)
	add("followed", Words)
	add("hours_before", Decimal)
	if o.Notes {
		add("note", Words)
	}
	yes := func(b bool) Cell {
		if b {
			return words(l.T("report.yes"))
		}
		return words(l.T("report.no"))
	}
	for i := range list.Len() {
		c := list.At(i)
		row := Row{Key: []string{}, Cells: []Cell{words(c.Time.Format(time.DateTime))}}
		for _, d := range shown {
			row.Cells = append(row.Cells, words(figure.FileValue(d, c.Value(d), l)))
		}
		row.Cells = append(row.Cells, count(int(c.Customer)))
		if o.Keys {
			row.Cells = append(row.Cells, words(list.Key(c)))
		}
		followed := yes(c.Followed)
		if !c.Ripe {
			followed = words("") // cannot be judged yet
		}
		row.Cells = append(row.Cells, yes(c.Repeats), hours(c.After, c.First >= 0), yes(c.Ripe), followed, hours(c.Before, c.Second >= 0))
		if o.Notes {
			note := ""
			if o.NoteOf != nil {
				note = o.NoteOf(i)
			}
			row.Cells = append(row.Cells, words(note))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Notes = slices.DeleteFunc(notes(repeat.Result{Query: list.Query, Data: list.Data()}, l), func(n Note) bool { return n.ID == "ripe" || n.ID == NoteCoverage })
	if t.Note(NoteAppraisal) == "" && slices.Contains(shown, contact.Agent) {
		t.Notes = append(t.Notes, Note{NoteAppraisal, l.T("report.note." + NoteAppraisal), l.T("figure.appraisal")})
	}
	return t
}

// hours makes a cell of a time between two contacts.
func hours(d time.Duration, known bool) Cell {
	if !known {
		return Cell{Number: math.NaN()}
	}
	return Cell{Number: math.Round(d.Hours()*100) / 100}
}
