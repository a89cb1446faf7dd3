package ingest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/assets/locale"
)

// exports are small files as the systems write them.
var exports = map[string]string{
	"genesys-cloud": rowsOf(40, "Full Export Completed,Partial Result Timestamp,Filters,Media Type,Users,Remote,Date,End Date,Duration,Direction,ANI,DNIS,Queue,Wrap-up,Flow,Conversation ID",
		`YES,,,voice,Jan;Piet,Klant A,6/23/25 07:00 AM,6/23/25 07:05 AM,300000,Inbound/Outbound,tel:+3161234%04[1]d,tel:+31201234567,Polis;Schade,Vraag,Main,conv-%[1]d`,
		`YES,,,chat,Piet,Klant B,6/24/25 01:00 PM,,60000,Inbound,sip:klant%[1]d@example.nl,,Schade,,Main,conv-%[1]d`),
	"genesys in Spanish": rowsOf(40, "Exportación completa finalizada,Marca de hora del resultado parcial,Filtros,Usuarios,Fecha,Fecha de finalización,Duración,Dirección,ANI,Cola",
		`SÍ,,,Ana,23/6/25 07:00,23/6/25 07:05,300000,Inbound,tel:+3461234%04[1]d,Ventas`),
	"zendesk": rowsOf(60, `Summation column,Id,Requester,Requester id,Requester external id,Requester email,Submitter,Assignee,Group,Subject,Tags,Status,Via,Ticket type,Created at,Updated at,Solved at,Group stations,Assignee stations,First reply time in minutes,Reden van contact [list]`,
		`1,%[1]d,Jan Jansen,90%[1]d,,jan%[1]d@example.nl,Ann,Ann,Support,Help,web,Solved,Web form,Question,2025-01-13 10:00,2025-01-14 10:00,2025-01-14 10:00,1,1,12,Factuur`,
		`1,%[1]d,Piet Pietersen,91%[1]d,,piet%[1]d@example.nl,Ann,Bob,Support,Help,web,Solved,Mail,Question,2025-01-15 10:00,2025-01-16 10:00,,2,1,30,Levering`),
	"topdesk": rowsOf(40, "Meldingnummer;Soort Incident;Aanmelder;E-mail aanmelder;Datum Aangemeld;Datum Afgemeld;Soort binnenkomst;Behandelaarsgroep;Behandelaar;Leverancier;Categorie;Subcategorie;Status",
		"M %[1]d;Storing;Jan Jansen;j%[1]d@example.nl;13-01-2025 09:05;14-01-2025 10:00;Telefonisch;Servicedesk;Jan;-;Software;Wachtwoord;Gesloten",
		"M %[1]d;Deelmelding;Jan Jansen;j%[1]d@example.nl;13-01-2025 09:06;;Telefonisch;Servicedesk;Jan;Leverancier X;Software;Mail;Open"),
	"salesforce": rowsOf(40, "Case Number,Account Name,Contact Name,Contact Email,Case Owner,Case Origin,Case Reason,Type,Status,Date/Time Opened,Date/Time Closed,MasterRecordId",
		"%08[1]d,Bedrijf A,Jan Jansen,j%[1]d@example.nl,Ann,Phone,Billing,Question,Closed,13-1-2025 9:05,14-1-2025 10:00,",
		"%08[1]d,Bedrijf B,Piet Pieters,p%[1]d@example.nl,Bob,Web,Delivery,Question,New,14-1-2025 9:05,,5003X") +
		"Confidential Information - Do Not Distribute\nCopyright (c) 2000-2025 salesforce.com\n",
	"8x8": rowsOf(40, "Time,Queue Name,Channel,Type,Outcome,Origination,Destination,Customer Name,Journey ID",
		"2025-01-13 09:05:01,Polis,Phone,Inbound,blind transfer,+3161234%04[1]d,+3120,Klant,J%[1]d", "2025-01-13 09:07:01,Schade,Phone,Inbound,handled,+3161234%04[1]d,+3120,Klant,J0"),
	"amazon-connect": rowsOf(40, "ContactId,InitialContactId,PreviousContactId,Channel,InitiationMethod,InitiationTimestamp,DisconnectTimestamp,LastUpdateTimestamp,CustomerEndpoint.Address,Queue.Name,Agent.Username,Agent.AgentInteractionDuration,Queue.Duration",
		"c-%[1]d,,,VOICE,INBOUND,2025-01-13T09:05:01Z,2025-01-13T09:10:01Z,2025-01-13T09:11:01Z,+3161234%04[1]d,Polis,jan,240,12",
		"c-%[1]d,c-1,c-1,VOICE,TRANSFER,2025-01-13T09:07:01Z,2025-01-13T09:10:01Z,2025-01-13T09:11:01Z,+3161234%04[1]d,Polis,jan,240,12"),
	"freshdesk": rowsOf(40, "id,subject,status,priority,source,type,requester_id,responder_id,group_id,company_id,created_at,tags",
		"%[1]d,Help,2,1,1,Question,77%[1]d,5,9,1,2025-01-13T09:05:01Z,x", "%[1]d,Help,5,1,3,Incident,78%[1]d,6,9,1,2025-01-13T10:05:01Z,x"),
	"servicenow": "number,state,caller_id,opened_at,opened_by,contact_type,category,subcategory,assignment_group,assigned_to,reassignment_count,resolved_at\n" +
		strings.Repeat("INC1,New,c1,13/2/2016 01:16,o,Phone,a,b,g,x,0,\nINC1,Resolved,c1,13/2/2016 01:16,o,Phone,a,b,g,y,1,14/2/2016 01:16\nINC2,Resolved,c2,14/2/2016 01:16,o,Phone,a,c,g,y,0,14/2/2016 01:16\n", 1) +
		rowsOf(40, "INC3,Closed,c2,14/2/2016 01:16,o,Phone,a,c,g,y,0,", "INC9%[1]d,Closed,c%[1]d,14/2/2016 01:16,o,Phone,a,c,g,y,0,"),
}

