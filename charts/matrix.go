package charts

import (
	"context"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// Matrix sets one thing against another: a row a first value, a column a second, in each cell a number and a shade. The shade says by
// its colour, and a triangle by its direction, where there is more or less than expected.
type Matrix struct {
	Rows, Columns []MatrixSide
	Cells         [][]MatrixCell // by row and column
	RowName       string         // what the rows are
	ColumnName    string         // what the columns are
	More, Fewer   string         // for the legend: what the two colours and triangles mean
	Twice         string         // for the legend: what the frame round a cell means; "" without such cells
	Message       string         // shown where there is no row
	Left          func(rows, columns int) string
	Chosen        *[2]int // row and column of a cell that is lifted out; nil none
}

// MatrixSide is a row or a column.
type MatrixSide struct {
	Name string
	Note string // of a row: beside its name, such as how many there are
}

// MatrixCell is one cell.
type MatrixCell struct {
	Label  string  // the number in it; left out where there is no room
	Shade  float64 // −1 to 1: below 0 less than expected, above it more
	Stands bool    // it stands out: a triangle says which way
	Twice  bool    // the same value twice: framed
	Empty  bool    // there is nothing in it
	Key    string
	Text   string // tooltip
}

// Sizes of a matrix, in units.
const (
	leastCell = 15.0
	mostCell  = 62.0
	mostRow   = 34.0
)

// Draw implements Chart. Series of a hit is the row and Index the column; Drawing.Shown is the number of rows that fitted.
func (m Matrix) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, m, width, height, s)
}

// Height is a good height in device pixels for all rows.
func (m Matrix) Height(s Style) int {
	names := 0.0
	for _, c := range m.Columns {
		names = max(names, textFace{size: s.fontSize() - 1}.width(printable(c.Name)))
	}
	return int(math.Ceil(s.scale() * (2*pad + 3*headRow + min(names, 130) + 10 + 24*float64(max(len(m.Rows), 2)))))
}

