package report

import (
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"eenkeer/assets/locale"

	"github.com/xuri/excelize/v2"
)

// WriteXLSX writes a table as a workbook of two sheets. On the first the title,
// the definition, the period and selection stand above the figures, the header
// is frozen and filters; rates are real numbers shown as percentages. The second
// says in full what the figures rest on and mean.
func WriteXLSX(w io.Writer, t Table, l *locale.Locale) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &book{file: f, locale: l}
	if err := b.prepare(); err != nil {
		return err
	}
	if err := b.figures(t); err != nil {
		return err
	}
	if err := b.notes(t); err != nil {
		return err
	}
	if err := f.SetDocProps(&excelize.DocProperties{Title: t.Title, Description: t.Note(NoteDefinition), Creator: "Eenkeer", Language: l.Language}); err != nil {
		return err
	}
	_, err := f.WriteTo(w)
	return err
}

// book is a workbook being written.
type book struct {
	file   *excelize.File
	locale *locale.Locale
	styles map[string]int
}

// Colours of the workbook, those of the program's light look.
const (
	headFill = "E8F0FA"
	headText = "1A3E6E"
	faint    = "8A919C"
)

// prepare makes the styles: a name for the kind of cell, "+total" and "+few"
// behind it for its variants.
func (b *book) prepare() error {
	top := []excelize.Border{{Type: "top", Color: "5B6472", Style: 1}}
	formats := map[Kind]*excelize.Style{
		Words: {}, Count: {CustomNumFmt: pointer("#,##0")}, Percent: {CustomNumFmt: pointer("0.0%")}, Day: {NumFmt: 14}, Moment: {NumFmt: 22}, Decimal: {CustomNumFmt: pointer("0.0")},
		Ratio: {CustomNumFmt: pointer("0.00")}, Chance: {CustomNumFmt: pointer("0.0000")},
	}
	b.styles = map[string]int{}
	add := func(name string, s excelize.Style) error {
		id, err := b.file.NewStyle(&s)
		b.styles[name] = id
		return err
	}
	for kind, base := range formats {
		plain, few, total := *base, *base, *base
		few.Font = &excelize.Font{Color: faint, Italic: true}
		total.Font, total.Border = &excelize.Font{Bold: true}, top
		for name, s := range map[string]excelize.Style{"": plain, "+few": few, "+total": total} {
			if err := add(styleName(kind)+name, s); err != nil {
				return err
			}
		}
	}
	head := excelize.Style{
		Font: &excelize.Font{Bold: true, Color: headText}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{headFill}},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "bottom"},
	}
	right := head
	right.Alignment = &excelize.Alignment{WrapText: true, Vertical: "bottom", Horizontal: "right"}
	for name, s := range map[string]excelize.Style{
		"head": head, "head+right": right,
		"title": {Font: &excelize.Font{Bold: true, Size: 14}},
		"muted": {Font: &excelize.Font{Color: faint}},
		"label": {Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "top"}},
		"note":  {Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}},
	} {
		if err := add(name, s); err != nil {
			return err
		}
	}
	return nil
}

func styleName(k Kind) string {
	return [...]string{"words", "count", "percent", "percent", "day", "moment", "decimal", "ratio", "chance"}[k]
}

func pointer(text string) *string { return &text }

// figures writes the first sheet.
func (b *book) figures(t Table) error {
	name := b.locale.T("report.sheet.figures")
	if err := b.file.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	if len(t.Rows) > excelize.TotalRows-20 {
		return &Error{ID: ErrTooManyRows, Args: []any{"n", len(t.Rows)}}
	}
	out, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	above := b.above(t)
	header := b.header(t)
	if err := setWidths(out, b.widths(t)); err != nil {
		return err
	}
	corner, err := excelize.CoordinatesToCellName(keys(t)+1, len(above)+2)
	if err != nil {
		return err
	}
	pane := "bottomRight"
	if keys(t) == 0 {
		pane = "bottomLeft"
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, XSplit: keys(t), YSplit: len(above) + 1, TopLeftCell: corner, ActivePane: pane}); err != nil {
		return err
	}
	for i, row := range append(above, header) {
		if err := out.SetRow(cell(1, i+1), row); err != nil {
			return err
		}
	}
	at := len(above) + 2
	for _, r := range t.Rows {
		if err := out.SetRow(cell(1, at), b.row(t, r, "")); err != nil {
			return err
		}
		at++
	}
	if len(t.Rows) > 0 {
		no := false
		err := out.AddTable(&excelize.Table{Range: cell(1, len(above)+1) + ":" + cell(len(header), at-1), Name: "figures", StyleName: "", ShowRowStripes: &no})
		if err != nil {
			return err
		}
	}
	if t.Total != nil {
		if err := out.SetRow(cell(1, at), b.row(t, *t.Total, "+total")); err != nil {
			return err
		}
	}
	return out.Flush()
}

