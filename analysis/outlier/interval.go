package outlier

import "math"

// Byar gives Byar's interval of a count that is taken to be Poisson (Breslow and Day 1987, as PHEindicatormethods has it).
// NaN for a count below 0.
func Byar(count int, confidence float64) (low, high float64) {
	if count < 0 {
		return math.NaN(), math.NaN()
	}
	z, x := point(confidence), float64(count)
	if count > 0 {
		low = max(0, x*math.Pow(1-1/(9*x)-z/(3*math.Sqrt(x)), 3))
	}
	y := x + 1
	return low, y * math.Pow(1-1/(9*y)+z/(3*math.Sqrt(y)), 3)
}

// CountInterval gives the interval of a count as PHE does: exact of Poisson below 10, Byar's from there on. NaN for a count
// below 0.
func CountInterval(count int, confidence float64) (low, high float64) {
	if count < 0 || count >= 10 {
		return Byar(count, confidence)
	}
	a := (1 - confidence) / 2
	if count > 0 {
		low = chi2(a, 2*float64(count)) / 2
	}
	return low, chi2(1-a, 2*float64(count)+2) / 2
}

// LogInterval gives the log-normal interval of a ratio that rests on a count: exp(ln ratio ∓ z ÷ √count) (epitools,
// ageadjust.indirect). NaN when the count is not above 0.
func LogInterval(ratio float64, count int, confidence float64) (low, high float64) {
	if count <= 0 {
		return math.NaN(), math.NaN()
	}
	d := point(confidence) / math.Sqrt(float64(count))
	return ratio * math.Exp(-d), ratio * math.Exp(d)
}
