package pairs

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/report"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// bench is what the page asks of the workbench.
type bench interface {
	SetPairs(v workbench.PairsView)
	ReadPair(first, second int)
	ShowStory(place int)
	DrawSample(a workbench.SampleAsked)
	ExportPairs(path string, o report.PairsOptions, l *locale.Locale)
}

// list is the tab with every pair: a table of them above, the one that is chosen below to read.
type list struct {
	sh      screen.Shell
	bench   func() bench
	content *fyne.Container
	page    *fyne.Container
	loading *kit.EmptyState
	none    *kit.EmptyState

	count   *kit.Text
	what    *kit.Text
	top     *fyne.Container
	choices *fyne.Container
	scope   *fyne.Container // chips of what was asked for
	by      *kit.Select
	alike   []*kit.Select // by workbench.PairDimensions
	search  *kit.Entry
	keys    *kit.Check
	sample  *kit.Button
	export  *kit.Button
	holder  *fyne.Container
	table   *kit.Table[repeat.Pair]
	fair    *kit.Text

	first, second *face
	story         *kit.LinkButton
	hint          *kit.Text
	faces         *fyne.Container
	reading       fyne.CanvasObject

	view    workbench.PairsView
	shown   *repeat.Pairs
	pair    *workbench.PairDetail
	names   string
	setting bool

	looked   *workbench.PairDetail // the pair that was last looked for in the list
	lookedIn *repeat.Pairs
	there    bool // and it was there
}

func newList(sh screen.Shell) *list {
	v := &list{sh: sh, bench: func() bench { return sh.Bench() }}
	v.count, v.what, v.fair = kit.NewTruncatedText("", kit.RoleHeading), kit.NewTruncatedText("", kit.RoleMuted), kit.NewTruncatedText("", kit.RoleSmall)
	v.scope = kit.Flow(kit.GapSmall)
	v.by = kit.NewSelect("", []kit.Option{{ID: "first", Title: v.t("pairs.by.first")}, {ID: "ripe", Title: v.t("pairs.by.first") + ", " + v.t("pairs.by.ripe")}, {ID: "second", Title: v.t("pairs.by.second")}}, "first", func(id string) {
		v.ask(func(q *workbench.PairsView) {
			if second := id == "second"; second != (q.By == repeat.BySecond) { // what was asked of one is now asked of the other
				q.Filter, q.Other = q.Other, q.Filter
			}
			q.By, q.Ripe = repeat.ByFirst, id == "ripe"
			if id == "second" {
				q.By = repeat.BySecond
			}
		})
	})
	v.by.SetTip(v.t("pairs.by.tip"))
	row := []fyne.CanvasObject{v.by}
	for i, d := range workbench.PairDimensions {
		s := kit.NewSelect("", nil, "any", func(id string) {
			v.ask(func(q *workbench.PairsView) {
				q.Alike = slices.DeleteFunc(slices.Clone(q.Alike), func(a repeat.Likeness) bool { return a.By == d })
				if id != "any" {
					q.Alike = append(q.Alike, repeat.Likeness{By: d, Same: id == "same"})
				}
			})
		})
		s.SetTip(v.t("pairs.alike.tip"))
		v.alike = append(v.alike, s)
		row = append(row, v.alike[i])
	}
	v.search = kit.NewSearchEntry(v.t("pairs.search"))
	v.search.SetTip(v.t("pairs.search.tip"))
	v.search.OnChanged = func(text string) {
		v.ask(func(q *workbench.PairsView) { q.Search = strings.TrimSpace(text) })
	}
	row = append(row, kit.MinWidth(220, v.search))
	v.keys = kit.NewCheck(v.t("pairs.keys"), false, func(bool) {
		if v.shown != nil {
			v.arrange()
		}
	})
	v.sample = kit.NewPrimaryButton(v.t("pairs.sample"), func() {
		if v.shown != nil {
			askSample(v.sh, v.shown, v.bench().DrawSample)
		}
	})
	v.sample.SetTip(v.t("pairs.sample.tip"))
	v.export = kit.NewButton(v.t("pairs.export"), v.save)
	v.holder = container.NewStack()
	v.first, v.second = newFace(sh.Locale(), v.t("pairs.detail.first")), newFace(sh.Locale(), v.t("pairs.detail.second"))
	v.story = kit.NewLinkButton(v.t("pairs.story"), func() {
		if v.pair != nil {
			v.bench().ShowStory(v.pair.First)
		}
	})
	v.story.SetTip(v.t("pairs.story.tip"))
	v.second.card.SetAside(v.story)
	v.hint = kit.NewText(v.t("pairs.detail.hint"), kit.RoleMuted)
	v.faces = kit.Columns(kit.Gap, nil, v.first.card, v.second.card)
	hint := kit.NewCard("", nil, container.NewCenter(v.hint))
	v.reading = hint
	head := container.NewBorder(nil, nil, nil, kit.HBox(kit.Gap, v.keys, v.export, v.sample), kit.VBox(2, v.count, v.what))
	v.choices = kit.Flow(kit.GapSmall, row...)
	v.top = kit.VBox(kit.GapSmall, head, v.scope, v.choices)
	v.page = container.NewBorder(v.top, v.fair, nil, nil,
		kit.Pad(0, 6, container.New(&upper{0.36, 170, 420}, kit.NewCard("", nil, v.holder), container.NewStack(hint, v.faces))))
	v.loading = kit.NewEmptyState(v.t("pairs.loading.title"), v.t("pairs.loading.text"))
	v.none = kit.NewEmptyState(v.t("pairs.none.title"), v.t("pairs.none.text"), kit.NewPrimaryButton(v.t("pairs.none.clear"), func() { v.bench().SetPairs(workbench.PairsView{}) }))
	v.content = container.NewStack(v.page, v.loading)
	return v
}