func TestPresetsAreChosen(t *testing.T) {
	for _, c := range []struct{ export, preset, mapping, kinds, units string }{
		{"genesys-cloud", "genesys-cloud", "contact_id=Conversation ID customer=ANI time=Date end=End Date channel=Media Type direction=Direction reason=Wrap-up process=Queue agent=Users handle_seconds=Duration", "ANI=phone", "handle_seconds=ms"},
		{"genesys in Spanish", "genesys-cloud", "customer=ANI time=Fecha end=Fecha de finalización direction=Dirección process=Cola agent=Usuarios handle_seconds=Duración", "ANI=phone", "handle_seconds=ms"},
		{"zendesk", "zendesk", "contact_id=Id customer=Requester id+Requester email time=Created at end=Solved at channel=Via reason=Reden van contact [list] team=Group agent=Assignee outcome=Status wait_seconds=First reply time in minutes note=Subject",
			"Requester email=email Requester id=id", "wait_seconds=min"},
		{"topdesk", "topdesk", "contact_id=Meldingnummer customer=E-mail aanmelder time=Datum Aangemeld end=Datum Afgemeld channel=Soort binnenkomst reason=Subcategorie process=Categorie third_party=Leverancier team=Behandelaarsgroep agent=Behandelaar outcome=Status", "E-mail aanmelder=email", ""},
		{"salesforce", "salesforce", "contact_id=Case Number customer=Contact Email time=Date/Time Opened end=Date/Time Closed channel=Case Origin reason=Case Reason process=Type agent=Case Owner outcome=Status", "Contact Email=email", ""},
		{"8x8", "8x8", "contact_id=Journey ID customer=Origination time=Time channel=Channel reason=Queue Name outcome=Outcome", "Origination=phone", ""},
		{"amazon-connect", "amazon-connect", "contact_id=ContactId customer=CustomerEndpoint.Address time=InitiationTimestamp end=DisconnectTimestamp channel=Channel direction=InitiationMethod process=Queue.Name agent=Agent.Username handle_seconds=Agent.AgentInteractionDuration wait_seconds=Queue.Duration", "CustomerEndpoint.Address=phone", "handle_seconds=s wait_seconds=s"},
		{"freshdesk", "freshdesk", "contact_id=id customer=requester_id time=created_at channel=source reason=type team=group_id agent=responder_id outcome=status note=subject", "requester_id=id", ""},
		{"servicenow", "servicenow", "contact_id=number customer=caller_id time=opened_at end=resolved_at channel=contact_type reason=subcategory process=category team=assignment_group agent=assigned_to outcome=state transfers=reassignment_count", "caller_id=id", ""},
	} {
		t.Run(c.export, func(t *testing.T) {
			g := open(t, write(t, "x.csv", exports[c.export])).Guess()
			if g.Preset == nil || g.Preset.ID != c.preset || g.Mapping.Preset != c.preset {
				t.Fatalf("preset %v", g.Preset)
			}
			for f, columns := range parseWant(c.mapping) {
				if got := strings.Join(g.Mapping.Fields[f], "+"); got != columns {
					t.Errorf("%s is %q, want %q", f, got, columns)
				}
				if g.Confidence[f] < 0.6 {
					t.Errorf("%s has confidence %v", f, g.Confidence[f])
				}
			}
			var kinds, units []string
			for column, kind := range g.Mapping.KeyKinds {
				kinds = append(kinds, column+"="+kind)
			}
			slices.Sort(kinds)
			for _, f := range contact.Fields {
				if u := g.Mapping.Units[f]; u != "" {
					units = append(units, string(f)+"="+u)
				}
			}
			if strings.Join(kinds, " ") != c.kinds || strings.Join(units, " ") != c.units {
				t.Errorf("kinds %v, units %v", kinds, units)
			}
		})
	}
}

