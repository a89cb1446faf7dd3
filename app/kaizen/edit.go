package kaizen

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"
)

// Edit is a change of a register under way. What it gives are copies to change; what
// is not changed after all is no part of the commit.
type Edit struct {
	register *Register
	by       string
	at       time.Time
	order    []Ref
	items    map[Ref]item
	fresh    map[Ref]bool
}

// Register gives the register as it was before the edit.
func (e *Edit) Register() *Register { return e.register }

// Now gives when the register is changed.
func (e *Edit) Now() time.Time { return e.at }

// By gives who is changing the register.
func (e *Edit) By() string { return e.by }

// edit gives a copy of an item to change; nil when there is none.
func (e *Edit) edit(ref Ref) item {
	if x, there := e.items[ref]; there {
		return x
	}
	x := e.register.any(ref)
	if x == nil {
		return nil
	}
	copied := blank(ref.Kind)
	if err := json.Unmarshal(bodyOf(x), copied); err != nil {
		panic("kaizen: " + err.Error()) // it was made by us
	}
	e.touch(ref, copied)
	return copied
}

func (e *Edit) touch(ref Ref, x item) {
	e.order = append(e.order, ref)
	e.items[ref] = x
}

func bodyOf(x item) []byte {
	data, err := json.Marshal(x)
	if err != nil {
		panic("kaizen: " + err.Error()) // NaN in a field of numbers: a mistake of the program
	}
	return data
}

// add adds an item and gives its number.
func (e *Edit) add(x item) ID {
	ref := Ref{Kind: x.kind(), ID: e.register.next(x.kind())}
	for e.items[ref] != nil {
		ref.ID++
	}
	i := x.item()
	i.ID, i.Made, i.By, i.Removed = ref.ID, e.at, e.by, false
	e.touch(ref, x)
	e.fresh[ref] = true
	return ref.ID
}

// Person gives a person to change; nil when there is none. So do the others.
func (e *Edit) Person(id ID) *Person { return as[*Person](e.edit(Ref{OfPerson, id})) }

// Theme gives a theme to change; nil when there is none.
func (e *Edit) Theme(id ID) *Theme { return as[*Theme](e.edit(Ref{OfTheme, id})) }

// Session gives a session to change; nil when there is none.
func (e *Edit) Session(id ID) *Session { return as[*Session](e.edit(Ref{OfSession, id})) }

// Action gives an action to change; nil when there is none.
func (e *Edit) Action(id ID) *Action { return as[*Action](e.edit(Ref{OfAction, id})) }

// Signal gives a signal to change; nil when there is none.
func (e *Edit) Signal(id ID) *Signal { return as[*Signal](e.edit(Ref{OfSignal, id})) }

// Note gives a note to change; nil when there is none.
func (e *Edit) Note(id ID) *Note { return as[*Note](e.edit(Ref{OfNote, id})) }

// Settings gives the choices of the register to change.
func (e *Edit) Settings() *Settings { return as[*Settings](e.edit(Ref{OfSettings, 1})) }

func as[P item](x item) P {
	p, _ := x.(P)
	return p
}

// AddPerson adds a person and gives its number.
func (e *Edit) AddPerson(p Person) ID { return e.add(&p) }

// AddTheme adds a theme and gives its number.
func (e *Edit) AddTheme(t Theme) ID { return e.add(&t) }

// AddSession adds a session and gives its number.
func (e *Edit) AddSession(s Session) ID { return e.add(&s) }

// AddAction adds an action and gives its number. One without looks at its effect or
// without a checklist gets those of the register.
func (e *Edit) AddAction(a Action) ID {
	a.Checks, a.Checklist = slices.Clone(a.Checks), slices.Clone(a.Checklist)
	if len(a.Checks) == 0 {
		a.PlanChecks(e.register.Settings.Looks())
	}
	if len(a.Checklist) == 0 {
		a.Checklist = newChecklist()
	}
	return e.add(&a)
}

// AddSignal adds a signal and gives its number.
func (e *Edit) AddSignal(s Signal) ID { return e.add(&s) }