func (v *list) t(id string, pairs ...any) string { return v.sh.Locale().T(id, pairs...) }

// Title gives the word of the tab.
func (v *list) Title() string { return v.t("pairs.tab.pairs") }

// Content gives what to show.
func (v *list) Content() fyne.CanvasObject { return v.content }

func (v *list) ask(change func(q *workbench.PairsView)) {
	if v.setting {
		return
	}
	q := v.view
	change(&q)
	if !reflect.DeepEqual(q, v.view) {
		v.bench().SetPairs(q)
	}
}

// Show draws a snapshot. The pairs of an earlier question stay until the next are there.
func (v *list) Show(s *workbench.Snapshot) {
	v.setting = true
	defer func() { v.setting = false }()
	if s.Looked == nil || s.Looked.Pairs == nil {
		if v.shown == nil {
			put(v.content, v.loading)
		}
		return
	}
	put(v.content, v.page)
	other := v.shown != s.Looked.Pairs
	if !reflect.DeepEqual(v.view, s.PairsView) || other {
		v.view = s.PairsView
		v.shown = s.Looked.Pairs
		v.names = screen.AgentNames(s, v.sh.Locale())
		v.asked()
		if other {
			v.arrange()
		}
	}
	v.detail(s.Pair)
}

// asked shows what was asked.
func (v *list) asked() {
	l, p := v.sh.Locale(), v.shown
	v.count.SetText(figure.PairsTitle(p, l))
	ripe := ""
	if p.Options.By != repeat.BySecond && !p.Options.Ripe && p.Ripe < p.All {
		ripe = l.T("pairs.ripe_of", "n", p.Ripe)
	}
	v.what.SetText(figure.Join(figure.PairsCounted(p.Options, l), ripe, figure.SelectionText(p.Query.Selection.Filter, l), figure.Period(p.Query.Selection, p.Data(), l), p.Query.Definition.Short(l)))
	by := "first"
	switch {
	case v.view.By == repeat.BySecond:
		by = "second"
	case v.view.Ripe:
		by = "ripe"
	}
	v.by.SetSelected(by)
	for i, d := range workbench.PairDimensions {
		n, name := p.AlikeIn(d), l.T("dimension."+string(d))
		chosen := "any"
		for _, a := range v.view.Alike {
			if a.By == d {
				chosen = map[bool]string{true: "same", false: "other"}[a.Same]
			}
		}
		v.alike[i].SetOptions([]kit.Option{{ID: "any", Title: l.T("pairs.alike.any", "what", name)},
			{ID: "same", Title: l.T("pairs.alike.same", "what", name, "n", l.Int(n.Same))}, {ID: "other", Title: l.T("pairs.alike.other", "what", name, "n", l.Int(n.Other))}})
		v.alike[i].SetSelected(chosen)
	}
	if v.search.Text != v.view.Search && !v.searching() {
		v.search.SetText(v.view.Search)
	}
	v.scope.Objects = nil
	counted, others := "pairs.scope.first", "pairs.scope.second"
	if v.view.By == repeat.BySecond {
		counted, others = others, counted
	}
	for _, c := range v.view.Filter {
		v.chip(counted, c, func(q *workbench.PairsView) { q.Filter = q.Filter.Without(c.By) })
	}
	for _, c := range v.view.Other {
		v.chip(others, c, func(q *workbench.PairsView) { q.Other = q.Other.Without(c.By) })
	}
	if len(v.scope.Objects) > 0 {
		v.scope.Show()
	} else {
		v.scope.Hide()
	}
	for _, o := range []*fyne.Container{v.scope, v.choices, v.top, v.page} { // their texts want other room
		o.Refresh()
	}
}

