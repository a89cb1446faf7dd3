package repeat

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"eenkeer/analysis/contact"
	"eenkeer/assets/locale"
)

// What stands side by side is what each definition gives by itself, and a rule touches
// what differs without it.
func TestCompareIsEachByItself(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(t *rapid.T) {
		entries := genEntries(t)
		engine := New(logOf(entries))
		definitions := rapid.SliceOfN(rapid.Custom(genDefinition), 1, MostCompared).Draw(t, "definitions")
		selection := Selection{Filter: genFilter(t, "filter")}
		c, err := engine.Compare(ctx, definitions, selection, CompareOptions{Curve: true, Touches: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, item := range c.Items {
			q := Query{Definition: definitions[i], Selection: selection}
			r, err := New(logOf(entries)).Rates(ctx, q)
			if err != nil {
				t.Fatal(err)
			}
			episodes, err := engine.Episodes(ctx, q)
			if err != nil {
				t.Fatal(err)
			}
			if item.Total != r.Total.Counts || item.Data != r.Data || item.Episodes != episodes {
				t.Fatalf("%+v, by itself %+v, %+v, %+v", item, r.Total, r.Data, episodes)
			}
			for _, p := range item.Curve {
				at := q
				at.Definition.Window = p.Window
				if r, err := engine.Rates(ctx, at); err != nil || r.Total.Counts != p.Counts {
					t.Fatalf("at %s: %+v, %+v, %v", p.Window, p, r.Total, err)
				}
			}
			model := newNaive(entries, q.Definition)
			for _, touch := range item.Touches {
				checkTouch(t, model, entries, selection, touch)
			}
		}
	})
}

// checkTouch looks at the contacts that a rule is about one by one.
func checkTouch(t *rapid.T, n *naive, entries []entry, s Selection, touch Touch) {
	d := n.d
	without, _ := naiveRates(entries, Query{Definition: d.Without(touch.Switch), Selection: s})
	if without != touch.Without {
		t.Fatalf("without %s: %+v, want %+v", touch.Switch, touch.Without, without)
	}
	other := newNaive(entries, d.Without(touch.Switch))
	changed, abandoned, left := 0, 0, 0
	for i, e := range entries {
		if !selected(e, s) {
			continue
		}
		changed += bit(n.answer(i) != other.answer(i))
		left += bit(other.counts[i]) - bit(n.counts[i])
		abandoned += bit(n.counts[i] && slices.Contains(d.Abandoned.Outcomes, e.values[contact.Outcome]))
	}
	want := changed
	switch touch.Switch {
	case SwitchEligible, SwitchLegs, SwitchHeavy:
		want = left
	case SwitchAbandoned:
		want = abandoned
	case SwitchLeastGap, SwitchRedial:
		want = touch.Contacts // see TestRedialsAreCounted
	}
	if touch.Contacts != want || touch.Changed != changed {
		t.Fatalf("%+v, want %d and %d changed", touch, want, changed)
	}
}

func (n *naive) answer(i int) (a Answer) {
	if !n.counts[i] {
		return 0
	}
	a = Counted
	for j := range n.entries {
		if n.repeats(j, i) {
			a |= Repeats
		}
		if n.ripe(i) && n.repeats(i, j) {
			a |= Followed
		}
	}
	if n.ripe(i) {
		a |= Ripe
	}
	return a
}

func TestCompareRefuses(t *testing.T) {
	e := New(logOf(nil))
	for _, n := range []int{0, MostCompared + 1} {
		if _, err := e.Compare(context.Background(), slices.Repeat([]Definition{Default}, n), Selection{}, CompareOptions{}); err == nil {
			t.Errorf("%d definitions side by side", n)
		}
	}
}

// A redial is no repeat of the contact just before it, is counted, and can still repeat an earlier one.
func TestRedialsAreCounted(t *testing.T) {
	minute := func(n int64) int64 { return 1_700_000_000_000 + n*60_000 }
	engine := New(logOf([]entry{
		{minute(0), "k1", nil}, {minute(5), "k1", nil}, {minute(10), "k1", nil}, {minute(25), "k1", nil},
		{minute(0), "k2", nil}, {minute(10), "k2", nil}, // at ten minutes: still a redial
	}))
	d := Definition{Window: Hour, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious, Redial: 10 * Minute}
	c, err := engine.Compare(context.Background(), []Definition{d}, Selection{}, CompareOptions{Touches: true})
	if err != nil {
		t.Fatal(err)
	}
	one := c.Items[0]
	// Of k1 only the last comes more than ten minutes after an earlier one; it repeats the third.
	if one.Total.Repeats != 1 || one.Touches[0].Contacts != 3 || one.Touches[0].Without.Repeats != 4 {
		t.Errorf("%+v", one)
	}
	if one.Episodes.Episodes != 2 || one.Episodes.Longest != 4 {
		t.Errorf("%+v", one.Episodes) // a redial belongs to the contact before it
	}
}

// Every rule is in both texts of a definition, in both languages, and in its JSON.
func TestEveryRuleIsSaid(t *testing.T) {
	base := Definition{Window: 7 * Day, Same: SameReason, Channels: AnyChannel, Chain: FromPrevious}
	marked := Filter{{contact.Outcome, []string{"HANG", ""}}}
	for name, change := range map[string]func(d *Definition){
		"window":   func(d *Definition) { d.Window = 8 * Day },
		"same":     func(d *Definition) { d.Same = SameProcess },
		"channels": func(d *Definition) { d.Channels = SameChannel },
		"chain":    func(d *Definition) { d.Chain = FromFirst },
		"eligible": func(d *Definition) { d.Eligible = marked },
		"gap":      func(d *Definition) { d.LeastGap = Hour },
		"pairs": func(d *Definition) {
			d.Channels, d.Pairs = PairedChannels, []ChannelPair{{"mail", "telefoon"}, {"mail", ""}, {"chat", "telefoon"}}
		},
		"alike":     func(d *Definition) { d.Alike = [][]string{{"a", "b"}, {"c", "d", "e"}} },
		"redial":    func(d *Definition) { d.Redial = 10 * Minute },
		"end":       func(d *Definition) { d.From = FromEnd },
		"days":      func(d *Definition) { d.CalendarDays = true },
		"same day":  func(d *Definition) { d.CalendarDays, d.Window = true, 0 },
		"opening":   func(d *Definition) { d.Opening = OfficeHours },
		"workdays":  func(d *Definition) { d.Opening, d.CalendarDays = OfficeHours, true },
		"served":    func(d *Definition) { d.Abandoned = Abandoned{[]string{"HANG"}, ServedFirst} },
		"abandoned": func(d *Definition) { d.Abandoned = Abandoned{[]string{"HANG"}, AbandonedFirst} },
		"legs":      func(d *Definition) { d.Legs = Legs{Within: 5 * Minute} },
		"legs of":   func(d *Definition) { d.Legs = Legs{5 * Minute, marked} },
		"invited":   func(d *Definition) { d.Invited = Invited{marked, MarkOnFirst} },
		"invited 2": func(d *Definition) { d.Invited = Invited{marked, MarkOnSecond} },
		"heavy":     func(d *Definition) { d.Heavy = Heavy{AtLeast: 10, Per: PerMonth} },
		"heavy 2":   func(d *Definition) { d.Heavy = Heavy{AtLeast: 10, Per: PerData, Only: true} },
	} {
		d := base
		change(&d)
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, lang := range locale.Languages {
			l := locale.New(lang)
			if d.Short(l) == base.Short(l) || d.Sentence(l) == base.Sentence(l) {
				t.Errorf("%s is not said in %s: %s; %s", name, lang, d.Short(l), d.Sentence(l))
			}
			for _, text := range []string{d.Short(l), d.Sentence(l)} {
				if strings.Contains(text, "definition.") || strings.Contains(text, "<no value>") || strings.Contains(text, "holiday.") {
					t.Errorf("%s in %s: %s", name, lang, text)
				}
			}
		}
		text, err := json.Marshal(d)
		var back Definition
		if err == nil {
			err = json.Unmarshal(text, &back)
		}
		if diff := cmp.Diff(d, back); err != nil || diff != "" {
			t.Errorf("%s: %s: %v\n%s", name, text, err, diff)
		}
	}
}

// What an older program wrote is read as it was meant, and what has none of the newer rules is written as it was.
func TestDefinitionsOfBefore(t *testing.T) {
	const old = `{"window":"7d","same":"any","channels":"any","chain":"previous","least_gap":"0s"}`
	var d Definition
	if err := json.Unmarshal([]byte(old), &d); err != nil || !cmp.Equal(d, Default) {
		t.Errorf("%+v, %v", d, err)
	}
	if text, err := json.Marshal(Default); err != nil || string(text) != old {
		t.Errorf("%s, %v", text, err)
	}
}

func TestDefinitionsThatMakeNoSense(t *testing.T) {
	for name, change := range map[string]func(d *Definition){
		"pairs without the rule":   func(d *Definition) { d.Pairs = []ChannelPair{{"a", "b"}} },
		"the rule without pairs":   func(d *Definition) { d.Channels = PairedChannels },
		"a pair twice":             func(d *Definition) { d.Channels, d.Pairs = PairedChannels, []ChannelPair{{"a", "b"}, {"a", "b"}} },
		"a reason in two groups":   func(d *Definition) { d.Same, d.Alike = SameReason, [][]string{{"a", "b"}, {"b", "c"}} },
		"alike without reasons":    func(d *Definition) { d.Alike = [][]string{{"a", "b"}} },
		"a long redial":            func(d *Definition) { d.Redial = 8 * Day },
		"no such anchor":           func(d *Definition) { d.From = "middle" },
		"a family of nothing":      func(d *Definition) { d.Abandoned.First = ServedFirst },
		"outcomes without family":  func(d *Definition) { d.Abandoned.Outcomes = []string{"x"} },
		"marks without legs":       func(d *Definition) { d.Legs.Marked = Filter{{contact.Outcome, []string{"x"}}} },
		"invited by nothing":       func(d *Definition) { d.Invited.On = MarkOnFirst },
		"invited, not said where":  func(d *Definition) { d.Invited.Marked = Filter{{contact.Outcome, []string{"x"}}} },
		"heavy at one":             func(d *Definition) { d.Heavy = Heavy{AtLeast: 1, Per: PerData} },
		"heavy per week":           func(d *Definition) { d.Heavy = Heavy{AtLeast: 5, Per: "week"} },
		"only nobody":              func(d *Definition) { d.Heavy.Only = true },
		"hours that overlap":       func(d *Definition) { d.Opening.Hours = []Hours{{"12", 60, 120}, {"2", 90, 200}} },
		"hours that end too early": func(d *Definition) { d.Opening.Hours = []Hours{{"1", 60, 60}} },
		"an eighth day":            func(d *Definition) { d.Opening.Hours = []Hours{{"8", 60, 90}} },
		"a holiday unheard of":     func(d *Definition) { d.Opening = Opening{Hours: OfficeHours.Hours, Closed: []string{"new_moon"}} },
	} {
		d := Default
		change(&d)
		if d.Check() == nil {
			t.Errorf("%s is let through", name)
		}
	}
}

func TestWindowBeforeAndAfter(t *testing.T) {
	at := func(text string) time.Time { v, _ := time.Parse("2006-01-02 15:04:05", text); return v }
	for _, c := range []struct {
		d             Definition
		time          string
		before, after string
	}{
		{Definition{Window: 7 * Day}, "2026-06-15 12:00:00", "2026-06-08 12:00:00", "2026-06-22 12:00:00"},
		// Of whole days the last one that the data cover to midnight is the 14th.
		{Definition{Window: 7 * Day, CalendarDays: true}, "2026-06-15 12:00:00", "2026-06-07 23:59:59", "2026-06-22 23:59:59"},
		// A Monday at noon: ten opening hours before it is Friday at noon, ten after it Tuesday at noon.
		{Definition{Window: 10 * Hour, Opening: OfficeHours}, "2026-06-15 12:00:00", "2026-06-12 12:00:00", "2026-06-16 12:00:00"},
		// Around Easter Monday, 6 April 2026; Good Friday is open, and a Saturday belongs to the Friday before it.
		{Definition{Window: 2 * Day, CalendarDays: true, Opening: OfficeHours}, "2026-04-08 23:59:59", "2026-04-06 23:59:59", "2026-04-12 23:59:59"},
		{Definition{Window: 1 * Day, CalendarDays: true, Opening: OfficeHours}, "2026-04-03 10:00:00", "2026-04-01 23:59:59", "2026-04-07 23:59:59"},
	} {
		before, after := c.d.WindowBefore(at(c.time)), c.d.WindowAfter(at(c.time))
		if d := at(c.before).Sub(before); d.Abs() > 2*time.Second {
			t.Errorf("%+v: before %s: %s, want %s", c.d, c.time, before, c.before)
		}
		if d := at(c.after).Sub(after); d.Abs() > 2*time.Second {
			t.Errorf("%+v: after %s: %s, want %s", c.d, c.time, after, c.after)
		}
	}
}