// What the traps of each system come to.
func TestPresetTraps(t *testing.T) {
	for _, c := range []struct {
		export                      string
		rows, kept, merged, dropped int
		reasons                     map[string]int
		d                           contact.Dimension
		first                       string // value of the first contact
	}{
		{"genesys-cloud", 40, 40, 0, 0, nil, contact.Agent, "Piet"},
		{"genesys-cloud", 40, 40, 0, 0, nil, contact.Process, "Polis"},
		{"genesys-cloud", 40, 40, 0, 0, nil, contact.Direction, "Inbound"},
		{"topdesk", 40, 20, 0, 20, map[string]int{ProblemChild: 20}, contact.Reason, "Wachtwoord"},
		{"salesforce", 42, 20, 0, 22, map[string]int{ProblemJoined: 20, ProblemFooter: 2}, contact.Reason, "Billing"},
		{"8x8", 40, 20, 20, 0, nil, contact.Process, "Polis"},
		{"amazon-connect", 40, 20, 0, 20, map[string]int{ProblemLeg: 20}, contact.Process, "Polis"},
		{"freshdesk", 40, 40, 0, 0, nil, contact.Outcome, "Open"},
		{"freshdesk", 40, 40, 0, 0, nil, contact.Channel, "Email"},
		{"servicenow", 44, 43, 1, 0, nil, contact.Agent, "y"},
	} {
		t.Run(c.export+" "+string(c.d), func(t *testing.T) {
			table := open(t, write(t, "x.csv", exports[c.export]))
			b, r := imported(t, table, table.Guess().Mapping)
			if r.Rows != c.rows || r.Kept != c.kept || r.Merged != c.merged || r.Dropped != c.dropped {
				t.Errorf("%d rows, %d kept, %d merged, %d dropped: %v", r.Rows, r.Kept, r.Merged, r.Dropped, r.ProblemCount)
			}
			for reason, n := range c.reasons {
				if r.ProblemCount[reason] != n {
					t.Errorf("%s: %d, want %d", reason, r.ProblemCount[reason], n)
				}
			}
			if got, _, _ := strings.Cut(values(b, c.d), "|"); got != c.first {
				t.Errorf("the first contact has %q", got)
			}
		})
	}
}

// Of rows with one contact id the one that was changed last stands, wherever it is.
func TestKeepBy(t *testing.T) {
	text := "id;klant;datum;gewijzigd;team\n1;K1;13-01-2025 10:00;15-01-2025 10:00;nieuw\n1;K1;13-01-2025 10:00;14-01-2025 10:00;oud\n2;K2;13-01-2025 11:00;;eerste\n2;K2;13-01-2025 11:00;;laatste\n"
	for by, want := range map[string]string{"": "oud|laatste", "gewijzigd": "nieuw|laatste"} {
		m := fields("contact_id=id", "customer=klant", "time=datum", "team=team")
		m.KeepBy = by
		if b, r := imported(t, open(t, write(t, "x.csv", text)), m); values(b, contact.Team) != want || r.Merged != 2 {
			t.Errorf("%q: %s", by, values(b, contact.Team))
		}
	}
}

