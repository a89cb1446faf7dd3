package contact

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"eenkeer/assets/locale"
)

// Catalogue is what an organisation knows of its reasons, processes and teams beside what an export says. The zero value
// knows nothing. Names are the same when [Fold] makes them the same. A Catalogue that is in use does not change: the
// methods that change one give a new one.
type Catalogue struct {
	Reasons   []ReasonEntry
	Processes []ProcessEntry
	Teams     []TeamEntry
	Renames   []Rename
}

// Amount is a number that may not have been filled in.
type Amount struct {
	Value float64
	Known bool
}

// Some makes an amount that is known.
func Some(x float64) Amount { return Amount{x, true} }

// ReasonEntry files a reason.
type ReasonEntry struct {
	Reason     string
	Process    string // empty: as the contact says
	ThirdParty string // of contacts that name none; empty: none
	Target     Amount // repeat rate aimed at, 0 to 1
	Cost       Amount // euros a contact
}

// ProcessEntry says who answers for a process. Its target and cost go for reasons that have none of their own.
type ProcessEntry struct {
	Process string
	Owner   string
	Target  Amount // repeat rate aimed at, 0 to 1
	Cost    Amount // euros a contact
}

// TeamEntry says who leads a team.
type TeamEntry struct{ Team, Manager string }

// Rename gives a reason another name, or brings it into another reason.
type Rename struct {
	From, To string
	Since    int64 // wall-clock milliseconds of the first contact that is renamed; 0: every contact
}

// Ids of what can be wrong with a catalogue, which are those of the texts in assets/locale/*/catalogue.json.
const (
	ErrCatalogueNoName = "catalogue.error.no_name"
	ErrCatalogueTwice  = "catalogue.error.twice"  // arg name
	ErrCatalogueTarget = "catalogue.error.target" // arg name
	ErrCatalogueCost   = "catalogue.error.cost"   // arg name
	ErrCatalogueCycle  = "catalogue.error.cycle"  // arg names: "A, B, A"
	ErrCatalogueSame   = "catalogue.error.same"   // arg name
	ErrCatalogueDates  = "catalogue.error.dates"  // arg name: renamed twice from one date
)

// CatalogueError says what is wrong with a catalogue.
type CatalogueError struct {
	ID   string
	Args []any
}

// Error gives the English sentence.
func (e *CatalogueError) Error() string { return e.In(locale.New("en")) }

// In gives the sentence in a language.
func (e *CatalogueError) In(l *locale.Locale) string { return l.T(e.ID, e.Args...) }

