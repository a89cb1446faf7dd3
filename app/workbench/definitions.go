package workbench

import (
	"context"
	"reflect"
	"slices"

	"eenkeer/analysis/repeat"
)

// SetBeside sets definitions beside the present one.
func (w *Workbench) SetBeside(definitions []repeat.Definition) {
	w.ask(func(q *Question) { q.Beside = slices.Clone(definitions) })
}

// PutBeside sets one more definition beside the present one, unless it is there or
// there is no room.
func (w *Workbench) PutBeside(d repeat.Definition) {
	q := w.Snapshot().Question
	same := func(o repeat.Definition) bool { return reflect.DeepEqual(o, d) }
	if !slices.ContainsFunc(q.Beside, same) && len(q.Beside) < MostBeside {
		w.SetBeside(append(slices.Clone(q.Beside), d))
	}
}

// TakeFromBeside takes one of the definitions beside the present one away.
func (w *Workbench) TakeFromBeside(i int) {
	q := w.Snapshot().Question
	if i >= 0 && i < len(q.Beside) {
		w.SetBeside(slices.Delete(slices.Clone(q.Beside), i, i+1))
	}
}

// UseBeside makes one of the definitions beside the present one the present one; they
// change places.
func (w *Workbench) UseBeside(i int) {
	w.ask(func(q *Question) {
		if i >= 0 && i < len(q.Beside) {
			q.Beside = slices.Clone(q.Beside)
			q.Definition, q.Beside[i] = q.Beside[i], q.Definition
		}
	})
}

// LookAtRules says whether what each rule of the definition touches is in sight, on
// whatever screen.
func (w *Workbench) LookAtRules(on bool) {
	w.mu.Lock()
	if w.look.rules == on || w.closed {
		w.mu.Unlock()
		return
	}
	w.look.rules = on
	w.jobs = append(w.jobs, job{"", func(context.Context) error { w.looked = false; return nil }})
	w.mu.Unlock()
	w.signal()
}

// touched is what the rules of a definition touch in a selection.
type touched struct {
	query   repeat.Query
	touches []repeat.Touch
}

func (k *looks) touched(ctx context.Context, q Question) ([]repeat.Touch, error) {
	query := q.Query("")
	for _, t := range k.touches {
		if reflect.DeepEqual(t.query, query) {
			return t.touches, nil
		}
	}
	touches, err := k.engine.Touches(ctx, query)
	if err == nil {
		k.touches = kept(k.touches, touched{query, touches})
	}
	return touches, err
}

// sideBySide compares the present definition with those beside it. What was worked out
// for one of them is used again: only the one that changed is linked or counted anew.
func (k *looks) sideBySide(ctx context.Context, q Question) (*repeat.Comparison, error) {
	c := repeat.Comparison{Selection: q.Selection}
	for _, d := range append([]repeat.Definition{q.Definition}, q.Beside...) {
		one, err := k.oneBeside(ctx, d, q.Selection)
		if err != nil {
			return nil, err
		}
		c.Items = append(c.Items, one)
	}
	c.Data = c.Items[0].Data
	c.Data.NotEligible = 0
	k.beside = kept(k.beside, &c)
	return &c, nil
}

func (k *looks) oneBeside(ctx context.Context, d repeat.Definition, s repeat.Selection) (repeat.ComparedDefinition, error) {
	for _, c := range k.beside {
		if !reflect.DeepEqual(c.Selection, s) {
			continue
		}
		for _, one := range c.Items {
			if reflect.DeepEqual(one.Definition, d) {
				return one, nil
			}
		}
	}
	c, err := k.engine.Compare(ctx, []repeat.Definition{d}, s, repeat.CompareOptions{Curve: true})
	if err != nil {
		return repeat.ComparedDefinition{}, err
	}
	return c.Items[0], nil
}
