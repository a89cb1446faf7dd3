package start

import (
	"cmp"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/outlier"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// most is how many groups the ranking shows.
const most = 10

// next is by what a group is looked into once it is chosen.
var next = map[contact.Dimension]contact.Dimension{
	contact.Process: contact.Reason, contact.Reason: contact.Third, contact.Third: contact.Reason,
}

// where is the card of where to begin: the groups with most repeats above what is
// expected of their mix, or, until that is known, those that hold most repeats.
type where struct {
	card  *kit.Card
	sh    screen.Shell
	chips *kit.ChipGroup
	table *kit.Table[figure.Row]
	rest  *kit.Paragraph
	box   *fyne.Container
	by    contact.Dimension
	grown func() // told that the card may want another height
	shown *workbench.Figures
	begun *workbench.Begin // nil: not known of these figures

	offered  string  // what there is to choose
	interval float32 // width of the column of intervals; 0: there is no room
}

func newWhere(sh screen.Shell) *where {
	l := sh.Locale()
	w := &where{sh: sh, by: workbench.TopDimensions[0], rest: kit.NewParagraph("", kit.RoleMuted)}
	options := make([]kit.Option, len(workbench.TopDimensions))
	for i, d := range workbench.TopDimensions {
		options[i] = kit.Option{ID: string(d), Title: l.T("dimension." + string(d))}
	}
	w.chips = kit.NewChipGroup(options, string(w.by), func(id string) {
		w.by = contact.Dimension(id)
		w.fill()
		w.grown()
		v := sh.Bench().Snapshot().Question.Outliers
		v.Begin = w.by
		sh.Bench().SetOutliers(v)
	})
	w.table = kit.NewTable(w.columns(0)...)
	w.table.Key = func(r figure.Row) string { return r.Key[0] }
	w.table.OnSecondary = w.menu
	w.table.OnActivate = w.drill
	w.table.OnCopy = sh.Copy
	w.table.SetFitHeight(most)
	all := kit.NewLinkButton(l.T("start.where.all"), w.showAll)
	w.box = kit.VBox(kit.GapSmall, w.chips, w.table, w.rest)
	w.card = kit.NewCard(l.T("start.where"), all, watchWidth(w.box, func(width float32) {
		interval := float32(0)
		switch {
		case width >= 620:
			interval = 160
		case width >= 480:
			interval = 78
		}
		if interval != w.interval {
			w.interval = interval
			w.fill()
		}
	}))
	return w
}

// columns are those of the ranking; mean is the repeat rate of all. Once the
// excess is known it stands in the place of the share.
func (w *where) columns(mean float64) []kit.Column[figure.Row] {
	l, d, interval := w.sh.Locale(), w.by, w.interval
	role := func(r figure.Row) kit.Role {
		if r.Repeat().Few() {
			return kit.RoleFaint
		}
		return kit.RoleBody
	}
	all := []kit.Column[figure.Row]{
		{ID: "name", Title: l.T("dimension." + string(d)), MinWidth: 110, Text: func(r figure.Row) string { return r.Name },
			Role: func(figure.Row) kit.Role { return kit.RoleStrong },
			Tag: func(r figure.Row) string {
				if r.Repeat().Few() {
					return l.T("start.where.few")
				}
				return ""
			}},
		{ID: "repeats", Title: l.T("start.where.repeats"), Tip: l.T("start.where.repeats.tip"), Width: 124, Align: fyne.TextAlignTrailing, Role: role,
			Text: func(r figure.Row) string { return figure.Of(r.Repeat(), l) }},
		{ID: "share", Title: l.T("start.where.share"), Tip: l.T("start.where.share.tip"), Width: 68, Align: fyne.TextAlignTrailing,
			Text: func(r figure.Row) string { return l.Percent(r.Share) }},
		{ID: "rate", Title: l.T("start.where.rate"), Tip: l.T("start.where.rate.tip"), Width: 66, Align: fyne.TextAlignTrailing,
			Text: func(r figure.Row) string { return figure.Percent(r.Repeat(), l) }, Role: role},
		{ID: "interval", Title: l.T("start.where.interval"), Tip: l.T("start.where.interval.tip"), Width: interval,
			Text: func(r figure.Row) string { return figure.Range(r.Repeat(), l) }, Scale: kit.Scale{Reference: mean, HasReference: true},
			Interval: func(r figure.Row) (kit.Interval, bool) {
				rate := r.Repeat()
				return kit.Interval{Low: rate.Low, Point: rate.Value, High: rate.High, Faint: rate.Few()}, rate.Known()
			}},
	}
	if items := w.items(); items != nil {
		all[2] = kit.Column[figure.Row]{ID: "excess", Title: l.T("start.where.excess"), Tip: l.T("start.where.excess.tip"), Width: 74, Align: fyne.TextAlignTrailing,
			Text: func(r figure.Row) string { return figure.Signed(items[r.Key[0]].Excess, l) },
			Role: func(r figure.Row) kit.Role {
				if items[r.Key[0]].Low <= 0 { // it may be chance
					return kit.RoleFaint
				}
				return kit.RoleStrong
			}}
		all[1], all[2] = all[2], all[1]
	}
	if interval == 0 {
		return all[:len(all)-1]
	}
	return all
}

func (w *where) show(n *workbench.Snapshot) {
	w.shown, w.begun = n.Figures, nil
	w.by = n.Question.Outliers.Begin
	w.offer()
	if found := n.Looked; found != nil && found.Begin != nil && found.Begin.Dimension == w.by {
		w.begun = found.Begin
	}
	w.fill()
	w.grown()
}

// offer lets choose among the dimensions that the contacts have values of, and
// goes to the first of them when the chosen one has none.
func (w *where) offer() {
	l := w.sh.Locale()
	first := contact.Dimension("")
	options := make([]kit.Option, len(workbench.TopDimensions))
	for i, d := range workbench.TopDimensions {
		rows := w.shown.Top[d].Rows
		known := len(rows) > 1 || len(rows) == 1 && rows[0].Key[0] != ""
		options[i] = kit.Option{ID: string(d), Title: l.T("dimension." + string(d)), Disabled: !known}
		if known && (first == "" || d == w.by) {
			first = d
		}
	}
	if first != "" {
		w.by = first
	}
	if now := fmt.Sprint(options, w.by); now != w.offered {
		w.offered = now
		w.chips.SetOptions(options)
		w.chips.SetSelected(string(w.by))
	}
}

// items gives the items with an excess by their key; nil where it is not known, or
// nothing is above what is expected.
func (w *where) items() map[string]outlier.Item {
	if w.begun == nil || w.begun.Dimension != w.by || !(w.begun.Above > 0) {
		return nil
	}
	items := make(map[string]outlier.Item, len(w.begun.Items))
	for _, i := range w.begun.Items {
		if i.Excess > 0 && i.Key[0] != "" {
			items[i.Key[0]] = i
		}
	}
	return items
}

// begin gives the groups with an excess, most first.
func (w *where) begin(all repeat.Result) []figure.Row {
	items := w.items()
	kept := all
	kept.Rows = slices.DeleteFunc(slices.Clone(all.Rows), func(r repeat.Row) bool { _, ok := items[r.Key[0]]; return !ok })
	slices.SortStableFunc(kept.Rows, func(a, b repeat.Row) int { return cmp.Compare(items[b.Key[0]].Excess, items[a.Key[0]].Excess) })
	return figure.Rows(repeat.Result{Query: all.Query, Data: all.Data, Total: all.Total, Rows: kept.Rows[:min(most, len(kept.Rows))]}, w.sh.Locale())
}

// fill shows the ranking of the chosen dimension.
func (w *where) fill() {
	if w.shown == nil {
		return
	}
	l := w.sh.Locale()
	result := w.shown.Top[w.by]
	ranking := figure.Rank(result, most, w.by == contact.Third, l)
	w.table.SetEmptyText(l.T("start.where.none." + string(w.by)))
	w.table.SetColumns(w.columns(result.Total.Repeat().Value)...)
	if w.items() != nil {
		w.table.SetRows(w.begin(result))
		w.rest.SetText(figure.TailText(w.begun.Excesses, l))
	} else {
		w.table.SetRows(ranking.Rows)
		w.rest.SetText(restText(ranking, w.by, l))
	}
	w.box.Refresh()
}

// restText says how much of all repeats the ranking holds and where the rest is.
func restText(r figure.Ranking, d contact.Dimension, l *locale.Locale) string {
	var text string
	switch {
	case r.All == 0:
		return ""
	case len(r.Rows) == 0:
	case r.Others > 0:
		text = l.T("start.where.held", "share", l.Percent(r.Share()), "x", r.Held, "all", r.All, "others", l.T("start.others."+string(d), "n", r.Others))
	case r.Held == r.All:
		text = l.T("start.where.whole", "n", r.All)
	default:
		text = l.T("start.where.part", "share", l.Percent(r.Share()), "x", r.Held, "all", r.All)
	}
	if r.Missing > 0 {
		if text != "" {
			text += " "
		}
		text += l.T("start.where.missing", "n", r.Missing, "dimension", l.T("dimension."+string(d)))
	}
	return text
}

// drill counts only the contacts of a group and shows what they are made of.
func (w *where) drill(r figure.Row) {
	view := w.sh.Bench().Snapshot().Question.Rates
	if slices.Contains(view.By, w.by) {
		view.By = []contact.Dimension{next[w.by]} // by what is now a single group says nothing
		w.sh.Bench().SetRates(view)
	}
	w.sh.Bench().SetFilter(w.by, r.Key[0])
	w.sh.Go(screen.Rates)
}

// showAll shows every group of the dimension.
func (w *where) showAll() {
	view := w.sh.Bench().Snapshot().Question.Rates
	view.By = []contact.Dimension{w.by}
	w.sh.Bench().SetRates(view)
	w.sh.Go(screen.Rates)
}

// menu offers what can be done with a row: to see the contacts behind its numbers.
func (w *where) menu(r figure.Row, at fyne.Position) {
	l := w.sh.Locale()
	filter := repeat.Filter{{By: w.by, Values: []string{r.Key[0]}}}
	kit.ShowMenuAt(w.sh.Window().Canvas(), at, []kit.MenuItem{
		{Text: l.T("rates.menu.drill"), Do: func() { w.drill(r) }},
		{Text: l.T("rates.menu.contacts", "n", r.Contacts), Do: func() { w.sh.Bench().ShowContacts(filter, repeat.AllContacts) }},
		{Text: l.T("rates.menu.repeats", "n", r.Repeats), Do: func() { w.sh.Bench().ShowContacts(filter, repeat.OnlyRepeats) }},
	})
}
