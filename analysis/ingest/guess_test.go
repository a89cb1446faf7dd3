package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"eenkeer/analysis/contact"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Klant-Nummer": "klant nummer", " Reden_van contact ": "reden van contact", "Één Keer": "een keer", "ContactChannelID": "contact channel id",
		"Reason [list]": "reason", "Handle Time (secs)": "handle time secs", "": "", "2e lijn": "2e lijn",
	} {
		if got := fold(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// rowsOf repeats records with the number of the record where %d stands.
func rowsOf(n int, header string, records ...string) string {
	var b strings.Builder
	b.WriteString(header + "\n")
	for i := range n {
		r := records[i%len(records)]
		if strings.Contains(r, "%") {
			r = fmt.Sprintf(r, i)
		}
		b.WriteString(r + "\n")
	}
	return b.String()
}

func TestGuess(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       string // "field=column+column field=…", of the fields that matter
		units      string
		doubts     []string
	}{
		{
			name: "Dutch phone system",
			text: rowsOf(60, "Gespreksnummer;Klantnummer;Datum;Tijd;Kanaal;Richting;Contactreden;Proces;Medewerker;Team;Gespreksduur (s);Wachttijd (s);Doorverbonden;Omschrijving",
				"%[1]d;0012%[1]d;13-01-2025;9:05;Telefoon;In;Polis;Wijzigen;Jan;Oost;166;5;0;belt over de polis", "%[1]d;0013%[1]d;14-01-2025;10:05;Mail;In;Claim;Wijzigen;Piet;West;90;12;1;belt over een claim"),
			want:  "contact_id=Gespreksnummer customer=Klantnummer time=Datum+Tijd channel=Kanaal direction=Richting reason=Contactreden process=Proces team=Team agent=Medewerker handle_seconds=Gespreksduur (s) wait_seconds=Wachttijd (s) transfers=Doorverbonden note=Omschrijving",
			units: "handle_seconds=s wait_seconds=s",
		},
		{
			name: "Genesys Cloud interactions",
			text: rowsOf(60, "Full Export Completed,Partial Result Timestamp,Filters,Media Type,Users,Remote,Date,End Date,Duration,Direction,ANI,DNIS,Queue,Wrap-up,Flow,Conversation ID",
				"YES,,,voice,Jan;Piet,Klant %[1]d,6/23/25 07:00 AM,6/23/25 07:05 AM,300000,Inbound,tel:+3161234%04[1]d,tel:+3120,Polis,Vraag,Main,conv-%[1]d"),
			want:   "contact_id=Conversation ID channel=Media Type time=Date end=End Date agent=Users direction=Direction handle_seconds=Duration reason=Wrap-up process=Queue",
			units:  "handle_seconds=ms",
			doubts: nil,
		},
		{
			name: "TOPdesk",
			text: rowsOf(60, "Nummer;Aanmelder;Datum Aangemeld;Datum Afgemeld;Soort binnenkomst;Behandelaarsgroep;Behandelaar;Leverancier;Categorie;Subcategorie;Status",
				"M %[1]d;aanmelder %[1]d;13-01-2025 09:05;14-01-2025 10:00;Telefonisch;Servicedesk;Jan;-;Software;Wachtwoord;Gesloten"),
			want: "contact_id=Nummer customer=Aanmelder time=Datum Aangemeld end=Datum Afgemeld team=Behandelaarsgroep agent=Behandelaar third_party=Leverancier process=Categorie reason=Subcategorie outcome=Status",
		},
		{
			name: "event rows of a ticket tool",
			text: "number,caller_id,opened_at,category,category,assigned_to\n" + strings.Repeat("INC1,c1,13/2/2016 01:16,a,b,x\nINC1,c1,13/2/2016 01:16,a,b,y\nINC2,c2,14/2/2016 01:16,a,c,y\n", 1) + rowsOf(40, "INC3,c2,14/2/2016 01:16,a,c,y", "INC9%[1]d,c%[1]d,14/2/2016 01:16,a,c,y"),
			want: "contact_id=number customer=caller_id time=opened_at process=category reason=category.2 agent=assigned_to",
		},
		{
			name: "an id that starts again",
			text: rowsOf(60, "call_id,customer_id,date,vru_entry,type", "100,7%d,990201,7:02:47,PS", "101,8%d,990201,8:02:47,NW", "102,9%d,990202,9:02:47,PS", "103,7%d,990201,7:02:47,PS",
				"104,8%d,990201,8:02:47,NW", "105,9%d,990202,9:02:47,PS"),
			want: "contact_id= customer=customer_id time=date+vru_entry reason=type", doubts: []string{DoubtNotUnique},
		},
		{
			name: "no customer, no order of day and month",
			text: rowsOf(30, "datum;kanaal", "01-02-2025;a", "03-04-2025;b"),
			want: "customer= time=datum channel=kanaal", doubts: []string{DoubtNoCustomer, DoubtDateOrder},
		},
		{
			name: "damaged keys",
			text: rowsOf(30, "klantnummer;datum", "1,23457E+11;13-02-2025", "1,23457E+12;13-02-2025", "1,23458E+12;13-02-2025", "99;13-02-2025"),
			want: "customer=klantnummer", doubts: []string{DoubtDamagedKeys},
		},
		{
			name: "unknown header with dates", text: rowsOf(30, "klantnr;wanneer;iets", "%d;13-02-2025 10:00;x"),
			want: "customer=klantnr time=wanneer",
		},
		{
			name: "serial dates in text", text: rowsOf(30, "klant id;datum;x", "%d;45701.5;x"),
			want: "customer=klant id",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			table := open(t, write(t, "x.csv", c.text))
			g := table.Guess()
			for f, columns := range parseWant(c.want) {
				if got := strings.Join(g.Mapping.Fields[f], "+"); got != columns {
					t.Errorf("%s is %q (%.2f), want %q", f, got, g.Confidence[f], columns)
				}
			}
			var units []string
			for _, f := range contact.Fields {
				if u := g.Mapping.Units[f]; u != "" {
					units = append(units, string(f)+"="+u)
				}
			}
			if c.units != "" && strings.Join(units, " ") != c.units {
				t.Errorf("units %v, want %s", units, c.units)
			}
			var doubts []string
			for _, d := range g.Doubts {
				if d.ID != DoubtNoClock {
					doubts = append(doubts, d.ID)
				}
			}
			if !slices.Equal(doubts, c.doubts) {
				t.Errorf("doubts %v, want %v", doubts, c.doubts)
			}
			for f, conf := range g.Confidence {
				if conf <= 0 || conf > 1 || len(g.Mapping.Fields[f]) == 0 {
					t.Errorf("%s has confidence %v", f, conf)
				}
			}
		})
	}
}

