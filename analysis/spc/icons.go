package spc

// Variation says what the latest used point tells: the first of the two icons of "making data count".
type Variation struct {
	Index   int     // that point; -1 where nothing can be said
	Verdict Verdict // Common where it is no part of a signal
	Side    int     // +1 high or rising, −1 low or falling
}

// Assurance says whether the process can be relied on to meet its target: the second icon.
type Assurance int

const (
	Untold     Assurance = iota // no target, no better direction or no limits
	AlwaysMet                   // the target lies beyond the limits on the safe side: it will be met
	NeverMet                    // it will not be met unless the process changes
	HitAndMiss                  // it lies within the limits: chance decides
)

// latest is the last used point of the chart with a centre, -1 where there is none.
func (c *Chart) latest() int {
	for i := len(c.Points) - 1; i >= 0; i-- {
		if p := c.Points[i]; p.Used {
			if p.Centre == p.Centre { // not NaN
				return i
			}
			return -1
		}
	}
	return -1
}

func (c *Chart) variation() Variation {
	i := c.latest()
	if i < 0 {
		return Variation{Index: -1}
	}
	return Variation{i, c.Points[i].Verdict, c.Points[i].Side}
}

func (c *Chart) assurance(o Options) Assurance {
	i := c.latest()
	if o.Target == nil || o.Better == Neither || i < 0 {
		return Untold
	}
	p := c.Points[i]
	if !(p.Low <= p.High) {
		return Untold
	}
	switch beyond(*o.Target, p.Low, p.High) * int(o.Better) {
	case 1: // the target lies further than the process gets
		return NeverMet
	case -1:
		return AlwaysMet
	}
	return HitAndMiss
}
