// Package contacts is the page with the contacts behind a figure: what each was
// about, what it repeats and what follows it. It opens over the screen where the
// figure was clicked and one key leads back. Customer keys and notes stay out of
// sight until they are asked for.
package contacts

import (
	"fmt"
	"strings"
	"time"

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
	SetContacts(v workbench.ContactsView)
	ReadContact(place int)
	ShowStory(place int)
	ShowPairs(first, second repeat.Filter, ripe bool)
	ShowRepeats(second repeat.Filter)
	ExportContacts(path string, o report.ContactsOptions, l *locale.Locale)
}

type view struct {
	sh      screen.Shell
	bench   func() bench
	content fyne.CanvasObject

	count  *kit.Text
	what   *kit.Text
	fair   *kit.Text
	only   *kit.ChipGroup
	keys   *kit.Check
	export *kit.Button
	pairs  *kit.Button
	holder *fyne.Container
	table  *kit.Table[repeat.Contact]
	detail *detail

	shown   *workbench.Contacts
	list    *repeat.List
	names   string // on whose word agents are shown as they are
	setting bool
}

// New makes the page.
func New(sh screen.Shell) screen.Screen {
	v := &view{sh: sh, bench: func() bench { return sh.Bench() }}
	v.count, v.what, v.fair = kit.NewTruncatedText("", kit.RoleHeading), kit.NewTruncatedText("", kit.RoleMuted), kit.NewTruncatedText("", kit.RoleSmall)
	back := kit.NewButton(v.t("contacts.back"), func() { sh.Run("back") })
	back.SetTip(v.t("contacts.back.tip"))
	var options []kit.Option
	for _, o := range repeat.Onlys {
		options = append(options, kit.Option{ID: chipID(o), Title: figure.OnlyName(o, sh.Locale())})
	}
	v.only = kit.NewChipGroup(options, "", func(id string) {
		v.ask(func(q *workbench.ContactsView) { q.Only = onlyOf(id) })
	})
	v.keys = kit.NewCheck(v.t("contacts.keys"), false, func(bool) {
		if v.list != nil {
			v.arrange()
			v.detail.show(v.shown, v.keys.Checked)
		}
	})
	v.export = kit.NewButton(v.t("contacts.export"), v.save)
	v.pairs = kit.NewButton(v.t("contacts.pairs"), v.asPairs)
	v.pairs.SetTip(v.t("contacts.pairs.tip"))
	v.detail = newDetail(v)
	v.holder = container.NewStack()
	head := container.NewBorder(nil, nil, back, kit.HBox(kit.Gap, v.keys, v.pairs, v.export), kit.Pad(kit.GapSmall, 0, v.count))
	v.content = kit.Pad(kit.GapPage, kit.GapPage, container.NewBorder(kit.VBox(8, head, v.what, kit.HBox(0, kit.MinWidth(kit.OneLine(v.only).Width, v.only)), kit.MinSize(0, 2, kit.Spacer())), kit.VBox(4, kit.MinSize(0, 6, kit.Spacer()), v.detail.content, v.fair), nil, nil,
		kit.NewCard("", nil, v.holder)))
	return v
}

func (v *view) t(id string, pairs ...any) string { return v.sh.Locale().T(id, pairs...) }

// Content gives what to show.
func (v *view) Content() fyne.CanvasObject { return v.content }

// chipID and onlyOf are there because a chip has no empty id.
func chipID(o repeat.Only) string {
	if o == repeat.AllContacts {
		return "all"
	}
	return string(o)
}

func onlyOf(id string) repeat.Only {
	if id == "all" {
		return repeat.AllContacts
	}
	return repeat.Only(id)
}

func (v *view) ask(change func(q *workbench.ContactsView)) {
	if v.setting || v.shown == nil {
		return
	}
	q := v.shown.View
	change(&q)
	v.bench().SetContacts(q)
}

