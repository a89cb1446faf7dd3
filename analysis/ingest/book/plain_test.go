package book

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func plainFile(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.xls")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestHTML(t *testing.T) {
	for name, c := range map[string]struct {
		page string
		want []string
	}{
		"plain": {`<html><head><meta charset="utf-8"><style>td{a:b}</style></head><body><table border=1><tr><th>Klant</th><th>Datum</th></tr><tr><td>K&amp;1</td><td> 01-12-2025&nbsp;10:00 </td></tr></table></body></html>`,
			[]string{"1: Klant|Datum", "2: K&1|01-12-2025 10:00"}},
		"no ends, an old code page": {"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=ISO-8859-1\"><table><tr><td>caf\xe9<td>a<br>b<tr><td><td>c", []string{"1: café|a b", "2: |c"}},
		"spans":                     {`<table><tr><td rowspan=2>a</td><td colspan="2">b</td><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>`, []string{"1: a|b||c", "2: a|d|e"}},
		"two tables":                {`<table><tr><td>a</td></tr></table><p>tekst</p><table><tr><td>b</td></tr></table>`, []string{"1: a", "3: b"}},
		"nothing":                   {`<html><body>Niet gevonden</body></html>`, nil},
	} {
		b, err := OpenHTML(plainFile(t, c.page))
		if err != nil {
			t.Fatal(err)
		}
		rows, _, err := read(t, b, 0, false)
		if d := cmp.Diff(c.want, rows); d != "" || err != nil {
			t.Errorf("%s: %v %s", name, err, d)
		}
	}
}

func TestXML2003(t *testing.T) {
	b, err := OpenXML(plainFile(t, `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
		<Worksheet ss:Name="Leeg"><Table></Table></Worksheet><Worksheet ss:Name="A&amp;B"><Table><Row><Cell><Data ss:Type="String">Klant</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">Datum</Data></Cell></Row>
		<Row ss:Index="4" ss:Hidden="1"><Cell ss:MergeDown="1"><Data ss:Type="Number">1.2E7</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell ss:StyleID="s1"><Data ss:Type="DateTime">2025-12-01T10:00:00.000</Data></Cell></Row>
		<Row><Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell><Data ss:Type="DateTime">2025-12-13T00:00:00.000</Data></Cell><Cell><Data ss:Type="DateTime">1899-12-31T09:05:00.000</Data></Cell></Row></Table></Worksheet></Workbook>`))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"Leeg", "A&B"}, b.Names()); d != "" {
		t.Error(d)
	}
	rows, s, err := read(t, b, 1, false)
	if d := cmp.Diff([]string{"1: Klant||Datum", "4: 12000000|TRUE|2025-12-01 10:00:00", "5: 12000000|#N/A|2025-12-13|09:05:00"}, rows); d != "" || err != nil {
		t.Error(err, d)
	}
	if s.HiddenRows != 1 || s.Column(2).Dates != 2 || s.Column(2).LateDates != 1 {
		t.Errorf("%+v", s)
	}
	if _, err := OpenXML(plainFile(t, `<Workbook><Worksheet ss:Name="x"`)); !errors.Is(err, ErrDamaged) {
		t.Errorf("cut off: %v", err)
	}
}
