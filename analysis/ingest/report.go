package ingest

import "time"

// Report says what an import made of a file. Rows is Kept + Merged + Dropped,
// always: nothing goes without being counted.
type Report struct {
	File    string // path
	Hash    string // SHA-256 of the file, in hex
	Bytes   int64
	Rows    int // records below the header, blank ones left out
	Kept    int // contacts in the batch
	Merged  int // rows that are of the same contact as another one that was kept
	Dropped int // rows that could not be used

	// Identical counts, of Merged, the rows that were the same in every cell, in a file without contact ids.
	Identical int

	WithoutCustomer int       // contacts without a customer key
	First, Last     time.Time // first and last contact, wall-clock in UTC; zero without contacts

	Keys   []KeyCoverage // the columns of customer keys, the strongest first
	Health *Health       `json:",omitempty"` // nil in reports of before there was any

	// Overlap says what the file brought beside earlier ones of its source; nil when there are none. Who
	// keeps the contacts fills it in.
	Overlap *Overlap

	Problems     []Problem      // the first [MaxProblems] of them, by line
	ProblemCount map[string]int // how many there are, by reason, all counted
	Doubts       []Doubt

	Format, Sheet                         string
	Encoding, Separator, Quote, RecordEnd string
	HeaderLine                            int
	DateOrder                             string // that was used: "dmy", "mdy", "ymd"; empty where none was needed
	Elapsed                               time.Duration
}

// KeyCoverage says what a column of customer keys brought.
type KeyCoverage struct {
	Column, Kind string // Kind as in package key
	Filled       int    // contacts that have a key in it
	Distinct     int    // different keys, normalised
	Damaged      int    // contacts whose key a spreadsheet seems to have spoilt
}

// Overlap says what a file brought beside earlier ones of its source.
type Overlap struct {
	Source    string   // as in [contact.Batch]
	Against   []string // names of the earlier files, oldest first
	New       int      // contacts that none of them has
	Changed   int      // contacts with the same contact id and another content: this version counts
	Unchanged int      // contacts that were there just so
	Gone      int      // contacts of theirs within its time that it does not have; they stay
}

// MaxProblems is how many problems are listed one by one.
const MaxProblems = 10_000

// Progress says how far an import is. Rows counts records read so far.
type Progress struct {
	Rows, Bytes, TotalBytes int64
}

// wallTime gives a wall-clock time as a [time.Time] in UTC.
func wallTime(ms int64) time.Time { return time.UnixMilli(ms).UTC() }