// What a person says of day and month holds for when a row was last changed too.
func TestKeepByInTheOrderThatWasChosen(t *testing.T) {
	text := "id;klant;datum;gewijzigd;team\n1;K1;02/01/2025 10:00;03/01/2025 10:00;nieuw\n1;K1;02/01/2025 10:00;02/05/2025 10:00;oud\n"
	for order, want := range map[string]string{"mdy": "nieuw", "dmy": "oud"} {
		m := fields("contact_id=id", "customer=klant", "time=datum", "team=team")
		m.KeepBy, m.DateOrder = "gewijzigd", order
		if b, _ := imported(t, open(t, write(t, "x.csv", text)), m); values(b, contact.Team) != want {
			t.Errorf("%s: %s", order, values(b, contact.Team))
		}
	}
}

// Of an outgoing call the customer is the one who was called.
func TestOutgoingCalls(t *testing.T) {
	table := open(t, write(t, "x.csv", rowsOf(40, "Media Type,Users,Date,Duration,Direction,ANI,DNIS,Queue,Conversation ID",
		"voice,Jan,6/23/25 07:00 AM,300000,Inbound,tel:+31612345678,tel:+31201234567,Polis,c-%[1]d", "voice,Jan,6/24/25 07:00 AM,300000,Outbound,tel:+31201234567,tel:+31612345678,Polis,c-%[1]d",
		"voice,Jan,6/24/25 07:00 AM,300000,Inbound/Outbound,tel:+31687654321,tel:+31201234567,Polis,c-%[1]d")))
	b, _ := imported(t, table, table.Guess().Mapping)
	got := strings.Split(customers(b), "|")
	slices.Sort(got)
	if got = slices.Compact(got); !slices.Equal(got, []string{"+31612345678", "+31687654321"}) {
		t.Error(got)
	}
}

// A file that the phone system cut off is refused, before and while it is read,
// unless a person accepts it.
func TestCutOffExport(t *testing.T) {
	whole := exports["genesys-cloud"]
	late := whole + strings.Repeat(strings.SplitN(whole, "\n", 3)[1]+"\n", 20_000)
	late += strings.Replace(strings.SplitN(whole, "\n", 3)[1], "YES", "No", 1) + "\n"
	for name, text := range map[string]string{"at once": strings.ReplaceAll(whole, "YES", "NO"), "far down": late} {
		table := open(t, write(t, "x.csv", text))
		m := table.Guess().Mapping
		_, _, err := table.Import(context.Background(), m, nil)
		if refusal(err) != "ingest.refuse.partial" || err.(*Error).Rule != "partial" || err.(*Error).Line == 0 {
			t.Errorf("%s: %v", name, err)
		}
		if name == "at once" && refusal(m.Check(table)) != "ingest.refuse.partial" {
			t.Errorf("%s: not seen before", name)
		}
		for _, accepted := range []string{"partial", "all", "ingest.refuse.partial"} {
			m.Accepted = []string{accepted}
			imported(t, table, m)
		}
	}
}

func TestPresetAskedFor(t *testing.T) {
	table := open(t, write(t, "x.csv", exports["topdesk"]))
	if g, err := table.GuessWith(BuiltIn(), "none"); err != nil || g.Preset != nil || g.Mapping.Preset != "" || len(g.Mapping.Skip) > 0 {
		t.Error(g.Preset, err)
	}
	if g, err := table.GuessWith(BuiltIn(), "salesforce"); err != nil || g.Preset.ID != "salesforce" {
		t.Error(g.Preset, err)
	}
	if _, err := table.GuessWith(BuiltIn(), "sap"); refusal(err) != ErrNoPreset || !strings.Contains(err.Error(), "zendesk") {
		t.Error(err)
	}
	other := open(t, write(t, "y.csv", "a;b\n1;2025-01-01\n"))
	if _, err := other.GuessWith(BuiltIn(), "genesys-cloud"); refusal(err) != ErrPresetFit {
		t.Error(err)
	}
}

