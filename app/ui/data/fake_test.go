package data

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"
)

// shell stands in for the window.
type shell struct {
	l      *locale.Locale
	files  *kit.FakeFileDialogs
	ran    []string
	copied string
	failed error
}

var _ screen.Shell = (*shell)(nil)

func (s *shell) Bench() *workbench.Workbench                { return nil }
func (s *shell) Locale() *locale.Locale                     { return s.l }
func (s *shell) Window() fyne.Window                        { return nil }
func (s *shell) Files() kit.FileDialogs                     { return s.files }
func (s *shell) Go(screen.ID)                               {}
func (s *shell) Run(command string)                         { s.ran = append(s.ran, command) }
func (s *shell) ShowAction(kaizen.ID)                       {}
func (s *shell) Copy(text string)                           { s.copied = text }
func (s *shell) CopyPicture(func() ([]byte, error), func()) {}
func (s *shell) Fail(err error)                             { s.failed = err }
func (s *shell) Do(f func())                                { f() }
func (s *shell) Preferences() screen.Preferences            { return screen.Preferences{} }
func (s *shell) SetPreferences(p screen.Preferences)        {}

// fakeBench notes what was asked.
type fakeBench struct {
	asked   []string
	mapping ingest.Mapping
	failed  error // of the latest export
}

func (b *fakeBench) SetMapping(i int, m ingest.Mapping) {
	b.asked, b.mapping = append(b.asked, fmt.Sprint("map ", i)), m
}
func (b *fakeBench) ChoosePreset(i int, id string) {
	b.asked = append(b.asked, fmt.Sprint("preset ", i, " ", id))
}
func (b *fakeBench) SavePreset(i int, name string) {
	b.asked = append(b.asked, fmt.Sprint("save preset ", i, " ", name))
}
func (b *fakeBench) LeaveOut(i int)        { b.asked = append(b.asked, fmt.Sprint("leave out ", i)) }
func (b *fakeBench) ForgetDraft()          { b.asked = append(b.asked, "forget") }
func (b *fakeBench) ImportDraft()          { b.asked = append(b.asked, "import") }
func (b *fakeBench) Cancel()               { b.asked = append(b.asked, "cancel") }
func (b *fakeBench) TakeBack(ids ...int64) { b.asked = append(b.asked, fmt.Sprint("take back ", ids)) }
func (b *fakeBench) PutBack(ids ...int64)  { b.asked = append(b.asked, fmt.Sprint("put back ", ids)) }

func (b *fakeBench) SetKeyRule(key string, shared *bool) {
	text := "as the data say"
	if shared != nil {
		text = fmt.Sprint("shared: ", *shared)
	}
	b.asked = append(b.asked, key+" "+text)
}

func (b *fakeBench) Export(path string, write func(path string) error) {
	b.asked, b.failed = append(b.asked, "export "+filepath.Base(path)), write(path)
}

// clock is when the tests run.
var clock = time.Date(2026, 6, 29, 9, 2, 0, 0, time.UTC)

// start gives a page in a window of a size.
func start(t testing.TB, lang string, mode kit.Mode, w, h float32) (*page, *shell, *fakeBench, fyne.Window) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(kit.NewTheme(mode))
	manual := &kit.ManualScheduler{}
	t.Cleanup(kit.UseScheduler(manual.Scheduler()))
	sh, b := &shell{l: locale.New(lang), files: &kit.FakeFileDialogs{}}, &fakeBench{}
	p := newPage(sh)
	p.bench = func() bench { return b }
	p.work = func(f func()) { f() }
	p.after = func(_ time.Duration, f func()) {}
	p.now = func() time.Time { return clock }
	win := test.NewTempWindow(t, kit.Filled(kit.ColorPage, p.Content()))
	win.SetPadded(false)
	host := kit.NewHost(win.Canvas(), kit.Filled(kit.ColorPage, p.Content()))
	t.Cleanup(host.Close)
	win.SetContent(host)
	win.Resize(fyne.NewSize(w, h))
	return p, sh, b, win
}

