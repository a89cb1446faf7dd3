package sample

// alias draws an index in proportion to weights in constant time (Vose's alias method).
type alias struct {
	keep  []uint32 // keep the index when the low half of the draw is below this; never when 0
	other []uint8
}

func newAlias(weights []float64) alias {
	n := len(weights)
	a := alias{keep: make([]uint32, n), other: make([]uint8, n)}
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	p := make([]float64, n)
	var small, large []int
	for i, w := range weights {
		p[i] = w * float64(n) / sum
		if p[i] < 1 {
			small = append(small, i)
		} else {
			large = append(large, i)
		}
	}
	for len(small) > 0 && len(large) > 0 {
		s, l := small[len(small)-1], large[len(large)-1]
		small = small[:len(small)-1]
		a.keep[s], a.other[s] = uint32(p[s]*(1<<32-1)), uint8(l)
		p[l] -= 1 - p[s]
		if p[l] < 1 {
			large = large[:len(large)-1]
			small = append(small, l)
		}
	}
	for _, i := range append(small, large...) {
		a.keep[i], a.other[i] = 1<<32-1, uint8(i)
	}
	return a
}

func (a *alias) draw(r uint64) int {
	i := int((r >> 32) * uint64(len(a.keep)) >> 32)
	if uint32(r) < a.keep[i] {
		return i
	}
	return int(a.other[i])
}
