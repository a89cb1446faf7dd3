package report

import (
	"slices"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
)

// PairsOptions say what of a pair goes into a file.
type PairsOptions struct {
	Keys   bool                               // the customer keys
	Notes  bool                               // the notes of both contacts
	NoteOf func(i int) (first, second string) // of pair i; nil: there are none
	Only   []int                              // the pairs to write, by place; nil: all
}

// The ids of notes of pairs.
const (
	NotePersonal = "personal" // what personal data a table holds
	NoteCounted  = "counted"  // which of the two contacts puts a pair in the selection
	NoteSample   = "sample"   // how a sample was drawn
)

// Pairs makes the table of pairs, a line a pair: first and second contact beside each other, and the time between.
// Customers go by number unless their keys are asked for. Columns of dimensions that no contact has are left out.
func Pairs(p *repeat.Pairs, o PairsOptions, l *locale.Locale) Table {
	t := Table{Title: figure.PairsTitle(p, l), Measure: repeat.FollowedRate, Behind: []string{NoteCounted, NotePersonal}}
	if o.Only != nil {
		t.Title = l.T("pairs.count", "n", len(o.Only))
	}
	add := func(id, title string, k Kind) { t.Columns = append(t.Columns, Column{ID: id, Title: title, Kind: k}) }
	var shown []contact.Dimension
	for _, d := range contactDimensions {
		if p.Log().Column(d).Dict.Len() > 1 {
			shown = append(shown, d)
		}
	}
	for _, side := range []struct{ id, title string }{{"first", "pairs.column.1"}, {"second", "pairs.column.2"}} {
		add(side.id+"_time", l.T(side.title, "what", l.T("report.contacts.time")), Moment)
		for _, d := range shown {
			add(side.id+"_"+string(d), l.T(side.title, "what", l.T("dimension."+string(d))), Words)
		}
		if o.Notes {
			add(side.id+"_note", l.T(side.title, "what", l.T("report.contacts.note")), Words)
		}
	}
	add("hours_between", l.T("report.pairs.hours_between"), Decimal)
	add("same_agent", l.T("report.pairs.same_agent"), Words)
	add("same_channel", l.T("report.pairs.same_channel"), Words)
	add("customer", l.T("report.contacts.customer"), Count)
	if o.Keys {
		add("key", l.T("report.contacts.key"), Words)
	}
	n := p.Len()
	if o.Only != nil {
		n = len(o.Only)
	}
	for k := range n {
		i := k
		if o.Only != nil {
			i = o.Only[k]
		}
		one := p.At(i)
		var notes [2]string
		if o.Notes && o.NoteOf != nil {
			notes[0], notes[1] = o.NoteOf(i)
		}
		row := Row{Key: []string{}}
		for side, c := range []repeat.Contact{one.First, one.Second} {
			row.Cells = append(row.Cells, words(c.Time.Format(time.DateTime)))
			for _, d := range shown {
				row.Cells = append(row.Cells, words(figure.FileValue(d, c.Value(d), l)))
			}
			if o.Notes {
				row.Cells = append(row.Cells, words(notes[side]))
			}
		}
		row.Cells = append(row.Cells, hours(one.Between, true), alike(one, contact.Agent, l), alike(one, contact.Channel, l), count(int(one.First.Customer)))
		if o.Keys {
			row.Cells = append(row.Cells, words(p.Key(one)))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Notes = slices.DeleteFunc(notes(repeat.Result{Query: p.Query, Data: p.Data()}, l), func(n Note) bool {
		return n.ID == "ripe" || n.ID == NoteCoverage || n.ID == "history" && p.Options.By != repeat.BySecond
	})
	t.Notes = append(t.Notes, Note{NoteCounted, l.T("report.note." + NoteCounted), figure.Join(figure.PairsCounted(p.Options, l), figure.PairsScope(p.Options, l))})
	agents := slices.Contains(shown, contact.Agent)
	if t.Note(NoteAppraisal) == "" && agents {
		t.Notes = append(t.Notes, Note{NoteAppraisal, l.T("report.note." + NoteAppraisal), l.T("figure.appraisal")})
	}
	more := ""
	for _, one := range []struct {
		on bool
		id string
	}{{agents, "agents"}, {o.Keys, "keys"}, {o.Notes, "notes"}} {
		if one.on {
			more += l.T("pairs.personal." + one.id)
		}
	}
	t.Notes = append(t.Notes, Note{NotePersonal, l.T("report.note." + NotePersonal), l.T("pairs.personal", "more", more)})
	return t
}

// alike says whether both contacts of a pair have the same; nothing when one has none.
func alike(p repeat.Pair, d contact.Dimension, l *locale.Locale) Cell {
	switch same, known := p.Alike(d); {
	case !known:
		return words("")
	case same:
		return words(l.T("report.yes"))
	}
	return words(l.T("report.no"))
}
