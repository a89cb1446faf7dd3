package kaizen

import (
	"math"
	"slices"
	"strings"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

// The longest texts that are kept: a line, and a text of more lines.
const (
	LongestLine = 300
	LongestText = 20_000
)

// refuses gives the rule that an item of this register breaks. before is the register
// without the change: what referred to an item that was removed already may stay so.
func (r *Register) refuses(before *Register, x item) error {
	if x.item().Removed {
		return r.removable(x)
	}
	if why := x.check(r); why != nil {
		why.Item = refOf(x)
		return why
	}
	old := before.any(refOf(x))
	for _, n := range x.names() {
		if n.ref.ID == 0 || r.live(n.ref) != nil {
			continue
		}
		if old == nil || !slices.Contains(old.names(), n) {
			return refuse(refOf(x), n.field, "kaizen.bad.gone")
		}
	}
	return nil
}

// removable refuses to take out a person who still has something to do: it would
// leave actions without an owner.
func (r *Register) removable(x item) error {
	p, ok := x.(*Person)
	if !ok {
		return nil
	}
	n := 0
	for _, a := range r.Actions {
		if a.Status != Dropped && a.Status != Standard && a.Owner == p.ID {
			n++
		}
	}
	if n > 0 {
		return refuse(refOf(x), "", "kaizen.bad.owns", "n", n, "name", p.Name)
	}
	return nil
}

func line(field, text string, needed bool) *Refusal {
	switch {
	case needed && text == "":
		return &Refusal{Field: field, ID: "kaizen.bad.empty." + field}
	case len(text) > LongestLine:
		return &Refusal{Field: field, ID: "kaizen.bad.long", Args: []any{"most", LongestLine}}
	}
	return nil
}

func long(field, text string) *Refusal {
	if len(text) > LongestText {
		return &Refusal{Field: field, ID: "kaizen.bad.long", Args: []any{"most", LongestText}}
	}
	return nil
}

// day refuses years that are slips of the keys.
func day(field string, d repeat.Date) *Refusal {
	if y := d.Time().Year(); !d.IsZero() && (y < 1980 || y >= 2200) {
		return &Refusal{Field: field, ID: "kaizen.bad.day"}
	}
	return nil
}

// scope refuses a scope that names a single employee: the register is about the work.
func scope(field string, s repeat.Selection) *Refusal {
	if s.Filter.Check() != nil {
		return &Refusal{Field: field, ID: "kaizen.bad.scope"}
	}
	for _, c := range s.Filter {
		if c.By == contact.Agent {
			return &Refusal{Field: field, ID: "kaizen.bad.agent"}
		}
	}
	if !s.From.IsZero() && !s.To.IsZero() && s.To.Time().Before(s.From.Time()) {
		return &Refusal{Field: field, ID: "kaizen.bad.period"}
	}
	return nil
}

func share(field string, x *float64) *Refusal {
	if x != nil && !(*x >= 0 && *x <= 1) {
		return &Refusal{Field: field, ID: "kaizen.bad.target"}
	}
	return nil
}

func choice[T comparable](field string, x T, from []T) *Refusal {
	if !slices.Contains(from, x) {
		return &Refusal{Field: field, ID: "kaizen.bad.choice"}
	}
	return nil
}

// first gives the first refusal of some.
func first(all ...*Refusal) *Refusal {
	for _, x := range all {
		if x != nil {
			return x
		}
	}
	return nil
}

// check: an idea may lack an owner and a day; from the moment it is agreed an action
// has both, and one that is dropped says why.
func (a *Action) check(*Register) *Refusal {
	bad := first(
		line("title", a.Title, true), long("cause", a.Cause), long("text", a.Text), long("why", a.Why), choice("status", a.Status, Statuses),
		day("due", a.Due), day("start", a.Start), day("finished", a.Finished), scope("scope", a.Scope),
	)
	if bad != nil {
		return bad
	}
	if a.Measure != "" && !slices.Contains(Measures, a.Measure) {
		return &Refusal{Field: "measure", ID: "kaizen.bad.choice"}
	}
	if a.Expected != nil && !(math.Abs(*a.Expected) <= 100) {
		return &Refusal{Field: "expected", ID: "kaizen.bad.expected"}
	}
	switch {
	case a.Status == Dropped && a.Why == "":
		return &Refusal{Field: "why", ID: "kaizen.bad.empty.why"}
	case (a.Status.Open() || a.Status.Finished()) && a.Owner == 0:
		return &Refusal{Field: "owner", ID: "kaizen.bad.no_owner"}
	case (a.Status.Open() || a.Status.Finished()) && a.Due.IsZero():
		return &Refusal{Field: "due", ID: "kaizen.bad.no_due"}
	}
	for _, c := range a.Checks {
		if c.Days < 0 || c.Days > 3660 || day("checks", c.Due) != nil || c.Days == 0 && c.Due.IsZero() {
			return &Refusal{Field: "checks", ID: "kaizen.bad.check"}
		}
		if c.Result != nil && !slices.Contains(Verdicts, c.Result.Verdict) {
			return &Refusal{Field: "checks", ID: "kaizen.bad.choice"}
		}
	}
	for _, s := range a.Checklist {
		if s.What == "" && s.Text == "" || len(s.Text) > LongestLine {
			return &Refusal{Field: "checklist", ID: "kaizen.bad.step"}
		}
	}
	if a.Copied == a.ID && a.ID != 0 {
		return &Refusal{Field: "copied", ID: "kaizen.bad.choice"}
	}
	return nil
}

func (a *Action) names() []named {
	return []named{{"session", Ref{OfSession, a.Session}}, {"theme", Ref{OfTheme, a.Theme}}, {"owner", Ref{OfPerson, a.Owner}},
		{"helper", Ref{OfPerson, a.Helper}}, {"keeper", Ref{OfPerson, a.Keeper}}, {"copied", Ref{OfAction, a.Copied}}}
}

func (s *Session) check(*Register) *Refusal {
	bad := first(
		line("title", s.Title, true), long("problem", s.Problem), long("goal", s.Goal), line("place", s.Place, false), day("date", s.Date),
		scope("scope", s.Scope), share("target", s.Target), choice("stage", s.Stage, Stages),
		choice("measure", s.Measure, []repeat.Measure{repeat.FollowedRate, repeat.RepeatRate}), clock("from", s.From), clock("to", s.To),
	)
	if bad != nil {
		return bad
	}
	if s.Budget < 0 || s.Budget > 100 {
		return &Refusal{Field: "budget", ID: "kaizen.bad.budget"}
	}
	for _, c := range s.Causes {
		if c.Text == "" || len(c.Text) > LongestText {
			return &Refusal{Field: "causes", ID: "kaizen.bad.empty.cause"}
		}
	}
	for _, i := range s.Ideas {
		if i.Text == "" || len(i.Text) > LongestText {
			return &Refusal{Field: "ideas", ID: "kaizen.bad.empty.idea"}
		}
		for _, x := range []*float64{i.Impact, i.Effort} {
			if x != nil && !(*x >= 0 && *x <= 10) {
				return &Refusal{Field: "ideas", ID: "kaizen.bad.grid"}
			}
		}
	}
	for _, b := range s.Ballots {
		for _, d := range b.Dots {
			if d.N < 0 {
				return &Refusal{Field: "ballots", ID: "kaizen.bad.budget"}
			}
		}
		if b.Spent() > s.Dots() {
			return &Refusal{Field: "ballots", ID: "kaizen.bad.dots", Args: []any{"n", s.Dots()}}
		}
	}
	return nil
}

// clock refuses what is no time of day.
func clock(field, text string) *Refusal {
	if text == "" {
		return nil
	}
	if _, err := time.Parse("15:04", text); err != nil {
		return &Refusal{Field: field, ID: "kaizen.bad.clock"}
	}
	return nil
}

func (s *Session) names() []named {
	all := []named{{"theme", Ref{OfTheme, s.Theme}}, {"sponsor", Ref{OfPerson, s.Sponsor}}, {"facilitator", Ref{OfPerson, s.Facilitator}}}
	for _, p := range s.Participants {
		all = append(all, named{"participants", Ref{OfPerson, p}})
	}
	return all
}

// check: two people with one name could not be told apart in any list.
func (p *Person) check(r *Register) *Refusal {
	if bad := first(line("name", p.Name, true), line("team", p.Team, false), line("email", p.Email, false)); bad != nil {
		return bad
	}
	if p.Email != "" && !isAddress(p.Email) {
		return &Refusal{Field: "email", ID: "kaizen.bad.email"}
	}
	if p.Limit < 0 || p.Limit > 1000 {
		return &Refusal{Field: "limit", ID: "kaizen.bad.limit"}
	}
	for _, q := range r.People {
		if q.ID != p.ID && sameName(q.Name, p.Name) {
			return &Refusal{Field: "name", ID: "kaizen.bad.same_name", Args: []any{"name", q.Name}}
		}
	}
	return nil
}

func (p *Person) names() []named { return nil }

// isAddress reports whether a text looks like an e-mail address: enough to catch a slip,
// and to stand in a calendar file without harm.
func isAddress(text string) bool {
	box, host, ok := strings.Cut(text, "@")
	name, top := host, ""
	if dot := strings.LastIndexByte(host, '.'); dot >= 0 {
		name, top = host[:dot], host[dot+1:]
	}
	return ok && box != "" && name != "" && top != "" && !strings.Contains(host, "@") && !strings.ContainsAny(text, " \t\r\n\"<>(),;:\\[]")
}

func (t *Theme) check(*Register) *Refusal {
	bad := first(line("title", t.Title, true), long("lead", t.Lead), long("text", t.Text), day("start", t.Start), scope("scope", t.Scope),
		share("target", t.Target), choice("measure", t.Measure, []repeat.Measure{repeat.FollowedRate, repeat.RepeatRate}))
	if bad == nil && (t.Weeks < 1 || t.Weeks > 104) {
		bad = &Refusal{Field: "weeks", ID: "kaizen.bad.weeks"}
	}
	return bad
}

func (t *Theme) names() []named { return []named{{"owner", Ref{OfPerson, t.Owner}}} }

func (s *Signal) check(*Register) *Refusal {
	bad := first(long("text", s.Text), line("reason", s.Reason, false), line("process", s.Process, false), long("answer", s.Answer), day("day", s.Day),
		day("answered", s.Answered), scope("scope", s.Scope), choice("state", s.State, Answers))
	switch {
	case bad != nil:
		return bad
	case s.Text == "":
		return &Refusal{Field: "text", ID: "kaizen.bad.empty.signal"}
	case s.State == Answered && s.Answer == "":
		return &Refusal{Field: "answer", ID: "kaizen.bad.empty.answer"}
	}
	return nil
}

func (s *Signal) names() []named {
	return []named{{"from", Ref{OfPerson, s.From}}, {"owner", Ref{OfPerson, s.Owner}}, {"action", Ref{OfAction, s.Action}}}
}

func (n *Note) check(*Register) *Refusal {
	if n.Text == "" {
		return &Refusal{Field: "text", ID: "kaizen.bad.empty.note"}
	}
	return long("text", n.Text)
}

func (n *Note) names() []named { return []named{{"on", n.On}} }

func (s *Settings) check(*Register) *Refusal {
	if s.Limit < 0 || s.Limit > 1000 {
		return &Refusal{Field: "limit", ID: "kaizen.bad.limit"}
	}
	for _, d := range s.CheckDays {
		if d < 1 || d > 3660 {
			return &Refusal{Field: "check_days", ID: "kaizen.bad.check"}
		}
	}
	return nil
}

func (s *Settings) names() []named { return nil }
