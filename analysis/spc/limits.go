package spc

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Constants of moving ranges of two points. Three standard deviations are then 3/1.128 = 2.66 mean moving ranges.
const (
	rangeToSigma = 1.128
	rangeLimit   = 3.267
)

// Least numbers of usable points: under leastPoints there are no limits, under trialPoints they are trial limits.
const (
	leastPoints = 5
	trialPoints = 12
)

// Lack says why a phase has no limits.
type Lack int

const (
	Complete  Lack = iota // it has them
	TooFew                // under 5 usable points
	NoSpread              // all usable points are alike
	NoneByArt             // the kind of chart has none
)

// model is the centre of a phase and the spread of its points.
type model struct {
	centre   float64
	sigma    float64 // of a point: for P, P′ and U with a base of 1
	sigmaZ   float64 // 1 unless P′
	screened int     // moving ranges left out of the estimate
}

// spread is the standard deviation of point i.
func (m model) spread(s Series, k Kind, i int) float64 {
	if k.based() {
		return m.sigmaZ * m.sigma / math.Sqrt(s.Bases[i])
	}
	return m.sigma
}

// fit gives the model of kind k of the points idx of s; values are those of the chart. idx is not empty.
func fit(s Series, k Kind, values []float64, idx []int, screen bool) model {
	m := model{sigmaZ: 1}
	switch k {
	case P, PPrime, U:
		m.centre = pooled(s, idx)
		if k == U {
			m.sigma = math.Sqrt(m.centre)
			break
		}
		m.sigma = math.Sqrt(m.centre * (1 - m.centre))
		if k == PPrime && m.sigma > 0 {
			m.sigmaZ, m.screened = spreadOf(standardised(s, m, idx), screen)
		}
	case C:
		m.centre = stat.Mean(pick(values, idx), nil)
		m.sigma = math.Sqrt(m.centre)
	case MR:
		// The upper limit lies at 3.267 times the mean range.
		m.centre = stat.Mean(pick(values, idx), nil)
		m.sigma = m.centre * (rangeLimit - 1) / 3
	case Run:
		m.centre = median(pick(values, idx))
	default:
		ys := pick(values, idx)
		m.centre = stat.Mean(ys, nil)
		m.sigma, m.screened = spreadOf(ys, screen)
	}
	return m
}

// pooled is the sum of the values of idx over the sum of their bases.
func pooled(s Series, idx []int) float64 {
	x, n := 0.0, 0.0
	for _, i := range idx {
		x += s.Values[i]
		n += s.Bases[i]
	}
	return x / n
}

// standardised gives how many binomial standard deviations each of idx lies from the centre of m.
func standardised(s Series, m model, idx []int) []float64 {
	zs := make([]float64, len(idx))
	for j, i := range idx {
		zs[j] = (s.value(i) - m.centre) / (m.sigma / math.Sqrt(s.Bases[i]))
	}
	return zs
}

// spreadOf estimates the standard deviation of ys from their moving ranges: mean range / 1.128. With screen the ranges
// of at least 3.267 times the mean are left out first, once.
func spreadOf(ys []float64, screen bool) (sigma float64, screened int) {
	if len(ys) < 2 {
		return 0, 0
	}
	ranges := make([]float64, len(ys)-1)
	for i := range ranges {
		ranges[i] = math.Abs(ys[i+1] - ys[i])
	}
	mean := stat.Mean(ranges, nil)
	if screen {
		kept := slices.DeleteFunc(slices.Clone(ranges), func(r float64) bool { return r >= rangeLimit*mean })
		if len(kept) > 0 {
			screened = len(ranges) - len(kept)
			mean = stat.Mean(kept, nil)
		}
	}
	return mean / rangeToSigma, screened
}

// pick gives the values at idx.
func pick(values []float64, idx []int) []float64 {
	out := make([]float64, len(idx))
	for j, i := range idx {
		out[j] = values[i]
	}
	return out
}

// median is the middle value, or the mean of the two in the middle.
func median(ys []float64) float64 {
	s := slices.Sorted(slices.Values(ys))
	n := len(s)
	return (s[(n-1)/2] + s[n/2]) / 2
}
