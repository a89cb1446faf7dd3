package effect

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > within {
		t.Errorf("%s: %.9g, want %.9g", what, got, want)
	}
}

// Fagerland, Lydersen and Laake 2015, table of example 7/34 against 1/34, as quoted in statsmodels'
// test_proportion.py: 0.019 to 0.34. The digits after that, and the others, are of an independent implementation; the pairs
// are those of Newcombe 1998, table II.
func TestNewcombe(t *testing.T) {
	for _, v := range []struct {
		x1, n1, x2, n2 int
		low, high      float64
	}{
		{7, 34, 1, 34, 0.0189, 0.3404},
		{56, 70, 48, 80, 0.0524, 0.3339},
		{9, 10, 3, 10, 0.1705, 0.8090},
		{6, 7, 2, 7, 0.0582, 0.8062},
		{5, 56, 0, 29, -0.0381, 0.1926},
		{0, 10, 0, 20, -0.1611, 0.2775},
		{10, 10, 0, 20, 0.6791, 1},
	} {
		d := Newcombe(v.x1, v.n1, v.x2, v.n2, 1)
		near(t, "low", d.Low, v.low, 0.5e-4)
		near(t, "high", d.High, v.high, 0.5e-4)
	}
	for _, bad := range []Difference{Newcombe(-1, 5, 0, 5, 1), Newcombe(6, 5, 0, 5, 1), Newcombe(0, 0, 0, 5, 1), Newcombe(1, 5, 1, 5, 0)} {
		if bad.Known() {
			t.Errorf("counts that are none give %v", bad)
		}
	}
	if one, four := Newcombe(300, 1000, 260, 1000, 1), Newcombe(300, 1000, 260, 1000, 4); math.Abs((four.High-four.Low)/(one.High-one.Low)-2) > 0.02 {
		t.Errorf("four times the variance is not about twice the width: %v and %v", one, four)
	}
}

// sicily is the admissions for acute coronary events in Sicily, 2002 to 2006, with the ban on smoking from January 2005 on:
// gasparrini/2017_lopezbernal_IJE_codedata, sicily.csv (Lopez Bernal, Cummins and Gasparrini 2017, doi 10.1093/ije/dyw098).
func sicily(t *testing.T) (events, population []float64) {
	file, err := os.Open("testdata/sicily.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		for column, to := range map[int]*[]float64{2: &events, 6: &population} {
			x, err := strconv.ParseFloat(row[column], 64)
			if err != nil {
				t.Fatal(err)
			}
			*to = append(*to, x)
		}
	}
	return events, population
}

// The values are those printed in clelandcm/ITS, index.html, from R's glm on the same data.
func TestSicily(t *testing.T) {
	events, population := sicily(t)
	if len(events) != 59 {
		t.Fatalf("%d months, want 59", len(events))
	}
	offset := make([]float64, len(population))
	for i, p := range population {
		offset[i] = math.Log(p)
	}
	const ban = 36
	step := Interrupted{At: ban}.Design(59)
	seasons := Interrupted{At: ban, Harmonics: 2, Cycle: 12}.Design(59)
	// The published last model has time × ban for its slope, of which the step is that at time 0.
	wrong := mat.NewDense(59, 8, nil)
	wrong.Slice(0, 59, 0, 7).(*mat.Dense).Copy(seasons)
	for i := ban; i < 59; i++ {
		wrong.Set(i, 7, float64(i+1))
	}
	for _, v := range []struct {
		name                      string
		design                    *mat.Dense
		b, se, low, high, scatter float64
	}{
		{"level and trend", step, -0.1116284, 0.0324959, 0.839, 0.953, 3.559195},
		{"two harmonics", seasons, -0.1220868, 0.0270311, 0.8394010, 0.9332270, 2.262186},
		{"slope as time × ban", wrong, -0.1852194, 0.0835610, 0.705, 0.979, 2.274563},
	} {
		f, err := Fit(Model{Family: Poisson, Design: v.design, Outcome: events, Offset: offset})
		if err != nil {
			t.Fatal(v.name, err)
		}
		b, se := f.Coefficients[ColumnStep], f.Error(ColumnStep, f.Dispersion)
		near(t, v.name+" b", b, v.b, 0.5e-7)
		// R takes the dispersion from the weights of its last step but one, which shows in the sixth digit.
		near(t, v.name+" se", se, v.se, 2e-7)
		near(t, v.name+" dispersion", f.Dispersion, v.scatter, 1e-5)
		near(t, v.name+" low", math.Exp(b-z95*se), v.low, 0.6e-3)
		near(t, v.name+" high", math.Exp(b+z95*se), v.high, 0.6e-3)
		switch v.name {
		case "level and trend":
			near(t, "intercept", f.Coefficients[ColumnLevel], -6.2431509, 0.5e-7)
			near(t, "time", f.Coefficients[ColumnTime], 0.0049450, 0.5e-7)
			near(t, "se of time, Poisson", f.Error(ColumnTime, 1), 0.0004992, 0.5e-7)
			near(t, "se, Poisson", f.Error(ColumnStep, 1), 0.0172248, 0.5e-7)
		case "slope as time × ban":
			near(t, "slope", f.Coefficients[7], 0.0014822, 0.5e-7)
			near(t, "se of slope", f.Error(7, f.Dispersion), 0.0018546, 0.5e-7)
			// Counted from the change the slope is the same, and the step that of the month of the ban.
			right, err := Fit(Model{Family: Poisson, Design: Interrupted{At: ban, Slope: true, Harmonics: 2, Cycle: 12}.Design(59), Outcome: events, Offset: offset})
			if err != nil {
				t.Fatal(err)
			}
			near(t, "slope from the change", right.Coefficients[ColumnSlope], f.Coefficients[7], 1e-8)
			near(t, "step at the change", right.Coefficients[ColumnStep], b+37*f.Coefficients[7], 1e-7)
		}
	}
}

