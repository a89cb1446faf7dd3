package effect

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

// plain makes a log with 20 contacts a day of the letter and 40 of others, until day end; p is the chance of a repeat by day.
func plain(seed uint64, end int, p func(day int) float64) *world {
	w := newWorld(rand.New(rand.NewPCG(seed, 1)))
	for day := range end {
		w.some(20, day, day+1, p(day), "Brief")
		w.some(40, day, day+1, 0.2, "Nota")
	}
	return w
}

func steady(int) float64 { return 0.3 }

// The counts are those that the engine gives for the same days: ripe contacts alone, none of the roll-out, none of the days on
// which the scope was picked.
func TestCountsAreThoseOfTheEngine(t *testing.T) {
	e := plain(1, 200, steady).engine(200)
	s := Study{Scope: letter, Start: dayZero.AddDays(100), Full: dayZero.AddDays(110), Until: dayZero.AddDays(170), Picked: Days{dayZero.AddDays(70), dayZero.AddDays(89)}}
	count := func(from, to int) repeat.Counts {
		r, err := e.Rates(t.Context(), repeat.Query{Definition: repeat.Default, Selection: repeat.Selection{From: dayZero.AddDays(from), To: dayZero.AddDays(to), Filter: letter}})
		if err != nil {
			t.Fatal(err)
		}
		return r.Total.Counts
	}
	r := measure(t, e, s)
	before := count(0, 69).Plus(count(90, 99))
	after := count(110, 170)
	if r.Before.Count != (Count{before.Followed, before.Ripe}) || r.Before.Contacts != before.Contacts || r.Before.Over != 80 {
		t.Errorf("before: %+v, want %+v over 80 days", r.Before, before)
	}
	if r.After.Count != (Count{after.Followed, after.Ripe}) || r.After.Contacts != after.Contacts || r.After.Over != 61 {
		t.Errorf("after: %+v, want %+v over 61 days", r.After, after)
	}
	if r.Before.Days != (Days{dayZero, dayZero.AddDays(99)}) || r.After.Days != (Days{dayZero.AddDays(110), dayZero.AddDays(170)}) {
		t.Errorf("days: %v and %v", r.Before.Days, r.After.Days)
	}
	if len(r.Reasons) != 1 || r.Reasons[0] != (Mixed{"Brief", "Werk", after.Contacts}) {
		t.Errorf("reasons since: %v", r.Reasons)
	}
	// Without an end the contacts count whose window is over.
	s.Until = repeat.Date{}
	all := count(110, 400)
	r = measure(t, e, s)
	if r.After.Count != (Count{all.Followed, all.Ripe}) || all.Ripe >= all.Contacts || r.After.Contacts != all.Contacts {
		t.Errorf("after without an end: %+v, want %+v", r.After, all)
	}
}

func TestTooEarly(t *testing.T) {
	e := plain(2, 200, steady).engine(200)
	at := func(day int) Result {
		return measure(t, e, Study{Scope: letter, Start: dayZero.AddDays(day), Expected: 0.1})
	}
	if r := at(199); r.Verdict != TooEarly || r.Why != WhyNotStarted || r.More != r.Enough || r.Effect.Known() {
		t.Errorf("nothing is ripe: %s %s %d of %d", r.Verdict, r.Why, r.More, r.Enough)
	}
	if r := at(210); r.Verdict != TooEarly || r.Why != WhyNotStarted || r.When.Before(dayZero.AddDays(220).Time()) {
		t.Errorf("it starts later: %s %s until %s", r.Verdict, r.Why, r.When)
	}
	if r := at(191); r.Verdict != TooEarly || r.Why != WhyFirstDays || r.More == 0 {
		t.Errorf("the first days: %s %s", r.Verdict, r.Why)
	}
	if r := at(0); r.Verdict != TooEarly || r.Why != WhyNoBaseline {
		t.Errorf("no contacts before: %s %s", r.Verdict, r.Why)
	}
	r := at(180) // 260 ripe contacts, of about 330
	if r.Verdict != TooEarly || r.Why != WhyMore || r.More == 0 || r.Beyond {
		t.Fatalf("%s %s, %d more", r.Verdict, r.Why, r.More)
	}
	// At 20 contacts a day; the log ends on day 200 and its latest week is not ripe.
	days := int(math.Ceil(float64(r.More) / 20))
	if want := dayZero.AddDays(200 + days).Time(); r.When.Sub(want).Abs() > 2*24*time.Hour {
		t.Errorf("enough about %s, want %s", r.When, want)
	}
	// When that day comes, it is enough.
	later := measure(t, plain(2, 200+days+1, steady).engine(200+days+1), Study{Scope: letter, Start: dayZero.AddDays(180), Expected: 0.1})
	if later.More > 40 {
		t.Errorf("on the day that was promised %d contacts are missing", later.More)
	}
}

// So few contacts before that no number after will do: then as many as before are enough.
func TestBeyond(t *testing.T) {
	e := plain(3, 260, steady).engine(260)
	r := measure(t, e, Study{Scope: letter, Start: dayZero.AddDays(20), Expected: 0.01})
	if !r.Beyond || r.More != 0 || r.Enough != r.Before.Ripe || r.Verdict != NoChange {
		t.Errorf("beyond %v, %d more of %d, %s", r.Beyond, r.More, r.Enough, r.Verdict)
	}
	if !(r.Smallest > 0.01) {
		t.Errorf("what could have been shown is %.3f", r.Smallest)
	}
}