// parseWant reads "field=a column+b other=c".
func parseWant(text string) map[contact.Field]string {
	out := map[contact.Field]string{}
	var last contact.Field
	for _, word := range strings.Split(text, " ") {
		if f, rest, ok := strings.Cut(word, "="); ok && slices.Contains(contact.Fields, contact.Field(f)) {
			last = contact.Field(f)
			out[last] = rest
		} else {
			out[last] += " " + word
		}
	}
	return out
}

func TestGuessMissing(t *testing.T) {
	table := open(t, write(t, "x.csv", rowsOf(60, "klantnummer;datum;server;reden",
		"9%d;13-02-2025;DORIT;a", "000000;13-02-2025;NO_SERVER;?", "Anoniem;13-02-2025;DORIT;a", "%d;13-02-2025;DORIT;b")))
	m := table.Guess().Mapping
	for f, want := range map[contact.Field][]string{
		contact.FieldCustomer: {"?", "0", "-", "NA", "N/A", "n.v.t.", "null", "000000", "Anoniem"},
		contact.FieldAgent:    {"?", "NO_SERVER"},
		contact.FieldReason:   {"?"},
	} {
		if got := m.Missing[f]; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", f, got, want)
		}
	}
	_, r := imported(t, table, m)
	if r.WithoutCustomer != 30 {
		t.Errorf("%d without customer", r.WithoutCustomer)
	}
}

// TestMatchManyWords: a cell may be a whole text. The work grows with its words,
// not with their third power, which would take hours here.
func TestMatchManyWords(t *testing.T) {
	many := strings.Repeat("a b ", 10_000)
	for _, c := range []struct {
		header string
		field  contact.Field
		known  bool
	}{
		{"Klant-nummer (CRM)", contact.FieldCustomer, true},
		{many, contact.FieldCustomer, false},
		{many + "klant nummer", contact.FieldCustomer, true},
		{"u call reason " + many, contact.FieldReason, true},
		{strings.Repeat("klant ", 20_000), contact.FieldCustomer, true},
		{strings.Repeat("-;", 20_000) + "eindtijd", contact.FieldEnd, true},
	} {
		if got := match(c.header, c.field); got > 0 != c.known {
			t.Errorf("%.20q means %s: %v", c.header, c.field, got)
		}
	}
}

