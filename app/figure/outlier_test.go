package figure

import (
	"testing"

	"eenkeer/analysis/outlier"
)

// Customers are named in an explanation only where one of them matters; where none does, that is said.
func TestTellingParts(t *testing.T) {
	row := func(customers ...outlier.Contribution) outlier.Row {
		r := outlier.Row{Key: []string{"M047"}}
		r.Followed, r.Expected = 150, 234
		r.Explanation = append([]outlier.Contribution{{By: "reason", Key: "Levering", Excess: -18}}, customers...)
		return r
	}
	small, large := outlier.Contribution{By: outlier.Customer, Ripe: 2, Excess: -1}, outlier.Contribution{By: outlier.Customer, Ripe: 40, Excess: -30}
	carries := outlier.Contribution{By: outlier.Customer, Ripe: 9, Excess: -5, Goes: true}
	for _, c := range []struct {
		row   outlier.Row
		parts int
		alone bool
	}{{row(small, small, small), 1, true}, {row(large, small, small), 2, false}, {row(carries, small), 2, false}, {row(), 1, false}} {
		parts, alone := Telling(c.row)
		if len(parts) != c.parts || alone != c.alone {
			t.Errorf("%+v: %d parts, none alone %v; want %d, %v", c.row.Explanation, len(parts), alone, c.parts, c.alone)
		}
	}
	if got := ExplanationText(row(small), nl); got != "Levering −18" {
		t.Error(got)
	}
}
