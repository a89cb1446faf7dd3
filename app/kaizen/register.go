package kaizen

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// Register is all items at one moment. It and all it points to never change: what
// is the same in two registers is the same pointer. Lists are in the order of numbers
// and hold what was not removed.
type Register struct {
	People   []*Person
	Themes   []*Theme
	Sessions []*Session
	Actions  []*Action
	Signals  []*Signal
	Notes    []*Note
	Settings *Settings // never nil

	gone []item // what was removed, and can be restored
	last int64  // number of the latest step

	undo, redo []Step // the latest step last
}

// Step is what was changed at once, and is undone at once.
type Step struct {
	ID      int64
	At      time.Time // UTC
	By      string
	What    string   // id of the text that says it, such as "kaizen.did.add"
	Of      Ref      // the item it is about
	Undoes  int64    // the step it takes back; 0: none
	Redoes  int64    // the step it does again; 0: none
	Changes []Change // never none
}

// Change is what a step did to one item.
type Change struct {
	Item   Ref
	Fields []Field
}

// Commit is a step with the items as they are after it, ready to be kept.
type Commit struct {
	Step  Step
	Items []Stored
}

// Stored is an item as it is kept: JSON.
type Stored struct {
	Ref  Ref
	Body json.RawMessage
}

// Empty makes a register in which there is nothing.
func Empty() *Register { return &Register{Settings: &Settings{Item: Item{ID: 1}}} }

// Read makes a register of what was kept: all items, and the latest steps in their
// order, for undo. An item that makes no sense is an error.
func Read(items []Stored, steps []Step) (*Register, error) {
	r := Empty()
	for _, s := range items {
		x := blank(s.Ref.Kind)
		if x == nil {
			return nil, fmt.Errorf("kaizen: there is no kind of item %q", s.Ref.Kind)
		}
		if err := json.Unmarshal(s.Body, x); err != nil {
			return nil, fmt.Errorf("kaizen: %s %d: %w", s.Ref.Kind, s.Ref.ID, err)
		}
		x.item().ID = s.Ref.ID
		r.append(x)
	}
	r.sort()
	for _, s := range steps {
		r.stepped(s)
	}
	return r, nil
}

// append adds an item at the end of its list, which must be sorted afterwards.
func (r *Register) append(x item) {
	if x.item().Removed {
		r.gone = append(r.gone, x)
		return
	}
	switch x := x.(type) {
	case *Person:
		r.People = append(r.People, x)
	case *Theme:
		r.Themes = append(r.Themes, x)
	case *Session:
		r.Sessions = append(r.Sessions, x)
	case *Action:
		r.Actions = append(r.Actions, x)
	case *Signal:
		r.Signals = append(r.Signals, x)
	case *Note:
		r.Notes = append(r.Notes, x)
	case *Settings:
		r.Settings = x
	}
}

func (r *Register) sort() {
	byID(r.People)
	byID(r.Themes)
	byID(r.Sessions)
	byID(r.Actions)
	byID(r.Signals)
	byID(r.Notes)
}

func byID[T item](list []T) {
	slices.SortFunc(list, func(a, b T) int { return int(a.item().ID - b.item().ID) })
}

// with gives the register with an item in it, in place of the one it had.
func (r *Register) with(x item) *Register {
	next := *r
	ref := refOf(x)
	next.gone = slices.DeleteFunc(slices.Clone(r.gone), func(y item) bool { return refOf(y) == ref })
	if x.item().Removed {
		next.gone = append(next.gone, x)
		switch ref.Kind {
		case OfPerson:
			next.People = without(r.People, ref.ID)
		case OfTheme:
			next.Themes = without(r.Themes, ref.ID)
		case OfSession:
			next.Sessions = without(r.Sessions, ref.ID)
		case OfAction:
			next.Actions = without(r.Actions, ref.ID)
		case OfSignal:
			next.Signals = without(r.Signals, ref.ID)
		case OfNote:
			next.Notes = without(r.Notes, ref.ID)
		}
		return &next
	}
	switch x := x.(type) {
	case *Person:
		next.People = put(r.People, x)
	case *Theme:
		next.Themes = put(r.Themes, x)
	case *Session:
		next.Sessions = put(r.Sessions, x)
	case *Action:
		next.Actions = put(r.Actions, x)
	case *Signal:
		next.Signals = put(r.Signals, x)
	case *Note:
		next.Notes = put(r.Notes, x)
	case *Settings:
		next.Settings = x
	}
	return &next
}

// any gives an item, removed or not; nil when there never was one.
func (r *Register) any(ref Ref) item {
	if x := r.live(ref); x != nil {
		return x
	}
	for _, x := range r.gone {
		if refOf(x) == ref {
			return x
		}
	}
	return nil
}

