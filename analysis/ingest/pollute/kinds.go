package pollute

import (
	"fmt"
	"slices"
	"strings"
)

// File is a damaged file and how it ought to be read.
type File struct {
	Name   string
	Text   string
	Clean  [][]string // header, if there is one, and rows
	Weight float64    // how often the damage was seen in 3712 public files, spread over the files of a kind
}

// The weights of the kinds of damage at rows, for each file
// (HPI-Information-Systems/Pollock: pollock_weights.json).
const (
	weightSeparators = 0.36775106082036774
	weightRowSpace   = 0.14285714285714285
	weightExtraQuote = 0.009259259259259259
)

// dialect is how a table is written.
type dialect struct{ sep, quote, escape, end string }

var standard = dialect{",", `"`, `"`, "\r\n"}

// cell writes a cell. Quotes within it are escaped whatever the quote around it is,
// as the benchmark does.
func (d dialect) cell(c Cell) string {
	text := strings.ReplaceAll(c.Text, `"`, d.escape+`"`)
	if c.Quoted {
		return d.quote + text + d.quote
	}
	return text
}

// line writes a row without its end.
func (d dialect) line(row []Cell) string {
	cells := make([]string, len(row))
	for i, c := range row {
		cells[i] = d.cell(c)
	}
	return strings.Join(cells, d.sep)
}

// text writes a table.
func (d dialect) text(rows [][]Cell) string {
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(d.line(row))
		b.WriteString(d.end)
	}
	return b.String()
}

// clean gives the texts of a table.
func clean(rows [][]Cell) [][]string {
	out := make([][]string, len(rows))
	for i, row := range rows {
		for _, c := range row {
			out[i] = append(out[i], c.Text)
		}
	}
	return out
}

// Files gives every kind of damage. every is 1 for all rows, or more to damage
// only every so many-th in the kinds that go row by row.
func Files(source [][]Cell, every int) []File {
	files := whole(source)
	for r := 0; r < len(source); r += every {
		files = append(files, atRow(source, r)...)
	}
	return files
}

// whole gives the kinds that damage a file as a whole.
func whole(source [][]Cell) []File {
	d, right, plain := standard, clean(source), standard.text(source)
	width := len(source[0])
	var files []File
	add := func(name, text string, want [][]string, weight float64) {
		files = append(files, File{name, text, want, weight})
	}
	with := func(name string, d dialect, weight float64) { add(name, d.text(source), right, weight) }
	add("source.csv", plain, right, 1)
	add("file_no_payload.csv", "", nil, 15)
	add("file_no_trailing_newline.csv", strings.TrimSuffix(plain, "\r\n"), right, 184)
	add("file_double_trailing_newline.csv", plain+"\r\n", right, 5)
	add("file_no_header.csv", d.text(source[1:]), right[1:], 470)
	for n := 2; n <= 3; n++ {
		head := make([]string, width)
		for i, c := range source[0] {
			head[i] = strings.TrimSuffix(strings.Repeat(c.Text+" ", n), " ")
		}
		add(fmt.Sprintf("file_header_multirow_%d.csv", n), strings.Repeat(d.line(source[0])+d.end, n-1)+plain, append([][]string{head}, right[1:]...), 47)
	}
	add("file_preamble.csv", "PREAMBLE"+strings.Repeat(",", width-1)+d.end+strings.Repeat(",", width-1)+d.end+plain, right, 282)
	less, more := [][]Cell{}, [][]Cell{}
	for i, row := range source {
		less = append(less, row[:width-1])
		extra := Cell{}
		if i == 0 {
			extra.Text = "col1"
		}
		more = append(more, append(slices.Clone(row), extra))
	}
	add("file_multitable_less.csv", plain+d.text(less), right, 62.666666666666664)
	add("file_multitable_same.csv", plain+d.text(source), right, 62.666666666666664)
	add("file_multitable_more.csv", plain+d.text(more), right, 62.666666666666664)
	add("file_header_only.csv", d.text(source[:1]), right[:1], 3)
	add("file_one_data_row.csv", d.text(source[:2]), right[:2], 4)
	with("file_record_delimiter_0xA.csv", dialect{",", `"`, `"`, "\n"}, 1691)
	with("file_record_delimiter_0xD.csv", dialect{",", `"`, `"`, "\r"}, 7)
	with("file_field_delimiter_0x3B.csv", dialect{";", `"`, `"`, d.end}, 834)
	with("file_field_delimiter_0x9.csv", dialect{"\t", `"`, `"`, d.end}, 4)
	with("file_field_delimiter_0x2C_0x20.csv", dialect{", ", `"`, `"`, d.end}, 101)
	with("file_field_delimiter_0x20.csv", dialect{" ", `"`, `"`, d.end}, 4)
	with("file_quotation_char_0x27.csv", dialect{",", `'`, `"`, d.end}, 11)
	with("file_escape_char_0x5C.csv", dialect{",", `"`, `\`, d.end}, 1)
	with("file_escape_char_0x00.csv", dialect{",", `"`, ``, d.end}, 7)
	return files
}

// atRow gives the kinds that damage a single row.
func atRow(source [][]Cell, r int) []File {
	d := standard
	before, after, right := d.text(source[:r]), d.text(source[r+1:]), clean(source)
	var files []File
	add := func(name, line string, want [][]string, weight float64) {
		files = append(files, File{name, before + line + d.end + after, want, weight})
	}
	for c := range source[r] {
		head, tail := d.line(source[r][:c]), d.line(source[r][c:])
		if c > 0 {
			add(fmt.Sprintf("row_less_sep_row%d_col%d.csv", r, c), head+tail, right, weightSeparators)
			head += d.sep
		}
		add(fmt.Sprintf("row_more_sep_row%d_col%d.csv", r, c), head+d.sep+tail, right, weightSeparators)

		cell := d.cell(source[r][c])
		quoted := `"` + cell
		if source[r][c].Quoted {
			quoted = cell[:1] + quoted[:1] + cell[1:]
		}
		cells := make([]string, len(source[r]))
		for i, other := range source[r] {
			cells[i] = d.cell(other)
		}
		cells[c] = quoted
		want := slices.Clone(right)
		want[r] = slices.Clone(want[r])
		want[r][c] = `"` + want[r][c]
		add(fmt.Sprintf("row_extra_quote%d_col%d.csv", r, c), strings.Join(cells, d.sep), want, weightExtraQuote)
	}
	space := dialect{" ", `"`, `"`, d.end}
	add(fmt.Sprintf("row_field_delimiter_%d_0x20.csv", r), space.line(source[r]), right, weightRowSpace)
	return files
}