// A saved preset understands the next file with these columns the same way, and
// goes before those of the program.
func TestOwnPreset(t *testing.T) {
	table := open(t, write(t, "x.csv", exports["topdesk"]))
	m := table.Guess().Mapping.With(fields("reason=Categorie"))
	m.Skip = append(m.Skip, RowRule{ID: "x", Column: "Status", Values: []string{"Open"}})
	p, err := NewPreset("Onze TOPdesk!", m, table)
	if err != nil || p.ID != "onze-topdesk" || !p.Own {
		t.Fatal(p, err)
	}
	g, err := table.GuessWith(append([]Preset{p}, BuiltIn()...), "")
	if err != nil || g.Preset.ID != p.ID || fmt.Sprint(g.Mapping.Fields) != fmt.Sprint(m.Fields) || len(g.Mapping.Skip) != len(m.Skip) || fmt.Sprint(g.Mapping.KeyKinds) != fmt.Sprint(m.KeyKinds) {
		t.Errorf("%+v\nwant %+v, %v", g.Mapping, m, err)
	}
	if _, err := NewPreset("!", m, table); refusal(err) != ErrBadPreset {
		t.Error("a preset without an id:", err)
	}
	if _, err := NewPreset("x", fields("time=weg"), table); refusal(err) != ErrNoColumn {
		t.Error(err)
	}
}

func TestBadPresets(t *testing.T) {
	good, err := os.ReadFile(filepath.Join("..", "..", "assets", "presets", "8x8.json"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ParsePreset("8x8.json", good); err != nil {
		t.Fatal(err)
	}
	for _, swap := range [][2]string{
		{"{", ""}, {`"id": "8x8"`, `"id": "8 x 8"`}, {`"id": "8x8"`, `"id": "none"`}, {`"name": "8x8 Contact Center"`, `"name": " "`}, {`"least": 5`, `"least": 0`},
		{`"time": ["time"]`, `"time": ["clock"]`}, {`"time": ["time"]`, `"moment": ["time"]`}, {`"reason": ["wrapup|queue"]`, `"reason": ["wrapup","queue"]`},
		{`"keep": "first"`, `"keep": "best"`}, {`"keep": "first"`, `"date_order": "dym"`}, {`"keep": "first"`, `"units": {"handle_seconds": "years"}`},
		{`"keep": "first"`, `"values": {"note": {}}`}, {`"keep": "first"`, `"skip": [{"id": "x", "column": "type"}]`}, {`"keep": "first"`, `"surprise": 1`}, {`["Type"]`, `[]`}, {`["Type"]`, `"Type"`},
	} {
		data := strings.Replace(string(good), swap[0], swap[1], 1)
		if _, err := ParsePreset("mine.json", []byte(data)); refusal(err) != ErrBadPreset || !strings.Contains(err.Error(), "mine.json") {
			t.Errorf("%s: %v", swap[1], err)
		}
	}
}

// Every note of a preset has its text, and every rule a reason that is known.
func TestPresetTexts(t *testing.T) {
	for _, p := range BuiltIn() {
		for _, lang := range locale.Languages {
			l := locale.New(lang)
			for i, note := range p.NotesIn(l) {
				if note == p.Notes[i] {
					t.Errorf("%s: note %s has no text in %s", p.ID, note, lang)
				}
			}
			for _, rule := range slices.Concat(p.Skip, p.Refuse) {
				if !l.Has(rule.ID) {
					t.Errorf("%s: %s has no text in %s", p.ID, rule.ID, lang)
				}
			}
		}
		for _, rule := range p.Skip {
			if !slices.Contains(Dropping, rule.ID) {
				t.Errorf("%s: %s is no reason to drop", p.ID, rule.ID)
			}
		}
	}
	if len(BuiltIn()) != 8 {
		t.Error("presets:", len(BuiltIn()))
	}
}

// The example in the documentation is a preset.
func TestDocumentedPreset(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "presets.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(text), "```json\n")
	example, _, _ = strings.Cut(example, "```")
	p, err := ParsePreset("presets.md", []byte(example))
	if err != nil {
		t.Fatal(err)
	}
	table := open(t, write(t, "x.csv", rowsOf(20, "Gespreks-ID;Klant;Start;State;Kind", "%[1]d;K%[1]d;13-01-2025 10:00;1;Call", "%[1]d;K%[1]d;13-01-2025 10:00;2;Transfer")))
	g, err := table.GuessWith([]Preset{p}, "")
	if err != nil || g.Preset == nil {
		t.Fatal(g.Preset, err)
	}
	b, r := imported(t, table, g.Mapping)
	if r.Kept != 10 || r.ProblemCount[ProblemLeg] != 10 || !strings.HasPrefix(values(b, contact.Outcome), "Solved|Solved") {
		t.Errorf("%+v", r)
	}
}