// searching reports whether a person is typing a search: it is not to be taken from under their hands.
func (v *list) searching() bool {
	c := v.sh.Window().Canvas()
	return c != nil && c.Focused() == fyne.Focusable(v.search)
}

func (v *list) chip(id string, c repeat.Condition, without func(q *workbench.PairsView)) {
	l := v.sh.Locale()
	text := l.T(id, "what", figure.SelectionText(repeat.Filter{c}, l))
	v.scope.Add(kit.NewFilterChip(text, nil, func() { v.ask(without) }))
}

// arrange makes the table for the pairs.
func (v *list) arrange() {
	l, p := v.sh.Locale(), v.shown
	v.holder.Objects = nil
	v.fair.SetText("")
	if p.Len() == 0 {
		v.table = nil
		v.export.Disable()
		v.sample.Disable()
		v.holder.Objects = []fyne.CanvasObject{v.none}
		v.holder.Refresh()
		return
	}
	v.export.Enable()
	v.sample.Enable()
	has := func(d contact.Dimension) bool { return p.Log().Column(d).Dict.Len() > 1 }
	columns := []kit.Column[repeat.Pair]{{ID: repeat.SortPairTime, Title: v.t("pairs.column.first"), Width: 126, Sortable: true,
		Text: func(one repeat.Pair) string { return l.Date(one.First.Time) + one.First.Time.Format(" 15:04") }}}
	add := func(second bool, d contact.Dimension) {
		if has(d) {
			columns = append(columns, v.column(second, d))
		}
	}
	add(false, contact.Reason)
	columns = append(columns, kit.Column[repeat.Pair]{ID: repeat.SortBetween, Title: v.t("pairs.column.between"), Tip: v.t("pairs.column.between.tip"), Width: 84, Align: fyne.TextAlignTrailing, Sortable: true,
		Text: func(one repeat.Pair) string { return figure.Gap(one.Between, l) }})
	add(true, contact.Reason)
	for _, d := range []contact.Dimension{contact.Channel, contact.Agent, contact.Team, contact.Third} {
		add(false, d)
		add(true, d)
	}
	customer := kit.Column[repeat.Pair]{ID: repeat.SortOwner, Title: v.t("pairs.column.customer"), Tip: v.t("pairs.column.customer.tip"), Width: 72, Align: fyne.TextAlignTrailing, Sortable: true,
		Text: func(one repeat.Pair) string { return "#" + l.Int(int(one.First.Customer)) }}
	if v.keys.Checked {
		customer = kit.Column[repeat.Pair]{ID: repeat.SortOwner, Title: v.t("pairs.column.key"), Width: 150, Sortable: true, Text: p.Key}
	}
	columns = append(columns, customer)
	table := kit.NewTable(columns...)
	table.Key = func(one repeat.Pair) string { return fmt.Sprint(one.First.Place, "-", one.Second.Place) }
	table.OnSelect = func(one repeat.Pair) { v.bench().ReadPair(one.First.Place, one.Second.Place) }
	table.OnActivate = table.OnSelect
	table.OnSecondary = v.menu
	table.OnCopy = v.sh.Copy
	table.OnSort = func(id string, desc bool) {
		v.ask(func(q *workbench.PairsView) { q.Sort, q.Desc = id, desc })
	}
	table.SetSource(p.Len(), remembered(p))
	sort := p.Options.Sort
	if sort == "" {
		sort = repeat.SortPairTime
	}
	table.SetSort(sort, p.Options.Desc)
	if v.pair != nil {
		if i := p.Find(v.pair.First, v.pair.Second); i >= 0 {
			table.Select(i)
		}
	}
	v.table = table
	v.holder.Objects = []fyne.CanvasObject{table}
	v.holder.Refresh()
	if has(contact.Agent) {
		v.fair.SetText(figure.Join(l.T("figure.appraisal"), v.names))
	}
}

