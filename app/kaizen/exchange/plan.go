package exchange

import (
	"errors"
	"slices"
	"strings"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"
)

// Sheet is a list as it was read: texts.
type Sheet struct {
	File    string // its name, to say
	Columns []string
	Rows    []Row
}

// Row is a row of a list.
type Row struct {
	Line  int // in the file, from 1
	Cells []string
}

// Base gives an action as it was after a step; nil when it was not there or cannot be known.
type Base func(id kaizen.ID, step int64) (*kaizen.Action, error)

// Difference is a field that is another in the list than in the register. Values are in
// their one form; Show writes them.
type Difference struct {
	Field Field
	Base  string // when the list went out; only when Known
	Here  string
	There string // in the list
	Known bool   // what it was when the list went out
	// Conflict says that it was changed in both places, or that this cannot be known: it
	// is taken over only when Take is set.
	Conflict bool
	Take     bool
}

// Problem is why a row, or a cell of it, cannot be taken over.
type Problem struct {
	Line  int
	Field Field // empty: the whole row
	ID    string
	Args  []any
	Err   error // a rule of the register; nil when ID says it
}

// In gives the sentence in a language.
func (p Problem) In(l *locale.Locale) string {
	var refused *kaizen.Refusal
	if errors.As(p.Err, &refused) {
		return refused.In(l)
	}
	args := p.Args
	if p.Field != "" {
		args = append([]any{"field", p.Field.Name(l)}, args...)
	}
	return l.T(p.ID, args...)
}

// Planned is what would become of a row.
type Planned struct {
	Line        int
	Action      kaizen.ID // 0: a new one
	Title       string    // of the action, or of the row when it is new
	Differences []Difference
	Matched     Field // how it was found: Number, Title; empty for a new one
}

// Conflicts counts the differences that a person has to decide.
func (p Planned) Conflicts() int {
	n := 0
	for _, d := range p.Differences {
		if d.Conflict {
			n++
		}
	}
	return n
}

// Plan is what taking a list in would do. Nothing is done before [Plan.Apply].
type Plan struct {
	File     string
	Rows     []Planned // that would change something, or need a decision; in the order of the list
	Same     int       // rows of which nothing changed
	Problems []Problem
	People   []string // who would be added
}

// Counts says how many actions would be added, how many changed without a question, and
// how many conflicts there are.
func (p *Plan) Counts() (added, changed, conflicts int) {
	for _, r := range p.Rows {
		conflicts += r.Conflicts()
		switch {
		case r.Action == 0:
			added++
		case slices.ContainsFunc(r.Differences, func(d Difference) bool { return !d.Conflict }):
			changed++
		}
	}
	return added, changed, conflicts
}

// reading is a list being compared.
type reading struct {
	register *kaizen.Register
	base     Base
	sheet    Sheet
	mapping  Mapping
	plan     *Plan
	seen     map[kaizen.ID]int
	titled   map[string]kaizen.ID
}

// Compare finds out what taking a list in would do to a register.
func Compare(r *kaizen.Register, base Base, s Sheet, m Mapping) (*Plan, error) {
	if _, ok := m[Title]; !ok {
		if _, ok := m[Number]; !ok {
			return &Plan{File: s.File, Problems: []Problem{{ID: "exchange.problem.no_title"}}}, nil
		}
	}
	c := &reading{r, base, s, m, &Plan{File: s.File}, map[kaizen.ID]int{}, map[string]kaizen.ID{}}
	for _, a := range slices.Backward(r.Actions) {
		c.titled[contact.Fold(a.Title)] = a.ID
	}
	for _, row := range s.Rows {
		if err := c.row(row); err != nil {
			return nil, err
		}
	}
	c.people()
	return c.plan, nil
}

func (c *reading) cell(row Row, f Field) (string, bool) {
	i, ok := c.mapping[f]
	if !ok {
		return "", false
	}
	if i >= len(row.Cells) {
		return "", true
	}
	return row.Cells[i], true
}

func (c *reading) problem(row Row, f Field, id string, args ...any) {
	c.plan.Problems = append(c.plan.Problems, Problem{Line: row.Line, Field: f, ID: id, Args: args})
}

// row compares a row with the action it is about.
func (c *reading) row(row Row) error {
	if !slices.ContainsFunc(Editable, func(f Field) bool { text, _ := c.cell(row, f); return strings.TrimSpace(text) != "" }) {
		return nil
	}
	values := map[Field]string{}
	for _, f := range Editable {
		text, there := c.cell(row, f)
		if !there {
			continue
		}
		value, ok := Parse(f, text)
		if !ok {
			c.problem(row, f, "exchange.problem.value", "value", shortened(text))
			continue
		}
		values[f] = value
	}
	a, matched, ok := c.find(row)
	if !ok {
		return nil
	}
	p := Planned{Line: row.Line, Matched: matched, Title: values[Title]}
	if a == nil {
		if values[Title] == "" {
			c.problem(row, Title, "exchange.problem.title")
			return nil
		}
		for _, f := range Editable {
			if values[f] != "" {
				p.Differences = append(p.Differences, Difference{Field: f, There: values[f], Known: true})
			}
		}
		c.keep(row, p)
		return nil
	}
	if first, twice := c.seen[a.ID]; twice {
		c.problem(row, "", "exchange.problem.twice", "first", first, "title", a.Title)
		return nil
	}
	c.seen[a.ID] = row.Line
	p.Action, p.Title = a.ID, a.Title
	var before *kaizen.Action
	if mark, _ := c.cell(row, Mark); mark != "" {
		if step, ok := readMark(mark, a); ok {
			var err error
			if before, err = c.base(a.ID, step); err != nil {
				return err
			}
		}
	}
	if matched == Title {
		delete(values, Title) // it is the same but for capitals and spaces
	}
	p.Differences = c.differences(a, before, values)
	if len(p.Differences) == 0 {
		c.plan.Same++
		return nil
	}
	c.keep(row, p)
	return nil
}

