package survival

import (
	"math"
	"sort"

	"gonum.org/v1/gonum/stat/distuv"
)

// index finds the place of a time in a table. Whole times that are not too far apart are looked up, others searched for.
type index struct {
	times []float64
	place []int32 // by whole time; nil: search
}

// mostIndexed is the longest time that is looked up.
const mostIndexed = 1 << 22

func newIndex(times []float64) index {
	x := index{times: times}
	n := len(times)
	if n < 64 || times[n-1] > mostIndexed || times[n-1] > 512*float64(n) || times[0] < 0 {
		return x
	}
	for _, t := range times {
		if t != math.Trunc(t) {
			return x
		}
	}
	x.place = make([]int32, int(times[n-1])+1)
	for i, t := range times {
		x.place[int(t)] = int32(i)
	}
	return x
}

// of gives the place of a time that is in the table.
func (x index) of(time float64) int {
	if x.place != nil {
		return int(x.place[int(time)])
	}
	return sort.SearchFloat64s(x.times, time)
}

// Clusters works out the spread of a curve when observations come in clusters, such as the contacts of one customer, that are not
// independent of each other: the infinitesimal jackknife of ln S, whose terms are summed within a cluster before they are squared
// (as R's survfit does with cluster and robust). With one observation a cluster it is Greenwood's variance.
//
// Observations are added cluster by cluster: [Clusters.Add] for each, [Clusters.Next] after the last of a cluster.
type Clusters struct {
	c     *Curve
	times []float64
	index index
	past  []float64 // Greenwood's sum up to each of the times
	ends  []end     // by place in the table, or by time where places are looked up

	ended  []int // of this cluster: observations by the first of the times that is not before their end
	summed []float64
	open   int
	square []float64 // by time: the squares of the clusters so far
}

// end is what an observation that ends at a time adds to all times after: without the event, and with it; and the first of the times
// that is not before it.
type end struct {
	settled, lost float64
	after         int32
}

// Clusters begins to add up the spread of a curve at some times, which must be in rising order.
func (c *Curve) Clusters(times []float64) *Clusters {
	k := &Clusters{c: c, times: times, index: newIndex(c.table.Time), past: make([]float64, len(times)), square: make([]float64, len(times)),
		ended: make([]int, len(times)+1), summed: make([]float64, len(times)+1),
	}
	k.ends = make([]end, max(c.table.Len(), len(k.index.place)))
	sum, step, next := 0.0, 0, 0
	for i, t := range c.table.Time {
		for next < len(times) && times[next] < t {
			k.past[next] = sum
			next++
		}
		if step < len(c.steps) && c.steps[step].at == i {
			if v := c.steps[step].variance; !math.IsInf(v, 0) {
				sum = v
			}
			step++
		}
		e := end{sum, sum, int32(next)}
		if left := c.left[i] - int(c.table.Events[i]); left > 0 {
			e.lost -= 1 / float64(left)
		}
		if k.index.place != nil {
			k.ends[int(t)] = e
		} else {
			k.ends[i] = e
		}
	}
	for ; next < len(times); next++ {
		k.past[next] = sum
	}
	return k
}

// Like gives another to add up beside this one, for [Clusters.Plus].
func (k *Clusters) Like() *Clusters {
	o := *k
	o.square, o.ended, o.summed, o.open = make([]float64, len(k.times)), make([]int, len(k.times)+1), make([]float64, len(k.times)+1), 0
	return &o
}

// Plus takes over what another added up.
func (k *Clusters) Plus(o *Clusters) {
	for i, v := range o.square {
		k.square[i] += v
	}
}

// Add adds an observation to the cluster at hand; its time must be one of the table.
func (k *Clusters) Add(time float64, event bool) {
	at := int(time)
	if k.index.place == nil {
		at = k.index.of(time)
	}
	e := &k.ends[at]
	k.ended[e.after]++
	k.open++
	if event {
		k.summed[e.after] += e.lost
	} else {
		k.summed[e.after] += e.settled
	}
}

// Next ends the cluster at hand.
func (k *Clusters) Next() {
	if k.open == 0 {
		return
	}
	watched, settled := k.open, 0.0
	for i := range k.times {
		watched -= k.ended[i]
		settled += k.summed[i]
		w := float64(watched)*k.past[i] + settled
		k.square[i] += w * w
	}
	clear(k.ended)
	clear(k.summed)
	k.open = 0
}

// Deviations gives the standard deviation of ln S at each of the times.
func (k *Clusters) Deviations() []float64 {
	out := make([]float64, len(k.square))
	for i, v := range k.square {
		out[i] = math.Sqrt(v)
	}
	return out
}

// Band gives the ends of the band of a point for a standard deviation of ln S.
func (c *Curve) Band(s, deviation float64) (low, high float64) {
	if s == 0 {
		return math.NaN(), math.NaN()
	}
	return s * math.Exp(-c.z*deviation), min(1, s*math.Exp(c.z*deviation))
}

// Scores is what single observations add to the difference that a log-rank test of two groups is about, so that those of one cluster
// can be summed before they are squared (Lin and Wei 1989).
type Scores struct {
	index   index
	share   []float64 // by time: of those at risk, the part in the first group
	hazard  []float64 // summed up to it: events ÷ at risk
	between []float64 // summed up to it: share × events ÷ at risk
}

// LogRankScores makes the scores of two groups.
func LogRankScores(a, b Table) *Scores {
	s := &Scores{}
	n, m := [2]float64{}, [2]int{}
	tables := [2]Table{a, b}
	for g, t := range tables {
		watched, _ := t.Totals()
		n[g] = float64(watched)
	}
	hazard, between := 0.0, 0.0
	var times []float64
	for m[0] < a.Len() || m[1] < b.Len() {
		now := math.Inf(1)
		for g, t := range tables {
			if m[g] < t.Len() {
				now = min(now, t.Time[m[g]])
			}
		}
		events, out := 0.0, [2]float64{}
		for g, t := range tables {
			if m[g] < t.Len() && t.Time[m[g]] == now {
				events += float64(t.Events[m[g]])
				out[g] = float64(t.Events[m[g]]) + float64(t.Censored[m[g]])
				m[g]++
			}
		}
		share := n[0] / (n[0] + n[1])
		hazard += events / (n[0] + n[1])
		between += share * events / (n[0] + n[1])
		times = append(times, now)
		s.share, s.hazard, s.between = append(s.share, share), append(s.hazard, hazard), append(s.between, between)
		n[0], n[1] = n[0]-out[0], n[1]-out[1]
	}
	s.index = newIndex(times)
	return s
}

// Of gives what an observation adds: of the first group or of the second. All of them add up to the observed less the expected events
// of the first group.
func (s *Scores) Of(first bool, time float64, event bool) float64 {
	at := s.index.of(time)
	z := 0.0
	if first {
		z = 1
	}
	score := s.between[at] - z*s.hazard[at]
	if event {
		score += z - s.share[at]
	}
	return score
}

// Clustered gives the test with the spread that the summed squares of its clusters have. It is for two groups.
func (t Test) Clustered(squares float64) Test {
	if len(t.Observed) != 2 || !(squares > 0) {
		return t
	}
	difference := float64(t.Observed[0]) - t.Expected[0]
	t.ChiSquare = difference * difference / squares
	t.P = distuv.ChiSquared{K: float64(t.Freedom)}.Survival(t.ChiSquare)
	return t
}
