package charts

import (
	"image"
	"math"
	"slices"
)

// Drawing is a drawn chart: the image, what can be pointed at, and the scales of its main plot area.
type Drawing struct {
	Image *image.RGBA
	Hits  []Hit           // in drawing order
	Plot  image.Rectangle // the data area, in device pixels; empty where a chart has none or more than one
	X     Axis            // Trend: the period (0 is the first); Curve: the window, in the caller's unit
	Y     Axis            // the value
	Shown int             // Bars: rows that fitted; Multiples: panels that fitted; else the number of periods or points
	Scale float64         // device pixels per unit that it was drawn with
	Grid  bool            // Matrix: hits stand in rows (Series) and columns (Index)
}

// Hit is a place in a drawing that can be pointed at.
type Hit struct {
	Rect   image.Rectangle // in device pixels
	Series int             // which series, from 0, or one of the Hit… constants
	Index  int             // which period, row, panel, point, region or marker, from 0
	Key    string          // what the caller named the mark
	Text   string          // the caller's text for a tooltip
}

// Values of Hit.Series for what is not a point of a series. Areas (HitRegion, HitPanel, HitGap) lie behind all else:
// they are found only where no mark is near.
const (
	HitCount  = -1  // a bar of contact counts
	HitMarker = -2  // a vertical marker
	HitRegion = -3  // a hatched region
	HitPanel  = -4  // a whole panel of Multiples
	HitGap    = -5  // a period without a value that has a text to tell why
	HitLimit  = -6  // a limit of a Control; Index is the first period it is so
	HitCentre = -7  // the centre line of a phase
	HitTarget = -8  // the target line
	HitPhase  = -9  // the border at which a phase begins
	HitIcon   = -10 // an icon of a panel
)

// Area says whether h is an area that lies behind the marks.
func (h Hit) Area() bool { return h.Series == HitRegion || h.Series == HitPanel || h.Series == HitGap }

// near is how far from a mark a point may be and still find it, in units.
const near = 5

// line says whether h is a line across the chart, which gives way to a mark under the same pixel.
func (h Hit) line() bool {
	return h.Series == HitLimit || h.Series == HitCentre || h.Series == HitTarget
}

// At gives the mark under or nearest to the device pixel (x, y), if one is within a few pixels. A mark goes before an
// area, and under the pixel before a line; of marks that overlap the one with the nearest centre is taken.
func (d Drawing) At(x, y int) (Hit, bool) {
	scale := d.Scale
	if scale <= 0 {
		scale = 1
	}
	best, found := Hit{}, false
	var nearest [4]float64
	for _, h := range d.Hits {
		out := outside(h.Rect, x, y)
		if out > near*scale || h.Area() && out > 0 {
			continue
		}
		mid := math.Hypot(float64(x)+0.5-float64(h.Rect.Min.X+h.Rect.Max.X)/2,
			float64(y)+0.5-float64(h.Rect.Min.Y+h.Rect.Max.Y)/2)
		far := [4]float64{one(h.Area()), out, one(h.line()), mid}
		if !found || slices.Compare(far[:], nearest[:]) < 0 {
			best, found, nearest = h, true, far
		}
	}
	return best, found
}

// one is 1 where b holds.
func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// outside is the distance from the middle of pixel (x, y) to r, 0 within it.
func outside(r image.Rectangle, x, y int) float64 {
	dx := max(r.Min.X-x, x-(r.Max.X-1), 0)
	dy := max(r.Min.Y-y, y-(r.Max.Y-1), 0)
	return math.Hypot(float64(dx), float64(dy))
}

// Axis is the straight line between device pixels and values along one direction of a drawing. The zero Axis belongs
// to a chart that has no such scale.
type Axis struct {
	Pixel0, Pixel1 float64 // the two ends of the axis, in device pixels
	Value0, Value1 float64 // the values at those ends
}

// Value gives the value at a pixel, kept within the ends of the axis. This is how a click or drag on a Curve becomes a
// window.
func (a Axis) Value(pixel float64) float64 {
	if a.Pixel0 == a.Pixel1 {
		return a.Value0
	}
	f := (pixel - a.Pixel0) / (a.Pixel1 - a.Pixel0)
	return a.Value0 + min(max(f, 0), 1)*(a.Value1-a.Value0)
}

// Pixel gives the place of a value, also beyond the ends of the axis.
func (a Axis) Pixel(value float64) float64 {
	if a.Value0 == a.Value1 {
		return a.Pixel0
	}
	return a.Pixel0 + (value-a.Value0)/(a.Value1-a.Value0)*(a.Pixel1-a.Pixel0)
}
