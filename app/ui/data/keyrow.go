package data

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/analysis/key"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// keyLines are the columns of customer keys within their row of the mapping, the
// strongest first: for each which column, what kind of key is in it, and how far
// it is filled.
type keyLines struct {
	e       *editor
	columns *fyne.Container // of the selects
	fills   *fyne.Container // beside them, how far each is filled
	lines   []*keyLine
}

// keyLine is one of the columns, or the choice of one more.
type keyLine struct {
	column, kind *kit.Select
	up           *kit.LinkButton
	fill         *kit.Text
	left, right  *fyne.Container
}

// lineHeight is that of a line with a choice in it.
const lineHeight float32 = 30

func newKeyLines(e *editor) *keyLines {
	return &keyLines{e: e, columns: kit.VBox(6), fills: kit.VBox(6)}
}

func (v *keyLines) line(i int) *keyLine {
	for len(v.lines) <= i {
		v.lines = append(v.lines, v.newLine(len(v.lines)))
	}
	return v.lines[i]
}

func (v *keyLines) newLine(i int) *keyLine {
	p := v.e.v.p
	line := &keyLine{fill: kit.NewTruncatedText("", kit.RoleMuted)}
	placeholder := "data.column.choose"
	if i > 0 {
		placeholder = "data.column.more_key"
	}
	line.column = kit.NewSelect(p.t(placeholder), nil, "", func(id string) {
		v.e.v.change(func(m ingest.Mapping) ingest.Mapping {
			return setColumn(m, v.e.guess(), contact.FieldCustomer, i, id)
		})
	})
	var kinds []kit.Option
	for _, k := range key.Kinds {
		kinds = append(kinds, kit.Option{ID: k, Title: figure.KeyKind(k, p.locale())})
	}
	line.kind = kit.NewSelect("", kinds, "", func(id string) {
		v.e.v.change(func(m ingest.Mapping) ingest.Mapping { return setKeyKind(m, i, id) })
	})
	line.kind.SetTip(p.t("data.key_kind.tip"))
	line.up = kit.NewLinkButton(p.t("data.key.first"), func() {
		v.e.v.change(func(m ingest.Mapping) ingest.Mapping { return keyFirst(m, i) })
	})
	line.up.SetTip(p.t("data.key.first_tip"))
	line.left = kit.MinSize(0, lineHeight, kit.Columns(6, nil, fixed(60, line.column), fixed(60, line.kind)))
	line.right = kit.MinSize(0, lineHeight, container.NewBorder(nil, nil, nil, container.NewCenter(line.up), line.fill))
	return line
}

func (v *keyLines) show(f workbench.DraftFile, m ingest.Mapping) {
	l, now := v.e.v.p.locale(), m.Fields[contact.FieldCustomer]
	want := min(len(now)+1, contact.MaxKeys)
	v.columns.Objects, v.fills.Objects = nil, nil
	for i := range want {
		line, column := v.line(i), ""
		if i < len(now) {
			column = now[i]
		}
		line.column.SetOptions(columnOptions(f.Table, now, column, l))
		line.column.SetSelected(column)
		line.kind.Hidden = column == ""
		line.up.Hidden = column == "" || i == 0
		line.fill.SetText("")
		line.fill.SetRole(kit.RoleMuted)
		for _, k := range f.Keys {
			if k.Column != column {
				continue
			}
			line.kind.SetSelected(k.Kind)
			line.fill.SetText(l.T("data.key.filled", "part", k.Filled, "of", f.Looked, "share", figure.Share(k.Filled, f.Looked, l)))
			if k.Damaged > 0 {
				line.fill.SetText(l.T("data.key.damaged", "n", k.Damaged))
				line.fill.SetRole(kit.RoleBad)
			}
		}
		v.columns.Add(line.left)
		v.fills.Add(line.right)
	}
	v.columns.Refresh()
	v.fills.Refresh()
}

// setKeyKind gives a mapping in which key column i holds another kind of key.
func setKeyKind(m ingest.Mapping, i int, kind string) ingest.Mapping {
	c := m.Clone()
	if columns := c.Fields[contact.FieldCustomer]; i < len(columns) {
		if c.KeyKinds == nil {
			c.KeyKinds = map[string]string{}
		}
		c.KeyKinds[columns[i]] = kind
	}
	return c
}

// keyFirst gives a mapping in which key column i is the strongest.
func keyFirst(m ingest.Mapping, i int) ingest.Mapping {
	c := m.Clone()
	columns := c.Fields[contact.FieldCustomer]
	if i > 0 && i < len(columns) {
		name := columns[i]
		c.Fields[contact.FieldCustomer] = slices.Insert(slices.Delete(columns, i, i+1), 0, name)
	}
	return c
}
