package kit

import (
	"sort"
	"strings"

	"fyne.io/fyne/v2"
)

// Interval is a point with its bounds, on the scale of its column.
type Interval struct {
	Low, Point, High float64
	Faint            bool // too little to go by
}

// Scale is the common scale of a column of intervals. Where High is not above Low it is taken from the rows (only for
// rows set with SetRows).
type Scale struct {
	Low, High    float64
	Reference    float64 // drawn as a dashed line through all rows
	HasReference bool
}

// Column says how one column of a Table shows a row. Text is used for reading, copying and tooltips; Interval, Bar
// and Tag draw something in place of or after it.
type Column[T any] struct {
	ID, Title string
	Tip       string         // tooltip of the heading
	Width     float32        // 0: the column takes the room that is left (the first one does when none is 0); the heading always fits
	MinWidth  float32        // least width of a flexible column; what a fixed one may shrink to when room is short (0: it does not)
	Fit       bool           // Width grows as far as the widest text needs (only for rows set with SetRows)
	Align     fyne.TextAlign // leading or trailing
	Text      func(T) string
	Role      func(T) Role
	Less      func(a, b T) bool // nil: cannot be sorted on (with SetSource: see Sortable)
	Sortable  bool              // with SetSource and OnSort: the owner sorts
	DescFirst bool              // the first click sorts high to low

	Interval func(T) (Interval, bool) // a whisker and a dot on Scale
	Scale    Scale
	Bar      func(T) float64 // 0 … 1
	BarColor func(T) Role    // colour of the bar; nil is the accent
	Tag      func(T) string  // a small tag after the text
}

// Table shows rows under sortable headings. It draws only the rows in sight, so a million rows scroll as lightly as
// twenty. One row can be selected: arrows, Home, End, Page Up and Page Down move it, Enter or a click activates it,
// Ctrl+C copies it and Ctrl+Shift+C the whole table, the digits sort by the heading of that place, the menu key does
// what a right click does.
type Table[T any] struct {
	grid

	OnActivate  func(row T)                      // click or Enter
	OnSelect    func(row T)                      // the selection moved
	OnSecondary func(row T, at fyne.Position)    // right click, absolute position
	OnSort      func(columnID string, desc bool) // the user chose an order; with SetSource the owner must sort
	OnCopy      func(tsv string)                 // nil: to the clipboard of the program
	Key         func(T) string                   // keeps the selection on the same row over SetRows

	columns  []Column[T]
	list     []T
	order    []int32
	at       func(i int) T
	selKey   string
	maxTSV   int
	autoFrom []Scale
}

// NewTable makes a table.
func NewTable[T any](columns ...Column[T]) *Table[T] {
	t := &Table[T]{maxTSV: 100_000}
	t.grid.init(t)
	t.grid.cell = t.cellAt
	t.grid.onHeader = t.headerTapped
	t.grid.onSelect = func(i int) {
		if t.Key != nil {
			t.selKey = t.Key(t.Row(i))
		}
		if t.OnSelect != nil {
			t.OnSelect(t.Row(i))
		}
	}
	t.grid.onActivate = func(i int) {
		if t.OnActivate != nil {
			t.OnActivate(t.Row(i))
		}
	}
	t.grid.onSecondary = func(i int, at fyne.Position) {
		if t.OnSecondary != nil {
			t.OnSecondary(t.Row(i), at)
		}
	}
	t.grid.onCopy = t.copy
	t.SetColumns(columns...)
	return t
}

// SetColumns replaces the columns; widths that the user dragged are kept for columns with the same ID.
func (t *Table[T]) SetColumns(columns ...Column[T]) {
	dragged := map[string]float32{}
	for _, c := range t.grid.cols {
		if c.dragged > 0 {
			dragged[c.id] = c.dragged
		}
	}
	t.columns = columns
	flexible := false
	for _, c := range columns {
		flexible = flexible || c.Width == 0
	}
	t.grid.cols = make([]gridColumn, len(columns))
	for i, c := range columns {
		least := c.MinWidth
		if least == 0 {
			least = max(60, min(c.Width, 120))
			if c.Width == 0 {
				least = 120
			}
		}
		g := gridColumn{id: c.ID, title: c.Title, tip: c.Tip, width: c.Width, min: least, align: c.Align,
			flex: c.Width == 0 || (i == 0 && !flexible), sortable: c.Less != nil || c.Sortable, dragged: dragged[c.ID]}
		switch {
		case g.flex:
		case c.Interval != nil || c.Bar != nil:
			g.shrink = max(0, c.Width-max(56, c.Width*0.5))
		default:
			head := headWidth(c.Title, g.sortable)
			g.width = max(g.width, head)
			if c.MinWidth > 0 {
				g.shrink = max(0, g.width-max(c.MinWidth, head))
			}
		}
		t.grid.cols[i] = g
	}
	t.rescale()
	t.refit()
	t.grid.changed()
}