func (m Matrix) paint(ctx context.Context, s *surface) error {
	if len(m.Rows) == 0 || len(m.Columns) == 0 {
		s.message(m.Message, rect{0, 0, s.w, s.h})
		return nil
	}
	s.drawing.Grid = true
	f, small := s.normal(), s.small()
	in := rect{pad, pad, s.w - pad, s.h - pad - headRow}

	// Names of rows at the left, of columns upright above, each as long as there is room for.
	name, note, upright := 0.0, 0.0, 0.0
	for _, r := range m.Rows {
		name = max(name, f.width(printable(r.Name)))
		note = max(note, small.width(printable(r.Note)))
	}
	for _, c := range m.Columns {
		upright = max(upright, small.width(printable(c.Name)))
	}
	if note > 0 {
		note += barGap
	}
	if in.w() < 420 {
		note = 0
	}
	name = min(name, max(60, in.w()*0.3))
	upright = min(upright, max(36, in.h()*0.3))
	left, top := in.x0+name+note+10, in.y0+headRow+upright+8
	rows, columns := len(m.Rows), len(m.Columns)
	w, h := (in.x1-left)/float64(columns), (in.y1-top)/float64(rows)
	if w < leastCell {
		columns = max(1, int((in.x1-left)/leastCell))
		w = (in.x1 - left) / float64(columns)
	}
	if h < leastCell {
		rows = max(1, int((in.y1-top)/leastCell))
		h = (in.y1 - top) / float64(rows)
	}
	w, h = min(w, mostCell), min(h, mostRow)
	plot := rect{left, top, left + w*float64(columns), top + h*float64(rows)}
	if w < 6 || h < 6 {
		return ctx.Err()
	}
	s.drawing.Plot, s.drawing.Shown = s.pixels(plot), rows
	// Columns can lie flat where the cells are wide enough for their names.
	flat := true
	for _, c := range m.Columns[:columns] {
		flat = flat && small.width(printable(c.Name)) <= w-8
	}
	s.text(shorten(m.RowName, small, left-in.x0-10), pt{in.x0, plot.y0 - 10}, small, s.pal.Muted, 0)
	columnTop := in.y0 + headRow/2
	if flat {
		columnTop = plot.y0 - 10 - headRow
	}
	s.text(shorten(m.ColumnName, small, in.x1-left), pt{plot.x0, columnTop}, small, s.pal.Muted, 0)
	for j, c := range m.Columns[:columns] {
		x := plot.x0 + (float64(j)+0.5)*w
		if flat {
			s.text(c.Name, pt{x, plot.y0 - 10}, small, s.pal.Text, centre)
			continue
		}
		s.upright(shorten(c.Name, small, upright), pt{x, plot.y0 - 6}, small, s.pal.Text)
	}
	for i, r := range m.Rows[:rows] {
		if err := ctx.Err(); err != nil {
			return err
		}
		y := plot.y0 + (float64(i)+0.5)*h
		s.text(shorten(r.Name, f, name), pt{in.x0, y}, f, s.pal.Text, 0)
		if note > 0 {
			s.text(r.Note, pt{left - 10, y}, small, s.pal.Muted, right)
		}
		for j := range columns {
			m.cell(s, i, j, rect{plot.x0 + float64(j)*w, plot.y0 + float64(i)*h, plot.x0 + float64(j+1)*w, plot.y0 + float64(i+1)*h})
		}
	}
	if c := m.Chosen; c != nil && c[0] >= 0 && c[0] < rows && c[1] >= 0 && c[1] < columns {
		r := rect{plot.x0 + float64(c[1])*w, plot.y0 + float64(c[0])*h, plot.x0 + float64(c[1]+1)*w, plot.y0 + float64(c[0]+1)*h}
		s.strokePath(s.path([]pt{{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}}, true), 2.4, s.pal.Text)
	}
	items := m.legend(s)
	if rows < len(m.Rows) || columns < len(m.Columns) {
		if m.Left != nil {
			items = append(items, legendItem{m.Left(len(m.Rows)-rows, len(m.Columns)-columns), func(x, y float64) {}})
		}
	}
	s.drawLegend(items, in.x0, in.x1, min(plot.y1+headRow*0.75, s.h-pad-headRow/2), 1)
	return ctx.Err()
}

// hue is the colour of cells with more or fewer than expected.
func (m Matrix) hue(s *surface, more bool) color.NRGBA {
	switch {
	case s.st.Print:
		return s.pal.Muted
	case more:
		return s.pal.Accent
	}
	return s.pal.series(1)
}

// mixed is a over b, opaque: a counts for f.
func mixed(a, b color.NRGBA, f float64) color.NRGBA {
	mix := func(x, y uint8) uint8 { return uint8(math.Round(float64(x)*f + float64(y)*(1-f))) }
	return color.NRGBA{R: mix(a.R, b.R), G: mix(a.G, b.G), B: mix(a.B, b.B), A: 0xff}
}

// reads says whether dark text reads best on c.
func reads(c color.NRGBA) bool {
	return 0.299*float64(c.R)+0.587*float64(c.G)+0.114*float64(c.B) > 140
}

