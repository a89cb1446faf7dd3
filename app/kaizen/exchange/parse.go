package exchange

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/moment"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"
)

func number(id kaizen.ID) string { return strconv.FormatInt(int64(id), 10) }

// decimal writes a number as short as it can be read back.
func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// amount reads a number in its one form; nil for none.
func amount(text string) *float64 {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil
	}
	return &x
}

// Parse reads a cell as the value of a field; false for what it cannot be. An empty cell
// is no value. Words may be in any language of the program, days in any order that is
// used here.
func Parse(f Field, text string) (value string, ok bool) {
	text = strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text))
	if text == "" {
		return "", true
	}
	switch {
	case f == Number:
		n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimLeft(text, "#Aa "), ".0"), 10, 64)
		return strconv.FormatInt(n, 10), err == nil && n > 0
	case f == Status:
		return word(text, "kaizen.status.", kaizen.Statuses, otherStatus)
	case f == Measure:
		return word(text, "kaizen.measure.", kaizen.Measures, otherMeasure)
	case f.IsDay():
		return day(text)
	case f == Expected:
		return points(text)
	case f == Tags, f.dimension() != "":
		return joined(split(text)), true
	case f == Text, f == Cause, f == Why:
		return text, true
	}
	return strings.Join(strings.Fields(text), " "), true
}

// word reads a choice by its id, or as it is called in any language, or as people who
// keep a list of their own call it.
func word[T ~string](text, prefix string, choices []T, others map[string]T) (string, bool) {
	folded := contact.Fold(text)
	for _, c := range choices {
		if folded == string(c) {
			return string(c), true
		}
		for _, lang := range locale.Languages {
			if contact.Fold(locale.New(lang).T(prefix+string(c))) == folded {
				return string(c), true
			}
		}
	}
	c, ok := others[folded]
	return string(c), ok
}

// otherStatus is what statuses are called in lists that people keep.
var otherStatus = map[string]kaizen.Status{
	"voorstel": kaizen.Proposed, "nieuw": kaizen.Proposed, "new": kaizen.Proposed, "backlog": kaizen.Proposed, "proposed": kaizen.Proposed, "wens": kaizen.Proposed,
	"open": kaizen.Agreed, "te doen": kaizen.Agreed, "to do": kaizen.Agreed, "todo": kaizen.Agreed, "gepland": kaizen.Agreed, "planned": kaizen.Agreed, "toegewezen": kaizen.Agreed,
	"niet gestart": kaizen.Agreed, "not started": kaizen.Agreed, "akkoord": kaizen.Agreed,
	"mee bezig": kaizen.Doing, "in behandeling": kaizen.Doing, "loopt": kaizen.Doing, "lopend": kaizen.Doing, "onderhanden": kaizen.Doing, "in uitvoering": kaizen.Doing, "gestart": kaizen.Doing,
	"in progress": kaizen.Doing, "started": kaizen.Doing, "wip": kaizen.Doing, "busy": kaizen.Doing, "ongoing": kaizen.Doing,
	"klaar": kaizen.Done, "gereed": kaizen.Done, "afgerond": kaizen.Done, "afgehandeld": kaizen.Done, "gesloten": kaizen.Done, "uitgevoerd": kaizen.Done, "ja": kaizen.Done,
	"closed": kaizen.Done, "completed": kaizen.Done, "complete": kaizen.Done, "finished": kaizen.Done, "yes": kaizen.Done, "x": kaizen.Done,
	"gecontroleerd": kaizen.Checked, "gemeten": kaizen.Checked, "verified": kaizen.Checked,
	"geborgd": kaizen.Standard, "borging": kaizen.Standard, "standardised": kaizen.Standard, "standardized": kaizen.Standard,
	"vervallen": kaizen.Dropped, "geannuleerd": kaizen.Dropped, "afgewezen": kaizen.Dropped, "niet doen": kaizen.Dropped, "cancelled": kaizen.Dropped, "canceled": kaizen.Dropped, "rejected": kaizen.Dropped,
}

var otherMeasure = map[string]kaizen.Measure{
	"wegnemen": kaizen.Prevent, "voorkom": kaizen.Prevent, "prevention": kaizen.Prevent, "verschuiven": kaizen.Shift, "kanaal": kaizen.Shift, "kanaalsturing": kaizen.Shift,
	"automatisering": kaizen.Automate, "automation": kaizen.Automate, "gesprek": kaizen.Talk, "gespreksvaardigheid": kaizen.Talk, "training": kaizen.Talk, "coaching": kaizen.Talk,
}

