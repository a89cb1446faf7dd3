package sample

// pending is a contact that is going to be made.
type pending struct {
	at       int64 // Unix seconds
	customer int32 // -1 without key
	reason   uint8
	party    int8 // -1 without
	channel  uint8
	agent    int8 // the agent it goes to; -1 for whoever is free
	outbound bool
}

// queue is a heap of coming contacts, the earliest on top. It holds only the repeats that are due, so it stays small
// however long the log. container/heap would box every item.
type queue []pending

func (q *queue) push(p pending) {
	*q = append(*q, p)
	h := *q
	i := len(h) - 1
	for i > 0 {
		up := (i - 1) / 4
		if h[up].at <= p.at {
			break
		}
		h[i] = h[up]
		i = up
	}
	h[i] = p
}

func (q *queue) pop() pending {
	h := *q
	top, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	*q = h
	i := 0
	for {
		least := 4*i + 1
		if least >= len(h) {
			break
		}
		for j := least + 1; j < min(4*i+5, len(h)); j++ {
			if h[j].at < h[least].at {
				least = j
			}
		}
		if h[least].at >= last.at {
			break
		}
		h[i] = h[least]
		i = least
	}
	if len(h) > 0 {
		h[i] = last
	}
	return top
}