// live gives an item that was not removed; nil when there is none.
func (r *Register) live(ref Ref) item {
	switch ref.Kind {
	case OfPerson:
		if x := r.Person(ref.ID); x != nil {
			return x
		}
	case OfTheme:
		if x := r.Theme(ref.ID); x != nil {
			return x
		}
	case OfSession:
		if x := r.Session(ref.ID); x != nil {
			return x
		}
	case OfAction:
		if x := r.Action(ref.ID); x != nil {
			return x
		}
	case OfSignal:
		if x := r.Signal(ref.ID); x != nil {
			return x
		}
	case OfNote:
		if x := r.Note(ref.ID); x != nil {
			return x
		}
	case OfSettings:
		return r.Settings
	}
	return nil
}

// Person gives the person with a number; nil when there is none.
func (r *Register) Person(id ID) *Person { return find(r.People, id) }

// Theme gives the theme with a number; nil when there is none.
func (r *Register) Theme(id ID) *Theme { return find(r.Themes, id) }

// Session gives the session with a number; nil when there is none.
func (r *Register) Session(id ID) *Session { return find(r.Sessions, id) }

// Action gives the action with a number; nil when there is none.
func (r *Register) Action(id ID) *Action { return find(r.Actions, id) }

// Signal gives the signal with a number; nil when there is none.
func (r *Register) Signal(id ID) *Signal { return find(r.Signals, id) }

// Note gives the note with a number; nil when there is none.
func (r *Register) Note(id ID) *Note { return find(r.Notes, id) }

// Name gives the name of a person, removed or not; empty for none.
func (r *Register) Name(id ID) string {
	if p, ok := r.any(Ref{OfPerson, id}).(*Person); ok {
		return p.Name
	}
	return ""
}

// Title gives what an item is called, removed or not; empty for none.
func (r *Register) Title(ref Ref) string {
	switch x := r.any(ref).(type) {
	case *Person:
		return x.Name
	case *Theme:
		return x.Title
	case *Session:
		return x.Title
	case *Action:
		return x.Title
	case *Signal:
		return x.Text
	case *Note:
		return x.Text
	}
	return ""
}

// IsEmpty reports whether there is nothing in the register.
func (r *Register) IsEmpty() bool {
	return len(r.People)+len(r.Themes)+len(r.Sessions)+len(r.Actions)+len(r.Signals)+len(r.Notes) == 0
}

// Gone lists what was removed and can be restored.
func (r *Register) Gone() []Ref {
	var all []Ref
	for _, x := range r.gone {
		all = append(all, refOf(x))
	}
	slices.SortFunc(all, func(a, b Ref) int {
		if a.Kind != b.Kind {
			return slices.Index(Kinds, a.Kind) - slices.Index(Kinds, b.Kind)
		}
		return int(a.ID - b.ID)
	})
	return all
}

// Last gives the number of the latest step, by which a list that goes out says how the
// register stood.
func (r *Register) Last() int64 { return r.last }

// ActionAsOf gives an action as it was after a step, from its history (every step that
// changed it, the earliest first); nil when it was not there yet.
func (r *Register) ActionAsOf(id ID, history []Step, step int64) (*Action, error) {
	x := r.any(Ref{OfAction, id})
	if x == nil {
		return nil, nil
	}
	body := bodyOf(x)
	for _, s := range slices.Backward(history) {
		if s.ID <= step {
			break
		}
		for _, c := range s.Changes {
			if c.Item != (Ref{OfAction, id}) {
				continue
			}
			if added(c) {
				return nil, nil
			}
			var err error
			if body, err = applied(body, c.Fields, true); err != nil {
				return nil, err
			}
		}
	}
	a := &Action{}
	return a, json.Unmarshal(body, a)
}

// NotesOn lists the notes on an item, the oldest first.
func (r *Register) NotesOn(ref Ref) []*Note {
	var all []*Note
	for _, n := range r.Notes {
		if n.On == ref {
			all = append(all, n)
		}
	}
	return all
}

// ActionsOf lists the actions of a session.
func (r *Register) ActionsOf(session ID) []*Action {
	var all []*Action
	for _, a := range r.Actions {
		if a.Session == session && session != 0 {
			all = append(all, a)
		}
	}
	return all
}

// next gives the number for a new item of a kind.
func (r *Register) next(k Kind) ID {
	var last ID
	see := func(id ID) { last = max(last, id) }
	end := func(n int, id func(i int) ID) {
		if n > 0 {
			see(id(n - 1))
		}
	}
	switch k {
	case OfPerson:
		end(len(r.People), func(i int) ID { return r.People[i].ID })
	case OfTheme:
		end(len(r.Themes), func(i int) ID { return r.Themes[i].ID })
	case OfSession:
		end(len(r.Sessions), func(i int) ID { return r.Sessions[i].ID })
	case OfAction:
		end(len(r.Actions), func(i int) ID { return r.Actions[i].ID })
	case OfSignal:
		end(len(r.Signals), func(i int) ID { return r.Signals[i].ID })
	case OfNote:
		end(len(r.Notes), func(i int) ID { return r.Notes[i].ID })
	}
	for _, x := range r.gone {
		if x.kind() == k {
			see(x.item().ID)
		}
	}
	for _, h := range r.Settings.High {
		if h.Kind == k {
			see(h.ID)
		}
	}
	return last + 1
}
