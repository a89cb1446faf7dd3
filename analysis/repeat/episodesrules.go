package repeat

import "context"

// episodesByRules is [Engine.Episodes] for a definition that is not plain. A
// contact joins the episode of the one that it repeats, or that it is a redial
// of; any other begins one.
func (e *Engine) episodesByRules(ctx context.Context, q Query, l *links, m mask) (Episodes, error) {
	log, customers, d := e.log, e.customers, q.Definition
	times := log.Time[log.Keyed:]
	clock := e.clock(d)
	window := int32(min(d.Window.Seconds(), none-2))
	parts := make([]Episodes, partsOf(len(times)))
	err := inParts(ctx, len(times), func(part, from, until int) {
		from, until = customerStart(customers, from), customerStart(customers, until)
		sum := Episodes{}
		var head []int32 // for each contact of the customer the one that its episode begins with
		var size []int32 // by the contact that an episode begins with
		for start := from; start < until; {
			if ctx.Err() != nil {
				return
			}
			end := start + 1
			for end < until && customers[end] == customers[start] {
				end++
			}
			head, size = head[:0], size[:0]
			for i := start; i < end; i++ {
				at := int32(i - start)
				size = append(size, 0)
				if !l.counts(i) {
					head = append(head, at)
					continue
				}
				joins := -1 // the contact whose episode it may join
				if l.near != nil && l.near[i] >= 0 {
					joins = int(l.near[i])
				} else if l.back[i] <= window {
					joins = int(l.first[i])
				}
				if joins >= 0 {
					begin := head[joins-start]
					if d.Chain == FromPrevious || clock.gap(e.anchor(l, start+int(begin)), times[i]) <= window {
						at = begin
					}
				}
				head = append(head, at)
				size[at]++
			}
			for k, n := range size {
				if n == 0 || m.bits != nil && m.bits[log.Keyed+start+k] == 0 {
					continue
				}
				sum.Episodes++
				sum.Contacts += int(n)
				sum.Longest = max(sum.Longest, int(n))
				if n == 1 {
					sum.OneAndDone++
				}
			}
			start = end
		}
		parts[part] = sum
	})
	out := Episodes{}
	for _, p := range parts {
		out.Episodes += p.Episodes
		out.Contacts += p.Contacts
		out.OneAndDone += p.OneAndDone
		out.Longest = max(out.Longest, p.Longest)
	}
	return out, err
}

// anchor gives the moment that the window of a contact runs from.
func (e *Engine) anchor(l *links, i int) int64 {
	at := e.log.Time[e.log.Keyed+i]
	if l.tail != nil {
		at += int64(l.tail[i]) * 1000
	}
	return at
}
