package survival

import (
	"math"
	"testing"
)

// observed turns times into observations; a time below 0 is one that ended without the event.
func observed(times ...float64) Table {
	happened := make([]bool, len(times))
	watched := make([]float64, len(times))
	for i, t := range times {
		happened[i], watched[i] = t > 0, math.Abs(t)
	}
	return Collect(watched, happened)
}

// The aml data (Miller 1981, from Embury et al. 1977): weeks of remission.
func maintained() Table { return observed(9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161) }
func nonmaintained() Table {
	return observed(5, 5, 8, 8, 12, -16, 23, 27, 30, 33, 43, 45)
}

// row is a line of the summary that R prints of a curve.
type row struct {
	time             float64
	atRisk, events   int
	s, se, low, high float64
}

// agrees holds a number against one that was printed with some digits, half of the last is its error; NaN is NA.
func agrees(t *testing.T, what string, got, want, half float64) {
	t.Helper()
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > half*1.001 {
		t.Errorf("%s is %.6g, want %g", what, got, want)
	}
}

var na = math.NaN()

// Source: therneau/survival, tests/doaml.Rout.save @a2533a9, which names Miller: summary(survfit(Surv(time, status) ~ x)).
func TestMillersCurves(t *testing.T) {
	for _, c := range []struct {
		name        string
		table       Table
		decimals    float64 // half of the last digit of S
		low         float64 // and of the lower limit
		rows        []row
		median, mlo float64
	}{
		{"maintained", maintained(), 0.0005, 0.00005, []row{
			{9, 11, 1, 0.909, 0.0867, 0.7541, 1.000}, {13, 10, 1, 0.818, 0.1163, 0.6192, 1.000},
			{18, 8, 1, 0.716, 0.1397, 0.4884, 1.000}, {23, 7, 1, 0.614, 0.1526, 0.3769, 0.999},
			{31, 5, 1, 0.491, 0.1642, 0.2549, 0.946}, {34, 4, 1, 0.368, 0.1627, 0.1549, 0.875},
			{48, 2, 1, 0.184, 0.1535, 0.0359, 0.944}}, 31, 18},
		{"nonmaintained", nonmaintained(), 0.00005, 0.00005, []row{
			{5, 12, 2, 0.8333, 0.1076, 0.6470, 1.000}, {8, 10, 2, 0.6667, 0.1361, 0.4468, 0.995},
			{12, 8, 1, 0.5833, 0.1423, 0.3616, 0.941}, {23, 6, 1, 0.4861, 0.1481, 0.2675, 0.883},
			{27, 5, 1, 0.3889, 0.1470, 0.1854, 0.816}, {30, 4, 1, 0.2917, 0.1387, 0.1148, 0.741},
			{33, 3, 1, 0.1944, 0.1219, 0.0569, 0.664}, {43, 2, 1, 0.0972, 0.0919, 0.0153, 0.620},
			{45, 1, 1, 0.0000, na, na, na}}, 23, 8},
	} {
		t.Run(c.name, func(t *testing.T) {
			curve := Estimate(c.table, 0.95)
			if curve.Len() != len(c.rows) {
				t.Fatalf("%d steps, want %d", curve.Len(), len(c.rows))
			}
			for i, want := range c.rows {
				got := curve.Step(i)
				if got.Time != want.time || got.AtRisk != want.atRisk || got.Events != want.events {
					t.Errorf("step %d: %+v, want %+v", i, got, want)
				}
				agrees(t, "S", got.S, want.s, c.decimals)
				agrees(t, "SE", got.SE, want.se, 0.00005)
				agrees(t, "low", got.Low, want.low, c.low)
				agrees(t, "high", got.High, want.high, 0.0005)
			}
			m := curve.Quantile(0.5)
			agrees(t, "median", m.Value, c.median, 0)
			agrees(t, "its low", m.Low, c.mlo, 0)
			agrees(t, "its high", m.High, na, 0)
		})
	}
}

// Source: therneau/survival, tests/doaml.Rout.save @a2533a9: survdiff.
func TestMillersLogRank(t *testing.T) {
	test, err := LogRank(maintained(), nonmaintained())
	if err != nil {
		t.Fatal(err)
	}
	agrees(t, "expected", test.Expected[0], 10.69, 0.005)
	agrees(t, "expected", test.Expected[1], 7.31, 0.005)
	agrees(t, "chi-square", test.ChiSquare, 3.40, 0.005)
	agrees(t, "p", test.P, 0.0653, 0.00005)
	if test.Observed[0] != 7 || test.Observed[1] != 11 || test.Freedom != 1 {
		t.Errorf("%+v", test)
	}
}