// day reads a day: 4-7-2026, 4 juli 2026, 2026-07-04, with or without a time.
func day(text string) (string, bool) {
	r := moment.NewReader("dmy", false, false, time.UTC)
	ms, ok := r.Read([]byte(text))
	if !ok {
		return "", false
	}
	t := contact.When(ms)
	if t.Year() < 1980 || t.Year() >= 2200 {
		return "", false
	}
	return repeat.DateOf(t).String(), true
}

// points reads percentage points: -4, −4,5 pt, 2.5 %.
func points(text string) (string, bool) {
	text = strings.TrimSpace(text)
	for _, unit := range []string{"pt", "pp", "%", "procentpunt", "procentpunten"} {
		text = strings.TrimSpace(strings.TrimSuffix(text, unit))
	}
	text = strings.NewReplacer("−", "-", "–", "-", "\u00a0", "").Replace(text)
	x, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil || math.IsNaN(x) || math.Abs(x) > 100 {
		return "", false
	}
	return decimal(x), true
}

// MarkOf writes how the register stood when an action went out: the number of the step,
// and what tells the action from another one with its number in another workspace.
func MarkOf(a *kaizen.Action, step int64) string { return fmt.Sprintf("v%d-%s", step, Print(a)) }

// Print tells an action from all others, also of other workspaces, for good.
func Print(a *kaizen.Action) string {
	h := fnv.New32a()
	fmt.Fprint(h, a.ID, a.Made.UnixMilli(), a.By)
	return fmt.Sprintf("%d.%08x", a.ID, h.Sum32())
}

// readMark gives the step of a mark, and whether it is of the action.
func readMark(text string, a *kaizen.Action) (step int64, ok bool) {
	head, tail, found := strings.Cut(strings.TrimSpace(text), "-")
	step, err := strconv.ParseInt(strings.TrimPrefix(head, "v"), 10, 64)
	return step, found && err == nil && strings.HasPrefix(head, "v") && tail == Print(a)
}

// Mapping says which column of a list holds which field.
type Mapping map[Field]int

// synonyms are what columns are called in lists that people keep, folded; the names of
// the program's own lists come with them.
var synonyms = map[Field][]string{
	Number:   {"nr", "nr.", "#", "id", "actienummer", "actie nr", "no", "no.", "number"},
	Title:    {"actie", "omschrijving", "actiepunt", "wat", "maatregel", "onderwerp", "action", "what", "description", "task", "taak", "verbetering", "verbeteractie", "subject"},
	Status:   {"stand", "voortgang", "fase", "progress", "state", "gereed", "klaar"},
	Owner:    {"wie", "actiehouder", "verantwoordelijke", "verantwoordelijk", "who", "responsible", "assignee", "toegewezen aan", "trekker", "door wie", "behandelaar"},
	Due:      {"datum", "deadline", "wanneer", "gereed op", "einddatum", "streefdatum", "due date", "when", "target date", "planning", "klaar voor", "uiterlijk"},
	Helper:   {"ondersteuning", "samen met", "support", "met wie"},
	Start:    {"startdatum", "ingangsdatum", "start date", "live", "live per", "vanaf"},
	Finished: {"gereedmelding", "afgerond op", "datum gereed", "closed on", "completed on"},
	Process:  {"proces", "process"},
	Reason:   {"reden", "contactreden", "contact reason", "reason"},
	Third:    {"derde", "leverancier", "partner", "supplier"},
	Team:     {"afdeling", "department"},
	Channel:  {"kanaal"},
	Cause:    {"grondoorzaak", "root cause", "waarom", "probleem", "knelpunt", "problem"},
	Measure:  {"soort", "type", "kind"},
	Expected: {"effect", "verwachting", "verwachte opbrengst", "expected"},
	Text:     {"opmerking", "opmerkingen", "notitie", "notities", "toelichting", "remarks", "notes", "comment", "comments", "bijzonderheden"},
	Why:      {"reden vervallen", "reden van afwijzing"},
	Tags:     {"label", "tag", "categorie", "category", "thema"},
}

// Guess finds out which column holds which field by what the columns are called.
func Guess(columns []string) Mapping {
	m := Mapping{}
	taken := map[int]bool{}
	try := func(f Field, is func(name string) bool) {
		if _, done := m[f]; done {
			return
		}
		for i, c := range columns {
			if !taken[i] && is(contact.Fold(c)) {
				m[f], taken[i] = i, true
				return
			}
		}
	}
	for _, f := range Fields {
		try(f, func(name string) bool {
			return slices.ContainsFunc(locale.Languages, func(lang string) bool { return contact.Fold(f.Name(locale.New(lang))) == name })
		})
	}
	for _, f := range Fields {
		for _, s := range synonyms[f] {
			try(f, func(name string) bool { return name == s })
		}
	}
	return m
}
