package ingest

import (
	"cmp"
	"math"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/moment"
)

// Health says what a finished batch looks like: how its contacts lie over the
// days, how far its fields are filled, and which customers come most. It can only
// be counted while the batch is at hand.
type Health struct {
	// Start is the first day with a contact, and Days the contacts of each day from
	// it, the last one included. Days is nil where the first and last contact lie
	// more than [MaxDays] apart.
	Start time.Time `json:"start"`
	Days  []int     `json:"days,omitempty"`
	// Opens and Closes are the minutes of the day of the first and the last contact
	// on a usual day: the medians over the days that have contacts.
	Opens  int `json:"opens"`
	Closes int `json:"closes"`

	Filled    map[contact.Field]int `json:"filled"`    // contacts that have a value, for each field that has columns
	Customers int                   `json:"customers"` // different customer keys
	Top       []KeyCount            `json:"top,omitempty"`
	Dates     DateRule              `json:"dates"`
	Program   string                `json:"program,omitempty"` // version that read the file
}

// KeyCount is a customer key with its contacts. The key is personal: it goes to
// no file and no log unless somebody asks for it.
type KeyCount struct {
	Key      string `json:"key"`
	Contacts int    `json:"contacts"`
}

// DateRule says how the order of day and month was found.
type DateRule struct {
	Order  string `json:"order,omitempty"`  // "dmy", "mdy", "ymd"; empty where none was needed
	Chosen bool   `json:"chosen,omitempty"` // by a person or a preset
	Told   bool   `json:"told,omitempty"`   // the values say it, be it by how they lie over the days
	// Of the dates in which either number could have been the day: how many only
	// fit with the day first, with the month first, and with both.
	DayFirst   int `json:"day_first,omitempty"`
	MonthFirst int `json:"month_first,omitempty"`
	Either     int `json:"either,omitempty"`
}

const (
	// MaxDays is the longest span of which the days are kept: 30 years.
	MaxDays = 30 * 366
	// mostTop is how many of the customers with most contacts are kept.
	mostTop = 20
)

const dayMS = 24 * 60 * 60 * 1000

// health counts what the report keeps of a batch.
func (r *run) health(b *contact.Batch) *Health {
	h := &Health{Filled: map[contact.Field]int{}, Program: program()}
	if b.Len() == 0 {
		return h
	}
	h.Dates = r.dateRule()
	var g errgroup.Group
	g.Go(func() error { h.spread(b.Time); return nil })
	g.Go(func() error { h.customers(b); return nil })
	h.fill(b)
	_ = g.Wait()
	return h
}

func (r *run) dateRule() DateRule {
	n := r.seen()
	return DateRule{Order: r.dateOrder(), Chosen: r.p.fixedOrder, Told: r.p.order.Told, DayFirst: n[moment.FormFirst], MonthFirst: n[moment.FormSecond], Either: n[moment.FormEither]}
}

// spread counts contacts by day.
func (h *Health) spread(times []int64) {
	first, last := slices.Min(times), slices.Max(times)
	start := floorDay(first)
	h.Start = wallTime(start * dayMS)
	if floorDay(last)-start >= MaxDays {
		return
	}
	type span struct{ from, to int32 } // milliseconds of the day
	h.Days = make([]int, floorDay(last)-start+1)
	spans := make([]span, len(h.Days))
	for i := range spans {
		spans[i].from = math.MaxInt32
	}
	for _, ms := range times {
		d := floorDay(ms)
		at := int32(ms - d*dayMS)
		d -= start
		h.Days[d]++
		spans[d].from, spans[d].to = min(spans[d].from, at), max(spans[d].to, at)
	}
	var opens, closes []int32
	for i, n := range h.Days {
		if n > 0 {
			opens, closes = append(opens, spans[i].from), append(closes, spans[i].to)
		}
	}
	h.Opens, h.Closes = median(opens)/60_000, median(closes)/60_000
}

// floorDay gives the day of a wall-clock time, counted from 1970.
func floorDay(ms int64) int64 {
	d := ms / dayMS
	if ms%dayMS < 0 {
		d--
	}
	return d
}

func median(values []int32) int {
	slices.Sort(values)
	return int(values[len(values)/2])
}

// fill counts the contacts that have a value in each field.
func (h *Health) fill(b *contact.Batch) {
	for i, d := range contact.Stored {
		if codes := b.Columns[i].Codes; codes.Len() > 0 {
			h.Filled[contact.Field(d)] = codes.Len() - codes.Missing()
		}
	}
	for f, values := range map[contact.Field][]int32{
		contact.FieldEnd: b.Length, contact.FieldHandle: b.Handle, contact.FieldWait: b.Wait, contact.FieldTransfers: b.Transfers,
	} {
		if values == nil {
			continue
		}
		n := 0
		for _, v := range values {
			if v != contact.NoNumber {
				n++
			}
		}
		h.Filled[f] = n
	}
	for f, texts := range map[contact.Field]*contact.Texts{contact.FieldID: b.ID, contact.FieldNote: b.Note} {
		if texts == nil {
			continue
		}
		n, last := 0, uint64(0)
		for _, end := range texts.Ends {
			if end > last {
				n++
			}
			last = end
		}
		h.Filled[f] = n
	}
}

// customers counts contacts by customer key, of the strongest column.
func (h *Health) customers(b *contact.Batch) {
	if len(b.Keys) == 0 {
		return
	}
	keys := &b.Keys[0]
	counts := make([]int32, keys.Dict.Len())
	for i := range keys.Len() {
		counts[keys.At(i)]++
	}
	var top []uint32
	least := int32(0)
	for code := 1; code < len(counts); code++ {
		n := counts[code]
		if n == 0 {
			continue
		}
		h.Customers++
		if n < 2 || len(top) >= mostTop && n <= least {
			continue
		}
		top = append(top, uint32(code))
		if len(top) >= 2*mostTop {
			top = most(top, counts)
			least = counts[top[len(top)-1]]
		}
	}
	for _, code := range most(top, counts) {
		h.Top = append(h.Top, KeyCount{keys.Dict.Text(code), int(counts[code])})
	}
}

// most keeps the codes with the highest counts, the highest first.
func most(codes []uint32, counts []int32) []uint32 {
	slices.SortFunc(codes, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return codes[:min(len(codes), mostTop)]
}

// program names this build of the program, so that it can be known later what
// read a file; empty where the build does not say.
var program = sync.OnceValue(func() string {
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	text := build.Main.Version
	if text == "(devel)" {
		text = ""
	}
	for _, s := range build.Settings {
		if s.Key == "vcs.revision" && text == "" {
			text = s.Value[:min(8, len(s.Value))]
		}
	}
	return text
})
