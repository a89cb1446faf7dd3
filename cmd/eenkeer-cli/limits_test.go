package main

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/app/workspace"
	"eenkeer/assets/sample"
)

// limited is what trend --limits promises scripts.
type limited struct {
	Kind, Reason, Why string
	Phases            []struct {
		From, To  string
		Centre    *float64
		BasisFrom string `json:"basis_from"`
		BasisTo   string `json:"basis_to"`
	}
	Signals   []struct{ Rule, From, To, Side, Verdict, Text string }
	Proposals []struct{ From, Date, Verdict string }
	Assurance string
	Groups    []struct {
		Key     []string
		Signals []struct{ Rule string }
	}
	Rows []struct {
		Key          []string
		FollowedRate *float64 `json:"followed_rate"`
		Low, High    *float64
		Centre       *float64
		LowerLimit   *float64 `json:"lower_limit"`
		UpperLimit   *float64 `json:"upper_limit"`
		Unripe       bool
		Used         bool
		Signal       string
	}
}

func limitsOf(t *testing.T, args ...string) limited {
	t.Helper()
	var got limited
	if err := json.Unmarshal([]byte(done(t, append(append([]string{"trend"}, args...), "--limits", "--format", "json")...)), &got); err != nil {
		t.Fatal(err)
	}
	return got
}

// sampleFile makes the sample workspace.
func sampleFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sample.eenkeer")
	done(t, "sample", path)
	return path
}

// The two changes of the sample that work are proposed as a phase and dated within
// two weeks, and signalled from within two weeks against the weeks before; the one
// that does not work is neither.
func TestLimitsFindTheChangesOfTheSample(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole sample six times")
	}
	file := sampleFile(t)
	const fortnight = 14 * 24 * time.Hour
	for _, x := range sample.Changes {
		args := []string{file, "--per", "week", "--measure", "followed"}
		for _, r := range x.Reasons {
			args = append(args, "--where", "reason="+r)
		}
		if x.ThirdParty != "" {
			args = append(args, "--where", "third_party="+x.ThirdParty)
		}
		got := limitsOf(t, args...)
		frozen := limitsOf(t, append(args, "--freeze", "2025-01-01.."+x.Date.AddDate(0, 0, -1).Format("2006-01-02"))...)
		if x.Factor == 1 {
			if len(got.Proposals) != 0 {
				t.Errorf("%s does nothing, but: %+v", x.Name, got.Proposals)
			}
			for _, s := range append(got.Signals, frozen.Signals...) {
				if s.Verdict == "improvement" && s.To >= week(x.Date) {
					t.Errorf("%s does nothing, but: %+v", x.Name, s)
				}
			}
			continue
		}
		if len(got.Proposals) != 1 {
			t.Errorf("%s: %+v", x.Name, got.Proposals)
			continue
		}
		p := got.Proposals[0]
		day, err := repeat.ParseDate(p.Date)
		if err != nil || day.Time().Sub(x.Date).Abs() > fortnight || p.Verdict != "improvement" {
			t.Errorf("%s of %s: proposed %+v, %v", x.Name, x.Date, p, err)
		}
		soon := false
		for _, s := range frozen.Signals {
			soon = soon || s.Verdict == "improvement" && s.From >= week(x.Date.Add(-fortnight)) && s.From <= week(x.Date.Add(fortnight))
		}
		if !soon {
			t.Errorf("%s of %s: no signal within two weeks: %+v", x.Name, x.Date, frozen.Signals)
		}
	}
}

// week is the key of the week of a day.
func week(day time.Time) string {
	year, w := day.ISOWeek()
	return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006") + "-W" + string([]byte{byte('0' + w/10), byte('0' + w%10)})
}

func TestLimitsJSON(t *testing.T) {
	file := sampleFile(t)
	got := limitsOf(t, file, "--per", "week", "--measure", "followed", "--chart", "p", "--phase", "2025-W45", "--exclude", "2025-W20=storing", "--target", "0,2")
	if got.Kind != "p" || got.Reason != "chosen" || got.Why == "" || len(got.Phases) != 2 || got.Phases[1].From != "2025-W45" || got.Assurance == "" {
		t.Errorf("%s, %s, %+v, %s", got.Kind, got.Reason, got.Phases, got.Assurance)
	}
	for _, r := range got.Rows {
		if r.Key[0] == "2025-W20" && r.Used || r.Unripe && (r.Used || r.Signal != "") {
			t.Errorf("takes part: %+v", r)
		}
		if !r.Used {
			continue
		}
		// A P chart: p̄ ± 3·√(p̄(1−p̄)/n), and n is to be found back in the Wilson interval's rate.
		if *r.LowerLimit >= *r.Centre || *r.UpperLimit <= *r.Centre || math.Abs(*r.Centre-(*r.LowerLimit+*r.UpperLimit)/2) > 1e-9 {
			t.Errorf("limits %v %v %v", *r.LowerLimit, *r.Centre, *r.UpperLimit)
		}
		if outside := *r.FollowedRate > *r.UpperLimit || *r.FollowedRate < *r.LowerLimit; outside != (r.Signal == "outside") {
			t.Errorf("%s: %v outside %v to %v is signal %q", r.Key, *r.FollowedRate, *r.LowerLimit, *r.UpperLimit, r.Signal)
		}
	}
	by := limitsOf(t, file, "--per", "month", "--by", "process")
	if len(by.Groups) < 5 || len(by.Rows)%len(by.Groups) != 0 || by.Rows[0].Key[1] != by.Groups[0].Key[0] {
		t.Errorf("%d groups, %d rows", len(by.Groups), len(by.Rows))
	}
	frozen := limitsOf(t, file, "--per", "week", "--freeze", "12")
	if p := frozen.Phases[0]; p.BasisFrom != "2025-W01" || p.BasisTo != "2025-W12" {
		t.Errorf("%+v", p)
	}
}

