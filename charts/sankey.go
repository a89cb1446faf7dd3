package charts

import (
	"context"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// Sankey shows streams from first to second values: on either side a bar a value, as high as what begins or ends there, and between
// them ribbons as thick as what goes that way. What is not shown as a ribbon leaves its part of a bar pale.
type Sankey struct {
	Left, Right []SankeyNode
	Flows       []SankeyFlow
	LeftName    string
	RightName   string
	Message     string // shown where there is no flow
}

// SankeyNode is a value on one side.
type SankeyNode struct {
	Key   string
	Name  string  // shortened with … where it does not fit
	Note  string  // muted, such as the number
	Total float64 // all that begins or ends there, in ribbons or not
	Text  string  // tooltip
}

// SankeyFlow is what goes from one value to another.
type SankeyFlow struct {
	From, To int // places in Left and Right
	Value    float64
	Label    string // in the ribbon, where there is room
	Faint    bool   // grey: the same value on both sides, say
	Key      string
	Text     string // tooltip
}

// Room in a Sankey, in units.
const (
	nodeWidth = 10.0
	nodeGap   = 9.0
)

// Draw implements Chart. Hits of ribbons are series 0 by the order of Flows,
// several areas each; the bars on the left are series 1, those on the right 2.
func (k Sankey) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, k, width, height, s)
}

func (k Sankey) paint(ctx context.Context, s *surface) error {
	left, right := k.side(k.Left, func(f SankeyFlow) int { return f.From }), k.side(k.Right, func(f SankeyFlow) int { return f.To })
	if len(k.Flows) == 0 || len(left) == 0 || len(right) == 0 {
		s.message(k.Message, rect{0, 0, s.w, s.h})
		return nil
	}
	k.untangle(left, right)
	in := rect{pad, pad + headRow, s.w - pad, s.h - pad}
	room := func(nodes []SankeyNode, on []int) float64 {
		w := 0.0
		for _, n := range on {
			w = max(w, s.normal().width(printable(nodes[n].Name)), s.small().width(printable(nodes[n].Note)))
		}
		return min(w, in.w()*0.27) + 10
	}
	x0, x1 := in.x0+room(k.Left, left), in.x1-room(k.Right, right)
	plot := rect{x0, in.y0, x1, in.y1}
	if plot.w() < 4*nodeWidth || plot.h() < 20 {
		return ctx.Err()
	}
	s.drawing.Plot, s.drawing.Shown = s.pixels(plot), len(k.Flows)
	unit := math.Inf(1)
	for side, on := range [2][]int{left, right} {
		sum := 0.0
		for _, n := range on {
			sum += [2][]SankeyNode{k.Left, k.Right}[side][n].Total
		}
		gaps := min(nodeGap*float64(len(on)-1), plot.h()*0.4)
		unit = min(unit, (plot.h()-gaps)/sum)
	}
	s.text(shorten(k.LeftName, s.small(), plot.w()/2), pt{x0, pad + headRow/2 - 2}, s.small(), s.pal.Muted, 0)
	name := shorten(k.RightName, s.small(), plot.w()/2)
	s.text(name, pt{x1 - s.small().width(name), pad + headRow/2 - 2}, s.small(), s.pal.Muted, 0)
	tops := k.stand(k.Left, left, plot, unit)
	ends := k.stand(k.Right, right, plot, unit)
	if err := k.ribbons(ctx, s, plot, unit, left, right, tops, ends); err != nil {
		return err
	}
	k.nodes(s, 1, k.Left, left, plot, unit, tops, x0)
	k.nodes(s, 2, k.Right, right, plot, unit, ends, x1-nodeWidth)
	return ctx.Err()
}

// side gives the nodes that ribbons touch, in order.
func (k Sankey) side(nodes []SankeyNode, of func(SankeyFlow) int) []int {
	var on []int
	for n := range nodes {
		if slices.ContainsFunc(k.Flows, func(f SankeyFlow) bool { return of(f) == n && f.Value > 0 }) {
			on = append(on, n)
		}
	}
	return on
}

// untangle puts the right side in the order in which its ribbons begin at the left, so that few cross.
func (k Sankey) untangle(left, right []int) {
	mean := make(map[int]float64, len(right))
	for _, n := range right {
		sum, weight := 0.0, 0.0
		for _, f := range k.Flows {
			if f.To == n {
				sum += f.Value * float64(slices.Index(left, f.From))
				weight += f.Value
			}
		}
		mean[n] = sum / weight
	}
	slices.SortStableFunc(right, func(a, b int) int {
		switch {
		case mean[a] < mean[b]:
			return -1
		case mean[a] > mean[b]:
			return 1
		}
		return 0
	})
}

// stand gives the top of each node of a side, spread over the height.
func (k Sankey) stand(nodes []SankeyNode, on []int, plot rect, unit float64) map[int]float64 {
	sum := 0.0
	for _, n := range on {
		sum += nodes[n].Total * unit
	}
	gap := 0.0
	if len(on) > 1 {
		gap = min((plot.h()-sum)/float64(len(on)-1), 3*nodeGap)
	}
	y := plot.y0 + (plot.h()-sum-gap*float64(len(on)-1))/2
	tops := map[int]float64{}
	for _, n := range on {
		tops[n] = y
		y += nodes[n].Total*unit + gap
	}
	return tops
}

// colour is that of what begins at a node of the left.
func (k Sankey) colour(s *surface, left []int, from int) color.NRGBA {
	return s.pal.series(slices.Index(left, from))
}

