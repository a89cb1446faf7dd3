package data

import (
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

func TestSentences(t *testing.T) {
	nl, en := locale.New("nl"), locale.New("en")
	task := &workbench.Task{ID: "task.importing", Import: workbench.ImportProgress{Name: "a.csv", File: 2, Files: 3, Rows: 34_512, Bytes: 12_400_000, TotalBytes: 28_100_000}}
	s := batches(0)
	for _, c := range []struct{ got, want string }{
		{read{"csv", "", "UTF-8", ";", 1, 17, 3_200_000}.sentence(nl), "CSV, puntkomma, UTF-8, kop op regel 1, 17 kolommen, 3,2 MB"},
		{read{"xlsx", "Export", "", "", 3, 1, 900}.sentence(en), "Excel, sheet Export, header on line 3, 1 column, 1 kB"},
		{read{"csv", "", "UTF-16LE", "\t", 0, 2, 0}.sentence(nl), "CSV, tab, UTF-16LE, geen kopregel, 2 kolommen"},
		{equation(12_402, 12_380, 12, 10, nl), "12.402 rijen = 12.380 contacten + 12 dubbel + 10 niet bruikbaar"},
		{equation(1, 1, 0, 0, en), "1 row = 1 contact"},
		{totals(s.Batches, 64_990, nl), "3 imports samen  ·  65.552 rijen = 65.067 contacten + 435 dubbel + 50 niet bruikbaar  ·  3,9\u00a0% zonder klantsleutel  ·  77 contacten staan in meer dan één import; het laatste telt"},
		{progressTitle(task, nl), "Importeren van a.csv · bestand 2 van 3"},
		{progressLine(task, 2*time.Second, nl), "34.512 rijen  ·  17.000 rijen per seconde  ·  12,4 van 28,1 MB"},
		{progressLine(task, 0, en), "34,512 rows  ·  12.4 of 28.1 MB"},
		{seconds(44, nl), "44 s"}, {seconds(404, nl), "6 min 44 s"}, {seconds(600, nl), "10 min"}, {seconds(3_780, nl), "1 u 03 min"},
		{figure.FileSize(2_500_000_000, en), "2.5 GB"},
		{figure.Capital("één keer"), "Één keer"},
		{doubtText(ingest.Doubt{ID: ingest.DoubtDateOrder, Column: "Datum", Args: []any{"order", "dmy"}}, nl), "In kolom Datum is geen dag groter dan 12: dag en maand zijn niet te onderscheiden. Gelezen als dag-maand-jaar."},
	} {
		if c.got != c.want {
			t.Errorf("got  %q\nwant %q", c.got, c.want)
		}
	}
}

func TestOutcomeText(t *testing.T) {
	l := locale.New("nl")
	kind, text := outcome(withOutcome(batches(0)).Last, l)
	want := "week 26 opnieuw.csv: 1.135 rijen = 1.123 contacten + 3 dubbel + 9 niet bruikbaar (6 tijdstip onleesbaar, 3 geen tijdstip). 61 contacten hebben geen klantsleutel (5,4\u00a0%).\nweek 25.csv was al geïmporteerd en is overgeslagen."
	if kind != kit.KindWarn || text != want {
		t.Errorf("%v %s", kind, text)
	}
	many := &workbench.Outcome{}
	for range 9 {
		many.Files = append(many.Files, workbench.FileOutcome{Name: "a.csv", Already: true})
	}
	if kind, text = outcome(many, l); kind != kit.KindInfo || strings.Count(text, "\n") != outcomeLines || !strings.HasSuffix(text, "En nog 4 bestanden; zie de lijst.") {
		t.Errorf("%v %s", kind, text)
	}
}

func TestEveryReasonHasAName(t *testing.T) {
	for _, lang := range locale.Languages {
		l := locale.New(lang)
		for _, reason := range []string{ingest.ProblemNoTime, ingest.ProblemBadTime, ingest.ProblemBadEnd, ingest.ProblemEndBefore, ingest.ProblemBadNumber, ingest.ProblemLongRow, ingest.ProblemErrorCell} {
			if got := figure.ReasonName(reason, l); got == reason || len(got) > 28 {
				t.Errorf("%s: %s: %q", lang, reason, got)
			}
		}
	}
}

func TestUnderstood(t *testing.T) {
	l := locale.New("nl")
	f := draftFile(t, file(t, "a.csv", doubtfulCSV), nil)
	if f.Prepared == nil || f.Preview == nil {
		t.Fatal(f.Problem)
	}
	if got := examples(f, contact.FieldTime, f.Mapping, l); !strings.HasPrefix(got, "3 apr 2026 09:05  ·  5 apr 2026 10:15") {
		t.Error(got)
	}
	rows := understoodRows(f.Preview, []contact.Field{contact.FieldTime, contact.FieldCustomer, contact.FieldHandle}, l)
	bad, marked := rows[11], rows[12]
	if !bad.dropped || !bad.cells[0].problem || bad.cells[0].text != "binnenkort" || bad.remark != "Tijdstip onleesbaar: rij overgeslagen" {
		t.Errorf("%+v", bad)
	}
	if !marked.cells[1].missing || marked.cells[1].text != "(leeg)" || !marked.cells[2].problem || marked.dropped {
		t.Errorf("%+v", marked)
	}
}
