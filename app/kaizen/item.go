package kaizen

import (
	"slices"
	"time"
)

// ID is the number of an item among those of its kind, from 1; 0 is none. A number
// is never given twice, so that it can stand in a list that someone keeps in Excel.
type ID int64

// Kind says what an item is.
type Kind string

// The kinds of items.
const (
	OfPerson   Kind = "person"
	OfTheme    Kind = "theme"
	OfSession  Kind = "session"
	OfAction   Kind = "action"
	OfSignal   Kind = "signal"
	OfNote     Kind = "note"
	OfSettings Kind = "settings" // the one item with the number 1
)

// Kinds lists the kinds of items.
var Kinds = []Kind{OfPerson, OfTheme, OfSession, OfAction, OfSignal, OfNote, OfSettings}

// Ref names an item.
type Ref struct {
	Kind Kind `json:"kind"`
	ID   ID   `json:"id"`
}

// Item is what all items have.
type Item struct {
	ID      ID        `json:"id"`
	Made    time.Time `json:"made,omitzero"` // when it was added, UTC
	By      string    `json:"by,omitempty"`  // who added it
	Removed bool      `json:"removed,omitempty"`
}

func (i *Item) item() *Item { return i }

// item is a pointer to one of the kinds.
type item interface {
	item() *Item
	kind() Kind
	// tidy brings what a person typed to one form, before the rules are asked.
	tidy()
	// check gives the rules that the item breaks, given the register it is in.
	check(r *Register) *Refusal
	// names gives the items it refers to, with the fields they stand in.
	names() []named
}

// named is an item that another one refers to.
type named struct {
	field string
	ref   Ref
}

func (p *Person) kind() Kind   { return OfPerson }
func (t *Theme) kind() Kind    { return OfTheme }
func (s *Session) kind() Kind  { return OfSession }
func (a *Action) kind() Kind   { return OfAction }
func (s *Signal) kind() Kind   { return OfSignal }
func (n *Note) kind() Kind     { return OfNote }
func (s *Settings) kind() Kind { return OfSettings }

func refOf(x item) Ref { return Ref{x.kind(), x.item().ID} }

// blank makes an empty item of a kind; nil for a kind there is not.
func blank(k Kind) item {
	switch k {
	case OfPerson:
		return &Person{}
	case OfTheme:
		return &Theme{}
	case OfSession:
		return &Session{}
	case OfAction:
		return &Action{}
	case OfSignal:
		return &Signal{}
	case OfNote:
		return &Note{}
	case OfSettings:
		return &Settings{}
	}
	return nil
}

// find gives the item with a number, out of a list in the order of numbers.
func find[T any, P interface {
	*T
	item
}](list []P, id ID) P {
	i, ok := slices.BinarySearchFunc(list, id, func(x P, id ID) int { return int(x.item().ID - id) })
	if !ok {
		return nil
	}
	return list[i]
}

// put gives a list with an item in it, in place of the one with its number; the
// list itself stays as it is.
func put[T any, P interface {
	*T
	item
}](list []P, x P) []P {
	i, ok := slices.BinarySearchFunc(list, x.item().ID, func(y P, id ID) int { return int(y.item().ID - id) })
	list = slices.Clone(list)
	if ok {
		list[i] = x
		return list
	}
	return slices.Insert(list, i, x)
}

// without gives a list without an item; the list itself stays as it is.
func without[T any, P interface {
	*T
	item
}](list []P, id ID) []P {
	return slices.DeleteFunc(slices.Clone(list), func(x P) bool { return x.item().ID == id })
}
