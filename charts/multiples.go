package charts

import (
	"context"
	"math"
)

// Multiples is a grid of small trends that share both axes, so that they can be compared at a glance.
type Multiples struct {
	Labels  []string // one a period, shared; the panels name the first and the last they have room for
	Panels  []Panel  // in reading order
	Regions []Region // hatched in every panel
	Format  func(float64) string
	Bounds  Bounds
	Steps   Steps
	Zero    bool               // begin the y axis at 0
	Message string             // shown where there is no panel
	More    func(n int) string // writes how many panels did not fit; nil writes nothing
}

// Panel is one small trend.
type Panel struct {
	Key    string // names the panel in its hits
	Title  string
	Note   string // muted, right of the title, such as the latest value
	Points []Point
	Levels []Level
	Limits []Limits // one a period; nil none
	Phases []Phase  // centre lines
	Target *Target
	Icons  []Icon // right of the note, such as variation and target
	Text   string // tooltip of the panel
}

// Least size of a panel and the room around it, in units.
const (
	panelWidth  = 150.0
	panelHeight = 84.0
	panelGapX   = 24.0
	panelGapY   = 16.0
	panelHead   = 22.0 // the title
	panelLabels = 20.0 // x labels beneath the last row
	panelAspect = 1.9  // wished width of a panel over its height
)

// Draw implements Chart. Drawing.Shown is the number of panels that fitted; Height gives room for all.
func (m Multiples) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, m, width, height, s)
}

// Height is a good height in device pixels for all panels at a width in device pixels.
func (m Multiples) Height(width int, s Style) int {
	k := s.scale()
	cols := max(int((float64(width)/k-2*pad-40+panelGapX)/(panelWidth*1.35+panelGapX)), 1)
	cols = min(cols, max(len(m.Panels), 1))
	rows := (len(m.Panels) + cols - 1) / cols
	return int(math.Ceil(k * (2*pad + float64(max(rows, 1))*(panelHeight*1.5+panelGapY) + panelLabels)))
}

// panelGrid chooses columns and rows for n panels in w by h units: the panels as large as can be at about the wished
// aspect, and none under the least size; shown is how many of the n there is room for.
func panelGrid(n int, w, h float64) (cols, rows, shown int) {
	maxCols := max(int((w+panelGapX)/(panelWidth+panelGapX)), 1)
	maxRows := max(int((h+panelGapY)/(panelHeight+panelGapY)), 1)
	best := math.Inf(-1)
	for c := 1; c <= min(maxCols, n); c++ {
		r := min((n+c-1)/c, maxRows)
		pw := (w - float64(c-1)*panelGapX) / float64(c)
		ph := (h-float64(r-1)*panelGapY)/float64(r) - panelHead
		fit := min(c*r, n)
		// First as many panels as possible, then the largest that still has the aspect within it, then no empty places.
		size := min(pw, ph*panelAspect)
		score := float64(fit)*1e6 + size*100 - float64(c*r-fit)*400
		if score > best {
			best, cols, rows, shown = score, c, r, fit
		}
	}
	return cols, rows, shown
}