// Show draws a snapshot.
func (v *view) Show(s *workbench.Snapshot) {
	v.setting = true
	defer func() { v.setting = false }()
	c := s.Contacts
	if c == nil || c.List == nil {
		v.shown, v.list, v.table = c, nil, nil
		v.count.SetText("")
		v.export.Disable()
		v.put(kit.NewEmptyState(v.t("contacts.loading.title"), v.t("contacts.loading.text")))
		return
	}
	fresh := v.shown == nil || v.shown.Number != c.Number
	v.shown = c
	v.only.SetSelected(chipID(c.View.Only))
	if c.View.Only == repeat.OnlySolved { // there are none of these
		v.pairs.Disable()
	} else {
		v.pairs.Enable()
	}
	if c.List != v.list {
		v.list = c.List
		if fresh {
			v.keys.SetChecked(false)
		}
		l := v.sh.Locale()
		v.names = screen.AgentNames(s, l)
		v.export.Enable()
		v.count.SetText(figure.ContactsTitle(c.List, l))
		q := c.List.Query
		v.what.SetText(figure.Join(figure.SelectionText(q.Selection.Filter, l), figure.Period(q.Selection, c.List.Data(), l), figure.DefinitionText(q.Definition, l)))
		v.arrange()
	}
	v.detail.show(c, v.keys.Checked)
}

// asPairs leads to the pairs of these contacts: of repeats those that they are the second contact of, of others those
// that they are the first of.
func (v *view) asPairs() {
	if v.shown == nil {
		return
	}
	filter, only := v.shown.View.Filter, v.shown.View.Only
	if only == repeat.OnlyRepeats {
		v.bench().ShowRepeats(filter)
		return
	}
	v.bench().ShowPairs(filter, nil, only == repeat.OnlyFollowed || only == repeat.OnlyRipe)
}

func (v *view) put(o fyne.CanvasObject) {
	v.holder.Objects = []fyne.CanvasObject{o}
	v.holder.Refresh()
}

// arrange makes the table for the list.
func (v *view) arrange() {
	l := v.sh.Locale()
	list := v.list
	columns := []kit.Column[repeat.Contact]{{ID: repeat.SortTime, Title: v.t("contacts.column.time"), Width: 126, Sortable: true,
		Text: func(c repeat.Contact) string { return l.Date(c.Time) + c.Time.Format(" 15:04") }}}
	gaps := []kit.Column[repeat.Contact]{
		kit.Column[repeat.Contact]{ID: repeat.SortAfter, Title: v.t("contacts.column.after"), Tip: v.t("contacts.column.after.tip"), Width: 96, Align: fyne.TextAlignTrailing, Sortable: true,
			Text: func(c repeat.Contact) string { return gap(c.After, c.First >= 0, l) }},
		kit.Column[repeat.Contact]{ID: repeat.SortBefore, Title: v.t("contacts.column.before"), Tip: v.t("contacts.column.before.tip"), Width: 96, Align: fyne.TextAlignTrailing, Sortable: true,
			Text: func(c repeat.Contact) string {
				if !c.Ripe && c.Second < 0 {
					return v.t("contacts.unripe")
				}
				return gap(c.Before, c.Second >= 0, l)
			},
			Role: func(c repeat.Contact) kit.Role {
				if !c.Ripe {
					return kit.RoleFaint
				}
				return kit.RoleBody
			}},
	}
	agents := false
	for _, d := range []contact.Dimension{contact.Reason, contact.Process, contact.Channel, contact.Team, contact.Third, contact.Agent} {
		if list.Log().Column(d).Dict.Len() < 2 {
			continue
		}
		column := kit.Column[repeat.Contact]{ID: string(d), Title: l.T("dimension." + string(d)), Width: widths[d], MinWidth: least[d], Sortable: true,
			Text: func(c repeat.Contact) string { return figure.Value(d, c.Value(d), l) },
			Role: func(c repeat.Contact) kit.Role {
				if c.Value(d) == "" {
					return kit.RoleFaint
				}
				return kit.RoleBody
			}}
		agents = agents || d == contact.Agent
		columns = append(columns, column)
		if d == contact.Reason { // what tells most stands where a narrow window shows it
			columns, gaps = append(columns, gaps...), nil
		}
	}
	columns = append(columns, gaps...)
	customer := kit.Column[repeat.Contact]{ID: repeat.SortCustomer, Title: v.t("contacts.column.customer"), Tip: v.t("contacts.column.customer.tip"), Width: 72, Align: fyne.TextAlignTrailing, Sortable: true,
		Text: func(c repeat.Contact) string { return "#" + l.Int(int(c.Customer)) }}
	if v.keys.Checked {
		customer = kit.Column[repeat.Contact]{ID: repeat.SortCustomer, Title: v.t("contacts.column.key"), Width: 150, Sortable: true, Text: list.Key}
	}
	columns = append(columns, customer)
	table := kit.NewTable(columns...)
	table.SetEmptyText(v.t("contacts.none"))
	table.Key = func(c repeat.Contact) string { return fmt.Sprint(c.Place) }
	table.OnSelect = func(c repeat.Contact) { v.bench().ReadContact(c.Place) }
	table.OnActivate = table.OnSelect
	table.OnCopy = v.sh.Copy
	table.OnSort = func(id string, desc bool) {
		v.ask(func(q *workbench.ContactsView) { q.Sort, q.Desc = id, desc })
	}
	table.SetSource(list.Len(), remembered(list))
	sort := list.Options.Sort
	if sort == "" {
		sort = repeat.SortTime
	}
	table.SetSort(sort, list.Options.Desc)
	v.table = table
	v.put(table)
	v.fair.SetText("")
	if agents {
		v.fair.SetText(figure.Join(l.T("figure.appraisal"), v.names))
	}
}

