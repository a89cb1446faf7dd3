package effect

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Interrupted says what the design of an interrupted series holds besides a level and a straight line in time.
type Interrupted struct {
	// At is the first period after the change, from 0; the step of the level begins there.
	At int
	// Slope lets the line go on at another slope after the change. It is counted from the time of the change, not as time ×
	// change: else the step is that at time 0 (Xiao and others 2021, PMC8271192).
	Slope bool
	// Harmonics pairs of sine and cosine over Cycle periods follow the season. It takes two cycles for them to mean anything.
	Harmonics int
	Cycle     float64
}

// The columns of [Interrupted.Design].
const (
	ColumnLevel = iota
	ColumnTime
	ColumnStep
	ColumnSlope // only with Slope
)

// Design gives the design of n periods: 1, the number of the period from 1, 0 before and 1 after the change, the periods
// since the change if Slope, then the harmonics.
func (s Interrupted) Design(n int) *mat.Dense {
	columns := 3 + 2*s.Harmonics
	if s.Slope {
		columns++
	}
	d := mat.NewDense(n, columns, nil)
	for i := range n {
		row := []float64{1, float64(i + 1), 0}
		if i >= s.At {
			row[ColumnStep] = 1
		}
		if s.Slope {
			row = append(row, max(0, float64(i-s.At)))
		}
		for h := 1; h <= s.Harmonics; h++ {
			angle := 2 * math.Pi * float64(h) * float64(i+1) / s.Cycle
			row = append(row, math.Sin(angle), math.Cos(angle))
		}
		d.SetRow(i, row)
	}
	return d
}
