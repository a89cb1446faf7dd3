package trends

import (
	"cmp"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/repeat"
	"eenkeer/analysis/spc"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// row is a period, of the selection or of a group.
type row struct {
	period *repeat.Period
	at     int    // place of the period, in the order of time
	place  int    // of the group, in the order of repeats
	name   string // of the group
	signal string // what the chart makes of it, in few words
	times  repeat.Durations
	repeat.Counts
}

// table is the card of the figures behind the chart.
type table struct {
	card *kit.Card
	grid *kit.Table[*row]
	sh   screen.Shell
}

func newTable(sh screen.Shell) *table {
	l := sh.Locale()
	t := &table{sh: sh, grid: kit.NewTable[*row]()}
	t.grid.Key = func(r *row) string { return r.period.Key + "\x00" + r.name }
	t.grid.OnCopy = sh.Copy
	t.grid.SetSort("period", true)
	t.grid.SetEmptyText(l.T("trends.table.empty"))
	copyAll := kit.NewLinkButton(l.T("trends.copy"), func() { sh.Copy(t.grid.TSV(true)) })
	copyAll.SetTip(l.T("trends.copy.tip"))
	t.card = kit.NewCard(l.T("trends.table"), copyAll, t.grid)
	return t
}

func (t *table) show(f *workbench.Figures, m figure.Measure) {
	t.grid.SetColumns(columns(f.Trends, m, t.sh.Locale())...)
	t.grid.SetRows(rows(f.Trends, t.sh.Locale()))
}

// mark adds the signals of the chart of the whole selection to the remarks.
func (t *table) mark(c figure.Control) {
	for i := range t.grid.Len() {
		r := t.grid.Row(i)
		r.signal = ""
		if p := c.Chart.Points[r.at]; p.Rule != spc.None {
			r.signal = figure.VerdictText(p.Verdict, t.sh.Locale())
		}
	}
	t.grid.Refresh()
}

// rows makes a row of each period, the latest first, and within it of each group
// that has contacts, those with most repeats first. That is the order the table
// begins with, so that it has nothing to sort.
func rows(t repeat.Trend, l *locale.Locale) []*row {
	series, names := t.Series, []string(nil)
	if len(t.Query.By) == 0 {
		series, names = []repeat.Series{t.Total}, []string{""}
	}
	for _, s := range series[len(names):] {
		names = append(names, figure.Value(t.Query.By[0], s.Key[0], l))
	}
	all := make([]row, 0, len(series)*len(t.Periods))
	for i := len(t.Periods) - 1; i >= 0; i-- {
		for place, s := range series {
			if s.Points[i].Contacts > 0 || len(t.Query.By) == 0 {
				r := row{period: &t.Periods[i], at: i, place: place, name: names[place], Counts: s.Points[i]}
				if s.Times != nil {
					r.times = s.Times[i]
				}
				all = append(all, r)
			}
		}
	}
	out := make([]*row, len(all))
	for i := range all {
		out[i] = &all[i]
	}
	return out
}

// columns are the figures of both rates; that of the chart stands out.
func columns(t repeat.Trend, m figure.Measure, l *locale.Locale) []kit.Column[*row] {
	all := []kit.Column[*row]{{
		ID: "period", Title: l.T("dimension." + string(t.Per)), Width: 116, DescFirst: true,
		Text: func(r *row) string { return figure.Value(t.Per, r.period.Key, l) },
		Role: func(*row) kit.Role { return kit.RoleStrong },
		Less: func(a, b *row) bool {
			if a.at != b.at {
				return a.at < b.at
			}
			return a.place > b.place // so that the latest period begins with most repeats
		},
	}}
	if len(t.Query.By) > 0 {
		all = append(all, kit.Column[*row]{ID: "group", Title: l.T("dimension." + string(t.Query.By[0])), Width: 150,
			Text: func(r *row) string { return r.name }, Less: func(a, b *row) bool { return a.place > b.place }, DescFirst: true})
	}
	if m.Clock() != "" {
		all = append(all, mean(m, l)...)
	}
	all = append(all, count("contacts", func(r *row) int { return r.Contacts }, l), count("repeats", func(r *row) int { return r.Repeats }, l))
	rates := 2 // a rate and its interval; beside a time, which has its own, there is room for the rate alone
	if m.Clock() != "" {
		rates = 1
	}
	all = append(all, rate(figure.HHV, m, l)[:rates]...)
	all = append(all, count("ripe", func(r *row) int { return r.Ripe }, l))
	all = append(all, rate(figure.FTF, m, l)[:rates]...)
	return append(all, kit.Column[*row]{ID: "remark", Title: l.T("trends.column.remark"), MinWidth: 60,
		Role: func(*row) kit.Role { return kit.RoleMuted }, Text: func(r *row) string {
			return figure.Join(r.signal, figure.RemarkText(figure.PeriodRemarks(*r.period, r.Counts, false, l)))
		}})
}

// count is a column of a number of contacts.
func count(id string, n func(*row) int, l *locale.Locale) kit.Column[*row] {
	return kit.Column[*row]{ID: id, Title: l.T("trends.column." + id), Tip: l.T("trends.column." + id + ".tip"), Width: 80, Align: fyne.TextAlignTrailing,
		Text: func(r *row) string { return l.Int(n(r)) }, Less: func(a, b *row) bool { return n(a) < n(b) }, DescFirst: true}
}

// rate is the columns of a rate and its interval, greyed where they rest on too
// few contacts.
func rate(m, shown figure.Measure, l *locale.Locale) []kit.Column[*row] {
	role := func(ordinary kit.Role) func(*row) kit.Role {
		return func(r *row) kit.Role {
			if m.Of(r.Counts).Few() {
				return kit.RoleFaint
			}
			return ordinary
		}
	}
	strong := kit.RoleBody
	if m == shown {
		strong = kit.RoleStrong
	}
	return []kit.Column[*row]{
		{ID: string(m), Title: l.T("trends.column." + string(m)), Tip: l.T("trends.column." + string(m) + ".tip"), Width: 72, Align: fyne.TextAlignTrailing,
			Role: role(strong), Text: func(r *row) string { return figure.Percent(m.Of(r.Counts), l) },
			Less: func(a, b *row) bool { return lessRate(m.Of(a.Counts), m.Of(b.Counts)) }, DescFirst: true},
		{ID: string(m) + "_interval", Title: l.T("trends.column.interval"), Tip: l.T("trends.column.interval.tip"), Width: 96, Align: fyne.TextAlignTrailing,
			Role: role(kit.RoleMuted), Text: func(r *row) string { return figure.Range(m.Of(r.Counts), l) }},
	}
}

// mean is the columns of a mean time, its interval and what it rests on.
func mean(m figure.Measure, l *locale.Locale) []kit.Column[*row] {
	role := func(ordinary kit.Role) func(*row) kit.Role {
		return func(r *row) kit.Role {
			if r.times.Few() {
				return kit.RoleFaint
			}
			return ordinary
		}
	}
	return []kit.Column[*row]{
		{ID: string(m), Title: m.Short(l), Tip: l.T("trends.measure." + string(m) + ".tip"), Width: 104, Align: fyne.TextAlignTrailing,
			Role: role(kit.RoleStrong), Text: func(r *row) string { return m.Text(r.times.Mean(), l) }, DescFirst: true,
			Less: func(a, b *row) bool {
				if a.times.Few() != b.times.Few() {
					return a.times.Few()
				}
				return cmp.Less(a.times.Mean(), b.times.Mean())
			}},
		{ID: string(m) + "_interval", Title: l.T("trends.column.interval"), Tip: l.T("trends.column.mean_interval.tip"), Width: 168, Align: fyne.TextAlignTrailing,
			Role: role(kit.RoleMuted), Text: func(r *row) string {
				low, high := r.times.Interval()
				return figure.TimeText(low, l) + " – " + figure.TimeText(high, l)
			}},
		count("timed", func(r *row) int { return r.times.Contacts }, l),
	}
}

// lessRate puts rates over few contacts under all others: they say too little to
// stand at the top.
func lessRate(a, b repeat.Rate) bool {
	if a.Few() != b.Few() {
		return a.Few()
	}
	return cmp.Less(a.Value, b.Value)
}
