package report

import (
	"math"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
)

// Episodes makes the table of lengths of episodes: a row a length.
func Episodes(c *repeat.Chains, l *locale.Locale) Table {
	t := Table{Title: figure.EpisodesTitle(l), Measure: repeat.RepeatRate, Columns: columnsOf(l,
		Column{ID: "chain_contacts", Kind: Count}, Column{ID: "chain_episodes", Kind: Count}, Column{ID: "chain_share", Kind: Percent},
		Column{ID: "chain_interval", Kind: Interval}, Column{ID: "chain_all", Kind: Count})}
	for size, n := range c.Lengths {
		if n > 0 {
			share := repeat.NewRate(n, c.Episodes.Episodes)
			t.Rows = append(t.Rows, Row{Key: []string{}, Cells: []Cell{count(size), count(n), rate(share, false), interval(share, false), count(size * n)}})
		}
	}
	t.Notes = append(notes(repeat.Result{Query: c.Query, Data: c.Data}, l), Note{"episodes", l.T("report.note.episodes"), figure.EpisodesNote(c.Episodes, l)})
	return t
}

// OpenChains makes the work list of open chains: when, how many, what they are about. Customers go by number unless their keys are
// asked for.
func OpenChains(c *repeat.Chains, least int, keys bool, l *locale.Locale) Table {
	t := Table{Title: l.T("episodes.open.title"), Measure: repeat.RepeatRate}
	columns := []Column{{ID: "chain_contacts", Kind: Count}, {ID: "chain_customer", Kind: Count}}
	if keys {
		columns = append(columns, Column{ID: "chain_key", Kind: Words})
	}
	t.Columns = columnsOf(l, append(columns, Column{ID: "chain_first", Kind: Moment}, Column{ID: "chain_last", Kind: Moment}, Column{ID: "chain_days", Kind: Decimal},
		Column{ID: "chain_left", Kind: Decimal}, Column{ID: "chain_reason_first", Kind: Words}, Column{ID: "chain_reason_last", Kind: Words})...)
	day := float64(c.Query.Definition.DayLength())
	for _, o := range c.Open {
		first, last := c.Contact(o.First), c.Contact(o.Last)
		cells := []Cell{count(o.Contacts), count(int(first.Customer))}
		if keys {
			cells = append(cells, words(c.Key(o)))
		}
		reason := func(one repeat.Contact) Cell {
			return words(figure.FileValue(contact.Reason, one.Value(contact.Reason), l))
		}
		t.Rows = append(t.Rows, Row{Key: []string{}, Cells: append(cells, words(first.Time.Format(time.DateTime)), words(last.Time.Format(time.DateTime)),
			Cell{Number: hundredths(o.Lasted.Hours() / 24)}, Cell{Number: hundredths(float64(o.Left) / day)}, reason(first), reason(last))})
	}
	personal := "episodes.personal.numbers"
	if keys {
		personal = "episodes.personal.keys"
	}
	t.Notes = append(notes(repeat.Result{Query: c.Query, Data: c.Data}, l),
		Note{"episodes_open", l.T("report.note.episodes_open"), l.T("episodes.open.note", "n", c.Opened, "least", least)},
		Note{NotePersonal, l.T("report.note." + NotePersonal), l.T(personal)})
	return t
}

// hundredths rounds to two decimals.
func hundredths(x float64) float64 { return math.Round(x*100) / 100 }