func TestLimitsInTables(t *testing.T) {
	file := sampleFile(t)
	text := done(t, "trend", file, "--per", "week", "--measure", "followed", "--limits", "--lang", "nl")
	for _, want := range []string{"ondergrens", "beter, geen toeval", "weken op rij onder het gemiddelde", "Voorstel", "P-kaart"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	for _, bad := range [][]string{{"--chart", "pie"}, {"--target", "20"}, {"--freeze", "0"}, {"--freeze", "1..2"}, {"--phase", "x"}, {"--exclude", "2030-W01"}} {
		if o := call(append([]string{"trend", file, "--per", "week"}, bad...)...); o.code != exitUsage {
			t.Errorf("%v: exit %d: %s", bad, o.code, o.err)
		}
	}
}

// A trend can be of a mean time: the mean per month of the sample is that of its own rows, with limits in seconds; a file
// without such a column says so.
func TestTrendOfTimes(t *testing.T) {
	file := sampleFile(t)
	var got struct {
		Measure, Kind, Reason string
		Rows                  []struct {
			Key   []string
			Timed int
			Mean  float64 `json:"mean_seconds"`
			Low   float64 `json:"mean_low"`
			High  float64 `json:"mean_high"`
			Limit float64 `json:"upper_limit"`
		}
	}
	if err := json.Unmarshal([]byte(done(t, "trend", file, "--per", "month", "--measure", "handle_time", "--format", "json")), &got); err != nil {
		t.Fatal(err)
	}
	n, sum := map[string]int{}, map[string]int{}
	for c := range sample.Generate(sample.Default()) {
		month := c.Start.Format("2006-01")
		n[month]++
		sum[month] += c.HandleSeconds
	}
	if got.Measure != "handle_time" || got.Kind != "xmr" || got.Reason != "times" || len(got.Rows) != len(n) {
		t.Fatalf("%+v", got)
	}
	for _, r := range got.Rows {
		month := r.Key[0]
		if want := float64(sum[month]) / float64(n[month]); r.Timed != n[month] || math.Abs(r.Mean-want) > 1e-9 || !(r.Low < want && want < r.High && r.High < r.Limit+100) {
			t.Errorf("%s: %+v, want %v of %d", month, r, want, n[month])
		}
	}
	table := done(t, "trend", file, "--per", "month", "--measure", "wait_time", "--format", "csv", "--lang", "en")
	if head, _, _ := strings.Cut(table, "\n"); !strings.Contains(head, "mean_seconds") || !strings.Contains(head, "upper_limit") {
		t.Error(head)
	}
	bare := filepath.Join(t.TempDir(), "bare.csv")
	if err := os.WriteFile(bare, []byte("klant;tijd\na;2026-06-01 10:00\na;2026-06-02 10:00\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	oneSentence(t, call("trend", bare, "--per", "week", "--measure", "wait_time"), 1, "wait time")
	oneSentence(t, call("trend", bare, "--per", "week", "--measure", "lunch"), 2, "handle_time")
	oneSentence(t, call("trend", bare, "--per", "week", "--measure", "contacts", "--chart", "p"), 2, "xmr")
	oneSentence(t, call("trend", bare, "--per", "week", "--measure", "wait_time", "--target", "-3"), 2, "--target")
}

// What a person chose for a chart holds on the command line of that workspace too, and its targets; what the flags say goes
// before it.
func TestLimitsAreThoseOfTheWorkspace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.eenkeer")
	done(t, "sample", path)
	ws, err := workspace.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	err = ws.SetSetting(t.Context(), "control", `{"repeat":{"kind":"xmr","phases":["2025-11-03"],"excluded":[{"period":"2025-W20","note":"storing"}]}}`)
	if err := errors.Join(err, ws.Close()); err != nil {
		t.Fatal(err)
	}
	got := limitsOf(t, path, "--per", "week")
	if got.Kind != "xmr" || len(got.Phases) != 2 || got.Phases[1].From != "2025-W45" || got.Assurance != "" {
		t.Errorf("%s, %+v", got.Kind, got.Phases)
	}
	for _, r := range got.Rows {
		if r.Key[0] == "2025-W20" && r.Used {
			t.Error("the week left out takes part")
		}
	}
	if got := limitsOf(t, path, "--per", "week", "--chart", "p", "--phase", "2025-W30"); got.Kind != "p" || len(got.Phases) != 2 || got.Phases[1].From != "2025-W30" {
		t.Errorf("%s, %+v", got.Kind, got.Phases)
	}
	if got := limitsOf(t, path, "--per", "week", "--where", "process=Declaraties"); got.Kind == "xmr" || got.Assurance == "" {
		t.Errorf("%s, %q: the target of the catalogue", got.Kind, got.Assurance)
	}
	if got := limitsOf(t, path, "--per", "week", "--measure", "followed"); got.Kind == "xmr" || len(got.Phases) != 1 {
		t.Errorf("another measure: %s, %+v", got.Kind, got.Phases)
	}
}
