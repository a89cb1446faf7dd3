package workbench

import (
	"time"

	"eenkeer/analysis/coding"
	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/workspace"
)

// Phase is how far the workbench is with a workspace.
type Phase int

// The phases.
const (
	Closed  Phase = iota // no workspace is open
	Opening              // its contacts are being read
	Ready                // it can be asked
)

// Snapshot is everything the screens show, at one moment. It and all it points
// to never change.
type Snapshot struct {
	Phase     Phase
	Workspace Info
	Question  Question
	Figures   *Figures // nil until there are any; of an earlier question while a new one is worked on
	Computing bool     // figures are being made
	Looked    *Looked  // figures that are made while in sight; of an earlier question while new ones are worked on

	Definitions []repeat.Definition // saved by name
	Profiles    []workspace.Profile // remembered mappings
	Batches     []workspace.Batch   // oldest first
	Draft       *Draft              // files about to be imported; nil when there are none
	Task        *Task               // long work under way; nil when there is none
	Last        *Outcome            // what the latest import brought, until another workspace is opened
	Recent      []workspace.RecentFile

	Setups map[string]figure.Setup // what was chosen for control charts, by [figure.SetupKey]

	Customers Customers          // how contacts became customers
	Catalogue *contact.Catalogue // nil without a workspace
	Reasons   []contact.Seen     // those in the data, most contacts first
	Unfiled   []contact.Seen     // of them, those that the catalogue has no process for
	Sheet     error              // why the last catalogue from Excel was not taken over; nil when it was

	Agents   workspace.AgentNames // whether agents are shown by name
	Events   []Event              // what happened, the earliest first; public holidays among them when switched on
	Holidays bool                 // public holidays are switched on

	PairsView  PairsView   // which pairs are looked at
	PairsAsked PairsAsked  // where a person asked for pairs from another screen
	Pair       *PairDetail // the pair that was chosen last; nil when none was
	Samples    []Sampled   // the latest first
	InHand     InHand      // the pair of a sample that is being read
	Coder      string      // who codes; Me until another takes over
	CodeBook   coding.Book // causes to choose from
	Story      *Story      // one customer's contacts, while they are looked at; nil otherwise

	Contacts *Contacts // those behind a figure, while they are looked at; nil otherwise

	Register *kaizen.Register // of improvement; nil without a workspace
	// Effects are those of actions that are or were in sight, see [Workbench.WantEffects]; nil before there are any.
	Effects  map[kaizen.ID]*figure.Effect
	Detail   *Detail     // the effect of one action, see [Workbench.ShowEffect]; nil when none is looked at
	History  *History    // of the item that was asked for; nil when none was
	Exchange *Exchange   // a list of actions about to be taken in; nil when there is none
	Me       string      // who is using the program
	Today    repeat.Date // the day it is

	Notes []Note // things to tell, the oldest first; each is told once, by its number
}

// Customers says how the contacts of the workspace became customers.
type Customers struct {
	contact.Identity
	Largest []contact.Customer // the customers with the most contacts, [LargestShown] at most
}

// LargestShown is how many of the largest customers are listed.
const LargestShown = 20

// Info is what is known of the open workspace itself.
type Info struct {
	Path, Name string
	Sample     bool  // it is the sample
	ReadOnly   bool  // it cannot be changed from here
	Why        error // why not
	Contacts   int   // in all live imports, after the later of two has won
	From, To   time.Time
	Values     func(d contact.Dimension) []string // values that a dimension has
}

// Task is long work that can be watched and cancelled.
type Task struct {
	ID       string // of the text that names it: "task.opening", "task.importing", …
	Import   ImportProgress
	Done     int64 // of Total, in whatever unit; Total 0: not known
	Total    int64
	Started  time.Time
	Stopping bool // cancelled, and about to end
}

// Note is something to tell once: that work failed, or what can be undone.
type Note struct {
	Number int
	Err    error  // what went wrong; nil for good news
	ID     string // of the text, when Err is nil
	Args   []any
	Undo   func() // takes back what is told; nil when there is nothing to
}