// AddNote adds a note and gives its number.
func (e *Edit) AddNote(n Note) ID { return e.add(&n) }

// PersonNamed gives the number of the person with a name, in whatever case, and adds
// one when there is none; 0 for an empty name.
func (e *Edit) PersonNamed(name string) ID {
	if name = oneLine(name); name == "" {
		return 0
	}
	if p := e.register.PersonNamed(name); p != nil {
		return p.ID
	}
	for ref, x := range e.items {
		if p, ok := x.(*Person); ok && sameName(p.Name, name) && !p.Removed {
			return ref.ID
		}
	}
	return e.AddPerson(Person{Name: name})
}

// DidFreeze is the id of the step that freezes a baseline. It is not undone: undoing what
// came before it takes the item back, baseline and all.
const DidFreeze = "kaizen.did.freeze"

// Freeze keeps where a session or a theme stands. It is refused once the session is
// under way or the theme has begun.
func (e *Edit) Freeze(of Ref, b *Baseline) error {
	if b == nil {
		return nil
	}
	switch of.Kind {
	case OfSession:
		s := e.Session(of.ID)
		if s == nil {
			return nil
		}
		if s.Baseline != nil && s.Stage != Preparing {
			return refuse(of, "baseline", "kaizen.bad.frozen")
		}
		s.Baseline = b
	case OfTheme:
		t := e.Theme(of.ID)
		if t == nil {
			return nil
		}
		if t.Baseline != nil && !t.Start.IsZero() && !t.Start.Time().After(e.at) {
			return refuse(of, "baseline", "kaizen.bad.frozen")
		}
		t.Baseline = b
	}
	return nil
}

// Remove takes an item out; it can be restored.
func (e *Edit) Remove(ref Ref) {
	if x := e.edit(ref); x != nil && ref.Kind != OfSettings {
		x.item().Removed = true
	}
}

// Restore puts an item back that was taken out.
func (e *Edit) Restore(ref Ref) {
	if x := e.edit(ref); x != nil {
		x.item().Removed = false
	}
}

// Change makes the next register. what is the id of the text that says what was done.
// The commit is nil when nothing changed. An error that f gives, and a rule that the
// change breaks (a *Refusal), leave all as it was.
func (r *Register) Change(what, by string, at time.Time, f func(e *Edit) error) (*Register, *Commit, error) {
	e := &Edit{register: r, by: by, at: at.UTC().Truncate(time.Millisecond), items: map[Ref]item{}, fresh: map[Ref]bool{}}
	if err := f(e); err != nil {
		return r, nil, err
	}
	return e.finish(Step{What: what})
}

func (e *Edit) finish(s Step) (*Register, *Commit, error) {
	r, next := e.register, e.register
	commit := &Commit{}
	var changed []item
	for _, ref := range e.order {
		x := e.items[ref]
		x.item().ID = ref.ID // nobody changes a number
		if !x.item().Removed && s.Undoes == 0 && s.Redoes == 0 {
			x.tidy()
		}
		body := bodyOf(x)
		var before []byte
		if !e.fresh[ref] {
			before = bodyOf(r.any(ref))
		}
		if bytes.Equal(before, body) {
			continue
		}
		fields, err := differences(before, body)
		if err != nil {
			return r, nil, err
		}
		s.Changes = append(s.Changes, Change{ref, fields})
		commit.Items = append(commit.Items, Stored{ref, body})
		changed = append(changed, x)
		next = next.with(x)
	}
	if len(changed) == 0 {
		return r, nil, nil
	}
	for _, x := range changed {
		if err := next.refuses(r, x); err != nil {
			return r, nil, err
		}
	}
	s.ID, s.At, s.By = r.last+1, e.at, e.by
	if s.Of == (Ref{}) {
		s.Of = refOf(changed[0])
	}
	commit.Step = s
	next.undo, next.redo = slices.Clone(r.undo), slices.Clone(r.redo)
	next.stepped(s)
	return next, commit, nil
}