var (
	widths = map[contact.Dimension]float32{contact.Process: 150, contact.Channel: 76, contact.Team: 116, contact.Third: 130, contact.Agent: 84}
	least  = map[contact.Dimension]float32{contact.Reason: 150, contact.Process: 84, contact.Team: 72, contact.Third: 84, contact.Agent: 64}
)

// remembered gives a list for a table, which asks for a row once for each of its cells.
func remembered(list *repeat.List) func(i int) repeat.Contact {
	last, row := -1, repeat.Contact{}
	return func(i int) repeat.Contact {
		if i != last {
			last, row = i, list.At(i)
		}
		return row
	}
}

// gap writes the time between two contacts, in the two largest units: "3 d 4 u".
func gap(d time.Duration, known bool, l *locale.Locale) string {
	if !known {
		return "–"
	}
	return figure.Gap(d, l)
}

// save asks where the list is to go and what of it.
func (v *view) save() {
	if v.list == nil {
		return
	}
	l := v.sh.Locale()
	keys, notes := kit.NewCheck(v.t("contacts.export.keys"), false, nil), kit.NewCheck(v.t("contacts.export.notes"), false, nil)
	ask := func(extension string) func() bool {
		return func() bool {
			filters := []kit.FileFilter{{Name: v.t("export.kind" + extension), Patterns: []string{"*" + extension}}}
			o := report.ContactsOptions{Keys: keys.Checked, Notes: notes.Checked}
			name := strings.NewReplacer(".", "", ",", "").Replace(figure.ContactsTitle(v.list, l)) + extension
			v.sh.Files().SaveFile(kit.SaveOptions{Title: v.t("contacts.export"), Name: name, Folder: workbench.Documents(), Filters: filters}, func(path string, err error) {
				if err != nil {
					v.sh.Fail(err)
				} else if path != "" {
					v.bench().ExportContacts(kit.WithExtension(path, filters), o, l)
				}
			})
			return true
		}
	}
	kit.ShowDialog(v.sh.Window().Canvas(), kit.DialogOptions{
		Title:   v.t("contacts.export.title", "what", figure.ContactsTitle(v.list, l)),
		Content: kit.VBox(kit.GapSmall, kit.NewParagraph(v.t("contacts.export.text"), kit.RoleMuted), keys, notes),
		Buttons: []kit.DialogButton{{Text: v.t("shell.cancel"), Cancel: true}, {Text: "CSV", Do: ask(".csv")}, {Text: "Excel", Kind: kit.ButtonPrimary, Default: true, Do: ask(".xlsx")}},
	})
}