// column shows a dimension of one of the two contacts; of the second grey where it is the same.
func (v *list) column(second bool, d contact.Dimension) kit.Column[repeat.Pair] {
	l := v.sh.Locale()
	name := l.T("dimension." + string(d))
	if d == contact.Reason {
		name = l.T("pairs.reason")
	}
	c := kit.Column[repeat.Pair]{Width: widths[d], MinWidth: least[d], Sortable: true}
	if second {
		c.ID, c.Title, c.Tip = repeat.SortSecond(d), l.T("pairs.column.2", "what", name), l.T("pairs.column.2.tip")
		c.Text = func(p repeat.Pair) string { return figure.Value(d, p.Second.Value(d), l) }
		c.Role = func(p repeat.Pair) kit.Role {
			if same, known := p.Alike(d); same || !known {
				return kit.RoleFaint
			}
			return kit.RoleBody
		}
		return c
	}
	c.ID, c.Title = repeat.SortFirst(d), l.T("pairs.column.1", "what", name)
	c.Text = func(p repeat.Pair) string { return figure.Value(d, p.First.Value(d), l) }
	c.Role = func(p repeat.Pair) kit.Role {
		if p.First.Value(d) == "" {
			return kit.RoleFaint
		}
		return kit.RoleBody
	}
	return c
}

var (
	widths = map[contact.Dimension]float32{contact.Channel: 84, contact.Team: 108, contact.Third: 120, contact.Agent: 84}
	least  = map[contact.Dimension]float32{contact.Reason: 130, contact.Channel: 72, contact.Team: 84, contact.Third: 84, contact.Agent: 72}
)

// remembered gives pairs for a table, which asks for a row once for each of its cells.
func remembered(p *repeat.Pairs) func(i int) repeat.Pair {
	last, row := -1, repeat.Pair{}
	return func(i int) repeat.Pair {
		if i != last {
			last, row = i, p.At(i)
		}
		return row
	}
}