// find gives the action that a row is about: by its number when the row is of this
// workspace, else by its title; nil for a new one.
func (c *reading) find(row Row) (a *kaizen.Action, by Field, ok bool) {
	text, _ := c.cell(row, Number)
	mark, _ := c.cell(row, Mark)
	n, isNumber := Parse(Number, text)
	if mark != "" && isNumber && n != "" {
		a = c.register.Action(id(n))
		if a != nil {
			if _, ours := readMark(mark, a); ours {
				return a, Number, true
			}
			a = nil // of another workspace: its number says nothing here
		} else if c.gone(id(n), mark) {
			c.problem(row, Number, "exchange.problem.removed", "number", n)
			return nil, "", false
		}
	}
	title, _ := c.cell(row, Title)
	title = contact.Fold(title)
	if found, there := c.titled[title]; there && title != "" {
		return c.register.Action(found), Title, true
	}
	if mark == "" && isNumber && n != "" && title == "" {
		if a = c.register.Action(id(n)); a != nil { // a list of numbers and, say, statuses
			return a, Number, true
		}
	}
	return nil, "", true
}

// gone reports whether a mark is of an action that was taken out since.
func (c *reading) gone(id kaizen.ID, mark string) bool {
	return slices.Contains(c.register.Gone(), kaizen.Ref{Kind: kaizen.OfAction, ID: id}) && strings.HasPrefix(mark, "v")
}

func id(text string) kaizen.ID {
	x := amount(text)
	if x == nil {
		return 0
	}
	return kaizen.ID(*x)
}

// differences compares field by field: what the list says, what it was when the list
// went out, and what it is now.
func (c *reading) differences(a, before *kaizen.Action, values map[Field]string) []Difference {
	var all []Difference
	for _, f := range Editable {
		there, ok := values[f]
		if !ok {
			continue
		}
		d := Difference{Field: f, Here: Value(c.register, a, f), There: there}
		if same(f, d.Here, there) {
			continue
		}
		if before != nil {
			d.Base, d.Known = Value(c.register, before, f), true
			if same(f, d.Base, there) {
				continue // changed here alone
			}
		} else if there == "" {
			continue // a list of someone's own that has no word for it takes nothing out
		}
		d.Conflict = !d.Known || !same(f, d.Base, d.Here)
		all = append(all, d)
	}
	return all
}

// same reports whether two values of a field are one: as the cell that the one was
// written to is read again.
func same(f Field, a, b string) bool {
	if f == Owner || f == Helper {
		return contact.Fold(a) == contact.Fold(b)
	}
	if a == b {
		return true
	}
	again, ok := Parse(f, a)
	return ok && again == b
}

// keep adds a row to the plan, unless the register would refuse it.
func (c *reading) keep(row Row, p Planned) {
	for _, take := range []bool{true, false} {
		trial := p
		trial.Differences = slices.Clone(p.Differences)
		for i := range trial.Differences {
			trial.Differences[i].Take = take
		}
		_, _, err := c.register.Change("kaizen.did.import", "", time.Now(), func(e *kaizen.Edit) error { trial.apply(e); return nil })
		var refused *kaizen.Refusal
		if errors.As(err, &refused) {
			c.plan.Problems = append(c.plan.Problems, Problem{Line: row.Line, Field: field(refused.Field), Err: refused})
			return
		}
	}
	c.plan.Rows = append(c.plan.Rows, p)
}

// field gives the column of a field of an action.
func field(name string) Field {
	if f := Field(name); slices.Contains(Editable, f) {
		return f
	}
	return ""
}

// people lists who would be added.
func (c *reading) people() {
	for _, p := range c.plan.Rows {
		for _, d := range p.Differences {
			if (d.Field == Owner || d.Field == Helper) && d.There != "" && c.register.PersonNamed(d.There) == nil &&
				!slices.ContainsFunc(c.plan.People, func(n string) bool { return contact.Fold(n) == contact.Fold(d.There) }) {
				c.plan.People = append(c.plan.People, d.There)
			}
		}
	}
}

// apply does to a register what the row says, but for conflicts that are not taken.
func (p Planned) apply(e *kaizen.Edit) kaizen.ID {
	var a *kaizen.Action
	if p.Action == 0 {
		added := e.AddAction(kaizen.Action{})
		a = e.Action(added)
	} else if a = e.Action(p.Action); a == nil {
		return 0
	}
	for _, d := range p.Differences {
		if !d.Conflict || d.Take {
			Set(e, a, d.Field, d.There)
		}
	}
	day := repeat.DateOf(e.Now())
	if p.Action == 0 && !a.Due.IsZero() && a.Due.Time().Before(day.Time()) {
		day = a.Due // a list of someone's own often has no other day for when it was done
	}
	a.Move(a.Status, day) // what follows from a status that was typed
	return a.ID
}

// Apply takes the list in, in an edit of the register; conflicts that are not taken stay
// as they are here.
func (p *Plan) Apply(e *kaizen.Edit) {
	for _, r := range p.Rows {
		r.apply(e)
	}
}

func shortened(text string) string {
	const most = 40
	all := []rune(strings.Join(strings.Fields(text), " "))
	if len(all) > most {
		return string(all[:most-1]) + "…"
	}
	return string(all)
}