// The Spector data (Spector and Mazzeo 1980) as in statsmodels/datasets/spector/spector.csv; coefficients and errors are
// Stata's as quoted in statsmodels. GPA, TUCE, PSI, grade improved.
func TestLogistic(t *testing.T) {
	data := [][4]float64{
		{2.66, 20, 0, 0}, {2.89, 22, 0, 0}, {3.28, 24, 0, 0}, {2.92, 12, 0, 0}, {4, 21, 0, 1}, {2.86, 17, 0, 0}, {2.76, 17, 0, 0}, {2.87, 21, 0, 0},
		{3.03, 25, 0, 0}, {3.92, 29, 0, 1}, {2.63, 20, 0, 0}, {3.32, 23, 0, 0}, {3.57, 23, 0, 0}, {3.26, 25, 0, 1}, {3.53, 26, 0, 0}, {2.74, 19, 0, 0},
		{2.75, 25, 0, 0}, {2.83, 19, 0, 0}, {3.12, 23, 1, 0}, {3.16, 25, 1, 1}, {2.06, 22, 1, 0}, {3.62, 28, 1, 1}, {2.89, 14, 1, 0}, {3.51, 26, 1, 0},
		{3.54, 24, 1, 1}, {2.83, 27, 1, 1}, {3.39, 17, 1, 1}, {2.67, 24, 1, 0}, {3.65, 21, 1, 1}, {4, 23, 1, 1}, {3.1, 21, 1, 0}, {2.39, 19, 1, 1},
	}
	design, y := mat.NewDense(len(data), 4, nil), make([]float64, len(data))
	for i, d := range data {
		design.SetRow(i, []float64{d[0], d[1], d[2], 1})
		y[i] = d[3]
	}
	f, err := Fit(Model{Family: Binomial, Design: design, Outcome: y})
	if err != nil {
		t.Fatal(err)
	}
	for j, want := range []float64{2.82611297, 0.09515767, 2.37868773, -13.02134832} {
		near(t, "coefficient", f.Coefficients[j], want, 2e-6) // Stata stopped a step earlier
	}
	for j, want := range []float64{1.26294115, 0.14155421, 1.06456430, 4.93132463} {
		near(t, "error", f.Error(j, 1), want, 2e-6)
	}
}

// Fleiss, Levin and Paik's formula without correction; the numbers are of an independent implementation
// (statsmodels' formula for unpooled and pooled variance, and by hand).
func TestSampleSize(t *testing.T) {
	near(t, "30 to 26 %", SampleSize(0.30, 0.26, 0.8), 1976.738, 1e-3)
	near(t, "26 to 30 %", SampleSize(0.26, 0.30, 0.8), SampleSize(0.30, 0.26, 0.8), 1e-9)
	n := SampleSize(0.30, 0.26, 0.8)
	near(t, "power of that size", Power(0.30, n, 0.26, n), 0.8, 1e-9)
	near(t, "smallest fall of that size", Detectable(0.30, n, n), 0.04, 1e-6)
	near(t, "contacts after that are enough", Enough(0.30, n, 0.04), n, 1e-3)
	if !math.IsInf(Enough(0.30, 500, 0.04), 1) {
		t.Error("500 contacts before can never show 4 points")
	}
	if !math.IsInf(Detectable(0.05, 20, 20), 1) {
		t.Error("20 contacts show a fall of 5 %")
	}
	if !math.IsInf(SampleSize(0.3, 0.3, 0.8), 1) || !math.IsNaN(SampleSize(1.2, 0.3, 0.8)) {
		t.Error("no change needs no end of contacts, and a rate above 1 is none")
	}
}

func TestDifferenceInDifferences(t *testing.T) {
	d := DiD(Count{300, 1000}, Count{240, 1000}, Count{1000, 5000}, Count{950, 5000}, 1)
	near(t, "difference", d.Value, -0.06+0.01, 1e-12)
	v := .3*.7/1000 + .24*.76/1000 + .2*.8/5000 + .19*.81/5000
	near(t, "width", d.High-d.Low, 2*1.959964*math.Sqrt(v), 1e-7)
	near(t, "width with φ 2", DiD(Count{300, 1000}, Count{240, 1000}, Count{1000, 5000}, Count{950, 5000}, 2).High-d.Value, 1.959964*math.Sqrt(2*v), 1e-7)
	if DiD(Count{}, Count{1, 2}, Count{1, 2}, Count{1, 2}, 1).Known() {
		t.Error("known without contacts before")
	}
}

func TestFitRefuses(t *testing.T) {
	same := mat.NewDense(6, 2, []float64{1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2})
	if _, err := Fit(Model{Family: Poisson, Design: same, Outcome: []float64{1, 2, 3, 4, 5, 6}}); err == nil {
		t.Error("columns that say the same are fitted")
	}
	if _, err := Fit(Model{Family: Poisson, Design: mat.NewDense(1, 2, []float64{1, 2}), Outcome: []float64{1}}); err == nil {
		t.Error("one observation gives two coefficients")
	}
	// All followed after, none before: the step has no end.
	d := Interrupted{At: 3}.Design(6)
	f, err := Fit(Model{Family: Binomial, Design: d, Outcome: []float64{0, 0, 0, 1, 1, 1}, Weights: []float64{9, 9, 9, 9, 9, 9}})
	if err == nil && !(f.Error(ColumnStep, 1) > 100) {
		t.Errorf("a separated series is fitted with an error of %v", f.Error(ColumnStep, 1))
	}
}