// Source: therneau/survival, tests/quantile.Rout.save @5395b8a: levels before the first step, in between, after the last, and
// exactly on a level stretch.
func TestQuantiles(t *testing.T) {
	levels := []float64{13. / 14, 6. / 7, 2. / 3, 0.5, 9. / 35, 0.1}
	for _, c := range []struct {
		name                string
		table               Table
		value, lower, upper []float64
	}{
		{"all", observed(9, 1, -1, 6, 6, -8, -10), []float64{1, 3.5, 6, 9, 9.5, na}, []float64{1, 1, 1, 6, 6, 9}, []float64{na, na, na, na, na, na}},
		{"x = 0", observed(9, 6, -8, -10), []float64{6, 6, 9, 9, na, na}, []float64{6, 6, 6, 6, 9, 9}, []float64{na, na, na, na, na, na}},
		{"x = 1", observed(1, -1, 6), []float64{1, 1, 3.5, 6, 6, 6}, []float64{1, 1, 1, 1, na, na}, []float64{na, na, na, na, na, na}},
	} {
		curve := Estimate(c.table, 0.95)
		for i, level := range levels {
			q := curve.Quantile(1 - level)
			agrees(t, c.name+" quantile", q.Value, c.value[i], 1e-9)
			agrees(t, c.name+" lower", q.Low, c.lower[i], 1e-9)
			agrees(t, c.name+" upper", q.High, c.upper[i], 1e-9)
		}
	}
}

// Source: therneau/survival, tests/ovarian.Rout.save @08139b1: summary(survfit(Surv(futime, fustat) ~ 1), censor=TRUE), the 26
// women of the ovarian data.
func TestOvarian(t *testing.T) {
	rows := []row{
		{59, 26, 1, 0.962, 0.0377, 0.890, 1.000}, {115, 25, 1, 0.923, 0.0523, 0.826, 1.000},
		{156, 24, 1, 0.885, 0.0627, 0.770, 1.000}, {268, 23, 1, 0.846, 0.0708, 0.718, 0.997},
		{329, 22, 1, 0.808, 0.0773, 0.670, 0.974}, {353, 21, 1, 0.769, 0.0826, 0.623, 0.949},
		{365, 20, 1, 0.731, 0.0870, 0.579, 0.923}, {377, 19, 0, 0.731, 0.0870, 0.579, 0.923},
		{421, 18, 0, 0.731, 0.0870, 0.579, 0.923}, {431, 17, 1, 0.688, 0.0919, 0.529, 0.894},
		{448, 16, 0, 0.688, 0.0919, 0.529, 0.894}, {464, 15, 1, 0.642, 0.0965, 0.478, 0.862},
		{475, 14, 1, 0.596, 0.0999, 0.429, 0.828}, {477, 13, 0, 0.596, 0.0999, 0.429, 0.828},
		{563, 12, 1, 0.546, 0.1032, 0.377, 0.791}, {638, 11, 1, 0.497, 0.1051, 0.328, 0.752},
		{744, 10, 0, 0.497, 0.1051, 0.328, 0.752}, {769, 9, 0, 0.497, 0.1051, 0.328, 0.752},
		{770, 8, 0, 0.497, 0.1051, 0.328, 0.752}, {803, 7, 0, 0.497, 0.1051, 0.328, 0.752},
		{855, 6, 0, 0.497, 0.1051, 0.328, 0.752}, {1040, 5, 0, 0.497, 0.1051, 0.328, 0.752},
		{1106, 4, 0, 0.497, 0.1051, 0.328, 0.752}, {1129, 3, 0, 0.497, 0.1051, 0.328, 0.752},
		{1206, 2, 0, 0.497, 0.1051, 0.328, 0.752}, {1227, 1, 0, 0.497, 0.1051, 0.328, 0.752},
	}
	var times []float64
	for _, r := range rows {
		if r.events == 0 {
			r.time = -r.time
		}
		times = append(times, r.time)
	}
	curve := Estimate(observed(times...), 0.95)
	if curve.Watched != 26 || curve.Events != 12 || curve.End != 1227 {
		t.Errorf("%d watched, %d events, until %g", curve.Watched, curve.Events, curve.End)
	}
	for _, want := range rows {
		got := curve.At(want.time)
		if got.AtRisk != want.atRisk || got.Events != want.events || got.Censored != 1-want.events {
			t.Errorf("%+v, want %+v", got, want)
		}
		agrees(t, "S", got.S, want.s, 0.0005)
		agrees(t, "SE", got.SE, want.se, 0.00005)
		agrees(t, "low", got.Low, want.low, 0.0005)
		agrees(t, "high", got.High, want.high, 0.0005)
	}
}