func (m Matrix) cell(s *surface, i, j int, r rect) {
	c := m.Cells[i][j]
	// Sides on whole pixels, and one pixel between cells.
	gap := 1 / s.k
	if !s.snap {
		gap = 0.75
	}
	r = rect{s.edge(r.x0), s.edge(r.y0), s.edge(r.x1) - gap, s.edge(r.y1) - gap}
	back := s.pal.Background
	back.A = 0xff
	fill := mixed(s.pal.Grid, back, 0.35)
	if shade := min(math.Abs(c.Shade), 1); shade > 0 && !c.Empty {
		deep := 0.78
		if s.st.Print {
			deep = 0.5
			if c.Shade < 0 {
				shade = 0
			}
		}
		fill = mixed(m.hue(s, c.Shade > 0), back, 0.06+deep*shade)
	}
	s.fillRect(r, fill)
	var ink color.NRGBA
	switch {
	case s.st.Print:
		ink = color.NRGBA{A: 0xff}
		if !reads(fill) {
			ink = color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}
		}
	case reads(fill):
		ink = light.Text
	default:
		ink = dark.Text
	}
	if c.Twice && !c.Empty {
		in := r.inset(1)
		s.strokePath(s.path([]pt{{in.x0, in.y0}, {in.x1, in.y0}, {in.x1, in.y1}, {in.x0, in.y1}}, true), 1.2, faded(ink, 0.55))
	}
	f := s.small()
	mark := 0.0
	if c.Stands && r.w() > 12 {
		mark = min(7, r.w()*0.24)
		faint := ink
		if c.Shade < 0 { // fewer is told in many cells, and seldom what one looks for
			faint = faded(ink, 0.55)
		}
		m.triangle(s, pt{r.x1 - mark*0.75 - 2, r.y0 + mark*0.7 + 2}, mark/2, c.Shade > 0, faint)
	}
	if t := printable(c.Label); t != "" && !c.Empty && f.width(t) <= r.w()-4 && f.size <= r.h() {
		x := (r.x0 + r.x1) / 2
		if over := x + f.width(t)/2 + 2 - (r.x1 - 1.3*mark - 2); mark > 0 && over > 0 && r.h() < 34 { // beside the triangle, as far as there is room
			x = max(x-over, r.x0+2+f.width(t)/2)
		}
		s.text(t, pt{x, (r.y0 + r.y1) / 2}, f, ink, centre)
	}
	s.hit(r, Hit{Series: i, Index: j, Key: c.Key, Text: c.Text})
}

// triangle draws a small triangle around p that points up or down.
func (m Matrix) triangle(s *surface, p pt, r float64, up bool, c color.NRGBA) {
	d := r
	if !up {
		d = -r
	}
	s.fill([]pt{{p.x - r, p.y + d*0.8}, {p.x + r, p.y + d*0.8}, {p.x, p.y - d*0.9}}, c)
}

func (m Matrix) legend(s *surface) []legendItem {
	back := s.pal.Background
	back.A = 0xff
	sample := func(more bool) func(x, y float64) {
		return func(x, y float64) {
			fill := mixed(m.hue(s, more), back, 0.6)
			if s.st.Print && !more {
				fill = back
			}
			s.fillRect(rect{x, y - 6, x + 18, y + 6}, fill)
			ink := dark.Text
			if reads(fill) {
				ink = light.Text
			}
			m.triangle(s, pt{x + 9, y}, 4, more, ink)
		}
	}
	items := []legendItem{{m.More, sample(true)}, {m.Fewer, sample(false)}}
	if m.Twice != "" {
		items = append(items, legendItem{m.Twice, func(x, y float64) {
			s.strokePath(s.path([]pt{{x + 1, y - 6}, {x + 17, y - 6}, {x + 17, y + 6}, {x + 1, y + 6}}, true), 1.2, faded(s.pal.Text, 0.55))
		}})
	}
	return named(items)
}

// upright writes a text that reads upwards, its beginning at p and its middle on the line above it.
func (s *surface) upright(text string, p pt, f textFace, c color.NRGBA) {
	text = printable(text)
	if text == "" {
		return
	}
	at := s.at(pt{s.edge(p.x + 0.36*f.size), p.y})
	s.c.Push()
	s.c.Translate(at)
	s.c.Rotate(math.Pi / 2)
	s.c.SetColor(c)
	face := f.face(s.k)
	if c, ok := s.c.(*pdfCanvas); ok {
		c.fillText(face, vg.Point{}, text, f.width(text)*s.k)
	} else {
		x := 0.0
		for _, piece := range pieces(text) {
			for _, run := range f.runs(piece) {
				s.c.FillString(face, vg.Point{X: vg.Length((x + run.x) * s.k)}, run.text)
			}
			x += f.width(piece)
		}
	}
	s.c.Pop()
}
