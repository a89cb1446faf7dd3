package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/moment"
	"eenkeer/assets/locale"
)

func TestImport(t *testing.T) {
	text := "nr;klant;datum;tijd;kanaal;reden;duur;wacht;door;eind;memo\n" +
		"0001;0012;01-02-2025;09:00;Telefoon;Polis;2:46;5;0;09:03;eerste\n" +
		"0002; 0012 ;13-02-2025;10:00;telefoon;?;90;x;2;23:00;\n" +
		"0003;?;14-02-2025;11:30:15;E-mail;Polis;;;;;\"a;b\nc\"\n" +
		"0004;13;;12:00;Mail;;;;;;\n" +
		"0005;13;31-02-2025;12:00;Mail;;;;;;\n" +
		";;;;;;;;;;\n" +
		"0001;0099;01-02-2025;09:00;Chat;Claim;10;;;;later\n"
	m := fields("contact_id=nr", "customer=klant", "time=datum+tijd", "channel=kanaal", "reason=reden",
		"handle_seconds=duur", "wait_seconds=wacht", "transfers=door", "end=eind", "note=memo")
	m.Missing[contact.FieldCustomer] = []string{"?"}
	m.Missing[contact.FieldReason] = []string{"?"}
	table := open(t, write(t, "x.csv", text))
	b, r := imported(t, table, m)
	check := func(what, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}
	check("counts", fmt.Sprint(r.Rows, r.Kept, r.Merged, r.Dropped, r.WithoutCustomer), "6 3 1 2 1")
	check("times", times(b), "2025-02-13 10:00:00|2025-02-14 11:30:15|2025-02-01 09:00:00")
	check("customers", customers(b), "0012||0099")
	check("channels", values(b, contact.Channel), "telefoon|E-mail|Chat")
	check("reasons", values(b, contact.Reason), "|Polis|Claim")
	check("handle", fmt.Sprint(b.Handle), "[90 -1 10]")
	check("wait", fmt.Sprint(b.Wait), "[-1 -1 -1]")
	check("transfers", fmt.Sprint(b.Transfers), "[2 -1 -1]")
	check("length", fmt.Sprint(b.Length), "[46800 -1 -1]")
	check("lines", fmt.Sprint(b.Line), "[3 4 9]")
	check("ids", b.ID.Text(0)+b.ID.Text(2), "00020001")
	check("notes", b.Note.Text(1)+"|"+b.Note.Text(2), "a;b\nc|later")
	check("problems", fmt.Sprint(r.Problems),
		"[{3 ingest.problem.bad_number wacht x } {6 ingest.problem.no_time datum  } {7 ingest.problem.bad_time datum 31-02-2025 12:00 }]")
	check("first", r.First.String(), wall(t, "2025-02-01 09:00:00").String())
	check("last", r.Last.String(), wall(t, "2025-02-14 11:30:15").String())
	sum := sha256.Sum256([]byte(text))
	check("hash", r.Hash, hex.EncodeToString(sum[:]))
	if b.Columns[contact.StoredIndex(contact.Team)].Codes.Width() != 0 {
		t.Error("a column that is not mapped is there")
	}

	// The same file gives the same batch again.
	again, _ := imported(t, table, m)
	check("customers again", fmt.Sprint(again.Keys), fmt.Sprint(b.Keys))
}

func TestCustomerColumns(t *testing.T) {
	table := open(t, write(t, "x.csv", "a;b;c;t\n1;;;2025-01-01\n0;22;;2025-01-01\n;0;een heel lange sleutel;2025-01-01\n?;0;;2025-01-01\n;;een heel lange sleutel;2025-01-02\n"))
	m := fields("customer=a+b+c", "time=t")
	m.Missing[contact.FieldCustomer] = []string{"0", "?"}
	b, r := imported(t, table, m)
	if got := customers(b); got != "1|B:22|C:EENHEELLANGESLEUTEL||C:EENHEELLANGESLEUTEL" || r.WithoutCustomer != 1 {
		t.Errorf("%s, %d without", got, r.WithoutCustomer)
	}
}

