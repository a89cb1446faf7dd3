package kaizen

import (
	"encoding/json"
	"errors"
	"slices"
	"time"
)

// UndoKept is how many steps can be undone.
const UndoKept = 200

// stepped brings the lists of what can be undone and done again up to date with a step.
func (r *Register) stepped(s Step) {
	r.last = max(r.last, s.ID)
	move := func(id int64, from, to *[]Step) {
		i := slices.IndexFunc(*from, func(x Step) bool { return x.ID == id })
		if i < 0 {
			return
		}
		x := (*from)[i]
		*from = slices.Delete(slices.Clone(*from), i, i+1)
		*to = append(*to, x)
	}
	switch {
	case s.What == DidFreeze:
	case s.Undoes != 0:
		move(s.Undoes, &r.undo, &r.redo)
	case s.Redoes != 0:
		move(s.Redoes, &r.redo, &r.undo)
	default:
		r.undo, r.redo = append(r.undo, s), nil
		if len(r.undo) > UndoKept {
			r.undo = slices.Clone(r.undo[len(r.undo)-UndoKept:])
		}
	}
}

// LastStep gives the step that undo would take back; false when there is none.
func (r *Register) LastStep() (Step, bool) { return last(r.undo) }

// NextStep gives the step that redo would do again; false when there is none.
func (r *Register) NextStep() (Step, bool) { return last(r.redo) }

func last(steps []Step) (Step, bool) {
	if len(steps) == 0 {
		return Step{}, false
	}
	return steps[len(steps)-1], true
}

// Undo takes the latest step back that was not taken back yet. The commit is nil when
// there is none.
func (r *Register) Undo(by string, at time.Time) (*Register, *Commit, error) {
	s, ok := r.LastStep()
	if !ok {
		return r, nil, nil
	}
	return r.again(s, true, by, at)
}

// Redo does the step again that was taken back last. The commit is nil when there is none.
func (r *Register) Redo(by string, at time.Time) (*Register, *Commit, error) {
	s, ok := r.NextStep()
	if !ok {
		return r, nil, nil
	}
	return r.again(s, false, by, at)
}

// UndoStep takes one step back, whatever was done after it. When something it changed
// was changed again since, it is refused. A step that cannot be undone any more gives
// no commit.
func (r *Register) UndoStep(id int64, by string, at time.Time) (*Register, *Commit, error) {
	i := slices.IndexFunc(r.undo, func(s Step) bool { return s.ID == id })
	if i < 0 {
		return r, nil, nil
	}
	return r.again(r.undo[i], true, by, at)
}

// again makes the changes of a step once more, or takes them back.
func (r *Register) again(s Step, back bool, by string, at time.Time) (*Register, *Commit, error) {
	e := &Edit{register: r, by: by, at: at.UTC().Truncate(time.Millisecond), items: map[Ref]item{}, fresh: map[Ref]bool{}}
	for _, c := range s.Changes {
		x := r.any(c.Item)
		if x == nil {
			return r, nil, refuse(c.Item, "", "kaizen.bad.changed_since")
		}
		next := blank(c.Item.Kind)
		if added(c) { // taken back it is removed, not forgotten
			if err := json.Unmarshal(bodyOf(x), next); err != nil {
				return r, nil, err
			}
			next.item().Removed = back
		} else {
			body, err := applied(bodyOf(x), c.Fields, back)
			var moved errMoved
			if errors.As(err, &moved) {
				return r, nil, refuse(c.Item, string(moved), "kaizen.bad.changed_since")
			}
			if err == nil {
				err = json.Unmarshal(body, next)
			}
			if err != nil {
				return r, nil, err
			}
		}
		e.touch(c.Item, next)
	}
	step := Step{What: s.What, Of: s.Of}
	if back {
		step.Undoes = s.ID
	} else {
		step.Redoes = s.ID
	}
	return e.finish(step)
}

// added reports whether a change is that an item was added.
func added(c Change) bool {
	return slices.ContainsFunc(c.Fields, func(f Field) bool { return f.Path == "id" && f.From == nil })
}