func (k Sankey) ribbons(ctx context.Context, s *surface, plot rect, unit float64, left, right []int, tops, ends map[int]float64) error {
	// Ribbons leave a node in the order in which they arrive, and arrive in that in which they leave.
	order := make([]int, len(k.Flows))
	for i := range order {
		order[i] = i
	}
	begin, end := map[int]float64{}, map[int]float64{}
	y0, y1 := make([]float64, len(order)), make([]float64, len(order))
	slices.SortStableFunc(order, func(a, b int) int { return slices.Index(right, k.Flows[a].To) - slices.Index(right, k.Flows[b].To) })
	for _, i := range order {
		f := k.Flows[i]
		y0[i] = tops[f.From] + begin[f.From]
		begin[f.From] += f.Value * unit
	}
	slices.SortStableFunc(order, func(a, b int) int { return slices.Index(left, k.Flows[a].From) - slices.Index(left, k.Flows[b].From) })
	for _, i := range order {
		f := k.Flows[i]
		y1[i] = ends[f.To] + end[f.To]
		end[f.To] += f.Value * unit
	}
	// The thickest first, so that thin ones are not buried.
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case k.Flows[a].Value > k.Flows[b].Value:
			return -1
		case k.Flows[a].Value < k.Flows[b].Value:
			return 1
		}
		return 0
	})
	a, b := plot.x0+nodeWidth, plot.x1-nodeWidth
	for _, i := range order {
		if err := ctx.Err(); err != nil {
			return err
		}
		f := k.Flows[i]
		thick := max(f.Value*unit, 0.8)
		c := k.colour(s, left, f.From)
		if f.Faint {
			c = s.pal.Muted
		}
		s.c.SetColor(faded(c, 0.3))
		s.c.Fill(s.ribbon(a, b, y0[i], y1[i], thick))
		s.strokePath(s.swing(a, b, y0[i], y1[i]), 0.7, faded(c, 0.55))
		s.strokePath(s.swing(a, b, y0[i]+thick, y1[i]+thick), 0.7, faded(c, 0.55))
	}
	for i, f := range k.Flows {
		thick := max(f.Value*unit, 0.8)
		if t := printable(f.Label); t != "" && thick >= s.small().size+1 && s.small().width(t) < (b-a)/4 {
			s.text(t, pt{a + 7, y0[i] + thick/2}, s.small(), s.pal.Text, 0) // where it begins no two ribbons cross
		}
		// Areas along the ribbon, so that it can be pointed at anywhere.
		const pieces = 7
		for k := range pieces {
			t := (float64(k) + 0.5) / pieces
			y := y0[i] + (y1[i]-y0[i])*t*t*(3-2*t) + thick/2
			x, half := a+(b-a)*t, max(thick/2, 2)
			s.hit(rect{x - (b-a)/pieces/2, y - half, x + (b-a)/pieces/2, y + half}, Hit{Index: i, Key: f.Key, Text: f.Text})
		}
	}
	return nil
}

// swing is the line from (a, y0) to (b, y1) that leaves and arrives level.
func (s *surface) swing(a, b, y0, y1 float64) vg.Path {
	var p vg.Path
	m := (a + b) / 2
	p.Move(s.at(pt{a, y0}))
	p.CubeTo(s.at(pt{m, y0}), s.at(pt{m, y1}), s.at(pt{b, y1}))
	return p
}

// ribbon is the area between two swings that lie thick apart.
func (s *surface) ribbon(a, b, y0, y1, thick float64) vg.Path {
	m := (a + b) / 2
	p := s.swing(a, b, y0, y1)
	p.Line(s.at(pt{b, y1 + thick}))
	p.CubeTo(s.at(pt{m, y1 + thick}), s.at(pt{m, y0 + thick}), s.at(pt{a, y0 + thick}))
	p.Close()
	return p
}

// nodes draws the bars of a side with their names outside.
func (k Sankey) nodes(s *surface, series int, nodes []SankeyNode, on []int, plot rect, unit float64, tops map[int]float64, x float64) {
	f, small := s.normal(), s.small()
	shown := map[int]float64{}
	for _, flow := range k.Flows {
		if series == 1 {
			shown[flow.From] += flow.Value
		} else {
			shown[flow.To] += flow.Value
		}
	}
	next := math.Inf(-1) // where the name before it ends
	for i, n := range on {
		node := nodes[n]
		top, height := tops[n], max(node.Total*unit, 1)
		c := s.pal.Muted
		if series == 1 {
			c = k.colour(s, on, n)
		}
		s.fillRect(rect{x, top, x + nodeWidth, top + height}, faded(c, 0.3))
		s.fillRect(rect{x, top, x + nodeWidth, top + max(min(shown[n]*unit, height), 1)}, c)
		y := top + height/2
		room, at := s.w-pad-x-nodeWidth-6, x+nodeWidth+6
		align := 0.0
		if series == 1 {
			room, at, align = x-6-pad, x-6, right
		}
		two := node.Note != "" && height >= 2*f.size+6
		line := f.size * 1.3
		if y-f.size*0.6 >= next { // a name that would touch the one above it is left to the tooltip
			if two {
				s.text(shorten(node.Name, f, room), pt{at, y - line/2}, f, s.pal.Text, align)
				s.text(shorten(node.Note, small, room), pt{at, y + line/2}, small, s.pal.Muted, align)
				next = y + line/2 + f.size*0.6
			} else {
				s.text(shorten(node.Name, f, room), pt{at, y}, f, s.pal.Text, align)
				next = y + f.size*0.6
			}
		}
		s.hit(rect{x - 2, top, x + nodeWidth + 2, top + height}, Hit{Series: series, Index: i, Key: node.Key, Text: node.Text})
	}
}
