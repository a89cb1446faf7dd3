package rates

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// newTable makes the table for the dimensions and the measure asked for.
// Agents are not ranked: of them there is no order by a rate, a share or a count of repeats.
func (v *view) newTable(f *workbench.Figures) *kit.Table[row] {
	l := v.sh.Locale()
	by, measure := f.Rates.Query.By, f.Question.Rates.Measure
	var columns []kit.Column[row]
	for i, d := range by {
		columns = append(columns, kit.Column[row]{
			ID: string(d), Title: l.T("dimension." + string(d)), MinWidth: 150,
			Text: func(r row) string { return r.names[i] },
			Role: func(r row) kit.Role {
				if r.Key[i] == "" {
					return kit.RoleMuted
				}
				return kit.RoleStrong
			},
			Less: func(a, b row) bool {
				if contact.StoredIndex(d) < 0 {
					return a.Key[i] < b.Key[i] // time in its own order
				}
				return strings.ToLower(a.names[i]) < strings.ToLower(b.names[i])
			},
		})
	}
	count := func(id string, width float32, of func(row) int) kit.Column[row] {
		return kit.Column[row]{
			ID: id, Title: l.T("rates.column." + id), Tip: l.T("rates.column." + id + ".tip"), Width: width, Align: fyne.TextAlignTrailing, DescFirst: true,
			Text: func(r row) string { return l.Int(of(r)) }, Less: func(a, b row) bool { return of(a) < of(b) },
		}
	}
	rate := func(id string, width float32, of func(row) repeat.Rate, strong bool) kit.Column[row] {
		return kit.Column[row]{
			ID: id, Title: l.T("rates.column." + id), Tip: l.T("rates.column." + id + ".tip"), Width: width, Align: fyne.TextAlignTrailing, DescFirst: true,
			Text: func(r row) string {
				if x := of(r); !r.agent || !x.Few() {
					return l.Percent(x.Value)
				}
				return l.T("rates.withheld")
			},
			Role: func(r row) kit.Role {
				switch {
				case of(r).Few():
					return kit.RoleFaint
				case strong:
					return kit.RoleStrong
				}
				return kit.RoleBody
			},
			Less: func(a, b row) bool { return compareRates(of(a), of(b)) },
		}
	}
	interval := kit.Column[row]{
		ID: "interval", Title: l.T("rates.column.interval"), Tip: l.T("rates.column.interval.tip"), Width: 170, DescFirst: true,
		Text: func(r row) string {
			x := r.Of(measure)
			return l.T("rates.interval.text", "interval", l.Interval(x.Low, x.High), "n", x.Numerator, "of", x.Denominator)
		},
		Interval: func(r row) (kit.Interval, bool) {
			x := r.Of(measure)
			return kit.Interval{Low: x.Low, Point: x.Value, High: x.High, Faint: x.Few()}, x.Known() && !(r.agent && x.Few())
		},
		Less: func(a, b row) bool { return compareRates(a.Of(measure), b.Of(measure)) },
	}
	repeats := rate("hhv", 74, func(r row) repeat.Rate { return r.Repeat() }, measure == repeat.RepeatRate)
	followed := rate("followed_rate", 86, func(r row) repeat.Rate { return r.Follow() }, measure == repeat.FollowedRate)
	ftf := rate("ftf", 70, func(r row) repeat.Rate { return r.FTF() }, false)
	contacts, repeated := count("contacts", 86, func(r row) int { return r.Contacts }), count("repeats", 82, func(r row) int { return r.Repeats })
	ripe, after := count("ripe", 74, func(r row) int { return r.Ripe }), count("followed", 80, func(r row) int { return r.Followed })
	// What the rate asked for is made of comes first: a narrow window shows that.
	if measure == repeat.FollowedRate {
		columns = append(columns, ripe, after, followed, interval, ftf, contacts, repeated)
	} else {
		columns = append(columns, contacts, repeated, repeats, interval, ripe, ftf)
	}
	columns = append(columns, kit.Column[row]{
		ID: "share", Title: l.T("rates.column.share"), Tip: l.T("rates.column.share.tip"), Width: 112, Align: fyne.TextAlignTrailing, DescFirst: true,
		Text: func(r row) string { return l.Percent(r.share) }, Less: func(a, b row) bool { return a.share < b.share },
	}, kit.Column[row]{
		ID: "bar", Width: 76, Text: func(r row) string { return l.Percent(r.share) }, Bar: func(r row) float64 { return r.share / v.most },
	})
	agents := slices.Contains(by, contact.Agent)
	for i, c := range columns {
		if agents && c.ID != "contacts" && c.ID != "ripe" && !slices.Contains(by, contact.Dimension(c.ID)) {
			columns[i].Less = nil
		}
	}
	table := kit.NewTable(columns...)
	table.Key = func(r row) string { return strings.Join(r.Key, "\x00") }
	table.SetEmptyText(l.T("rates.no_match"))
	table.OnActivate = v.drill
	table.OnCopy = v.sh.Copy
	table.OnSecondary = func(r row, at fyne.Position) { v.menu(r, by, at) }
	if agents {
		table.SetSort(string(contact.Agent), false)
	} else if contact.StoredIndex(by[0]) < 0 {
		table.SetSort(string(by[0]), false)
	} else if measure == repeat.FollowedRate {
		table.SetSort("followed", true)
	} else {
		table.SetSort("repeats", true)
	}
	return table
}

