package ingest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"eenkeer/analysis/ingest/book"
	"eenkeer/analysis/ingest/cell"
)

// Ids of doubts about the sheets of a workbook.
const (
	DoubtSheets     = "ingest.doubt.sheets"      // sheets with the same columns were read as one table
	DoubtSheetsLeft = "ingest.doubt.sheets_left" // sheets with much the same columns were not read
)

// and stands between the names of sheets that are read as one table.
const and = " + "

// joinedSheets gives the sheets whose names, joined as in [Table.Sheet], make up a
// text; nil when they do not.
func joinedSheets(asked string, sheets []book.Sheet) (found []int) {
	for i := range sheets {
		if sheets[i].Name == asked && found != nil {
			return append(found, i)
		}
		if after, ok := strings.CutPrefix(asked, sheets[i].Name+and); ok {
			asked, found = after, append(found, i)
		}
	}
	return nil
}

// join takes the sheets with the same header as the one that was chosen into the
// table, in the order of the workbook. Of hidden ones, and of those whose header
// differs a little, it is said that they were left. named says that a person asked
// for the candidates, hidden or not, and no others.
func (t *Table) join(ctx context.Context, candidates []int, named bool) error {
	main := t.book
	if t.HeaderLine == 0 {
		return nil
	}
	var left []string
	red := false
	parts := map[*bookSource]*Table{main: t}
	for i, sheet := range main.file.Sheets {
		if i == main.sheet || !main.alike(ctx, i, t.Columns) {
			continue
		}
		c := Table{Path: t.Path, book: &bookSource{path: main.path, format: main.format, file: main.file, date1904: main.date1904, sheet: i}}
		found, err := c.readSheetHead(ctx, sheet.Name, 0)
		if err != nil {
			return err
		}
		if !found || len(c.Head) == 0 {
			continue
		}
		if c.book.order = orderAs(t.Columns, c.Columns); c.book.order != nil && slices.Contains(candidates, i) && (named || !sheet.Hidden) {
			main.more = append(main.more, c.book)
			parts[c.book] = &c
			continue
		}
		if c.columnKinds(); c.book.order == nil && (!mostly(t.Columns, c.Columns) || !hasDates(c.Columns)) {
			continue
		}
		name := sheet.Name
		if c.book.stats != nil {
			name = fmt.Sprintf("%s (%d)", name, c.book.stats.Rows-c.book.above)
		}
		left, red = append(left, name), red || !named && !sheet.Hidden
	}
	if len(left) > 0 {
		t.Doubts = append(t.Doubts, Doubt{ID: DoubtSheetsLeft, Red: red, Args: []any{"n", len(left), "sheets", strings.Join(left, ", ")}})
	}
	if len(main.more) == 0 {
		return nil
	}
	var names []string
	var doubts []Doubt
	var all *book.Stats
	for _, s := range main.all() {
		names = append(names, s.name())
		all = main.withStats(all, s, s.stats)
		for _, d := range parts[s].Doubts {
			if d.ID != DoubtHiddenRows && d.ID != DoubtFilled {
				doubts = append(doubts, d)
			}
		}
	}
	t.Doubts = append(doubts, Doubt{ID: DoubtSheets, Args: []any{"n", len(names), "sheets", strings.Join(names, ", ")}})
	if main.stats = all; all != nil {
		t.Doubts = append(t.Doubts, sheetDoubts(all)...)
	}
	t.Sheet, t.sampled = strings.Join(names, and), nil
	return nil
}

// name is the name of the sheet.
func (s *bookSource) name() string { return s.file.Sheets[s.sheet].Name }

// all gives the sheets of the table in the order of the workbook.
func (s *bookSource) all() []*bookSource {
	return slices.SortedFunc(slices.Values(append([]*bookSource{s}, s.more...)), func(a, b *bookSource) int { return cmp.Compare(a.sheet, b.sheet) })
}

// mostly reports whether a sheet has two in three of the columns of a table.
func mostly(table, sheet []Column) bool {
	same := 0
	for _, c := range table {
		if slices.ContainsFunc(sheet, func(o Column) bool { return fold(o.Name) == fold(c.Name) }) {
			same++
		}
	}
	return same > 1 && same*3 >= len(table)*2
}

