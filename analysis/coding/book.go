package coding

import (
	"fmt"
	"slices"
	"strings"
)

// Cause is an entry of a code book.
type Cause struct {
	ID      string `json:"id"`                // for good: codings refer to it
	Title   string `json:"title,omitempty"`   // what a person called it; empty: the words of the program for a built-in one
	Note    string `json:"note,omitempty"`    // when to use it; the same
	Retired bool   `json:"retired,omitempty"` // no longer offered; what was coded with it stays
}

// Builtin reports whether the program has words of its own for the cause.
func (c Cause) Builtin() bool { return slices.Contains(builtin, c.ID) }

// Other is the cause for what fits no other. It is always there and always last.
const Other = "other"

// builtin are the eight causes of repeat contact that customer service knows, and other.
var builtin = []string{"wrong_answer", "incomplete_answer", "unclear_communication", "backlog", "expectation", "systems_down", "unreachable", "mandate", Other}

// Book is a code book: the causes in the order in which a person is offered them. It does not change.
type Book []Cause

// DefaultBook is the code book a workspace starts with.
func DefaultBook() Book {
	b := make(Book, len(builtin))
	for i, id := range builtin {
		b[i].ID = id
	}
	return b
}

// MostCauses is how many causes may be offered at once: as many as there are digits, so that each has a key.
const MostCauses = 9

// Check says what is wrong with a book, if anything.
func (b Book) Check() error {
	seen := map[string]bool{}
	for _, c := range b {
		switch {
		case c.ID == "" || seen[c.ID]:
			return fmt.Errorf("the cause %q is there twice or has no id", c.ID)
		case !c.Builtin() && strings.TrimSpace(c.Title) == "":
			return fmt.Errorf("the cause %q has no name", c.ID)
		}
		seen[c.ID] = true
	}
	if i := slices.IndexFunc(b, func(c Cause) bool { return c.ID == Other }); i < 0 || i != len(b)-1 || b[i].Retired {
		return fmt.Errorf("the last cause of a code book is %q", Other)
	}
	return nil
}

// Offered gives the causes that are not retired.
func (b Book) Offered() []Cause {
	return slices.DeleteFunc(slices.Clone(b), func(c Cause) bool { return c.Retired })
}

// Find gives a cause by its id.
func (b Book) Find(id string) (Cause, bool) {
	i := slices.IndexFunc(b, func(c Cause) bool { return c.ID == id })
	if i < 0 {
		return Cause{}, false
	}
	return b[i], true
}

// Put gives the book with a cause in place of the one with its id, or as a new one before other. A new cause without an
// id gets one.
func (b Book) Put(c Cause) Book {
	out := slices.Clone(b)
	if i := slices.IndexFunc(out, func(o Cause) bool { return o.ID == c.ID && c.ID != "" }); i >= 0 {
		out[i] = c
		return out
	}
	for n := 1; c.ID == ""; n++ {
		id := fmt.Sprintf("own_%d", n)
		if _, taken := b.Find(id); !taken {
			c.ID = id
		}
	}
	return slices.Insert(out, max(0, len(out)-1), c)
}

// Move gives the book with a cause moved up (step −1) or down (1); other stays last.
func (b Book) Move(id string, step int) Book {
	out := slices.Clone(b)
	i := slices.IndexFunc(out, func(c Cause) bool { return c.ID == id })
	if j := i + step; i >= 0 && i < len(out)-1 && j >= 0 && j < len(out)-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// Party is who could have prevented the repeat.
type Party string

// The parties.
const (
	Customer   Party = "customer"
	Process    Party = "process"
	Employee   Party = "employee"
	ThirdParty Party = "third_party"
)

// Parties lists them as a person is offered them.
var Parties = []Party{Customer, Process, Employee, ThirdParty}