// Contacts that another change touched in the meantime are no comparison; those of a change long ago are.
func TestTouchedIsNoComparison(t *testing.T) {
	w := plain(4, 400, steady)
	for day := range 400 {
		w.some(10, day, day+1, 0.2, "Adres")
	}
	e := w.engine(408)
	s := Study{Scope: letter, Start: dayZero.AddDays(300)}
	all := measure(t, e, s).Others
	s.Others = []Touch{{work("Nota"), dayZero.AddDays(320)}, {only(contact.Reason, "Adres"), dayZero.AddDays(10)}}
	if left := measure(t, e, s).Others; left != nil {
		t.Errorf("10 contacts a day are too few to compare 20 with: %+v", left)
	}
	s.Others[0].Start = dayZero.AddDays(20)
	if left := measure(t, e, s).Others; left == nil || left.Before != all.Before || all.Before.Ripe < 5000 {
		t.Errorf("changes of long ago: %+v, want %+v", left, all)
	}
	// A change on the same contacts cannot be told apart.
	s.Others = []Touch{{only(contact.Reason, "Brief"), dayZero.AddDays(310)}}
	if r := measure(t, e, s); !r.Has(OthersToo) || r.Others == nil {
		t.Errorf("doubts %v, others %v", r.Doubts, r.Others)
	}
}

// The interrupted series finds a step where it is put, says so of a fall that had begun long before, and leaves the first alone.
func TestSeries(t *testing.T) {
	step := func(day int) float64 {
		if day >= 210 {
			return 0.25
		}
		return 0.4
	}
	r := measure(t, plain(5, 400, step).engine(408), Study{Scope: letter, Start: dayZero.AddDays(210)})
	if s := r.Series; s == nil || s.Step.High > 0 || math.Abs(s.Step.Value+0.15) > 0.06 || s.Mean.High > 0 || s.Before != 30 || s.After != 27 || s.Falling {
		t.Fatalf("a step: %+v", s)
	}
	slope := func(day int) float64 { return 0.6 - 0.5*float64(day)/400 }
	r = measure(t, plain(6, 400, slope).engine(408), Study{Scope: letter, Start: dayZero.AddDays(210)})
	if r.Verdict != Lower || !r.Has(FallingBefore) || r.Series.Step.High < 0 || r.Series.Mean.High < 0 {
		t.Errorf("a fall that had begun: %s, doubts %v, series %+v", r.Verdict, r.Doubts, r.Series)
	}
	if r := measure(t, plain(7, 120, steady).engine(128), Study{Scope: letter, Start: dayZero.AddDays(80)}); r.Series != nil {
		t.Errorf("a series of %d and %d weeks", r.Series.Before, r.Series.After)
	}
}

func TestStudyNeedsAStart(t *testing.T) {
	e := plain(8, 20, steady).engine(20)
	d, err := Prepare(t.Context(), e, repeat.Default)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Measure(t.Context(), Study{}); !errors.Is(err, ErrNoStart) {
		t.Errorf("got %v", err)
	}
	if _, err := d.Measure(t.Context(), Study{Start: dayZero, Scope: only("colour", "red")}); err == nil {
		t.Error("a dimension that there is not")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.Measure(ctx, Study{Start: dayZero}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	empty, err := Prepare(t.Context(), repeat.New(contact.Build(nil, contact.Rules{})), repeat.Default)
	if err != nil {
		t.Fatal(err)
	}
	if r, err := empty.Measure(t.Context(), Study{Start: dayZero, Scope: letter}); err != nil || r.Verdict != TooEarly {
		t.Errorf("of no contacts: %v, %v", r.Verdict, err)
	}
	// The whole log has nothing to compare with.
	if r, err := d.Measure(t.Context(), Study{Start: dayZero.AddDays(8)}); err != nil || r.Others != nil || r.Before.Ripe == 0 {
		t.Errorf("of all contacts: %+v, %v", r.Before, err)
	}
}

func BenchmarkMeasure(b *testing.B) {
	e := sampleEngine(bigSample)
	d, err := Prepare(b.Context(), e, repeat.Default)
	if err != nil {
		b.Fatal(err)
	}
	s := studies()
	i := 0
	for b.Loop() {
		if _, err := d.Measure(b.Context(), s[i%len(s)]); err != nil {
			b.Fatal(err)
		}
		i++
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(e.Log().Len()), "ns/contact")
}

// A rate that follows the seasons: over two years the harmonics take the season out, and a change at the turn of one is not
// taken for an effect by the series; over one year there are none.
func TestSeriesTakesTheSeasonOut(t *testing.T) {
	season := func(day int) float64 { return 0.3 + 0.15*math.Sin(2*math.Pi*float64(day)/365.25) }
	s := Study{Scope: letter, Start: dayZero.AddDays(730 + 60)}
	r := measure(t, plain(9, 900, season).engine(908), s)
	if r.Series == nil || !r.Series.Seasonal || r.Series.Mean.High < 0 || r.Series.Mean.Low > 0 || math.Abs(r.Series.Mean.Value) > 0.08 {
		t.Errorf("two years: %+v", r.Series)
	}
	fall := func(day int) float64 {
		p := season(day)
		if day >= 790 {
			p -= 0.12
		}
		return p
	}
	if r := measure(t, plain(10, 900, fall).engine(908), s); r.Series == nil || r.Series.Mean.High > 0 {
		t.Errorf("two years with a fall: %+v", r.Series)
	}
	s.Start = dayZero.AddDays(250)
	if r := measure(t, plain(11, 400, season).engine(408), s); r.Series == nil || r.Series.Seasonal {
		t.Errorf("one year: %+v", r.Series)
	}
}