// menu is what a right click on a pair offers.
func (v *list) menu(one repeat.Pair, at fyne.Position) {
	l := v.sh.Locale()
	a, b := one.First.Value(contact.Reason), one.Second.Value(contact.Reason)
	kit.ShowMenuAt(v.sh.Window().Canvas(), at, []kit.MenuItem{
		{Text: l.T("pairs.menu.story"), Do: func() { v.bench().ShowStory(one.First.Place) }},
		{Text: l.T("pairs.menu.flow", "first", figure.Value(contact.Reason, a, l), "second", figure.Value(contact.Reason, b, l)), Do: func() {
			v.ask(func(q *workbench.PairsView) {
				first, second := repeat.Condition{By: contact.Reason, Values: []string{a}}, repeat.Condition{By: contact.Reason, Values: []string{b}}
				if q.By == repeat.BySecond {
					first, second = second, first
				}
				q.Filter, q.Other = q.Filter.With(first), q.Other.With(second)
			})
		}},
		{Text: l.T("pairs.menu.copy"), Do: func() { v.sh.Copy(v.table.TSV(false)) }},
	})
}

// detail shows the pair that was chosen.
func (v *list) detail(d *workbench.PairDetail) {
	if d != v.looked || v.shown != v.lookedIn { // it may have been of a list before this one
		v.looked, v.lookedIn = d, v.shown
		v.there = d != nil && d.Sample == 0 && v.shown != nil && v.shown.Find(d.First, d.Second) >= 0
	}
	if !v.there {
		v.pair = nil
		v.faces.Hide()
		v.reading.Show()
		return
	}
	v.pair = d
	first, ok := v.shown.Around(d.First)
	second, also := v.shown.Around(d.Second)
	if !ok || !also {
		return
	}
	l := v.sh.Locale()
	a, b := factsBy(first.Time, first.Value), factsBy(second.Time, second.Value)
	pair := repeat.Pair{First: first, Second: second, Between: v.shown.Between(d.First, d.Second)}
	b.later = l.T("pairs.detail.later", "gap", figure.Gap(pair.Between, l))
	v.second.card.SetNote(figure.AlikeText(pair, l))
	v.first.show(a, &d.Details[0])
	v.second.show(b, &d.Details[1])
	v.reading.Hide()
	v.faces.Show()
}

// save asks where the pairs are to go and what of them.
func (v *list) save() {
	if v.shown == nil {
		return
	}
	l := v.sh.Locale()
	title := figure.PairsTitle(v.shown, l)
	keys, notes := kit.NewCheck(v.t("pairs.export.keys"), false, nil), kit.NewCheck(v.t("pairs.export.notes"), false, nil)
	ask := func(extension string) func() bool {
		return func() bool {
			saveAs(v.sh, v.t("pairs.export"), title, extension, func(path string) {
				v.bench().ExportPairs(path, report.PairsOptions{Keys: keys.Checked, Notes: notes.Checked}, l)
			})
			return true
		}
	}
	kit.ShowDialog(v.sh.Window().Canvas(), kit.DialogOptions{
		Title:   v.t("pairs.export.title", "what", title),
		Content: kit.VBox(kit.GapSmall, kit.NewParagraph(v.t("pairs.export.text"), kit.RoleMuted), keys, notes),
		Buttons: []kit.DialogButton{{Text: v.t("shell.cancel"), Cancel: true}, {Text: "CSV", Do: ask(".csv")}, {Text: "Excel", Kind: kit.ButtonPrimary, Default: true, Do: ask(".xlsx")}},
	})
}

// saveAs asks for the name of a file with an extension and hands it on.
func saveAs(sh screen.Shell, title, name, extension string, do func(path string)) {
	filters := []kit.FileFilter{{Name: sh.Locale().T("export.kind" + extension), Patterns: []string{"*" + extension}}}
	name = strings.NewReplacer(".", "", ",", "", "/", "-", ":", "").Replace(name) + extension
	sh.Files().SaveFile(kit.SaveOptions{Title: title, Name: name, Folder: workbench.Documents(), Filters: filters}, func(path string, err error) {
		if err != nil {
			sh.Fail(err)
		} else if path != "" {
			do(kit.WithExtension(path, filters))
		}
	})
}
