package data

import (
	"fyne.io/fyne/v2"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// preview shows the first rows of a file: as they will be understood, or as they
// stand in the file.
type preview struct {
	p       *page
	content *kit.Card
	table   *kit.Table[previewRow]
	how     *kit.ChipGroup

	file   workbench.DraftFile
	fields []contact.Field
}

const (
	howUnderstood = "understood"
	howRaw        = "raw"
	rawPreview    = 50 // rows
)

func newPreview(p *page) *preview {
	v := &preview{p: p, table: kit.NewTable[previewRow]()}
	v.how = kit.NewChipGroup([]kit.Option{{ID: howUnderstood, Title: p.t("data.preview.understood")}, {ID: howRaw, Title: p.t("data.preview.raw")}},
		howUnderstood, func(string) { v.fill() })
	v.table.SetEmptyText(p.t("data.preview.empty"))
	v.table.SetRowHeight(27)
	v.table.OnCopy = p.sh.Copy
	v.content = kit.NewCard(p.t("data.preview.title"), v.how, v.table)
	return v
}

func (v *preview) show(f workbench.DraftFile, m ingest.Mapping, rows []*fieldRow) {
	v.file, v.fields = f, nil
	for _, r := range rows {
		if len(f.Mapping.Fields[r.field]) > 0 {
			v.fields = append(v.fields, r.field)
		}
	}
	v.fill()
}

func (v *preview) fill() {
	l := v.p.locale()
	raw := v.how.Selected() == howRaw || v.file.Preview == nil
	v.how.Hidden = v.file.Preview == nil
	var rows []previewRow
	var titles []string
	note := ""
	if raw {
		rows, titles = rawRows(v.file.Table, rawPreview, l), v.file.Table.Names()
		v.content.SetTitle(v.p.t("data.preview.title_raw"))
	} else {
		rows = understoodRows(v.file.Preview, v.fields, l)
		for _, f := range v.fields {
			titles = append(titles, l.T("field."+string(f)))
		}
		v.content.SetTitle(v.p.t("data.preview.title"))
		remarked := 0
		for _, r := range rows {
			if r.remark != "" {
				remarked++
			}
		}
		if remarked > 0 {
			note = "· " + v.p.t("data.preview.remarked", "n", remarked, "of", len(rows))
		}
	}
	v.content.SetNote(note)
	v.table.SetRows(nil) // the rows there are do not have the new columns
	v.table.SetColumns(v.columns(titles, rows)...)
	v.table.SetRows(rows)
}

// columns makes a column for each title, wide enough for what is in it.
func (v *preview) columns(titles []string, rows []previewRow) []kit.Column[previewRow] {
	columns := []kit.Column[previewRow]{{ID: "line", Title: v.p.t("data.preview.line"), Tip: v.p.t("data.problems.line_tip"), Width: 54, Fit: true, Align: fyne.TextAlignTrailing,
		Text: func(r previewRow) string { return r.line }, Role: func(previewRow) kit.Role { return kit.RoleMuted }}}
	remarks := 0
	for _, r := range rows {
		remarks = max(remarks, len([]rune(r.remark)))
	}
	if remarks > 0 {
		columns = append(columns, kit.Column[previewRow]{ID: "remark", Title: v.p.t("data.preview.remark"), Width: widthFor(remarks, 260),
			Text: func(r previewRow) string { return r.remark }, Role: func(previewRow) kit.Role { return kit.RoleBad }})
	}
	for i, title := range titles {
		longest := len([]rune(title)) + 1
		for _, r := range rows {
			longest = max(longest, len([]rune(r.cells[i].text)))
		}
		c := kit.Column[previewRow]{ID: title, Title: title, Width: widthFor(longest, 230),
			Text: func(r previewRow) string { return r.cells[i].text },
			Role: func(r previewRow) kit.Role {
				switch c := r.cells[i]; {
				case c.problem:
					return kit.RoleBad
				case c.missing || r.dropped:
					return kit.RoleFaint
				}
				return kit.RoleBody
			}}
		if i == len(titles)-1 {
			c.Width, c.MinWidth = 0, c.Width
		}
		columns = append(columns, c)
	}
	return columns
}

// widthFor estimates the width of a text of so many letters, within a column.
func widthFor(letters int, most float32) float32 {
	return max(64, min(most, float32(letters)*7.3+22))
}
