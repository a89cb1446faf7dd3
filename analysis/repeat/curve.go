package repeat

import (
	"context"
	"fmt"
	"slices"
)

// Curve gives the counts of the whole selection at each of the windows, which
// must be in rising order: how the rates grow as the window does. The window of
// the definition is not looked at. It is one run through the contacts, however
// many windows there are: every gap is filed under the first window that holds it.
func (e *Engine) Curve(ctx context.Context, q Query, windows []Span) ([]Counts, error) {
	if len(windows) == 0 {
		return nil, nil
	}
	if len(windows) > mostWindows {
		return nil, fmt.Errorf("a curve has at most %d windows", mostWindows)
	}
	q.By = nil
	q.Definition.Window = max(windows[len(windows)-1], q.Definition.LeastGap)
	if err := q.Check(); err != nil {
		return nil, err
	}
	if !slices.IsSorted(windows) || windows[0] < 0 {
		return nil, fmt.Errorf("windows of a curve must rise from 0 or more")
	}
	l, err := e.linked(ctx, q.Definition)
	if err != nil {
		return nil, err
	}
	m, err := e.mask(ctx, q.Selection)
	if err != nil {
		return nil, err
	}
	f := newFiler(windows)
	n := e.log.Len() - e.log.Keyed
	parts := make([][2]filed, partsOf(n))
	if err := inParts(ctx, n, func(part, from, until int) {
		for start := from; start < until && ctx.Err() == nil; start += block {
			end := min(start+block, until)
			var counted, eligible []uint8
			if m.bits != nil {
				counted = m.bits[e.log.Keyed+start : e.log.Keyed+end]
			}
			if l.eligible != nil {
				eligible = l.eligible[start:end]
			}
			f.file(&parts[part], l.back[start:end], l.ahead[start:end], l.age[start:end], counted, eligible)
		}
	}); err != nil {
		return nil, err
	}
	var repeats, unripe, followed [256]int
	contacts := 0
	for p := range parts {
		for s := range parts[p] {
			for k := range len(windows) + 1 {
				repeats[k] += int(parts[p][s].repeats[k])
				unripe[k] += int(parts[p][s].unripe[k])
				followed[k] += int(parts[p][s].followed[k])
				contacts += int(parts[p][s].unripe[k])
			}
		}
	}
	curve := make([]Counts, len(windows))
	sum := Counts{Contacts: contacts, Ripe: contacts}
	for k := range windows {
		sum.Repeats += repeats[k]
		sum.Ripe -= unripe[k]
		sum.Followed += followed[k] - unripe[k]
		curve[k] = sum
	}
	return curve, nil
}

// CurveWindows gives windows from an hour to 60 days: fine at the start, where the
// curve is steep. Where only opening hours count, a day is a working day; where whole
// days count, the first is the day itself.
func CurveWindows(d Definition) []Span {
	day := d.DayLength()
	var windows []Span
	if d.CalendarDays {
		windows = []Span{0}
	} else {
		for _, hours := range []Span{1, 2, 3, 4, 6, 8, 12, 16, 20} {
			if w := hours * Hour; w < day {
				windows = append(windows, w)
			}
		}
	}
	for n := Span(1); n <= 60; {
		windows = append(windows, n*day)
		switch {
		case n < 16:
			n++
		case n < 30:
			n += 2
		default:
			n += 3
		}
	}
	return windows
}

// filer finds the first of some windows that holds a gap: through a table with
// an entry for every 2^shift seconds, and as many steps as the fullest entry has
// windows. Places of windows are bytes and arrays have room for any: there is
// nothing to check.
type filer struct {
	windows [256]int32 // seconds; after the last one that holds anything
	table   []uint8
	shift   uint
	steps   int
}

// mostWindows is how many windows a curve can have.
const mostWindows = 255

func newFiler(windows []Span) *filer {
	f := &filer{}
	for i := range f.windows {
		f.windows[i] = none
		if i < len(windows) {
			f.windows[i] = int32(min(windows[i].Seconds(), none-2))
		}
	}
	longest := f.windows[len(windows)-1]
	for longest>>f.shift > 1<<12 {
		f.shift++
	}
	f.table = make([]uint8, int(longest>>f.shift)+2)
	at := 0
	for i := range f.table {
		for f.windows[at] < int32(min(int64(i)<<f.shift, none)) {
			at++
		}
		f.table[i] = uint8(at)
		if i > 0 {
			f.steps = max(f.steps, at-int(f.table[i-1]))
		}
	}
	return f
}

// first gives the place of the first window that is at least a gap.
func (f *filer) first(gap int32) uint8 {
	at := f.table[min(int(gap>>f.shift), len(f.table)-1)]
	for range f.steps {
		at += uint8(uint32(f.windows[at]-gap) >> 31)
	}
	return at
}

// filed is how many contacts were filed under each window: those that repeat from
// this window on; that are no longer ripe from it on; that are followed from it on,
// or no longer ripe.
type filed struct{ repeats, unripe, followed [256]uint32 }

// places are those of the windows of a contact.
type filedPlaces struct{ repeats, unripe, followed uint8 }

func (f *filer) file(to *[2]filed, back, ahead, age []int32, counted, eligible []uint8) {
	var places [block]filedPlaces
	ahead, age = ahead[:len(back)], age[:len(back)]
	if f.steps == 1 {
		table, shift := f.table, f.shift&31
		last := int32(len(table) - 1)
		for i := range back {
			b, a, old := back[i], ahead[i], age[i]+1
			x, y, z := table[min(b>>shift, last)], table[min(a>>shift, last)], table[min(old>>shift, last)]
			x += uint8(uint32(f.windows[x]-b) >> 31)
			y += uint8(uint32(f.windows[y]-a) >> 31)
			z += uint8(uint32(f.windows[z]-old) >> 31)
			places[i] = filedPlaces{x, z, min(y, z)}
		}
	} else {
		for i := range back {
			unripe := f.first(age[i] + 1)
			places[i] = filedPlaces{f.first(back[i]), unripe, min(f.first(ahead[i]), unripe)}
		}
	}
	// Two sets take turns, so that contacts that follow each other need not wait for one another.
	one, two := &to[0], &to[1]
	if counted == nil && eligible == nil {
		i := 0
		for ; i+1 < len(back); i += 2 {
			p, q := places[i], places[i+1]
			one.repeats[p.repeats]++
			two.repeats[q.repeats]++
			one.unripe[p.unripe]++
			two.unripe[q.unripe]++
			one.followed[p.followed]++
			two.followed[q.followed]++
		}
		if i < len(back) {
			one.add(places[i], 1)
		}
		return
	}
	for i := range back {
		n := uint32(1)
		if counted != nil {
			n = uint32(counted[i])
		}
		if eligible != nil {
			n &= uint32(eligible[i])
		}
		one.add(places[i], n)
		one, two = two, one
	}
}

func (f *filed) add(p filedPlaces, n uint32) {
	f.repeats[p.repeats] += n
	f.unripe[p.unripe] += n
	f.followed[p.followed] += n
}