// hasDates reports whether a column holds dates.
func hasDates(columns []Column) bool {
	return slices.ContainsFunc(columns, func(c Column) bool { return c.Kind == KindDate })
}

// alikeRows is how many rows of another sheet are looked at for a header.
const alikeRows = 40

// alike reports whether a row near the top of another sheet has most of the names of
// columns, so that more of it is worth reading.
func (s *bookSource) alike(ctx context.Context, sheet int, columns []Column) bool {
	names := map[string]bool{}
	for _, c := range columns {
		for _, word := range strings.Fields(fold(c.Header)) {
			names[word] = true
		}
	}
	other, rows, found := bookSource{path: s.path, format: s.format, file: s.file, sheet: sheet}, 0, false
	_, err := other.each(ctx, func(r *book.Rows) bool {
		seen := map[string]bool{}
		for _, text := range r.Cells() {
			for _, word := range strings.Fields(fold(text)) {
				if names[word] {
					seen[word] = true
				}
			}
		}
		found = len(seen) > 1 && len(seen)*2 >= len(names)
		rows++
		return !found && rows < alikeRows
	})
	return err == nil && found
}

// orderAs gives for every column of a sheet the one of the table that has its name;
// nil when the sheet has other columns.
func orderAs(table, sheet []Column) []int {
	if len(table) != len(sheet) {
		return nil
	}
	at := map[string][]int{}
	for i, c := range table {
		name := fold(c.Name)
		at[name] = append(at[name], i)
	}
	order := make([]int, len(sheet))
	for i, c := range sheet {
		name := fold(c.Name)
		if len(at[name]) == 0 {
			return nil
		}
		order[i], at[name] = at[name][0], at[name][1:]
	}
	return order
}

// want gives the slot of every column of the sheet from those of the table.
func (s *bookSource) want(table []int) []int {
	if s.order == nil {
		return table
	}
	out := make([]int, len(s.order))
	for i, c := range s.order {
		out[i] = table[c]
	}
	return out
}

// arranged gives the cells of a row of the sheet in the order of the table's columns,
// and behind them those beyond its last column.
func (s *bookSource) arranged(cells []string) []string {
	cells = padded(cells, s.width)
	if s.order == nil {
		return cells
	}
	out := slices.Clone(cells)
	for i, c := range s.order {
		out[c] = cells[i]
	}
	return out
}

// withStats adds what was seen of a sheet to what was seen of the others, its columns
// numbered as those of the table's own sheet.
func (s *bookSource) withStats(sum *book.Stats, of *bookSource, seen *book.Stats) *book.Stats {
	if seen == nil {
		return sum
	}
	if sum == nil {
		sum = &book.Stats{Columns: make([]book.ColumnStats, s.left+s.width)}
	}
	sum.Rows, sum.HiddenRows, sum.Filled = sum.Rows+seen.Rows, sum.HiddenRows+seen.HiddenRows, sum.Filled+seen.Filled
	for i := range of.width {
		at := i
		if of.order != nil {
			at = of.order[i]
		}
		to, from := &sum.Columns[s.left+at], seen.Column(of.left+i)
		to.Dates, to.LateDates, to.Texts = to.Dates+from.Dates, to.LateDates+from.LateDates, to.Texts+from.Texts
		to.LateTexts, to.NoValue = to.LateTexts+from.LateTexts, to.NoValue+from.NoValue
	}
	return sum
}

// beyond gives the rows of the samples that lie behind the head.
func (s *bookSource) beyond(t *Table) (rows [][]string) {
	last := 0
	if n := len(t.headLines); n > 0 {
		last = t.headLines[n-1]
	}
	for _, part := range s.all() {
		for _, row := range part.sample {
			if part == s && row.Line <= last {
				continue
			}
			if cells := part.narrow(row.Line, row.Cells); len(cells) <= part.width && !cell.BlankAll(cells) {
				rows = append(rows, part.arranged(cells))
			}
		}
	}
	return rows
}
