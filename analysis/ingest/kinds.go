package ingest

import (
	"eenkeer/analysis/ingest/moment"
)

// traits are what the sampled values of a column have in common.
type traits struct {
	n                    int // values that are not missing
	dates, clocks, numbs int
	withClock            int // dates with a time of day
	compact              int // dates that might be plain numbers as well
	distinct             int
	length               int // of all values together
	exponents            int // whole numbers that a spreadsheet has rounded: 1.2E+07
	whole, small         int // whole numbers from 0; those below 100
	zeros                int
}

// share gives k as a part of the values.
func (t traits) share(k int) float64 {
	if t.n == 0 {
		return 0
	}
	return float64(k) / float64(t.n)
}

// traitsOf looks at the values of a column; the marks that mean missing do not
// count. serial says that numbers are a spreadsheet's dates.
func traitsOf(values []string, order string, serial bool) traits {
	var t traits
	r := moment.NewReader(order, serial, false, DefaultZone())
	seen := map[string]bool{}
	for _, v := range values {
		if missingMarks[foldMark(v)] {
			continue
		}
		s := []byte(v)
		t.n++
		t.length += len(s)
		seen[v] = true
		allDigits := true
		for _, b := range s {
			if b-'0' > 9 {
				allDigits = false
				break
			}
		}
		if ms, ok := r.Read(s); ok {
			if allDigits {
				t.compact++
			} else {
				t.dates++
			}
			if moment.Mod(ms, moment.Day) != 0 {
				t.withClock++
			}
		} else if !allDigits {
			if _, plain := moment.Number(s); plain {
				// counted below
			} else if _, ok := moment.Seconds(s, ""); ok {
				t.clocks++
			} else if _, _, _, ok := moment.Clock(s); ok {
				t.clocks++
			}
		}
		if f, ok := moment.Number(s); ok {
			t.numbs++
			if f >= 0 && f == float64(int64(f)) {
				t.whole++
				if f < 100 {
					t.small++
				}
				if f == 0 {
					t.zeros++
				}
			}
			for _, b := range s {
				if b|0x20 == 'e' {
					t.exponents++
					break
				}
			}
		}
	}
	t.distinct = len(seen)
	return t
}

// columnKinds says of every column what its values look like.
func (t *Table) columnKinds() {
	for c := range t.Columns {
		col := &t.Columns[c]
		values := (&sample{rows: t.Head}).column(c)
		tr := traitsOf(values, "dmy", false)
		if alt := traitsOf(values, "mdy", false); alt.dates > tr.dates {
			tr = alt
		}
		dated := meansTime(col.Header)
		if col.Kind = tr.kind(dated); dated && col.Kind == KindNumber && moment.LooksSerialColumn(values) {
			col.Kind = KindDate
		}
		if meansClock(col.Header) && oddClocks(values) {
			col.Kind = KindClock
		}
	}
}

// kind names what the values look like; dated says that the header means a time,
// so that plain digits may be dates, and half of the values will do: the others
// are told as problems, row by row.
func (t traits) kind(dated bool) Kind {
	const most, half = 0.8, 0.5
	switch {
	case t.n == 0:
		return KindEmpty
	case t.share(t.dates) >= most, dated && t.share(t.dates+t.compact) >= half:
		return KindDate
	case t.share(t.clocks) >= most:
		return KindClock
	case t.share(t.numbs) >= most:
		return KindNumber
	}
	return KindText
}
