package repeat

import "context"

// byRules chains the contacts of whole customers under a definition that is not
// plain.
func (s *chainScan) byRules(ctx context.Context, from, until int) (sum chainTally) {
	customers, keyed := s.e.customers, s.e.log.Keyed
	var size, last []int32 // by the contact that an episode begins with
	var head []int32
	for start := from; start < until; {
		if ctx.Err() != nil {
			return sum
		}
		end := start + 1
		for end < until && customers[end] == customers[start] {
			end++
		}
		size, last = append(size[:0], make([]int32, end-start)...), append(last[:0], make([]int32, end-start)...)
		head = s.e.headsOf(head[:0], s.d, s.l, s.clock, start, end)
		for k, at := range head {
			if s.l.counts(start + k) {
				size[at]++
				last[at] = int32(k)
			}
		}
		for k, n := range size {
			if n > 0 && (s.m.bits == nil || s.m.bits[keyed+start+k] == 1) {
				s.end(&sum, int(n), start+k, start+int(last[k]))
			}
		}
		start = end
	}
	return sum
}

// headsOf adds to head, for each contact from the first of a customer up to end,
// the one that its episode begins with, both counted from start. A contact joins
// the episode of the one that it repeats, or that it is a redial of, if it lies in
// the window of that one, or under a chain from the first contact in the window of
// the first; any other begins one.
func (e *Engine) headsOf(head []int32, d Definition, l *links, c *clock, start, end int) []int32 {
	times := e.log.Time[e.log.Keyed:]
	window := int32(min(d.Window.Seconds(), none-2))
	for i := start; i < end; i++ {
		at := int32(i - start)
		if l.counts(i) {
			joins := -1 // the contact whose episode it may join
			if l.near != nil && l.near[i] >= 0 {
				joins = int(l.near[i])
			} else if l.back[i] <= window {
				joins = int(l.first[i])
			}
			if joins >= 0 {
				from := joins // where the window runs from
				if d.Chain == FromFirst {
					from = start + int(head[joins-start])
				}
				if c.gap(e.anchor(l, from), times[i]) <= window {
					at = head[joins-start]
				}
			}
		}
		head = append(head, at)
	}
	return head
}

// anchor gives the moment that the window of a contact runs from.
func (e *Engine) anchor(l *links, i int) int64 {
	at := e.log.Time[e.log.Keyed+i]
	if l.tail != nil {
		at += int64(l.tail[i]) * 1000
	}
	return at
}