// file writes a file of contacts.
func file(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// draftFile looks at a file as the workbench does.
func draftFile(t testing.TB, path string, change func(m *ingest.Mapping)) workbench.DraftFile {
	t.Helper()
	p, err := workbench.Prepare(context.Background(), nil, path, workbench.PrepareOptions{})
	if err != nil {
		return workbench.DraftFile{Path: path, Problem: err}
	}
	t.Cleanup(func() { p.Table.Close() })
	if change != nil {
		change(&p.Mapping)
	}
	f := workbench.DraftFile{Prepared: p, Path: path, Problem: p.Mapping.Check(p.Table)}
	f.Keys, f.Looked = p.Table.KeySample(p.Mapping)
	if f.Problem == nil || workbench.IsNoCustomer(f.Problem) {
		f.Preview, err = p.Table.Preview(p.Mapping, 20)
		if err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func draft(files ...workbench.DraftFile) *workbench.Snapshot {
	return &workbench.Snapshot{Phase: workbench.Ready, Draft: &workbench.Draft{Files: files, Presets: ingest.BuiltIn()}}
}

const goodCSV = `Gespreksnummer;Klantnummer;Datum;Begintijd;Kanaal;Richting;Proces;Contactreden;Derde partij;Team;Medewerker;Afhandeling;Gespreksduur (s);Wachttijd (s);Doorverbonden;Notitie
1000001;34930024;29-12-2026;07:04:50;E-mail;Inkomend;Hulpmiddelen;Pakket zoek;Pakketdienst Oost;Webcare;M056;Opgelost;404;0;0;
1000002;08965743;29-12-2026;10:01:48;E-mail;Inkomend;Persoonsgegevens;Geboorte melden;;Webcare;M053;Opgelost;378;0;0;
1000003;16786674;29-12-2026;12:30:01;Telefoon;Inkomend;Polis en dekking;Aanvullend wijzigen;;Oost;M011;Teruggebeld;224;35;1;wil graag een brief
1000004;;30-12-2026;08:15:00;Telefoon;Inkomend;Declaraties;Waar blijft mijn geld;;Oost;M012;Opgelost;1224;125;0;
1000005;16786674;30-12-2026;09:05:00;Chat;Inkomend;Declaraties;Afgewezen;;Zuid;M033;Opgelost;95;4;0;
`

const doubtfulCSV = `datum,klantnummer,soort,agent,duur
03/04/2026 09:05,34930024,Vraag,M01,12:04
05/04/2026 10:15,08965743,Klacht,M02,00:44
05/04/2026 10:25,08965743,Klacht,M02,0:54
06/04/2026 10:15,18965743,Klacht,M03,3:44
06/04/2026 11:15,18965743,Vraag,M02,1:44
06/04/2026 11:35,38965743,Klacht,M02,0:44
06/04/2026 11:40,38965743,Vraag,M03,5:10
06/04/2026 11:45,28965743,Klacht,M02,00:44
06/05/2026 12:15,48965743,Vraag,M03,2:44
06/05/2026 12:55,58965743,Klacht,M02,3:21
06/05/2026 13:15,68965743,Klacht,M02,4:04
binnenkort,08965743,Klacht,M02,3:01
07/05/2026 11:30,?,Vraag,M01,lang
,16786674,Vraag,M07,4:10
`

// keysCSV has several columns of customer keys, one of them spoilt by a spreadsheet.
const keysCSV = `Contactnummer;Klantnummer;Telefoon;E-mail;Ordernummer;Datum;Reden
1;8,39E+09;0612345678;piet@example.nl;A-1001;29-12-2026 08:00;Factuur
2;8,41E+09;0612345679;;A-1002;29-12-2026 08:20;Levering
3;8,39E+09;;jan@example.nl;;29-12-2026 08:40;Factuur
4;8390012345;0201234567;info@example.nl;A-1004;30-12-2026 09:00;Klacht
5;8390012399;+31612345678;;A-1001;31-12-2026 08:00;Factuur
`

// genesysCSV is an export of Genesys Cloud that was cut off.
const genesysCSV = `Full Export Completed,Conversation ID,Media Type,Users,Date,End Date,Duration,Direction,ANI,DNIS,Queue,Wrap-up
YES,4f1a,voice,A. Bakker,29/12/26 08:02,29/12/26 08:09,412000,Inbound,tel:+31612345678,tel:+31201234567,Facturen,Factuur uitgelegd
YES,4f1b,voice,B. de Wit,29/12/26 08:14,29/12/26 08:17,182000,Inbound,tel:+31612345679,tel:+31201234567,Levering,Pakket zoek
YES,4f1c,voice,A. Bakker,30/12/26 09:02,30/12/26 09:20,1082000,Inbound,tel:+31612345678,tel:+31201234567,Facturen,Factuur uitgelegd
NO,4f1d,voice,C. Smit,31/12/26 08:02,31/12/26 08:09,422000,Inbound,tel:+31612345670,tel:+31201234567,Facturen,Klacht
`

const keylessCSV = `Tijdstip;Kanaal;Reden
2026-12-01 09:05;Telefoon;Declaratie
2026-12-01 09:15;Telefoon;Polis
2026-12-13 10:15;Mail;Polis
`

func TestMain(m *testing.M) {
	time.Local = time.UTC // times of import are shown in the zone of the machine
	os.Exit(m.Run())
}

func day(y int, m time.Month, d, hour, minute int) time.Time {
	return time.Date(y, m, d, hour, minute, 0, 0, time.UTC)
}

// batch makes an import with a report that has so many problems.
func batch(id int64, name string, rows, merged, dropped, without int, first, last time.Time, problems int) workspace.Batch {
	r := ingest.Report{First: first, Last: last, Rows: rows, Kept: rows - merged - dropped, Merged: merged, Dropped: dropped, WithoutCustomer: without, Bytes: int64(rows) * 143,
		Format: ingest.CSV, Encoding: "Windows-1252", Separator: ";", HeaderLine: 1, DateOrder: "dmy", ProblemCount: map[string]int{}}
	kinds := []ingest.Problem{
		{Reason: ingest.ProblemBadTime, Column: "Datum", Value: "31-11-2026"}, {Reason: ingest.ProblemNoTime, Column: "Datum"},
		{Reason: ingest.ProblemBadNumber, Column: "Gespreksduur (s)", Value: "n.b."}, {Reason: ingest.ProblemEndBefore, Column: "Eindtijd", Value: "09:04"},
	}
	if id == 2 {
		r.Doubts = []ingest.Doubt{{ID: ingest.DoubtDateOrder, Column: "Datum", Args: []any{"order", "dmy"}}}
	}
	for i := range problems {
		p := kinds[(i*i/3)%len(kinds)]
		p.Line = 17 + i*37
		r.Problems = append(r.Problems, p)
		r.ProblemCount[p.Reason]++
	}
	if id == 2 || id == 4 {
		r.Health = health(first, last, r.Kept)
		r.Keys = []ingest.KeyCoverage{{Column: "Klantnummer", Kind: "id", Filled: r.Kept - without*3, Distinct: r.Kept / 3}, {Column: "Telefoon", Kind: "phone", Filled: r.Kept / 2, Distinct: r.Kept / 5, Damaged: int(id) * 7}}
		r.Doubts = append(r.Doubts, ingest.Doubt{ID: ingest.DoubtEncoding, Args: []any{"encoding", "UTF-8"}, Red: true})
		r.Overlap = &ingest.Overlap{Against: []string{"week 24.csv", "week 25.csv"}, New: r.Kept * 8 / 10, Changed: 12, Unchanged: r.Kept/5 - 12, Gone: 3}
		r.Hash = "3aec8251b992bf6ca6e63fe92fe4e34f57321733b055a1e7c07747a3831770ef"
	}
	report, err := json.Marshal(r)
	if err != nil {
		panic(err)
	}
	mapping := []byte(`{"fields":{"contact_id":["Gespreksnummer"],"customer":["Klantnummer","Telefoon"],"time":["Datum","Begintijd"],"channel":["Kanaal"],"process":["Proces"],
		"reason":["Contactreden"],"third_party":["Derde partij"],"team":["Team"],"agent":["Medewerker"],"handle_seconds":["Gespreksduur (s)"]},
		"missing":{"customer":["0","?","onbekend"]},"units":{"handle_seconds":"s"},"date_order":"dmy"}`)
	return workspace.Batch{ID: id, Name: name, ImportedAt: clock.AddDate(0, 0, int(id)-4), Contacts: r.Kept, WithoutCustomer: without, First: first, Last: last,
		Rows: rows, Merged: merged, Dropped: dropped, Hash: name, Format: ingest.CSV, Mapping: mapping, Report: report}
}

// withKeys gives a snapshot the customers of a workspace with three key columns.
func withKeys(s *workbench.Snapshot) *workbench.Snapshot {
	s.Customers.Identity = contact.Identity{Contacts: 65_067, WithoutCustomer: 2_540, Customers: 31_204, Joined: 1_877,
		Columns: []contact.KeyCoverage{
			{Name: "Klantnummer", Kind: "id", Contacts: 65_067, Filled: 48_020, Distinct: 27_310},
			{Name: "Telefoon", Kind: "phone", Contacts: 65_067, Filled: 31_544, Distinct: 19_002},
			{Name: "E-mail van de aanvrager", Kind: "email", Contacts: 17_166, Filled: 6_021, Distinct: 4_410},
		},
		Shared: []contact.SharedKey{
			{Key: "+31201234567", Kind: "phone", Contacts: 1_204, Leading: 811, Proposed: true, Shared: true},
			{Key: "info@gemeentevoorbeeld.nl", Kind: "email", Contacts: 312, Leading: 140, Proposed: true, ByPerson: true},
			{Key: "+31612345678", Kind: "phone", Contacts: 44, Leading: 9, Proposed: true, Shared: true},
		}}
	for i := range 12 {
		s.Customers.Largest = append(s.Customers.Largest, contact.Customer{Key: strconv.Itoa(34_930_024 + i*7_919), Contacts: 188 - i*i,
			First: day(2025, 1, 2+i, 9, 0).UnixMilli(), Last: day(2026, 6, 28-i, 9, 0).UnixMilli()})
	}
	var r ingest.Report
	b := &s.Batches[3]
	if err := json.Unmarshal(b.Report, &r); err != nil {
		panic(err)
	}
	r.Doubts = append(r.Doubts, ingest.Doubt{ID: ingest.DoubtDamagedKeys, Column: "Klantnummer", Args: []any{"how", "exponents", "n", 211}, Red: true})
	b.Report, _ = json.Marshal(r)
	return s
}

// health makes what is counted of an import: no contacts on Sundays and two days
// without any.
func health(first, last time.Time, kept int) *ingest.Health {
	h := &ingest.Health{Start: first.Truncate(24 * time.Hour), Opens: 8 * 60, Closes: 20 * 60, Customers: kept / 3, Program: "v1.4.0",
		Filled: map[contact.Field]int{contact.FieldID: kept, contact.FieldChannel: kept, contact.FieldReason: kept * 94 / 100, contact.FieldProcess: kept * 94 / 100,
			contact.FieldThird: kept / 5, contact.FieldTeam: kept, contact.FieldAgent: kept * 99 / 100, contact.FieldHandle: kept * 9 / 10},
		Dates: ingest.DateRule{Order: "dmy", Told: true, DayFirst: kept / 2, Either: kept / 3}}
	days := int(last.Sub(h.Start).Hours()/24) + 1
	for i := range days {
		n := kept / days
		if day := h.Start.AddDate(0, 0, i); day.Weekday() == time.Sunday || i%41 == 2 || day.Month() == time.April && day.Day() == 27 {
			n = 0
		}
		h.Days = append(h.Days, n)
	}
	for i := range 8 {
		h.Top = append(h.Top, ingest.KeyCount{Key: strconv.Itoa(34_930_024 + i*7_919), Contacts: 41 - i*i/2})
	}
	return h
}

func batches(problems int) *workbench.Snapshot {
	all := []workspace.Batch{
		batch(1, "telefonie 2025 heel jaar.csv", 48_213, 312, 0, 1_977, day(2025, 1, 1, 7, 4), day(2025, 12, 31, 20, 11), 0),
		batch(2, "crm-export-van-de-afdeling-klantcontact 2026-01 tm 2026-05.csv", 16_204, 120, 41, 502, day(2026, 1, 1, 8, 0), day(2026, 5, 31, 20, 0), 120),
		batch(3, "week 26.csv", 1_130, 3, 0, 61, day(2026, 6, 22, 8, 0), day(2026, 6, 28, 19, 59), 0),
		batch(4, "week 26 opnieuw.csv", 1_135, 3, 9, 61, day(2026, 6, 22, 8, 0), day(2026, 6, 28, 19, 59), problems),
	}
	all[2].TakenBack = true
	return &workbench.Snapshot{Phase: workbench.Ready, Batches: all, Question: workbench.Question{Definition: repeat.Default},
		Workspace: workbench.Info{Contacts: 64_990, From: all[0].First, To: all[3].Last}}
}

func withOutcome(s *workbench.Snapshot) *workbench.Snapshot {
	s.Last = &workbench.Outcome{Files: []workbench.FileOutcome{
		{Name: "week 26 opnieuw.csv", BatchID: 4, Report: &ingest.Report{Rows: 1_135, Kept: 1_123, Merged: 3, Dropped: 9, WithoutCustomer: 61,
			ProblemCount: map[string]int{ingest.ProblemBadTime: 6, ingest.ProblemNoTime: 3, ingest.ProblemBadNumber: 12}}},
		{Name: "week 25.csv", Already: true},
	}}
	return s
}

func importing(t *testing.T) *workbench.Snapshot {
	a, b, c := file(t, "telefonie 2025.csv", goodCSV), file(t, "telefonie 2026.csv", goodCSV), file(t, "chat 2026.csv", goodCSV)
	s := draft(draftFile(t, a, nil), draftFile(t, b, nil), draftFile(t, c, nil))
	s.Task = &workbench.Task{ID: "task.importing", Started: clock.Add(-7 * time.Second), Done: 12_400_000, Total: 28_100_000,
		Import: workbench.ImportProgress{Name: "telefonie 2026.csv", File: 2, Files: 3, Rows: 34_512, Bytes: 12_400_000, TotalBytes: 28_100_000}}
	return s
}
