package workspace

import (
	"maps"
	"slices"
	"testing"
	"time"

	"eenkeer/analysis/contact"
)

func TestAgentCodesStay(t *testing.T) {
	w := create(t)
	names := []string{"Anna", "Bram", "Chris", "Dewi", "Emre", "Fatima", "Gijs", "Hanna"}
	first, err := w.AgentCodes(background, names)
	if err != nil {
		t.Fatal(err)
	}
	if got := slices.Sorted(maps.Values(first)); !slices.Equal(got, []int{1, 2, 3, 4, 5, 6, 7, 8}) {
		t.Fatal(got)
	}
	more, err := w.AgentCodes(background, append([]string{"Ilse", ""}, names...))
	if err != nil || more["Ilse"] != 9 || len(more) != 9 {
		t.Fatal(more, err)
	}
	for name, code := range first {
		if more[name] != code {
			t.Errorf("%s was %d and is %d", name, code, more[name])
		}
	}
	w = open(t, closed(t, w))
	if again, err := w.AgentCodes(background, names); err != nil || !maps.Equal(again, more) {
		t.Error(again, err)
	}
}

// Codes must say nothing of a name: not its place in the alphabet, not its place in the file.
func TestAgentCodesAreAtRandom(t *testing.T) {
	names := make([]string, 40)
	for i := range names {
		names[i] = string(rune('A'+i%26)) + string(rune('a'+i/26))
	}
	same := 0
	var before map[string]int
	for range 3 {
		codes, err := create(t).AgentCodes(background, names)
		if err != nil {
			t.Fatal(err)
		}
		if maps.Equal(codes, before) {
			same++
		}
		before = codes
	}
	if same > 0 {
		t.Error("two workspaces give the same codes")
	}
}

func TestImportGivesAgentsCodes(t *testing.T) {
	w := create(t)
	b := small(40, "A")
	agents, at := contact.NewEncoder(8), contact.StoredIndex(contact.Agent)
	b.Columns[at].Codes = contact.NewCodes(40, 8)
	for i := range 40 {
		b.Columns[at].Codes.Set(i, agents.Code([]byte{byte('p' + i%5)}))
	}
	b.Columns[at].Dict = *agents.Dict()
	add(t, w, "a.csv", b)
	view, err := View(w.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	stored, _, err := view.storedCodes(background)
	want := b.Columns[contact.StoredIndex(contact.Agent)].Dict.Texts()[1:]
	if err != nil || len(stored) != len(want) || len(want) == 0 {
		t.Fatal(stored, want, err)
	}
	guest, err := view.AgentCodes(background, append([]string{"Zoë", "Yara"}, want...))
	if err != nil || guest["Zoë"] == guest["Yara"] || min(guest["Zoë"], guest["Yara"]) != len(want)+1 {
		t.Error(guest, err)
	}
}

func TestAgentNamesAreOnRecord(t *testing.T) {
	w := create(t)
	if n, err := w.AgentNames(background); err != nil || n.Shown || !n.At.IsZero() {
		t.Fatal(n, err)
	}
	for _, bad := range []AgentNames{{Shown: true}, {Shown: true, Reference: "OR 12"}, {Shown: true, Reference: " ", Decided: "2026-03-01"}} {
		if err := w.SetAgentNames(background, bad); err == nil {
			t.Errorf("%+v was taken", bad)
		}
	}
	if err := w.SetAgentNames(background, AgentNames{Shown: true, Reference: "OR 12", Decided: "2026-03-01"}); err != nil {
		t.Fatal(err)
	}
	if n, err := w.AgentNames(background); err != nil || !n.Shown || n.Reference != "OR 12" || n.Decided != "2026-03-01" || time.Since(n.At) > time.Hour {
		t.Fatal(n, err)
	}
	if err := w.SetAgentNames(background, AgentNames{}); err != nil {
		t.Fatal(err)
	}
	if n, err := w.AgentNames(background); err != nil || n.Shown || n.Reference != "" || n.At.IsZero() {
		t.Error(n, err)
	}
	var records int
	if err := w.db.QueryRow("SELECT count(*) FROM agent_names").Scan(&records); err != nil || records != 2 {
		t.Error(records, err)
	}
}

func TestEvents(t *testing.T) {
	day := func(text string) time.Time { d, _ := time.Parse(time.DateOnly, text); return d }
	w := create(t)
	late := Event{Kind: Outage, From: day("2026-05-02"), To: day("2026-05-03"), Title: "Storing portaal", By: contact.Channel, Value: "Chat"}
	early := Event{Kind: Mailing, From: day("2026-04-01"), To: day("2026-04-01"), Title: "Jaarnota"}
	for _, e := range []*Event{&late, &early} {
		id, err := w.PutEvent(background, *e)
		if err != nil {
			t.Fatal(err)
		}
		e.ID = id
	}
	if all, err := w.Events(background); err != nil || !slices.Equal(all, []Event{early, late}) {
		t.Fatal(all, err)
	}
	early.Title = "Jaarnota's"
	if id, err := w.PutEvent(background, early); err != nil || id != early.ID {
		t.Fatal(id, err)
	}
	if err := w.DeleteEvent(background, late.ID); err != nil {
		t.Fatal(err)
	}
	if all, err := w.Events(background); err != nil || !slices.Equal(all, []Event{early}) {
		t.Fatal(all, err)
	}
	if id, err := w.PutEvent(background, late); err != nil || id != late.ID { // put back under its own number
		t.Error(id, err)
	}
	for want, e := range map[string]Event{
		"event.bad.kind":  {Title: "x", From: day("2026-04-01"), To: day("2026-04-01")},
		"event.bad.title": {Kind: Mailing, From: day("2026-04-01"), To: day("2026-04-01"), Title: " "},
		"event.bad.day":   {Kind: Mailing, Title: "x"},
		"event.bad.order": {Kind: Mailing, Title: "x", From: day("2026-04-02"), To: day("2026-04-01")},
		"event.bad.scope": {Kind: Mailing, Title: "x", From: day("2026-04-01"), To: day("2026-04-01"), By: contact.Agent, Value: "Anna"},
	} {
		if got := e.Check(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
