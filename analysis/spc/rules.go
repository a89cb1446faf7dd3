package spc

import "math"

// RuleSet is a set of rules that belong together. More rules give more false alarms, so one set is the default.
type RuleSet int

const (
	NHS             RuleSet = iota // the four rules of "making data count": outside, trend of 7, 2 of 3 near a limit, 7 on one side
	WesternElectric                // 1956: outside, 2 of 3 beyond 2σ, 4 of 5 beyond 1σ, 8 on one side
	Nelson                         // 1984: eight tests
	RunChart                       // Anhøj: longest run and crossings
)

var ruleSetNames = [...]string{"nhs", "western-electric", "nelson", "run-chart"}

// String is the name of r in files and on the command line.
func (r RuleSet) String() string { return ruleSetNames[r] }

// RuleSetNamed gives the rule set of a name.
func RuleSetNamed(name string) (RuleSet, bool) {
	for i, n := range ruleSetNames {
		if n == name {
			return RuleSet(i), true
		}
	}
	return 0, false
}

// track is the used points of a phase, one after the other.
type track struct {
	index   []int     // where each is in the chart
	y, z    []float64 // its value, and how many standard deviations it lies from the centre (NaN without limits)
	outside []int     // the side on which it lies beyond a limit, 0 within
	near    []int     // and beyond a near limit
	side    []int     // of the centre
}

// track gives the used points of ph.
func (c *Chart) track(ph Phase) track {
	var t track
	for i := ph.From; i < ph.To; i++ {
		p := c.Points[i]
		if !p.Used {
			continue
		}
		t.index = append(t.index, i)
		t.y = append(t.y, p.Value)
		t.z = append(t.z, (p.Value-p.Centre)/p.Sigma)
		t.outside = append(t.outside, beyond(p.Value, p.Low, p.High))
		t.near = append(t.near, beyond(p.Value, p.NearLow, p.NearHigh))
		t.side = append(t.side, sign(p.Value-p.Centre))
	}
	return t
}

// beyond says on which side of low and high v lies, 0 between or where they are NaN.
func beyond(v, low, high float64) int {
	switch {
	case v > high:
		return 1
	case v < low:
		return -1
	}
	return 0
}

// Which points of a window a test flags.
type marks int

const (
	whole marks = iota // all
	near               // those beyond a near limit
	ends               // the last
)

// test is a rule over a window of points: at says whether it holds in the window that ends at i, and on which side.
type test struct {
	rule  Rule
	width int
	marks marks
	at    func(t track, i int) (side int, found bool)
}

var (
	outside     = test{Outside, 1, whole, func(t track, i int) (int, bool) { return t.outside[i], t.outside[i] != 0 }}
	onlyOutside = []test{outside}

	// In precedence. All points of a run are flagged; of three near a limit only the two or three that are near.
	nhsTests = []test{
		outside,
		{Trend, 7, whole, steady(7)},
		{TwoOfThree, 3, near, nearLimit},
		{OneSide, 7, whole, oneSide(7)},
	}
	// Of the older sets only the points are flagged at which a run is long enough.
	westernElectricTests = []test{
		outside,
		{TwoOfThree, 3, ends, most(2, 3, 2)},
		{FourOfFive, 5, ends, most(4, 5, 1)},
		{OneSide, 8, ends, oneSide(8)},
	}
	nelsonTests = []test{
		outside,
		{OneSide, 9, ends, oneSide(9)},
		{Trend, 6, ends, steady(6)},
		{Alternating, 14, ends, alternating(14)},
		{TwoOfThree, 3, ends, most(2, 3, 2)},
		{FourOfFive, 5, ends, most(4, 5, 1)},
		{Hugging, 15, ends, hugging(15)},
		{Mixture, 8, ends, mixture(8)},
	}
)

func (r RuleSet) tests() []test {
	switch r {
	case WesternElectric:
		return westernElectricTests
	case Nelson:
		return nelsonTests
	}
	return nhsTests
}

// steady holds where n points rise or fall without a break.
func steady(n int) func(track, int) (int, bool) {
	return func(t track, i int) (int, bool) {
		s := sign(t.y[i] - t.y[i-1])
		for j := i - n + 2; j <= i; j++ {
			if sign(t.y[j]-t.y[j-1]) != s {
				return 0, false
			}
		}
		return s, s != 0
	}
}

// oneSide holds where n points lie on one side of the centre.
func oneSide(n int) func(track, int) (int, bool) {
	return func(t track, i int) (int, bool) {
		s := t.side[i]
		for j := i - n + 1; j < i; j++ {
			if t.side[j] != s {
				return 0, false
			}
		}
		return s, s != 0
	}
}

// nearLimit holds where two of three points lie beyond a near limit and all three on that side of the centre.
func nearLimit(t track, i int) (int, bool) {
	s, n := t.side[i], 0
	for j := i - 2; j <= i; j++ {
		if t.side[j] != s {
			return 0, false
		}
		if t.near[j] == s {
			n++
		}
	}
	return s, s != 0 && n >= 2
}

// most holds where at least k of n points lie more than d standard deviations out on the side of the last, that one too.
func most(k, n int, d float64) func(track, int) (int, bool) {
	return func(t track, i int) (int, bool) {
		s := sign(t.z[i])
		if !(t.z[i]*float64(s) > d) {
			return 0, false
		}
		found := 0
		for j := i - n + 1; j <= i; j++ {
			if t.z[j]*float64(s) > d {
				found++
			}
		}
		return s, found >= k
	}
}

// alternating holds where n points go up and down in turn.
func alternating(n int) func(track, int) (int, bool) {
	return func(t track, i int) (int, bool) {
		for j := i - n + 3; j <= i; j++ {
			if sign(t.y[j]-t.y[j-1])*sign(t.y[j-1]-t.y[j-2]) != -1 {
				return 0, false
			}
		}
		return 0, true
	}
}

// hugging holds where n points lie within 1σ.
func hugging(n int) func(track, int) (int, bool) {
	return func(t track, i int) (int, bool) {
		for j := i - n + 1; j <= i; j++ {
			if !(math.Abs(t.z[j]) < 1) {
				return 0, false
			}
		}
		return 0, true
	}
}

// mixture holds where n points lie beyond 1σ, some on either side.
func mixture(n int) func(track, int) (int, bool) {
	return func(t track, i int) (int, bool) {
		high, low := false, false
		for j := i - n + 1; j <= i; j++ {
			high, low = high || t.z[j] > 1, low || t.z[j] < -1
			if !(math.Abs(t.z[j]) > 1) {
				return 0, false
			}
		}
		return 0, high && low
	}
}