func TestNoCustomerColumn(t *testing.T) {
	table := open(t, write(t, "x.csv", "datum;kanaal\n2025-01-01;a\n2025-01-02;b\n"))
	m := table.Guess().Mapping
	if id := refusal(m.Check(table)); id != ErrNoCustomer {
		t.Errorf("check says %q", id)
	}
	b, r := imported(t, table, m)
	if len(b.Keys) != 0 || r.WithoutCustomer != 2 {
		t.Errorf("%d key columns, %d without", len(b.Keys), r.WithoutCustomer)
	}
}

func TestDayAndMonth(t *testing.T) {
	// Rows of one date, but for some of another well outside the sample.
	many := func(first, middle string, n int) string {
		var s strings.Builder
		s.WriteString("klant;datum\n")
		for i := range 60_000 {
			line := first
			if i >= 20_000 && i < 20_000+n {
				line = middle
			}
			fmt.Fprintf(&s, "k%d;%s\n", i, line)
		}
		return s.String()
	}
	june := func(odd string, at, n int) string {
		var s strings.Builder
		s.WriteString("klant;datum\n")
		for i := range n {
			if i == at {
				fmt.Fprintf(&s, "k;%s\n", odd)
				continue
			}
			fmt.Fprintf(&s, "k%d;%02d-06-2026\n", i, 1+i%7)
		}
		return s.String()
	}
	for _, c := range []struct {
		name, text, set, order string
		first                  string
		dropped                int
		doubts                 string
	}{
		{name: "day first", text: "klant;datum\n1;01-02-2025\n2;13-02-2025\n", order: "dmy", first: "2025-02-01"},
		{name: "month first", text: "klant;datum\n1;01/02/2025\n2;02/13/2025\n", order: "mdy", first: "2025-01-02"},
		{name: "undecided", text: "klant;datum\n1;01-02-2025\n2;02-03-2025\n", order: "dmy", first: "2025-02-01", doubts: DoubtDateOrder},
		{name: "asked for", text: "klant;datum\n1;01-02-2025\n2;02-03-2025\n", set: "mdy", order: "mdy", first: "2025-01-02"},
		{name: "mixed", text: "klant;datum\n1;13-02-2025\n2;02-13-2025\n3;14-02-2025\n", order: "dmy", first: "2025-02-13", dropped: 1, doubts: DoubtMixedDates},
		{name: "decided outside the sample", text: many("01/02/2025", "12/31/2025", 6000), order: "mdy", first: "2025-01-02", doubts: DoubtDateOrder},
		{name: "decided, with times", text: many("01/02/2025 10:00", "12/31/2025 10:00", 6000), order: "mdy", first: "2025-01-02", doubts: DoubtDateOrder},
		{name: "borne out outside the sample", text: many("01/02/2025", "31/12/2025", 6000), order: "dmy", first: "2025-02-01"},
		{name: "a stray outside the sample", text: many("01/02/2025", "12/31/2025", 1), order: "dmy", first: "2025-02-01", dropped: 1, doubts: DoubtDateOrder},
		{name: "a stray that fits", text: many("01/02/2025", "31/12/2025", 1), order: "dmy", first: "2025-02-01", doubts: DoubtDateOrder},
		{name: "a stray in the middle", text: june("05-13-2026", 12_345, 20_000), order: "dmy", first: "2026-06-01", dropped: 1, doubts: DoubtDateOrder},
		{name: "a stray in the sample", text: june("05-13-2026", 3, 20_000), order: "dmy", first: "2026-06-01", dropped: 1, doubts: DoubtDateOrder},
		{name: "a stray in a small file", text: june("05-13-2026", 3, 50), order: "dmy", first: "2026-06-01", dropped: 1, doubts: DoubtDateOrder},
		{name: "no date either way", text: june("13-13-2026", 12_345, 20_000), order: "dmy", first: "2026-06-01", dropped: 1, doubts: DoubtDateOrder},
		{name: "strays that fill the sample", text: "klant;datum\n" + strings.Repeat("k;05-13-2026\n", 40) + june("x", -1, 60_000)[len("klant;datum\n"):],
			order: "dmy", first: "2026-06-01", dropped: 40, doubts: DoubtDateOrder},
		{name: "both ways outside the sample", text: many("01/02/2025", "12/31/2025", 6000) + "k;31-12-2025\n", order: "mdy", first: "2025-01-02", dropped: 1, doubts: DoubtMixedDates},
		{name: "compact, as banks write", text: "klant;datum\n1;990201\n2;990315\n3;990402\n", order: "ymd", first: "1999-02-01"},
		{name: "year first", text: "klant;datum\n1;2025-02-01\n2;2025-02-02 10:00\n", order: "ymd", first: "2025-02-01"},
		{name: "year last, digits only", text: "klant;datum\n1;01022025\n2;13022025\n", order: "dmy", first: "2025-02-01"},
		{name: "in words", text: "klant;datum\n1;1 feb 2025\n2;2 feb 2025\n", order: "", first: "2025-02-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			table := open(t, write(t, "x.csv", c.text))
			m := fields("customer=klant", "time=datum")
			m.DateOrder = c.set
			_, r := imported(t, table, m)
			var doubts []string
			for _, d := range r.Doubts {
				if d.ID != DoubtNoClock && d.ID != DoubtOnce {
					doubts = append(doubts, d.ID)
				}
			}
			got := fmt.Sprint(r.DateOrder, " ", r.First.Format("2006-01-02"), " ", r.Dropped, " ", strings.Join(doubts, ","))
			want := fmt.Sprint(c.order, " ", c.first, " ", c.dropped, " ", c.doubts)
			if got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	for _, c := range []struct{ name, text, encoding string }{
		{"windows-1252", "klant;datum;reden\n\xe91;2025-01-01;caf\xe9\n\xe91;2025-01-02;\x80\n", "Windows-1252"},
		{"utf-8", "klant;datum;reden\né1;2025-01-01;café\né1;2025-01-02;€\n", "UTF-8"},
		{"utf-16", utf16Text("klant;datum;reden\né1;2025-01-01;café\né1;2025-01-02;€\n", false, true), "UTF-16LE"},
		{"windows-1252 beyond the head", "klant;datum;reden\n" + strings.Repeat("x;2025-01-01;y\n", 30_000) + "\xe91;2025-01-01;caf\xe9\n\xe91;2025-01-02;\x80\n", "Windows-1252"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, r := imported(t, open(t, write(t, "x.csv", c.text)), fields("customer=klant", "time=datum", "reason=reden", "note=reden"))
			n := b.Len()
			if got := b.Keys[0].Dict.Text(b.Keys[0].At(n - 1)); got != "É1" || r.Encoding != c.encoding {
				t.Errorf("key %q, encoding %s", got, r.Encoding)
			}
			reasons := strings.Split(values(b, contact.Reason), "|")
			if got := reasons[n-2] + reasons[n-1] + b.Note.Text(n-2) + b.Note.Text(n-1); got != "café€café€" {
				t.Errorf("got %q", got)
			}
		})
	}
	// A byte that does not fit is replaced, and said.
	b, r := imported(t, open(t, write(t, "x.csv", "klant;datum;reden\né;2025-01-01;é\n"+strings.Repeat("x;2025-01-01;y\n", 30_000)+"x;2025-01-01;caf\xe9\n")),
		fields("customer=klant", "time=datum", "reason=reden"))
	if got := values(b, contact.Reason); !strings.HasSuffix(got, "caf\ufffd") || !slices.ContainsFunc(r.Doubts, func(d Doubt) bool { return d.ID == DoubtEncoding }) {
		t.Errorf("got …%q, doubts %v", got[len(got)-8:], r.Doubts)
	}
}

func TestRefusals(t *testing.T) {
	folder := t.TempDir()
	ole := make([]byte, 1024)
	copy(ole, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	ole[0x1e] = 9
	encrypted := slices.Clone(ole)
	for i, b := range []byte("EncryptedPackage") {
		encrypted[512+2*i] = b
	}
	for _, c := range []struct{ name, content, id string }{
		{"empty.csv", "", ErrEmpty},
		{"blank.csv", "\r\n\r\n  \r\n", ErrEmpty},
		{"report.csv", "%PDF-1.7\n%\xe2\xe3", ErrPDF},
		{"old.xls", string(ole), ErrXLS},
		{"secret.xlsx", string(encrypted), ErrEncrypted},
		{"work.eenkeer", "SQLite format 3\x00" + strings.Repeat("\x00", 100), ErrWorkspace},
		{"picture.csv", "\x89PNG\r\n\x1a\n", ErrBinary},
		{"noise.csv", strings.Repeat("\x01\x02\x03\x04abc", 100), ErrBinary},
		{"page.xls", "<html><table>", ErrHTML},
		{"packed.csv", "\x1f\x8b\x08\x00", ErrPacked},
		{"half.xlsx", "PK\x03\x04 but then nothing", ErrDamaged},
	} {
		_, err := Open(context.Background(), write(t, c.name, c.content), Options{})
		if got := refusal(err); got != c.id {
			t.Errorf("%s: %v", c.name, err)
		}
		if err != nil && strings.Contains(err.Error(), "<no value>") {
			t.Errorf("%s: %s", c.name, err)
		}
	}
	if _, err := Open(context.Background(), folder, Options{}); refusal(err) != ErrFolder {
		t.Errorf("folder: %v", err)
	}
	if _, err := Open(context.Background(), filepath.Join(folder, "none.csv"), Options{}); refusal(err) != ErrNoFile {
		t.Errorf("no file: %v", err)
	}
	if os.Getuid() != 0 {
		path := write(t, "mine.csv", "a;b\n1;2\n")
		if err := os.Chmod(path, 0); err == nil {
			if _, err := Open(context.Background(), path, Options{}); refusal(err) != ErrNoPermission {
				t.Errorf("no permission: %v", err)
			}
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	path := write(t, "x.csv", "klant;datum\n1;2025-01-01\n")
	if _, err := Open(ctx, path, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	table := open(t, path)
	if _, _, err := table.Import(ctx, fields("time=datum"), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := os.WriteFile(path, []byte("klant;datum\n1;2025-01-01\n2;2025-01-01\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := table.Import(context.Background(), fields("time=datum"), nil); refusal(err) != ErrChanged {
		t.Errorf("changed: %v", err)
	}
}

func TestMappingRefusals(t *testing.T) {
	table := open(t, write(t, "x.csv", "klantnummer;datum;tijd;x\n1;aap;noot;\n2;mies;;\n"))
	for _, c := range []struct {
		m    Mapping
		id   string
		says string
	}{
		{fields("customer=klantnumer", "time=datum"), ErrNoColumn, "klantnummer"},
		{fields("customer=klantnummer"), ErrNoTime, "klantnummer, datum"},
		{fields("time=datum"), ErrNoCustomer, ""},
		{fields("customer=klantnummer", "time=datum+tijd+x"), ErrTimeColumns, ""},
		{fields("customer=klantnummer", "time=datum", "reason=x+tijd"), ErrOneColumn, ""},
		{fields("customer=klantnummer", "time=datum", "colour=x"), ErrNoField, "third_party"},
		{Mapping{Fields: fields("customer=klantnummer", "time=datum").Fields, DateOrder: "dym"}, ErrBadOrder, "dym"},
		{Mapping{Fields: fields("customer=klantnummer", "time=datum").Fields, Units: map[contact.Field]string{"handle_seconds": "year"}}, ErrBadUnit, "year"},
	} {
		err := c.m.Check(table)
		if refusal(err) != c.id || !strings.Contains(fmt.Sprint(err), c.says) || strings.Contains(fmt.Sprint(err), "<no value>") {
			t.Errorf("%v: %v", c.m.Fields, err)
		}
	}
	_, r, err := table.Import(context.Background(), fields("customer=klantnummer", "time=datum"), nil)
	if refusal(err) != ErrNoRows || r.Dropped != 2 || !strings.Contains(err.Error(), "aap") {
		t.Errorf("no rows: %v %+v", err, r)
	}
	if !strings.Contains(err.Error(), "line 2") {
		t.Errorf("%v", err)
	}
}

func TestLongRowsAndProblemsHideKeys(t *testing.T) {
	table := open(t, write(t, "x.csv", "klant;datum;reden\ngeheim1;x;a\ngeheim2;2025-01-01;a;b\ngeheim3;2025-01-01;a;;\n"))
	_, r := imported(t, table, fields("customer=klant", "time=datum", "reason=reden"))
	if r.ProblemCount[ProblemLongRow] != 1 || r.Kept != 2 || strings.Contains(fmt.Sprint(r.Problems), "geheim") {
		t.Errorf("%+v", r)
	}
	// A column that is key and time at once still does not show its values.
	_, r, _ = table.Import(context.Background(), fields("customer=klant", "time=klant"), nil)
	if strings.Contains(fmt.Sprint(r.Problems), "geheim") {
		t.Errorf("a key is shown: %v", r.Problems)
	}
}

func TestProblemsAreCountedBeyondTheList(t *testing.T) {
	table := open(t, write(t, "x.csv", "klant;datum\n"+strings.Repeat("1;x\n", MaxProblems+500)+"1;2025-01-01\n"))
	_, r := imported(t, table, fields("customer=klant", "time=datum"))
	if len(r.Problems) != MaxProblems || r.ProblemCount[ProblemBadTime] != MaxProblems+500 {
		t.Errorf("%d listed, %v", len(r.Problems), r.ProblemCount)
	}
	for i, p := range r.Problems {
		if p.Line != i+2 {
			t.Fatalf("problem %d is of line %d", i, p.Line)
		}
	}
}

func TestProgress(t *testing.T) {
	text := "klant;datum\n" + strings.Repeat("1;2025-01-01\n", 1000)
	table := open(t, write(t, "x.csv", text))
	var last Progress
	if _, _, err := table.Import(context.Background(), fields("customer=klant", "time=datum"), func(p Progress) { last = p }); err != nil {
		t.Fatal(err)
	}
	if want := (Progress{1000, int64(len(text)), int64(len(text))}); last != want {
		t.Errorf("%+v, want %+v", last, want)
	}
}

// Import against a plain model, on random files read in tiny chunks: which rows
// are kept, which merged, whose customer and value.
func TestImportAgainstModel(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(r *rapid.T) {
		type row struct{ id, customer, time, team string }
		draw := rapid.Custom(func(r *rapid.T) row {
			return row{
				rapid.SampledFrom([]string{"", "1", "2", "3", "een heel lang nummer", "10", "?"}).Draw(r, "id"),
				rapid.SampledFrom([]string{"", "0", "a", "b", "klant met een lange sleutel", "klant met een lange sleutel 2", "12345678", "1234567"}).Draw(r, "customer"),
				rapid.SampledFrom([]string{"2025-01-01", "2025-01-02 10:00", "x", ""}).Draw(r, "time"),
				rapid.SampledFrom([]string{"", "Oost", "een team met een erg lange naam", "een team met een erg lange naan", "West ", "achttien letters !", "Oo"}).Draw(r, "team"),
			}
		})
		rows := rapid.SliceOfN(draw, 1, 60).Draw(r, "rows")
		var s strings.Builder
		s.WriteString("id,klant,datum,team\n2,0,2025-01-01,Oost\n")
		for i, w := range rows {
			if w == (row{}) { // an empty row may end the table: what is a note below it is for the tests of layout
				rows[i].id = "3"
			}
		}
		rows = append([]row{{"2", "0", "2025-01-01", "Oost"}}, rows...)
		quoted := rapid.Bool().Draw(r, "quoted")
		for _, w := range rows[1:] {
			if quoted {
				fmt.Fprintf(&s, "%q,%q,%q,%q\n", w.id, w.customer, w.time, w.team)
			} else {
				fmt.Fprintf(&s, "%s,%s,%s,%s\n", w.id, w.customer, w.time, w.team)
			}
		}
		var want []string
		merged, dropped := 0, 0
		for i, w := range rows {
			if w.time == "x" || w.time == "" {
				dropped++
				continue
			}
			later := slices.ContainsFunc(rows[i+1:], func(o row) bool { return o.id == w.id && (o.time != "x" && o.time != "") })
			if later && w.id != "" && w.id != "?" {
				merged++
				continue
			}
			if w.customer == "0" {
				w.customer = ""
			}
			want = append(want, strings.ToUpper(strings.ReplaceAll(w.customer, " ", ""))+"/"+strings.TrimSpace(w.team))
		}
		path := filepath.Join(folder, "x.csv")
		if err := os.WriteFile(path, []byte(s.String()), 0o600); err != nil {
			r.Fatal(err)
		}
		table, err := Open(context.Background(), path, Options{})
		if err != nil {
			r.Fatal(err)
		}
		m := fields("contact_id=id", "customer=klant", "time=datum", "team=team")
		m.Missing[contact.FieldCustomer], m.Missing[contact.FieldID] = []string{"0"}, []string{"?"}
		run := newRun(table, newPlan(table, m))
		if err := run.readChunks(context.Background(), rapid.IntRange(1, 200).Draw(r, "size")); err != nil {
			r.Fatal(err)
		}
		report := run.report(m)
		b := run.batch(report)
		var got []string
		c := &b.Columns[contact.StoredIndex(contact.Team)]
		for i := range b.Len() {
			got = append(got, b.Keys[0].Dict.Text(b.Keys[0].At(i))+"/"+c.Dict.Text(c.Codes.At(i)))
		}
		if !slices.Equal(got, want) || report.Merged != merged || report.Dropped != dropped || report.Rows != len(rows) {
			r.Fatalf("got %v %d/%d/%d\nwant %v %d/%d/%d", got, report.Rows, report.Merged, report.Dropped, want, len(rows), merged, dropped)
		}
	})
}

// What the preview shows is what an ambiguous file with a stray date becomes.
func TestPreviewOfAStrayDate(t *testing.T) {
	text := "klant;datum\n" + strings.Repeat("k;01-06-2026\n", 20_000) + "k;05-13-2026\n" + strings.Repeat("k;02-06-2026\n", 10_000)
	table := open(t, write(t, "x.csv", text))
	m := fields("customer=klant", "time=datum")
	rows, err := table.Preview(m, 1)
	if err != nil {
		t.Fatal(err)
	}
	_, r := imported(t, table, m)
	if at := rows[0].Fields[contact.FieldTime].Time; !at.Equal(r.First) || r.ProblemCount[ProblemBadTime] != 1 {
		t.Errorf("preview says %s, the import %s, with %v", at, r.First, r.ProblemCount)
	}
}

// Orders of dates are said in words.
func TestDateOrderInWords(t *testing.T) {
	nl, en := locale.New("nl"), locale.New("en")
	table := open(t, write(t, "x.csv", "klant;Datum\nk;01-02-2026\nk;03-02-2026\n"))
	for _, d := range []*Doubt{
		table.orderDoubt(moment.Order{Order: "dmy"}, "Datum"), table.orderDoubt(moment.Order{Order: "mdy", Few: true}, "Datum"),
		table.orderDoubt(moment.Order{Order: "mdy", Decided: true, Turned: true}, "Datum"), table.orderDoubt(moment.Order{Order: "dmy", Decided: true, Mixed: true}, "Datum"),
	} {
		order := d.Args[1].(string)
		for _, text := range []string{d.In(nl), d.In(en)} {
			if strings.Contains(text, "dmy") || strings.Contains(text, "mdy") || strings.Contains(text, "2026-") || !strings.Contains(text, "2026") || strings.Contains(text, "<no value>") {
				t.Error(text)
			}
		}
		if !strings.Contains(d.In(nl), nl.T("ingest.order."+order)) || !strings.Contains(d.In(en), en.T("ingest.order."+order)) {
			t.Errorf("%s | %s", d.In(nl), d.In(en))
		}
	}
}

// A refusal says what is wrong: no rows, no dates, or no column that is known.
func TestNoTimeSaysWhy(t *testing.T) {
	for _, c := range []struct{ text, id, says string }{
		{"Klant;Datum;Tijd\n", ErrNoRecords, "no rows"},
		{"naam;plaats\nJan;Delft\nPiet;Leiden\n", ErrNoTime, "no column with dates"},
		{"klant;tijd\nJan;10:15\nPiet;10:20\n", ErrNoTime, "no column with dates"},
		{"klant;x\nJan;2025-01-01\nPiet;y\nMies;z\n", ErrNoTime, "point one out"},
		{"klant;x\nJan;20250101\nPiet;20250102\n", ErrNoTime, "point one out"},
	} {
		table := open(t, write(t, "x.csv", c.text))
		err := table.Guess().Mapping.Check(table)
		if refusal(err) != c.id || !strings.Contains(fmt.Sprint(err), c.says) {
			t.Errorf("%q: %v", c.text, err)
		}
	}
	table := open(t, write(t, "x.csv", "Klant;Datum;Tijd\n"))
	if _, _, err := table.Import(context.Background(), fields("customer=Klant", "time=Datum+Tijd"), nil); refusal(err) != ErrNoRecords {
		t.Errorf("header only, mapped: %v", err)
	}
}

// Our word for a workspace is not used for a workbook of Excel.
func TestWorkbookIsNoWerkmap(t *testing.T) {
	for _, id := range []string{ErrXLS, ErrXLSB} {
		if text := (&Error{ID: id, File: "x.xls"}).In(locale.New("nl")); strings.Contains(text, "werkmap") {
			t.Error(text)
		}
	}
}