// OnDelete says what Delete does with the selected row; without, the key goes to the window.
func (t *Table[T]) OnDelete(do func(row T)) {
	t.grid.onDelete = func(i int) { do(t.Row(i)) }
}

// Columns gives the columns that the table shows.
func (t *Table[T]) Columns() []Column[T] { return t.columns }

// SetScale changes the common scale of a column of intervals.
func (t *Table[T]) SetScale(columnID string, s Scale) {
	for i := range t.columns {
		if t.columns[i].ID == columnID {
			t.columns[i].Scale = s
		}
	}
	t.rescale()
	t.grid.changed()
}

// SetRows shows these rows, in the order chosen by SetSort or the user. The slice is not copied: do not change it
// afterwards.
func (t *Table[T]) SetRows(rows []T) {
	t.list, t.at = rows, nil
	t.grid.rows = len(rows)
	t.rescale()
	t.refit()
	t.resort()
	t.reselect()
	t.grid.changed()
}

// SetSource shows n rows that are asked for when they come into sight; at must be quick. Sorting is up to the owner
// (OnSort).
func (t *Table[T]) SetSource(n int, at func(i int) T) {
	t.list, t.order, t.at = nil, nil, at
	t.grid.rows = n
	t.rescale()
	t.refit()
	t.reselect()
	t.grid.changed()
}

// SetSort sets the order, without a callback.
func (t *Table[T]) SetSort(columnID string, desc bool) {
	t.grid.sortID, t.grid.sortDesc = columnID, desc
	t.resort()
	t.reselect()
	t.grid.changed()
}

// Sort returns the order.
func (t *Table[T]) Sort() (columnID string, desc bool) { return t.grid.sortID, t.grid.sortDesc }

// Len returns the count of rows.
func (t *Table[T]) Len() int { return t.grid.rows }

// Row returns row i as it is shown.
func (t *Table[T]) Row(i int) T {
	if t.at != nil {
		return t.at(i)
	}
	if t.order != nil {
		i = int(t.order[i])
	}
	return t.list[i]
}

// Selected returns the selected row.
func (t *Table[T]) Selected() (row T, ok bool) {
	if t.grid.sel < 0 || t.grid.sel >= t.grid.rows {
		return row, false
	}
	return t.Row(t.grid.sel), true
}

// SelectedIndex returns the place of the selected row, or -1.
func (t *Table[T]) SelectedIndex() int { return t.grid.sel }

// Select selects row i (-1 for none) and brings it into sight, without a callback.
func (t *Table[T]) Select(i int) {
	if i < 0 || i >= t.grid.rows {
		t.grid.sel = -1
	} else {
		t.grid.sel = i
		if t.Key != nil {
			t.selKey = t.Key(t.Row(i))
		}
		t.grid.reveal(i)
	}
	t.grid.update()
}

// SelectKey selects the row with that key, see Key; false when it is not there.
func (t *Table[T]) SelectKey(key string) bool {
	if t.Key != nil {
		for i := range min(t.grid.rows, t.maxTSV) {
			if t.Key(t.Row(i)) == key {
				t.Select(i)
				return true
			}
		}
	}
	return false
}

// CutText gives the whole text of a cell that shows it cut, "" when it is whole.
func (t *Table[T]) CutText(row, col int) string { return t.grid.cutText(row, col) }

// SetEmptyText is shown where rows would be.
func (t *Table[T]) SetEmptyText(s string) { t.grid.empty = s; t.grid.update() }

// SetRowHeight changes the height of all rows (30 when not set).
func (t *Table[T]) SetRowHeight(h float32) { t.grid.rowH = h; t.grid.changed() }

// SetTextSize sets the size of all texts in the rows, for a table that is read from afar.
func (t *Table[T]) SetTextSize(size float32) { t.grid.size = size; t.grid.changed() }

// SetFitHeight makes the table ask for the height of up to that many rows, for tables within a scrolled page; 0 asks
// for three rows and takes what it gets.
func (t *Table[T]) SetFitHeight(rows int) { t.grid.fit = rows; t.grid.changed() }

// TSV gives the table as tab-separated text with its headings: the selected row only, or all rows (up to 100,000).
func (t *Table[T]) TSV(all bool) string {
	var b strings.Builder
	line := func(text func(c Column[T]) string) {
		first := true
		for _, c := range t.columns {
			if c.Text == nil || strings.TrimSpace(c.Title) == "" { // without a title it is a sign for the eye
				continue
			}
			if !first {
				b.WriteByte('\t')
			}
			first = false
			b.WriteString(strings.NewReplacer("\t", " ", "\n", " ").Replace(text(c)))
		}
		b.WriteByte('\n')
	}
	line(func(c Column[T]) string { return c.Title })
	if all {
		for i := range min(t.grid.rows, t.maxTSV) {
			r := t.Row(i)
			line(func(c Column[T]) string { return c.Text(r) })
		}
	} else if r, ok := t.Selected(); ok {
		line(func(c Column[T]) string { return c.Text(r) })
	}
	return b.String()
}

