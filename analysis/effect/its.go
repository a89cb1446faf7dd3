package effect

import (
	"math"

	"eenkeer/analysis/repeat"

	"gonum.org/v1/gonum/mat"
)

// Weeks that an interrupted series needs on either side, and those that harmonics of a year need in all.
const (
	seriesBefore = 12
	seriesAfter  = 8
	seasonWeeks  = 104
	yearWeeks    = 365.25 / 7
)

// series fits the interrupted series: a quasi-binomial model of the weeks with a line, a step at the change and another
// slope since. nil when there are too few weeks or the fit does not settle.
func (r *run) series() *Series {
	change := (r.f.start - r.first) / 7
	var at []int
	s := &Series{}
	for w, c := range r.weeks {
		if c.Ripe < repeat.LeastRipe {
			continue
		}
		at = append(at, w)
		if w >= change {
			s.After++
		} else {
			s.Before++
		}
	}
	if s.Before < seriesBefore || s.After < seriesAfter {
		return nil
	}
	shape := Interrupted{At: change, Slope: true}
	if at[len(at)-1]-at[0] >= seasonWeeks {
		shape.Harmonics, shape.Cycle, s.Seasonal = 1, yearWeeks, true
	}
	all := shape.Design(len(r.weeks)) // a week left out keeps its place in time
	_, columns := all.Dims()
	m := Model{Family: Binomial, Design: mat.NewDense(len(at), columns, nil)}
	for row, w := range at {
		m.Design.SetRow(row, all.RawRowView(w))
		m.Outcome = append(m.Outcome, r.weeks[w].Rate())
		m.Weights = append(m.Weights, float64(r.weeks[w].Ripe))
	}
	f, err := Fit(m)
	if err != nil || f.Free < 4 {
		return nil
	}
	s.Dispersion = f.Dispersion
	phi := max(1, f.Dispersion)
	gone := func(row []float64) []float64 { // the line of before, gone on
		out := append([]float64(nil), row...)
		out[ColumnStep], out[ColumnSlope] = 0, 0
		return out
	}
	gradient, total := make([]float64, columns), 0.0
	for row, w := range at {
		x := m.Design.RawRowView(row)
		eta, _ := f.along(x)
		week := SeriesWeek{From: dateOf(r.first + 7*w), Fitted: logistic(eta), Gone: math.NaN(),
			Followed: r.weeks[w].Followed, Ripe: r.weeks[w].Ripe, After: w >= change}
		if week.After {
			x0 := gone(x)
			eta0, _ := f.along(x0)
			week.Gone = logistic(eta0)
			n := m.Weights[row]
			for j := range gradient {
				gradient[j] += n * (slopeAt(eta)*x[j] - slopeAt(eta0)*x0[j])
			}
			s.Mean.Value += n * (week.Fitted - week.Gone)
			total += n
		}
		s.Weeks = append(s.Weeks, week)
	}
	for j := range gradient {
		gradient[j] /= total
	}
	_, v := f.along(gradient)
	s.Mean = normal(s.Mean.Value/total, phi*v)
	x := append([]float64(nil), all.RawRowView(change)...)
	x0 := gone(x)
	eta, _ := f.along(x)
	eta0, _ := f.along(x0)
	for j := range gradient {
		gradient[j] = slopeAt(eta)*x[j] - slopeAt(eta0)*x0[j]
	}
	_, v = f.along(gradient)
	s.Step = normal(logistic(eta)-logistic(eta0), phi*v)
	slope, se := f.Coefficients[ColumnTime], f.Error(ColumnTime, phi)
	s.Trend = slopeAt(eta0) * slope
	s.Falling, s.Rising = slope+z95*se < 0, slope-z95*se > 0
	return s
}

// slopeAt is the derivative of the logistic function.
func slopeAt(eta float64) float64 { p := logistic(eta); return p * (1 - p) }
