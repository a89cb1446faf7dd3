package coding

import (
	"strings"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

// Agreed is the coder of what was settled together after two people coded otherwise. It holds over what each said.
const Agreed = ""

// Coding is what one person says of one pair of a sample.
type Coding struct {
	Pair  int       `json:"pair"`  // its number within the sample, from 1
	Coder string    `json:"coder"` // Agreed: settled together
	Cause string    `json:"cause,omitempty"`
	Party Party     `json:"party,omitempty"`
	Note  string    `json:"note,omitempty"`
	At    time.Time `json:"at"`
}

// Empty reports whether nothing is said.
func (c Coding) Empty() bool {
	return c.Cause == "" && c.Party == "" && strings.TrimSpace(c.Note) == ""
}

// Done reports whether both questions are answered.
func (c Coding) Done() bool { return c.Cause != "" && c.Party != "" }

// CoderName brings the name of a coder to one form.
func CoderName(name string) string { return strings.Join(strings.Fields(name), " ") }

// Contact is a contact of a sampled pair as it was when the sample was drawn. Whose it is and who took it stay in the
// log: the sample holds no customer key and no agent.
type Contact struct {
	Batch   int64     `json:"batch"` // the import it came with, and its place in that; 0: not of a workspace
	Row     int       `json:"row"`
	Time    time.Time `json:"time"`
	Reason  string    `json:"reason,omitempty"`
	Process string    `json:"process,omitempty"`
	Channel string    `json:"channel,omitempty"`
	Team    string    `json:"team,omitempty"`
	Third   string    `json:"third_party,omitempty"`
	Outcome string    `json:"outcome,omitempty"`
}

// Pair is a pair of a sample.
type Pair struct {
	Number      int           `json:"number"` // from 1, in the order to work through
	Stratum     string        `json:"stratum,omitempty"`
	First       Contact       `json:"first"`
	Second      Contact       `json:"second"`
	Between     time.Duration `json:"between"` // from where the definition has it run, in nanoseconds
	SameAgent   bool          `json:"same_agent"`
	AgentsKnown bool          `json:"agents_known"` // both contacts have an agent
}

// Sample is pairs that were drawn at random to be read, frozen as they were then.
type Sample struct {
	ID      int64              `json:"id"` // for good
	Name    string             `json:"name"`
	At      time.Time          `json:"at"`
	Seed    uint64             `json:"seed"`
	By      contact.Dimension  `json:"by,omitempty"` // of the strata; empty: none
	Query   repeat.Query       `json:"query"`        // which pairs there were to draw from, with the definition
	Options repeat.PairOptions `json:"options"`
	Of      int                `json:"of"`   // how many there were
	From    time.Time          `json:"from"` // the data at that time
	To      time.Time          `json:"to"`
	Strata  []repeat.Stratum   `json:"strata"`
	Pairs   []Pair             `json:"pairs"`
}

// Pair gives a pair by its number.
func (s Sample) Pair(number int) (Pair, bool) {
	if number < 1 || number > len(s.Pairs) {
		return Pair{}, false
	}
	return s.Pairs[number-1], true
}