func (t *Table[T]) copy(all bool) {
	s := t.TSV(all || t.grid.sel < 0)
	if t.OnCopy != nil {
		t.OnCopy(s)
		return
	}
	fyne.CurrentApp().Clipboard().SetContent(s)
}

func (t *Table[T]) headerTapped(col int) {
	c := t.columns[col]
	if c.Less == nil && !c.Sortable {
		return
	}
	desc := c.DescFirst
	if t.grid.sortID == c.ID {
		desc = !t.grid.sortDesc
	}
	t.SetSort(c.ID, desc)
	if t.OnSort != nil {
		t.OnSort(c.ID, desc)
	}
}

func (t *Table[T]) resort() {
	t.order = nil
	if t.at != nil || t.grid.sortID == "" {
		return
	}
	for _, c := range t.columns {
		if c.ID != t.grid.sortID || c.Less == nil {
			continue
		}
		t.order = make([]int32, len(t.list))
		for i := range t.order {
			t.order[i] = int32(i)
		}
		sort.SliceStable(t.order, func(i, j int) bool {
			a, b := t.list[t.order[i]], t.list[t.order[j]]
			if t.grid.sortDesc {
				a, b = b, a
			}
			return c.Less(a, b)
		})
	}
}

// reselect puts the selection back on its row after the rows changed.
func (t *Table[T]) reselect() {
	was := t.grid.sel
	t.grid.sel = -1
	if was < 0 || t.Key == nil || t.grid.rows > t.maxTSV {
		return
	}
	for i := range t.grid.rows {
		if t.Key(t.Row(i)) == t.selKey {
			t.grid.sel = i
			return
		}
	}
}

// headWidth is the width that shows a heading whole, also while the table is sorted by it.
func headWidth(title string, sortable bool) float32 {
	w := textWidth(title, roleLook{ColorMuted, SizeSmall, true}) + 2*cellPad
	if sortable {
		w += headCaret
	}
	return float32(int(w + 0.99))
}

// fitRows is how many rows are measured for the width of a column that follows its texts.
const fitRows = 500

// refit widens the columns that follow their texts.
func (t *Table[T]) refit() {
	for ci, c := range t.columns {
		if !c.Fit || c.Text == nil {
			continue
		}
		widest := float32(0)
		for _, r := range t.list[:min(fitRows, len(t.list))] {
			look := roleLook{size: SizeBody}
			if c.Role != nil {
				look.bold = c.Role(r).look().bold
			}
			widest = max(widest, textWidth(c.Text(r), look))
		}
		if widest > 0 {
			widest = float32(int(widest + 2*cellPad + 0.99))
		}
		t.grid.cols[ci].fit = widest
	}
}

// rescale takes the common scale of interval columns from the rows, where none was given.
func (t *Table[T]) rescale() {
	t.autoFrom = make([]Scale, len(t.columns))
	for ci, c := range t.columns {
		s := c.Scale
		if c.Interval != nil && !(s.High > s.Low) {
			first := true
			for _, r := range t.list {
				v, ok := c.Interval(r)
				if !ok {
					continue
				}
				if v.Faint { // its bounds would squeeze all others
					v.Low, v.High = v.Point, v.Point
				}
				if first {
					s.Low, s.High, first = v.Low, v.High, false
				}
				s.Low, s.High = min(s.Low, v.Low), max(s.High, v.High)
			}
			if s.HasReference {
				s.Low, s.High = min(s.Low, s.Reference), max(s.High, s.Reference)
			}
			room := (s.High - s.Low) * 0.06
			s.Low, s.High = s.Low-room, s.High+room
		}
		t.autoFrom[ci] = s
	}
}

func (t *Table[T]) cellAt(row, col int) gridCell {
	c, r := &t.columns[col], t.Row(row)
	var g gridCell
	if c.Text != nil {
		g.text = c.Text(r)
	}
	if c.Role != nil {
		g.role = c.Role(r)
	}
	g.look = t.grid.lookOf(g.role)
	switch {
	case c.Interval != nil:
		if v, ok := c.Interval(r); ok {
			s := t.autoFrom[col]
			g.kind, g.interval, g.scale = cellInterval, v, s
		} else {
			g.kind = cellText
		}
	case c.Bar != nil:
		g.kind, g.frac, g.barRole = cellBar, c.Bar(r), RoleAccent
		if c.BarColor != nil {
			g.barRole = c.BarColor(r)
		}
	case c.Tag != nil:
		g.tag = c.Tag(r)
	}
	return g
}