// drill counts only the contacts of a row, and shows them by what lies beneath: a
// process by its reasons, a reason by third party, team or channel.
func (v *view) drill(r row) {
	if v.drawn == nil {
		return // another workspace is being opened
	}
	bench := v.sh.Bench()
	by := v.drawn.Rates.Query.By
	selection := bench.Snapshot().Question.Selection
	for i, d := range by {
		selection.Filter = selection.Filter.With(repeat.Condition{By: d, Values: []string{r.Key[i]}})
	}
	bench.SetSelection(selection)
	q := bench.Snapshot().Question.Rates
	q.By = []contact.Dimension{beneath(selection.Filter, bench.Snapshot())}
	bench.SetRates(q)
}

// beneath gives the first dimension that can still tell the contacts apart: it has
// values and is not filtered by. A reason is of one process, so a filter on reason
// leaves nothing to see by process.
func beneath(f repeat.Filter, s *workbench.Snapshot) contact.Dimension {
	for _, d := range []contact.Dimension{contact.Process, contact.Reason, contact.Third, contact.Team, contact.Channel} {
		filtered := len(f.Without(d)) < len(f) || d == contact.Process && len(f.Without(contact.Reason)) < len(f)
		if !filtered && has(s, d) {
			return d
		}
	}
	return contact.Month
}

// contacts shows the contacts behind a row, or behind the total without one.
func (v *view) contacts(r *row, only repeat.Only) {
	if v.drawn == nil {
		return
	}
	var filter repeat.Filter
	if r != nil {
		for i, d := range v.drawn.Rates.Query.By {
			filter = filter.With(repeat.Condition{By: d, Values: []string{r.Key[i]}})
		}
	}
	v.sh.Bench().ShowContacts(filter, only)
}

// pairsOf gives how many pairs the rate in sight counts of a row.
func (v *view) pairsOf(r row) int {
	if v.drawn != nil && v.drawn.Question.Rates.Measure == repeat.FollowedRate {
		return r.Followed
	}
	return r.Repeats
}

// pairs shows the pairs that the rate in sight counts of a row: of the followed rate by their first contact, of the repeat
// rate by their second.
func (v *view) pairs(r row) {
	if v.drawn == nil {
		return
	}
	var filter repeat.Filter
	for i, d := range v.drawn.Rates.Query.By {
		filter = filter.With(repeat.Condition{By: d, Values: []string{r.Key[i]}})
	}
	if v.drawn.Question.Rates.Measure == repeat.FollowedRate {
		v.sh.Bench().ShowPairs(filter, nil, true)
	} else {
		v.sh.Bench().ShowRepeats(filter)
	}
}

// listed shows the contacts that the rate in sight counts: of the selected row, or of all.
func (v *view) listed() {
	only := repeat.OnlyRepeats
	if v.drawn != nil && v.drawn.Question.Rates.Measure == repeat.FollowedRate {
		only = repeat.OnlyFollowed
	}
	if v.table != nil {
		if r, ok := v.table.Selected(); ok {
			v.contacts(&r, only)
			return
		}
	}
	v.contacts(nil, only)
}

// menu offers what can be done with a row.
func (v *view) menu(r row, by []contact.Dimension, at fyne.Position) {
	l := v.sh.Locale()
	kit.ShowMenuAt(v.sh.Window().Canvas(), at, []kit.MenuItem{
		{Text: l.T("rates.menu.drill"), Do: func() { v.drill(r) }},
		{Text: l.T("rates.menu.contacts", "n", r.Contacts), Do: func() { v.contacts(&r, repeat.AllContacts) }},
		{Text: l.T("rates.menu.repeats", "n", r.Repeats), Do: func() { v.contacts(&r, repeat.OnlyRepeats) }},
		{Text: l.T("rates.menu.followed", "n", r.Followed), Do: func() { v.contacts(&r, repeat.OnlyFollowed) }},
		{Text: l.T("rates.menu.pairs", "n", v.pairsOf(r)), Do: func() { v.pairs(r) }},
		{Text: l.T("rates.menu.trend"), Do: func() { v.drill(r); v.sh.Go(screen.Trends) }},
		{Text: l.T("rates.menu.copy"), Hint: "Ctrl+C", Do: func() { v.sh.Copy(v.table.TSV(true)) }},
	})
}
