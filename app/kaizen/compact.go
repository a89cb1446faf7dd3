package kaizen

import (
	"slices"
	"time"
)

// Compact gives the register without what was removed, and without undo: what there was
// before is gone for good. forget lists what must no longer be kept; the commit keeps
// the highest numbers, so that none is given again, and is nil when nothing was removed.
func (r *Register) Compact(by string, at time.Time) (next *Register, commit *Commit, forget []Ref, err error) {
	if forget = r.Gone(); len(forget) == 0 {
		return r, nil, nil, nil
	}
	next, commit, err = r.Change("kaizen.did.compact", by, at, func(e *Edit) error {
		high := &e.Settings().High
		for _, ref := range forget {
			if i := slices.IndexFunc(*high, func(h Ref) bool { return h.Kind == ref.Kind }); i < 0 {
				*high = append(*high, ref)
			} else {
				(*high)[i].ID = max((*high)[i].ID, ref.ID)
			}
		}
		return nil
	})
	if err != nil {
		return r, nil, nil, err
	}
	compacted := *next
	compacted.gone, compacted.undo, compacted.redo = nil, nil, nil
	return &compacted, commit, forget, nil
}
