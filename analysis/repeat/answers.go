package repeat

import "context"

// Answer is what a query found for one contact: a set of the bits below; 0 for a contact that is in no rate.
type Answer uint8

// The bits of an Answer. Repeats, Ripe and Followed are set only beside Counted, Followed only beside Ripe.
const (
	Counted  Answer = 1 << iota // in the selection, with a customer key, eligible under the definition
	Repeats                     // follows an earlier contact
	Ripe                        // its window lies wholly inside the data
	Followed                    // followed by another contact
)

// Is reports whether all the bits of b are set.
func (a Answer) Is(b Answer) bool { return a&b == b }

// Answers gives the answer for every contact of the log, in its order: what is added up in [Engine.Rates], for those who
// must group contacts in ways that no dimension names. q.By is not looked at.
func (e *Engine) Answers(ctx context.Context, q Query) ([]Answer, error) {
	q.By = nil
	if err := q.Check(); err != nil {
		return nil, err
	}
	l, err := e.linked(ctx, q.Definition)
	if err != nil {
		return nil, err
	}
	m, err := e.mask(ctx, q.Selection)
	if err != nil {
		return nil, err
	}
	keyed, window := e.log.Keyed, int32(min(q.Definition.Window.Seconds(), none-2))
	answers := make([]Answer, e.log.Len())
	return answers, inParts(ctx, len(e.age), func(_, from, until int) {
		for i := from; i < until; i++ {
			if m.bits != nil && m.bits[keyed+i] == 0 || !l.counts(i) {
				continue
			}
			a := Counted
			if l.back[i] <= window {
				a |= Repeats
			}
			if l.age[i] >= window {
				a |= Ripe
				if l.ahead[i] <= window {
					a |= Followed
				}
			}
			answers[keyed+i] = a
		}
	})
}
