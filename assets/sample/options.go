package sample

import "time"

// Options says how much to make. The same options give the same contacts, byte for byte.
type Options struct {
	Seed     uint64
	Contacts int // aimed at; the log comes within about 2 % of it, nearer as it grows
	// Contacts start in [Start, End).
	Start, End time.Time
	// Customers is the number of people who may make contact; 0 takes three for every five contacts. The more people,
	// the fewer contacts that follow one another by chance.
	Customers int
	// Keyless is the share of first contacts without customer key; their repeats have none either.
	Keyless float64
	// Changes are the process changes that take effect; nil for none.
	Changes []Change
}

// Default is the sample that is shipped: about 60,000 contacts over eighteen months, with all [Changes].
func Default() Options {
	return Options{
		Seed:     2025,
		Contacts: 60_000,
		Start:    time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC),
		End:      time.Date(2026, 6, 29, 0, 0, 0, 0, time.UTC),
		Keyless:  0.04,
		Changes:  Changes,
	}
}

func (o Options) customers() int {
	if o.Customers > 0 {
		return o.Customers
	}
	return max(100, o.Contacts*3/5)
}