// Fold makes names that mean the same equal: case, and spaces around and between the words, do not count.
func Fold(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// Empty reports whether nothing is in the catalogue.
func (c *Catalogue) Empty() bool {
	return c == nil || len(c.Reasons)+len(c.Processes)+len(c.Teams)+len(c.Renames) == 0
}

// Check gives a *CatalogueError for the first thing that is wrong: a name that is empty or stands there twice, a target
// outside 0 to 1, a cost below 0, renames that go round in a circle or contradict each other.
func (c *Catalogue) Check() error {
	if err := checkNames(c.Reasons, func(e ReasonEntry) (string, Amount, Amount) { return e.Reason, e.Target, e.Cost }); err != nil {
		return err
	}
	if err := checkNames(c.Processes, func(e ProcessEntry) (string, Amount, Amount) { return e.Process, e.Target, e.Cost }); err != nil {
		return err
	}
	if err := checkNames(c.Teams, func(e TeamEntry) (string, Amount, Amount) { return e.Team, Amount{}, Amount{} }); err != nil {
		return err
	}
	return c.checkRenames()
}

func checkNames[T any](list []T, of func(T) (name string, target, cost Amount)) error {
	seen := map[string]bool{}
	for _, e := range list {
		name, target, cost := of(e)
		switch {
		case Fold(name) == "":
			return &CatalogueError{ID: ErrCatalogueNoName}
		case seen[Fold(name)]:
			return &CatalogueError{ErrCatalogueTwice, []any{"name", name}}
		case target.Known && !(target.Value >= 0 && target.Value <= 1):
			return &CatalogueError{ErrCatalogueTarget, []any{"name", name}}
		case cost.Known && !(cost.Value >= 0 && cost.Value <= math.MaxFloat32):
			return &CatalogueError{ErrCatalogueCost, []any{"name", name}}
		}
		seen[Fold(name)] = true
	}
	return nil
}

func (c *Catalogue) checkRenames() error {
	type start struct {
		from  string
		since int64
	}
	seen := map[start]bool{}
	next := map[string][]Rename{}
	for _, r := range c.Renames {
		from := Fold(r.From)
		switch {
		case from == "" || Fold(r.To) == "":
			return &CatalogueError{ID: ErrCatalogueNoName}
		case r.From == r.To:
			return &CatalogueError{ErrCatalogueSame, []any{"name", r.From}}
		case seen[start{from, r.Since}]:
			return &CatalogueError{ErrCatalogueDates, []any{"name", r.From}}
		}
		seen[start{from, r.Since}] = true
		if from != Fold(r.To) { // another spelling of the same name ends a chain
			next[from] = append(next[from], r)
		}
	}
	const onPath, done = 1, 2
	state := map[string]int{}
	var walk func(name string, path []string) error
	walk = func(name string, path []string) error {
		key := Fold(name)
		path = append(path[:len(path):len(path)], name)
		switch state[key] {
		case onPath:
			first := slices.IndexFunc(path, func(p string) bool { return Fold(p) == key })
			return &CatalogueError{ErrCatalogueCycle, []any{"names", strings.Join(path[first:], ", ")}}
		case done:
			return nil
		}
		state[key] = onPath
		for _, r := range next[key] {
			if err := walk(r.To, path); err != nil {
				return err
			}
		}
		state[key] = done
		return nil
	}
	for _, r := range c.Renames {
		if err := walk(r.From, nil); err != nil {
			return err
		}
	}
	return nil
}

// Reason gives what is filed under a reason. It looks through all of them: for many at once take a [Lookup].
func (c *Catalogue) Reason(name string) (ReasonEntry, bool) {
	return find(c.Reasons, reasonKey, name)
}

// Process gives what is known of a process, as [Catalogue.Reason] does.
func (c *Catalogue) Process(name string) (ProcessEntry, bool) {
	return find(c.Processes, processKey, name)
}

// Lookup finds what a catalogue knows by name, quickly.
type Lookup struct {
	reasons   map[string]ReasonEntry
	processes map[string]ProcessEntry
	teams     map[string]TeamEntry
}

// Lookup makes a catalogue ready for many questions.
func (c *Catalogue) Lookup() *Lookup {
	return &Lookup{byKey(c.Reasons, reasonKey), byKey(c.Processes, processKey), byKey(c.Teams, teamKey)}
}

// Reason gives what is filed under a reason; but for its name it is empty when nothing is.
func (l *Lookup) Reason(name string) ReasonEntry {
	if e, known := l.reasons[Fold(name)]; known {
		return e
	}
	return ReasonEntry{Reason: name}
}

// Process gives what is known of a process.
func (l *Lookup) Process(name string) ProcessEntry {
	if e, known := l.processes[Fold(name)]; known {
		return e
	}
	return ProcessEntry{Process: name}
}

// Team gives who leads a team.
func (l *Lookup) Team(name string) TeamEntry {
	if e, known := l.teams[Fold(name)]; known {
		return e
	}
	return TeamEntry{Team: name}
}

// Amounts gives the target and the cost of contacts with a reason: its own, else those of its process.
func (l *Lookup) Amounts(e ReasonEntry) (target, cost Amount) {
	target, cost = e.Target, e.Cost
	p := l.processes[Fold(e.Process)]
	if !target.Known {
		target = p.Target
	}
	if !cost.Known {
		cost = p.Cost
	}
	return target, cost
}

// ProcessNames lists the processes that the catalogue names, in order.
func (c *Catalogue) ProcessNames() []string {
	names := map[string]string{}
	for _, e := range c.Reasons {
		if e.Process != "" {
			names[Fold(e.Process)] = e.Process
		}
	}
	for _, e := range c.Processes {
		names[Fold(e.Process)] = e.Process
	}
	var all []string
	for _, name := range names {
		all = append(all, name)
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Compare(Fold(a), Fold(b)) })
	return all
}

func reasonKey(e ReasonEntry) string   { return Fold(e.Reason) }
func processKey(e ProcessEntry) string { return Fold(e.Process) }
func teamKey(e TeamEntry) string       { return Fold(e.Team) }

func find[T any](list []T, key func(T) string, name string) (e T, ok bool) {
	name = Fold(name)
	if i := slices.IndexFunc(list, func(e T) bool { return key(e) == name }); i >= 0 {
		return list[i], true
	}
	return e, false
}
