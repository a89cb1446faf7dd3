package outlier

import (
	"fmt"

	"eenkeer/analysis/repeat"
)

// Overdispersion is how the common spread between units, beyond chance, is allowed for.
type Overdispersion string

// The ways. Auto is Additive where the data ask for it.
const (
	Auto           Overdispersion = "auto"
	Additive       Overdispersion = "additive"       // random effects: variance τ² between units on top of chance
	Multiplicative Overdispersion = "multiplicative" // chance made wider by √φ
	NoSpread       Overdispersion = "none"
)

// Options are the choices of a comparison. The zero value is the usual comparison.
type Options struct {
	Overdispersion Overdispersion `json:"overdispersion"`   // empty: Auto
	Alpha          float64        `json:"alpha"`            // false-discovery share; 0: 0.05
	LeastRipe      int            `json:"least_ripe"`       // ripe contacts a unit needs to be judged; 0: 10, and never less
	LeastStratum   int            `json:"least_stratum"`    // ripe contacts a stratum needs; 0: 30
	Trim           float64        `json:"trim"`             // winsorised at either end before φ; 0: 0.10
	Top            int            `json:"top"`              // contributions of each kind that explain a flag; 0: 3
	LargestRatio   float64        `json:"largest_ratio"`    // a unit that could only show a larger ratio is too small to judge; 0: 3
	LargestOwnPart float64        `json:"largest_own_part"` // a unit that is more of its own strata is not judged; 0: 0.9
}

// LeastUnits is the number of judged units from which the spread between them can be told.
const LeastUnits = 10

func (o Options) filled() (Options, error) {
	if o.Overdispersion == "" {
		o.Overdispersion = Auto
	}
	for _, v := range []struct {
		at    *float64
		usual float64
	}{{&o.Alpha, 0.05}, {&o.Trim, 0.10}, {&o.LargestRatio, 3}, {&o.LargestOwnPart, 0.9}} {
		if *v.at == 0 {
			*v.at = v.usual
		}
	}
	if o.LeastStratum == 0 {
		o.LeastStratum = LeastStratum
	}
	if o.Top == 0 {
		o.Top = 3
	}
	o.LeastRipe = max(o.LeastRipe, repeat.LeastRipe)
	switch {
	case o.Alpha < 0 || o.Alpha >= 1:
		return o, fmt.Errorf("the false-discovery share is between 0 and 1, not %g", o.Alpha)
	case o.Trim < 0 || o.Trim >= 0.5:
		return o, fmt.Errorf("what is winsorised at either end is less than half, not %g", o.Trim)
	case o.Top < 0 || o.LeastStratum < 0 || o.LargestRatio <= 1 || o.LargestOwnPart < 0 || o.LargestOwnPart > 1:
		return o, fmt.Errorf("a choice of the comparison is out of range: %+v", o)
	}
	switch o.Overdispersion {
	case Auto, Additive, Multiplicative, NoSpread:
		return o, nil
	}
	return o, fmt.Errorf("overdispersion is auto, additive, multiplicative or none, not %q", o.Overdispersion)
}