func TestUniqueNames(t *testing.T) {
	same := make([]string, maxColumns)
	for i := range same {
		same[i] = "a"
	}
	for _, c := range []struct {
		header []string
		last   string
	}{
		{[]string{"a", "b"}, "b"},
		{[]string{"a", ""}, "column2"},
		{[]string{"a", "a.2", "a", "a"}, "a.4"},
		{[]string{"a", "a", "a.2", "a.2", "a"}, "a.3"},
		{same, "a.16384"}, // each looks on from the last
	} {
		columns := uniqueNames(c.header, len(c.header))
		if got := columns[len(columns)-1].Name; got != c.last {
			t.Errorf("%q: %q, want %q", c.header[:min(len(c.header), 5)], got, c.last)
		}
	}
}

func TestMappingWith(t *testing.T) {
	g := fields("customer=a", "reason=b", "handle_seconds=d")
	g.Missing[contact.FieldCustomer] = []string{"?", "0"}
	g.Missing[contact.FieldReason] = []string{"?"}
	g.Units[contact.FieldHandle] = "ms"
	o := fields("reason=c", "handle_seconds=e")
	o.Missing[contact.FieldCustomer] = []string{"x"}
	o.Fields[contact.FieldTeam] = nil
	m := g.With(o)
	if fmt.Sprint(m.Fields) != "map[customer:[a] handle_seconds:[e] reason:[c]]" || fmt.Sprint(m.Missing) != "map[customer:[x]]" || len(m.Units) != 0 {
		t.Errorf("%v", m)
	}
	if fmt.Sprint(g.Fields[contact.FieldReason]) != "[b]" {
		t.Error("the first mapping was changed")
	}
}

func TestSignature(t *testing.T) {
	sign := func(header string) string {
		return open(t, write(t, "x.csv", header+"\n1;2;3\n")).Signature()
	}
	if sign("Klant;Datum;Reden") != sign("datum; KLANT ;réden") {
		t.Error("order, case and accents count")
	}
	if sign("Klant;Datum;Reden") == sign("Klant;Datum;Team") {
		t.Error("another header has the same signature")
	}
}

func TestPreview(t *testing.T) {
	table := open(t, write(t, "x.csv", "klant;datum;tijd;duur;reden;eind\n0012;13-02-2025;9:05;2:46;?;9:10\n7;x;9:05;;a;\n"))
	m := fields("customer=klant", "time=datum+tijd", "handle_seconds=duur", "reason=reden", "end=eind")
	m.Missing[contact.FieldReason] = []string{"?"}
	rows, err := table.Preview(m, 5)
	if err != nil || len(rows) != 2 {
		t.Fatal(err, rows)
	}
	a, b := rows[0].Fields, rows[1].Fields
	if at := a[contact.FieldTime]; at.Text != "13-02-2025 9:05" || !at.Time.Equal(wall(t, "2025-02-13 09:05:00")) {
		t.Errorf("%+v", at)
	}
	if a[contact.FieldCustomer].Value != "0012" || a[contact.FieldHandle].Number != 166 || !a[contact.FieldReason].Missing || a[contact.FieldEnd].Number != 300 {
		t.Errorf("%+v", a)
	}
	if !rows[1].Dropped || b[contact.FieldTime].Problem != ProblemBadTime || rows[1].Line != 3 || b[contact.FieldReason].Value != "a" {
		t.Errorf("%+v", rows[1])
	}
	if _, err := table.Preview(fields("customer=klant"), 5); err != nil {
		t.Error("a preview without a time is refused:", err)
	}
	if _, err := table.Preview(fields("customer=klantje", "time=datum"), 5); refusal(err) != ErrNoColumn {
		t.Error(err)
	}
}

// A column whose header means a time is one though some of its values are none.
func TestGuessTimeWithBadValues(t *testing.T) {
	table := open(t, write(t, "a.csv", "Klant;Datum;Tijd\nK1;03-04-2026;09:15\nK2;04-04-2026;10:02\nK1;05-04-2026;16:40\nK3;geen datum;11:00\n"))
	if got := table.Guess().Mapping.Fields[contact.FieldTime]; !slices.Equal(got, []string{"Datum", "Tijd"}) {
		t.Errorf("time is %v", got)
	}
}
