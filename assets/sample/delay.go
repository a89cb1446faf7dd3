package sample

import "time"

// Delay is how long customers wait before they repeat a contact.
type Delay int

const (
	Days  Delay = iota // after a few days
	Hours              // most within a day or two
	Weeks              // when a promised term has passed
)

const week = 7 * 24 * 3600

// knot is a point of a cumulative distribution, straight between points.
type knot struct {
	seconds float64
	part    float64
}

// delays all have a knot at seven days, so that the part within a week is a round figure and exact.
var delays = [...][]knot{
	Days:  {{1500, 0}, {4 * 3600, .06}, {86400, .22}, {3 * 86400, .52}, {5 * 86400, .70}, {week, .82}, {2 * week, .95}, {6 * week, 1}},
	Hours: {{1500, 0}, {2 * 3600, .25}, {8 * 3600, .45}, {86400, .62}, {3 * 86400, .80}, {week, .93}, {2 * week, .985}, {4 * week, 1}},
	Weeks: {{1500, 0}, {86400, .08}, {3 * 86400, .22}, {week, .50}, {10 * 86400, .67}, {2 * week, .85}, {3 * week, .95}, {9 * week, 1}},
}

// Within is the part of the repeats that come within w of the contact. Opening hours push some later, but never across
// seven days; so at seven days it is exact, and elsewhere near.
func (d Delay) Within(w time.Duration) float64 {
	k, s := delays[d], w.Seconds()
	if s <= k[0].seconds {
		return 0
	}
	for i := 1; i < len(k); i++ {
		if s <= k[i].seconds {
			a, b := k[i-1], k[i]
			return a.part + (b.part-a.part)*(s-a.seconds)/(b.seconds-a.seconds)
		}
	}
	return 1
}

// at is the delay in seconds below which the part u of the repeats come.
func (d Delay) at(u float64) int64 {
	k := delays[d]
	i := 1
	for i < len(k)-1 && u > k[i].part {
		i++
	}
	a, b := k[i-1], k[i]
	return int64(a.seconds + float64((u-a.part)/(b.part-a.part)*(b.seconds-a.seconds)))
}