func (m Multiples) paint(ctx context.Context, s *surface) error {
	if len(m.Panels) == 0 {
		s.message(m.Message, rect{0, 0, s.w, s.h})
		return nil
	}
	periods := len(m.Labels)
	var all [][]Point
	var levels []Level
	for _, p := range m.Panels {
		periods = max(periods, len(p.Points))
		all = append(all, p.Points)
		levels = append(levels, p.Levels...)
		for _, ph := range p.Phases {
			levels = append(levels, Level{Value: ph.Centre})
		}
		if p.Target != nil {
			levels = append(levels, Level{Value: p.Target.Value})
		}
	}
	values := valueSpan(all, levels)
	for _, p := range m.Panels {
		limitSpan(&values, p.Limits)
	}
	format := formatOr(m.Format)
	in := rect{pad, pad, s.w - pad - 4, s.h - pad - panelLabels}
	cols, rows, shown := panelGrid(len(m.Panels), in.w()-40, in.h())
	if shown < len(m.Panels) && m.More != nil {
		in.y1 -= panelLabels
		cols, rows, shown = panelGrid(len(m.Panels), in.w()-40, in.h())
		s.text(m.More(len(m.Panels)-shown), pt{in.x0, s.h - pad - s.small().size*0.5}, s.small(), s.pal.Muted, left)
	}
	ph := (in.h() - float64(rows-1)*panelGapY) / float64(rows)
	scale, ticks := m.Steps.scale(axisSpan(values, m.Zero), m.Bounds.span(), gridLines(ph-panelHead, 34), format)
	gutter := s.tickWidth(ticks) + gutterGap
	x0 := in.x0 + gutter
	pw := (in.x1 - x0 - float64(cols-1)*panelGapX) / float64(cols)
	if pw < 20 || ph < panelHead+10 {
		s.drawing.Shown = 0
		return ctx.Err()
	}
	s.drawing.Shown = shown
	hollow := hollow(m.Regions, periods)
	for i, p := range m.Panels[:shown] {
		if err := ctx.Err(); err != nil {
			return err
		}
		c, r := i%cols, i/cols
		cell := rect{x0 + float64(c)*(pw+panelGapX), in.y0 + float64(r)*(ph+panelGapY), 0, 0}
		cell.x1, cell.y1 = cell.x0+pw, cell.y0+ph
		s.hit(cell, Hit{Series: HitPanel, Index: i, Key: p.Key, Text: p.Text})
		first := len(s.drawing.Hits)
		m.panel(s, p, i, cell, periods, scale, ticks, hollow, c == 0, i+cols >= shown)
		for j := first; j < len(s.drawing.Hits); j++ {
			s.drawing.Hits[j].Key = p.Key // a click anywhere in a panel opens the panel
		}
	}
	return nil
}

// panel draws panel p in cell: its title over its trend, with y labels in the first column and x labels under the last
// panel of each column.
func (m Multiples) panel(s *surface, p Panel, i int, cell rect, periods int, scale span, ticks []tick, hollow []bool, first, last bool) {
	plot := cell
	plot.y0 += panelHead
	title, note := s.strong(), s.small()
	end := s.icons(p.Icons, cell.x1, cell.y0+8, i)
	noteText := shorten(p.Note, note, (end-cell.x0)*0.5)
	noteWidth := 0.0
	if noteText != "" {
		noteWidth = note.width(noteText) + 8
	}
	s.text(shorten(p.Title, title, end-cell.x0-noteWidth), pt{cell.x0, cell.y0 + 8}, title, s.pal.Text, left)
	s.text(noteText, pt{end, cell.y0 + 8}, note, s.pal.Muted, right)

	f := newFrame(s, plot, periods, scale, 0, 1.7)
	f.regions(m.Regions)
	f.grid(ticks)
	if first {
		s.tickLabels(ticks, f.py, plot.x0-gutterGap)
	}
	f.limits(p.Limits, false)
	if len(p.Limits) == 0 {
		f.band(p.Points, s.pal.Accent)
	}
	f.levels(p.Levels)
	f.centres(p.Phases)
	f.target(p.Target)
	f.path(p.Points, hollow, s.pal.Accent)
	f.points(i, p.Points, hollow, s.pal.Accent, circle)
	if !last {
		return
	}
	// The first and the last label say where the panel runs; where they do not both fit the last goes.
	n := min(len(m.Labels), periods)
	if n == 0 {
		return
	}
	ends := make([]string, n)
	ends[0], ends[n-1] = m.Labels[0], m.Labels[n-1]
	place := func(i int) float64 { return f.px(float64(i)) }
	for _, l := range thin(ends, place, s.small(), cell.x0, cell.x1, labelGap) {
		s.text(l.text, pt{l.x, plot.y1 + panelLabels - s.small().size*0.6}, s.small(), s.pal.Muted, left)
	}
}

// icons draws the icons of panel i with the last ending at x, around y, and gives where they begin.
func (s *surface) icons(icons []Icon, x, y float64, i int) float64 {
	end := x
	for k := len(icons) - 1; k >= 0; k-- {
		if icons[k].Sign == NoSign {
			continue
		}
		c := pt{end - iconSize/2, y}
		s.icon(icons[k].Sign, c)
		s.hit(rect{c.x - iconSize/2, c.y - iconSize/2, c.x + iconSize/2, c.y + iconSize/2}, Hit{Series: HitIcon, Index: i, Text: icons[k].Text})
		end -= iconSize + 4
	}
	if end < x {
		end -= 4
	}
	return end
}
