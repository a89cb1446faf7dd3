package effect

import (
	"math"
	"slices"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"

	"gonum.org/v1/gonum/stat/distuv"
)

// Verdict is what can be said of a change, from the interval of its effect alone.
type Verdict string

// The verdicts.
const (
	Lower    Verdict = "lower"         // the whole interval lies below 0
	Higher   Verdict = "higher"        // the whole interval lies above 0
	NoChange Verdict = "no_difference" // 0 lies inside, and a fall as large as was looked for would have been found
	TooEarly Verdict = "too_early"     // 0 lies inside, and there are too few contacts to tell
)

// Why says why a verdict is [TooEarly].
type Why string

// The reasons.
const (
	WhyNotStarted Why = "not_started" // no contact since the change is ripe yet
	WhyNoBaseline Why = "no_baseline" // under LeastRipe ripe contacts before it: no waiting will help
	WhyFirstDays  Why = "first_days"  // under LeastRipe ripe contacts, or under a week, since
	WhyMore       Why = "more"        // more contacts are needed
)

// Method is what the effect is measured against.
type Method string

// The methods.
const (
	AgainstOthers Method = "others" // what happened to contacts nobody touched in the same weeks: difference in differences
	AgainstBefore Method = "before" // the weeks before alone
)

// Doubt is something that a reader should know beside the verdict.
type Doubt string

// The doubts.
const (
	PickedBaseline Doubt = "picked_baseline" // the weeks on which the scope was picked had to serve, pulled towards those of its kind
	FallingBefore  Doubt = "falling_before"  // the rate was already falling before the change
	RisingBefore   Doubt = "rising_before"   // or rising
	OthersToo      Doubt = "others_too"      // over a tenth of its contacts were touched by another change meanwhile
	NewReasons     Doubt = "new_reasons"     // over a fifth of its contacts since have a reason it hardly had before
	SeriesDiffers  Doubt = "series_differs"  // the interrupted series says something else
	ShortBaseline  Doubt = "short_baseline"  // under eight weeks before
)

// Least numbers for a comparison.
const (
	LeastRipe     = 30 // ripe contacts on either side
	leastDays     = 7  // whole days after
	leastBaseline = 28 // days before that are free of the days on which the scope was picked
	shortBaseline = 56
	// Weeks of the baseline at most: half a year says what was normal without reaching back to another time.
	baselineDays = 26 * 7
)

// Side is the contacts of one side of a change.
type Side struct {
	Days
	Count
	Contacts int // ripe or not
	Over     int // days that count, without those left out
}

// Others is what happened in the same weeks to contacts of the same kind that no change touched.
type Others struct {
	By            contact.Dimension // what they differ in from the scope
	Before, After Count
	Change        float64    // after − before, with the mix held still
	Effect        Difference // the change of the scope less theirs
}

// Spread is by how much contacts vary more than chance alone lets them, as a multiple of its variance.
type Spread struct {
	// Used widens the intervals: the largest of the two and 1, with what it adds that it is itself estimated, (t/z)² with
	// Student's t.
	Used      float64
	By        Cause   // which of the two that is; empty when it is 1
	Customers float64 // contacts of one customer hang together
	Weeks     float64 // weeks differ: Laney's σz², from neighbouring weeks; NaN under eight of them
}

// Cause is why contacts vary more than chance alone lets them.
type Cause string

// The causes.
const (
	ByCustomers Cause = "customers"
	ByWeeks     Cause = "weeks"
)

// widen takes a multiple of the variance that was estimated with some degrees of freedom into account.
func (s *Spread) widen(phi, free float64, by Cause) {
	t := distuv.StudentsT{Sigma: 1, Nu: max(free, 1)}.Quantile(0.975) / z95
	if phi > 1 && phi*t*t > s.Used {
		s.Used, s.By = phi*t*t, by
	}
}

// Series is the interrupted series: weeks before and after on a logit line with a step and another slope after.
type Series struct {
	Before, After int        // weeks
	Step          Difference // of the rate, at the change
	Mean          Difference // of the rate, over the weeks after, against the line of the weeks before gone on
	Trend         float64    // of the weeks before, as the change of the rate a week
	Falling       bool       // that trend is clearly down
	Rising        bool       // or up
	Dispersion    float64
	Seasonal      bool // harmonics of a year are in it
	// Of each week: its first day, and the rate as fitted and as the line before goes on.
	Weeks []SeriesWeek
}

// SeriesWeek is a week of a [Series].
type SeriesWeek struct {
	From           repeat.Date
	Fitted, Gone   float64 // Gone is NaN before the change
	Followed, Ripe int
	After          bool
}

// Range runs from a low to a high value; NaN where nothing is known.
type Range struct{ Low, High float64 }

// Result is what is known of the effect of a change. Rates and differences are fractions; below 0 is a fall.
type Result struct {
	Study      Study
	Definition repeat.Definition
	DataFrom   time.Time
	DataTo     time.Time
	Before     Side
	After      Side
	Adjusted   float64    // the rate before, with the mix of reasons of after; that of Before where there is one reason
	Crude      Difference // Newcombe's of the two rates as they are
	Others     *Others    // nil without a fair comparison
	Series     *Series    // nil with too few weeks
	Spread     Spread
	Method     Method
	Effect     Difference // the one that the verdict is from
	Verdict    Verdict
	Why        Why
	Doubts     []Doubt

	LookedFor float64 // the fall that there must be contacts enough for: the expected one, else a fifth of the rate, 2 points at least
	Smallest  float64 // the smallest fall that these contacts could have shown; +Inf when none
	Enough    int     // ripe contacts after that are enough for LookedFor
	More      int     // of them, those still to come; 0: there are enough
	// When is about when they are there and ripe, at the pace of the latest weeks; zero when none are to come or no pace is known.
	When time.Time
	// Beyond says that no number of contacts after shows LookedFor, for want of contacts before: Enough is then as many as before.
	Beyond bool

	Monthly float64 // contacts of the scope a month since the change
	Saved   Range   // contacts a month that are no longer made; below 0: more are. NaN without an effect
	Reasons []Mixed // of the contacts of the scope since the change, most first
	// Values counts the contacts of the scope on either side by the value that they have of each stored dimension.
	Values map[contact.Dimension]map[string]int
}

// Mixed is how many contacts since a change have a reason.
type Mixed struct {
	Reason, Process string
	Contacts        int
}

// Share gives which part of the contacts of the scope pass a condition on a stored dimension; NaN when it is not known.
func (r Result) Share(c repeat.Condition) float64 {
	values, there := r.Values[c.By]
	all, passed := 0, 0
	for v, n := range values {
		all += n
		if slices.Contains(c.Values, v) {
			passed += n
		}
	}
	if !there || all == 0 {
		return math.NaN()
	}
	return float64(passed) / float64(all)
}

// Has reports whether there is a doubt.
func (r Result) Has(d Doubt) bool {
	for _, x := range r.Doubts {
		if x == d {
			return true
		}
	}
	return false
}
