package spc

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// RunTest counts the runs of a phase about its centre (Anhøj and Olesen 2014, doi 10.1371/journal.pone.0113825). Points on
// the centre are left out. The trend rule is not among them: it finds next to nothing on a run chart.
type RunTest struct {
	Useful       int   // points not on the centre
	Longest      int   // points in the longest run on one side
	LongestMax   int   // a longer run is a signal
	LongestAt    Range // where that run is; points on the centre may lie in it
	LongestSide  int
	Crossings    int // times that the line crosses the centre
	CrossingsMin int // fewer is a signal
}

// Signal says whether the runs are not those of chance.
func (t RunTest) Signal() bool {
	return t.Useful > 0 && (t.Longest > t.LongestMax || t.Crossings < t.CrossingsMin)
}

// runTest counts the runs of the used points of r about centre.
func (c *Chart) runTest(r Range, centre float64) RunTest {
	var t RunTest
	side, length, from := 0, 0, 0
	for i := r.From; i < r.To; i++ {
		p := c.Points[i]
		if !p.Used || p.Value == centre {
			continue
		}
		t.Useful++
		if s := sign(p.Value - centre); s != side {
			if side != 0 {
				t.Crossings++
			}
			side, length, from = s, 0, i
		}
		length++
		if length > t.Longest {
			t.Longest, t.LongestAt, t.LongestSide = length, Range{from, i + 1}, side
		}
	}
	t.LongestMax, t.CrossingsMin = runLimits(t.Useful)
	return t
}

// runLimits gives the longest run and the least crossings that n useful points may have: round(log2(n)+3) and the 5 %
// point of the binomial distribution of n−1 crossings that are as likely as not.
func runLimits(n int) (longest, crossings int) {
	if n < 1 {
		return 0, 0
	}
	longest = int(math.Round(math.Log2(float64(n)) + 3))
	if n == 1 {
		return longest, 0
	}
	b := distuv.Binomial{N: float64(n - 1), P: 0.5}
	sum := 0.0
	for k := 0; k < n; k++ {
		sum += b.Prob(float64(k))
		if sum >= 0.05 {
			return longest, k
		}
	}
	return longest, n - 1
}

// sign is −1, 0 or +1.
func sign(v float64) int {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}
