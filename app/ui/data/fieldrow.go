package data

import (
	"slices"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/analysis/ingest/moment"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// fieldWidths are the columns of the list of fields: name, columns of the file,
// how the values will be understood, what means missing, how sure.
var fieldWidths = []float32{126, 336, 0, 128, 108}

func fieldHeadings(p *page) fyne.CanvasObject {
	cells := make([]fyne.CanvasObject, len(fieldWidths))
	for i, id := range []string{"field", "column", "example", "missing", "certainty"} {
		text := kit.NewTruncatedText(p.t("data.head."+id), kit.RoleSmall).SetBold(true)
		if tip := "data.head." + id + "_tip"; p.locale().Has(tip) {
			text.SetTip(p.t(tip))
		}
		cells[i] = text
	}
	return line(fieldWidths, 24, cells...)
}

// fieldRow is one field of a contact with the columns it is made of.
type fieldRow struct {
	e       *editor
	field   contact.Field
	content *fyne.Container

	name    *kit.Text
	columns *fyne.Container // the selects
	selects []*kit.Select
	keys    *keyLines   // in place of selects, of the customer
	unit    *kit.Select // of durations
	example *kit.Text
	missing *kit.PillButton // opens the marks that mean missing
	marks   string
	entry   *kit.Entry // of the panel opened last
	sure    *kit.Text
}

func newFieldRow(e *editor, f contact.Field) *fieldRow {
	p := e.v.p
	r := &fieldRow{e: e, field: f, name: kit.NewTruncatedText(figure.FieldName(f, p.locale()), kit.RoleStrong),
		example: kit.NewTruncatedText("", kit.RoleBody), sure: kit.NewTruncatedText("", kit.RoleMuted), columns: kit.Columns(6, nil)}
	if tip := "data.field." + string(f); p.locale().Has(tip) {
		r.name.SetTip(p.t(tip))
	}
	r.missing = kit.NewPillButton("", "", false, r.editMissing)
	if f == contact.FieldHandle || f == contact.FieldWait {
		var units []kit.Option
		for _, u := range moment.Units {
			units = append(units, kit.Option{ID: u, Title: p.t("data.unit." + u)})
		}
		r.unit = kit.NewSelect(p.t("data.unit.auto"), units, "", func(id string) {
			e.v.change(func(m ingest.Mapping) ingest.Mapping { return setUnit(m, f, id) })
		})
		r.unit.SetTip(p.t("data.unit.tip"))
	}
	var columns, example fyne.CanvasObject = r.columns, r.example
	if f == contact.FieldCustomer {
		r.keys = newKeyLines(e)
		columns, example = kit.Pad(0, 4, r.keys.columns), kit.Pad(0, 4, r.keys.fills)
	}
	r.content = line(fieldWidths, 38, r.name, columns, example, atMost(r.missing), r.sure)
	return r
}

func (r *fieldRow) show(f workbench.DraftFile, m ingest.Mapping) {
	l := r.e.v.p.locale()
	now := m.Fields[r.field]
	if r.keys != nil {
		r.keys.show(f, m)
	} else {
		r.showSelects(f.Table, now)
		r.example.SetText(examples(f, r.field, m, l))
	}
	r.marks = missingText(m, r.field)
	if r.marks == "" {
		r.missing.SetTexts("", l.T("data.missing.empty"))
		r.missing.SetTip(l.T("data.head.missing_tip"))
	} else {
		r.missing.SetTexts("", r.marks)
		r.missing.SetTip(r.marks)
	}
	r.missing.Hidden = len(now) == 0
	if r.unit != nil {
		r.unit.Hidden = len(now) == 0
		r.unit.SetSelected(m.Units[r.field])
	}
	c := certaintyOf(r.field, m, f.Guess, f.Remembered)
	r.name.SetRole(kit.RoleStrong)
	if c == unused {
		r.name.SetRole(kit.RoleMuted)
	}
	look := certaintyLooks[c]
	r.sure.SetRole(look.role)
	r.sure.SetText(l.T(look.id))
	r.sure.SetTip(l.T(look.id + "_tip"))
	r.content.Refresh()
}

// editMissing opens the marks that mean missing, to be changed; what is typed
// shows at once in the first rows.
func (r *fieldRow) editMissing() {
	p := r.e.v.p
	entry := kit.NewEntry(p.t("data.missing.empty"))
	entry.SetText(r.marks)
	var panel *kit.Popover
	entry.OnChanged = func(text string) {
		r.e.v.change(func(m ingest.Mapping) ingest.Mapping { return setMissing(m, r.field, text) })
	}
	entry.OnSubmitted = func(string) { panel.Close() }
	panel = kit.ShowPopover(r.missing, kit.MinWidth(320, kit.VBox(kit.GapSmall,
		kit.NewText(p.t("data.missing.title", "field", figure.FieldName(r.field, p.locale())), kit.RoleStrong),
		kit.NewParagraph(p.t("data.head.missing_tip"), kit.RoleMuted), entry)))
	r.entry = entry
	if c := fyne.CurrentApp().Driver().CanvasForObject(entry); c != nil {
		c.Focus(entry)
	}
}

type certaintyLook struct {
	id   string
	role kit.Role
}

var certaintyLooks = map[certainty]certaintyLook{
	unused:   {"data.certainty.unused", kit.RoleFaint},
	needed:   {"data.certainty.needed", kit.RoleBad},
	doubtful: {"data.certainty.doubtful", kit.RoleWarn},
	sure:     {"data.certainty.sure", kit.RoleGood},
	chosen:   {"data.certainty.chosen", kit.RoleMuted},
	kept:     {"data.certainty.kept", kit.RoleMuted},
}

// showSelects shows a choice for each column that the field is made of, and one
// for the next where the field can have more.
func (r *fieldRow) showSelects(t *ingest.Table, now []string) {
	want := 1
	if len(now) > 0 {
		want = max(len(now), slots(r.field))
	}
	for len(r.selects) < want {
		i := len(r.selects)
		r.selects = append(r.selects, kit.NewSelect(r.placeholder(i), nil, "", func(id string) {
			r.e.v.change(func(m ingest.Mapping) ingest.Mapping {
				guess := r.e.guess()
				return setColumn(m, guess, r.field, i, id)
			})
		}))
	}
	cells := make([]fyne.CanvasObject, 0, 2)
	for i := range want {
		s, column := r.selects[i], ""
		if i < len(now) {
			column = now[i]
		}
		s.SetOptions(columnOptions(t, now, column, r.e.v.p.locale()))
		s.SetSelected(column)
		cells = append(cells, fixed(60, s))
	}
	if r.unit != nil {
		cells = append(cells, fixed(60, r.unit))
	}
	for len(cells) < 2 {
		cells = append(cells, kit.Spacer())
	}
	r.columns.Objects = cells
	r.columns.Refresh()
}

// columnOptions lists the columns that can be chosen, after "none" where there is
// one to take away.
func columnOptions(t *ingest.Table, now []string, column string, l *locale.Locale) []kit.Option {
	var options []kit.Option
	if column != "" {
		options = append(options, kit.Option{ID: "", Title: l.T("data.column.none")})
	}
	for _, c := range t.Columns {
		options = append(options, kit.Option{ID: c.Name, Title: c.Name, Disabled: c.Name != column && slices.Contains(now, c.Name)})
	}
	return options
}

// placeholder says what a choice is for while nothing is chosen.
func (r *fieldRow) placeholder(i int) string {
	id := "data.column.choose"
	switch {
	case i > 0:
		id = "data.column.time_of_day"
	case r.field != contact.FieldTime:
		id = "data.column.unused"
	}
	return r.e.v.p.t(id)
}

// guess gives what was guessed of the file shown.
func (e *editor) guess() ingest.Mapping {
	return e.v.snapshot.Draft.Files[e.v.shown].Guess.Mapping
}