// above are the rows above the header.
func (b *book) above(t Table) [][]any {
	line := func(style, text string) []any { return []any{excelize.Cell{StyleID: b.styles[style], Value: text}} }
	rows := [][]any{line("title", t.Title)}
	for _, id := range []string{NoteDefinition, NotePeriod, NoteSelection, NoteCoverage, NoteAppraisal} {
		if text := t.Note(id); text != "" {
			rows = append(rows, line("muted", b.locale.T("report.note."+id)+": "+text))
		}
	}
	return append(rows, nil)
}

// header gives the titles. A table of a workbook wants each of them once.
func (b *book) header(t Table) []any {
	var row []any
	add := func(title string, k Kind) {
		style := "head+right"
		if k == Words {
			style = "head"
		}
		row = append(row, excelize.Cell{StyleID: b.styles[style], Value: title})
	}
	for _, c := range t.Columns {
		if c.Kind == Interval {
			for _, title := range ends(t, c, true, b.locale) {
				add(title, Percent)
			}
			continue
		}
		add(c.Title, c.Kind)
	}
	add(b.locale.T("report.column.remark"), Words)
	return row
}

// keys is the number of columns that name a row.
func keys(t Table) int {
	n := 0
	for n < len(t.Columns) && (t.Columns[n].Kind == Words || t.Columns[n].Kind == Day) {
		n++
	}
	return n
}

func (b *book) row(t Table, r Row, variant string) []any {
	var row []any
	for i, c := range t.Columns {
		row = append(row, b.cells(c, r.Cells[i], r.Key != nil, variant)...)
	}
	return append(row, excelize.Cell{StyleID: b.styles["words"+variant], Value: r.remarks(func(string) bool { return true })})
}

func (b *book) cells(c Column, value Cell, group bool, variant string) []any {
	style := func(name string) int {
		if value.Mark == Few && variant == "" {
			return b.styles[name+"+few"]
		}
		return b.styles[name+variant]
	}
	number := func(x float64) any {
		if value.none() {
			return excelize.Cell{StyleID: style(styleName(c.Kind))}
		}
		return excelize.Cell{StyleID: style(styleName(c.Kind)), Value: x}
	}
	switch c.Kind {
	case Count:
		if value.none() {
			return []any{excelize.Cell{StyleID: style("count")}}
		}
		return []any{excelize.Cell{StyleID: style("count"), Value: int(value.Number)}}
	case Percent:
		return []any{number(value.Number)}
	case Interval:
		return []any{number(value.Number), number(value.High)}
	case Decimal, Ratio, Chance:
		return []any{number(value.Number)}
	case Moment:
		if at, err := time.Parse(time.DateTime, value.Text); err == nil {
			return []any{excelize.Cell{StyleID: style("moment"), Value: at}}
		}
		return []any{excelize.Cell{StyleID: style("moment")}}
	case Day:
		if day, err := time.Parse("2006-01-02", value.Text); err == nil {
			return []any{excelize.Cell{StyleID: style("day"), Value: day}}
		}
		return []any{excelize.Cell{StyleID: style("day")}}
	}
	text := value.Text
	if text == "" && group {
		return []any{excelize.Cell{StyleID: b.styles["words+few"], Value: b.locale.T("value.missing")}}
	}
	return []any{excelize.Cell{StyleID: style("words"), Value: clean(text)}}
}

// clean keeps out what a workbook cannot hold.
func clean(text string) string {
	if len(text) > excelize.TotalCellChars {
		text = string([]rune(text)[:min(utf8.RuneCountInString(text), excelize.TotalCellChars/2)])
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
}

// widths gives the width of each column in characters.
func (b *book) widths(t Table) []float64 {
	var widths []float64
	for i, c := range t.Columns {
		switch c.Kind {
		case Words:
			longest := max(10, utf8.RuneCountInString(c.Title)+3)
			for _, r := range t.Rows {
				longest = max(longest, utf8.RuneCountInString(r.Cells[i].Text)+2)
			}
			widths = append(widths, float64(min(longest, 50)))
		case Interval:
			widths = append(widths, 12, 12)
		case Moment:
			widths = append(widths, 17)
		default:
			widths = append(widths, 13)
		}
	}
	return append(widths, 34)
}

// setWidths sets the widths of the columns, from the last: the writer puts each
// before those it has, and Excel calls a file damaged whose columns are not in order.
func setWidths(out *excelize.StreamWriter, widths []float64) error {
	for i, width := range slices.Backward(widths) {
		if err := out.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	return nil
}

// notes writes the second sheet.
func (b *book) notes(t Table) error {
	name := b.locale.T("report.sheet.notes")
	if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	out, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := setWidths(out, []float64{26, 100}); err != nil {
		return err
	}
	for i, n := range append(t.Notes[:len(t.Notes):len(t.Notes)], meaning(b.locale)...) {
		row := []any{excelize.Cell{StyleID: b.styles["label"], Value: n.Label}, excelize.Cell{StyleID: b.styles["note"], Value: clean(n.Text)}}
		if err := out.SetRow(cell(1, i+1), row); err != nil {
			return err
		}
	}
	return out.Flush()
}

// cell names a cell by its column and row, from 1, within the bounds of a sheet.
func cell(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic(err) // rows and columns are checked before
	}
	return name
}
