package book

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// What sheets may look like, and what stands in them. Where same is set, excelize
// must find the same cells.
var sheets = []struct {
	name  string
	parts parts
	want  string // rows with a line end between
	same  bool
}{
	{"shared, inline, formula text, booleans, errors", plainParts(sheetOf(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>in</t></is></c><c r="D1" t="str"><f>A1</f><v>uit</v></c>` +
		`<c r="E1" t="b"><v>1</v></c><c r="F1" t="b"><v>0</v></c><c r="G1" t="e"><v>#N/A</v></c></row>`)), "1: een|twee|in|uit|TRUE|FALSE|#N/A", true},
	{"dates, clocks, durations, zeros", plainParts(sheetOf(`<row r="2"><c r="A2" s="1"><v>45992</v></c><c r="B2" s="2"><v>45992.586458333331</v></c><c r="C2" s="3"><v>0.37847222222222221</v></c><c r="D2" s="4"><v>1.1</v></c>` +
		`<c r="E2" s="5"><v>123</v></c><c r="F2" s="6"><v>44087</v></c><c r="G2" s="2"><v>45992</v></c><c r="H2" s="1"><v>45992.25</v></c><c r="I2" s="1"><v>0</v></c><c r="J2" s="3"><v>45992.5</v></c><c r="K2" s="2"><v>0.5</v></c></row>`)),
		"2: 2025-12-01|2025-12-01 14:04:30|9:05:00|26:24:00|000123|2020-09-13|2025-12-01 00:00:00|2025-12-01 06:00:00|0|2025-12-01 12:00:00|12:00:00", true},
	{"numbers", plainParts(sheetOf(`<row r="1"><c r="A1"><v>1.2345678901234E13</v></c><c r="B1"><v>123456789012345678</v></c><c r="C1"><v>166.19999999999999</v></c><c r="D1"><v>0.1</v></c><c r="E1"><v>-5</v></c><c r="F1" t="n"><v>1.2E+07</v></c><c r="G1" s="7"><v>7</v></c></row>`)),
		"1: 12345678901234|123456789012345678|166.2|0.1|-5|12000000|7", true},
	{"cells and rows without names", plainParts(sheetOf(`<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c t="s"><v>2</v></c></row>`)), "1: 1||3\n3:  d&rie é", true},
	{"sparse, wide and far", plainParts(sheetOf(`<row r="5"><c r="C5"><v>1</v></c><c r="XFD5"><v>2</v></c></row>`)), "5: ||1" + strings.Repeat("|", 16381) + "2", true},
	{"a tag within quotes", plainParts(sheetOf(`<row r="1" x="a>b" y='"'><c r="A1"><v>1</v></c></row><row r="2" x="</row>"><c r="A2"><v>2</v></c></row>`)), "1: 1\n2: 2", false},
	{"cells out of order", plainParts(sheetOf(`<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>`)), "1: 1|2", false},
	{"rows out of order", plainParts(sheetOf(`<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>`)), "3: 3\n1: 1", false},
	{"a dimension that lies", plainParts(strings.Replace(sheetOf(`<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>`), "<sheetData>", `<dimension ref="A1"/><sheetData>`, 1)), "1: 1\n2: |2", true},
	{"empty rows and cells with a format", plainParts(sheetOf(`<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"/></row>` + strings.Repeat(`<row spans="1:2"><c s="1"/><c s="2"></c></row>`, 3000))), "1: 1", true},
	{"a prefix", plainParts(`<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1" t="inlineStr"><x:is><x:r><x:t>t</x:t></x:r><x:r><x:t>w</x:t></x:r></x:is></x:c></x:row></x:sheetData></x:worksheet>`),
		"1: 1|tw", true},
	{"strict, an absolute target", plainParts(strings.Replace(sheetOf(`<row r="1"><c r="A1" t="d"><v>2025-12-01T10:00:00.000</v></c><c r="B1" t="d"><v>2025-12-01</v></c></row>`), "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main", 1)).
		swap("xl/_rels/workbook.xml.rels", relationships, "http://purl.oclc.org/ooxml/officeDocument/relationships").swap("xl/_rels/workbook.xml.rels", `"worksheets/`, `"/xl/worksheets/`), "1: 2025-12-01 10:00:00|2025-12-01", false},
	{"single quotes, spaces, comments, CDATA, returns", plainParts(sheetOf("<!-- <row> -->\n <row  r = '1' ><c r='A1' t='inlineStr' >\r\n<is><t><![CDATA[<a>&]]></t></is></c ><?x y?><c t=\"inlineStr\" r=\"B1\"><is><t xml:space=\"preserve\">a\r\nb</t></is></c><c r=\"C1\"><v> 7 </v></c></row>")),
		"1: <a>&|a\nb|7", true},
	{"escapes", plainParts(sheetOf(`<row r="1"><c r="A1" t="s"><v>4</v></c><c r="B1" t="inlineStr"><is><t>_x0041__x005F_x0042_ _x_ a_b</t></is></c><c r="C1" t="inlineStr"><is><t>_xD83D__xDE00_</t></is></c></row>`)), "1: a\nb|A_x0042_ _x_ a_b|😀", false},
	{"control characters", plainParts(sheetOf("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a&#9;b</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>a&#10;b</t></is></c></row>")), "1: a\tb|a\nb", true},
	{"formulas with and without a value", plainParts(sheetOf(`<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f t="shared" si="0"/><v></v></c><c r="C1" t="str"><f>x</f></c><c r="D1"><v>4</v><extLst><ext><v>9</v></ext></extLst></c></row>`)), "1: 2|||4", false},
	{"an empty sheet", plainParts(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>`), "", true},
	{"1904", plainParts(sheetOf(`<row r="1"><c r="A1" s="1"><v>42625</v></c><c r="B1" s="1"><v>0.5</v></c></row>`)).swap("xl/workbook.xml", "<sheets>", `<workbookPr date1904="1"/><sheets>`), "1: 2020-09-13|12:00:00", true},
	{"before March 1900", plainParts(sheetOf(`<row r="1"><c r="A1" s="1"><v>59</v></c><c r="B1" s="1"><v>61</v></c><c r="C1" s="1"><v>2958465</v></c><c r="D1" s="1"><v>2958466</v></c><c r="E1" s="1"><v>-1</v></c></row>`)), "1: 1900-02-28|1900-03-01|9999-12-31|2958466|-1", true},
	{"merged over rows", plainParts(strings.Replace(sheetOf(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="A2" s="1"/><c r="B2"><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c></row><row r="4"><c r="B4"><v>4</v></c></row>`),
		"</sheetData>", `</sheetData><mergeCells count="2"><mergeCell ref="A1:A3"/><mergeCell ref="B4:C4"/></mergeCells>`, 1)), "1: een|1\n2: een|2\n3: een|3\n4: |4", true},
	{"without shared strings or styles", func() parts {
		p := plainParts(sheetOf(`<row r="1"><c r="A1" s="3"><v>1.5</v></c></row>`))
		delete(p, "xl/styles.xml")
		delete(p, "xl/sharedStrings.xml")
		return p
	}(), "1: 1.5", true},
	{"without a workbook part", func() parts {
		p := plainParts(sheetOf(`<row r="1"><c r="A1" s="1"><v>45992</v></c></row>`))
		delete(p, "xl/workbook.xml")
		return p
	}(), "1: 2025-12-01", false},
	{"names of parts with another case and slash", func() parts {
		p := plainParts(sheetOf(`<row r="1"><c r="A1"><v>1</v></c></row>`))
		p[`xl\Worksheets\Sheet1.xml`] = p["xl/worksheets/sheet1.xml"]
		delete(p, "xl/worksheets/sheet1.xml")
		return p
	}(), "1: 1", false},
	{"another encoding is left to excelize", plainParts("").with("xl/worksheets/sheet1.xml", `<?xml version="1.0" encoding="ISO-8859-1"?>`+sheetOf("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>caf\xe9</t></is></c></row>")), "slow 1: café", true},
}

// both reads a sheet twice: once first for its merged cells.
func both(t testing.TB, b *Book) (fast, slow []string, fastErr, slowErr error) {
	t.Helper()
	_, _, fastErr = read(t, b, 0, false)
	if fastErr == nil {
		fast, _, fastErr = read(t, b, 0, false)
	}
	slow, _, slowErr = read(t, b, 0, true)
	return fast, slow, fastErr, slowErr
}

func TestSheets(t *testing.T) {
	for _, c := range sheets {
		t.Run(c.name, func(t *testing.T) {
			fast, slow, fastErr, slowErr := both(t, open(t, put(t, c.parts.zipped(t))))
			want, left := strings.CutPrefix(c.want, "slow ")
			if left != Unusual(fastErr) || !left && fastErr != nil {
				t.Fatal(fastErr)
			}
			if got := strings.Join(fast, "\n"); got != want && !left {
				t.Errorf("got %.300q\nwant %.300q", got, want)
			}
			if got := strings.Join(slow, "\n"); c.same && (got != want || slowErr != nil) {
				t.Errorf("excelize: %v, %.300q\nwant %.300q", slowErr, got, want)
			}
		})
	}
}

func TestStats(t *testing.T) {
	b := open(t, put(t, plainParts(strings.Replace(sheetOf(`<row r="1"><c r="A1" s="1"><v>45992</v></c></row><row r="2" hidden="1"><c r="A2" s="1"><v>46012</v></c><c r="B2"><f>1</f></c></row>`+
		`<row r="3"><c r="A3" t="inlineStr"><is><t>13-12-2025</t></is></c></row><row r="4"><c r="A4" t="inlineStr"><is><t>1/2/25 10:00</t></is></c></row><row r="5"><c r="A5" t="inlineStr"><is><t>2025-12-13</t></is></c></row>`),
		"<sheetData>", `<dimension ref="A1:B900"/><sheetData>`, 1)).zipped(t)))
	_, s, err := read(t, b, 0, false)
	if err != nil {
		t.Fatal(err)
	}
	want := []any{5, 1, ColumnStats{Dates: 2, LateDates: 1, Texts: 2, LateTexts: 1}, ColumnStats{NoValue: 1}}
	if d := cmp.Diff(want, []any{s.Rows, s.HiddenRows, s.Column(0), s.Column(1)}); d != "" {
		t.Error(d)
	}
}

func TestDamaged(t *testing.T) {
	row := `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`
	for name, c := range map[string]struct {
		parts parts
		want  error
	}{
		"a string that is not there": {plainParts(sheetOf(`<row r="1"><c r="A1" t="s"><v>99</v></c></row>`)), ErrDamaged},
		"no strings at all":          {plainParts(sheetOf(row)).swap("xl/_rels/workbook.xml.rels", "sharedStrings.xml", "nothing.xml"), ErrDamaged},
		"an absurd row":              {plainParts(sheetOf(`<row r="2000000"><c><v>1</v></c></row>`)), ErrDamaged},
		"cut off":                    {plainParts(`<worksheet><sheetData>` + row), errUnusual},
		"a document type":            {plainParts(`<!DOCTYPE x [<!ENTITY a "b">]>` + sheetOf(row)), errUnusual},
		"an entity of its own":       {plainParts(sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>`)), errUnusual},
		"no sheet":                   {plainParts(`<html/>`), errUnusual},
		"too tight":                  {plainParts(sheetOf(strings.Repeat("<!--"+strings.Repeat(" ", 1<<20)+"-->", 66))), ErrTooBig},
	} {
		if _, _, err := read(t, open(t, put(t, c.parts.zipped(t))), 0, false); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A workbook as excelize writes it, plainly and as a stream, is read as excelize
// reads it, cell for cell.
func TestSameAsExcelize(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f := excelize.NewFile()
		defer f.Close()
		formats := []string{"dd-mm-yyyy", "yyyy-mm-dd hh:mm", "h:mm", "[h]:mm:ss", "00000", "0.00", "General", "@"}
		var styles []int
		for _, format := range formats {
			id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			if err != nil {
				rt.Fatal(err)
			}
			styles = append(styles, id)
		}
		text := rapid.OneOf(rapid.StringMatching(`[a-zé&<>"' _x0-9-]{0,12}`), rapid.SampledFrom([]string{"#N/A", "13-12-2025", " a ", "a\nb", "😀", "_x0041_"}))
		value := rapid.Custom(func(t *rapid.T) any {
			switch rapid.IntRange(0, 6).Draw(t, "kind") {
			case 0:
				return rapid.IntRange(-10, 60000).Draw(t, "int")
			case 1:
				return rapid.Float64Range(0, 60000).Draw(t, "float")
			case 2:
				return rapid.Bool().Draw(t, "bool")
			case 3:
				return nil
			case 4:
				return time.Unix(rapid.Int64Range(0, 2e9).Draw(t, "time"), 0).UTC()
			case 5:
				return rapid.Int64Range(1e12, 9e14).Draw(t, "id")
			}
			return text.Draw(t, "text")
		})
		stream := rapid.Bool().Draw(rt, "stream")
		var w *excelize.StreamWriter
		if stream {
			var err error
			if w, err = f.NewStreamWriter("Sheet1"); err != nil {
				rt.Fatal(err)
			}
		}
		row := 0
		for range rapid.IntRange(0, 12).Draw(rt, "rows") {
			row += rapid.IntRange(1, 3).Draw(rt, "step")
			var cells []any
			for c := range rapid.IntRange(0, 8).Draw(rt, "cells") {
				v, id := value.Draw(rt, "value"), styles[rapid.IntRange(0, len(styles)-1).Draw(rt, "style")]
				if _, isTime := v.(time.Time); isTime {
					id = styles[1]
				}
				if stream {
					cells = append(cells, excelize.Cell{StyleID: id, Value: v})
					continue
				}
				name, _ := excelize.CoordinatesToCellName(c+1, row)
				if err := errors.Join(f.SetCellValue("Sheet1", name, v), f.SetCellStyle("Sheet1", name, name, id)); err != nil {
					rt.Fatal(err)
				}
			}
			if stream {
				if err := w.SetRow(fmt.Sprintf("A%d", row), cells); err != nil {
					rt.Fatal(err)
				}
			}
		}
		if stream {
			if err := w.Flush(); err != nil {
				rt.Fatal(err)
			}
		}
		path := filepath.Join(t.TempDir(), "x.xlsx")
		if err := f.SaveAs(path); err != nil {
			rt.Fatal(err)
		}
		b, err := Open(path)
		if err != nil {
			rt.Fatal(err)
		}
		fast, slow, fastErr, slowErr := both(t, b)
		if fastErr != nil || slowErr != nil {
			rt.Fatal(fastErr, slowErr)
		}
		if d := cmp.Diff(slow, fast); d != "" {
			rt.Fatal(d)
		}
	})
}

func TestFormats(t *testing.T) {
	for format, want := range map[string]style{
		"dd-mm-yyyy": {kind: day}, `yyyy\-mm\-dd hh:mm`: {kind: moment}, "[$-413]d mmmm yyyy;@": {kind: day}, "h:mm": {kind: clock}, "[h]:mm:ss": {kind: elapsed}, "mm:ss.0": {kind: clock},
		"General": {}, "0.00": {}, `0 "dagen"`: {}, "#,##0": {}, "@": {}, `"dag" 0`: {}, "[Red]0": {}, "dd-mm-jjjj": {kind: day}, "00000": {zeros: 5}, "0": {},
		"[$-F800]dddd, mmmm dd, yyyy": {kind: day}, "h:mm AM/PM": {kind: clock}, "000000;-000000": {zeros: 6},
	} {
		if got := parseFormat(format); got != want {
			t.Errorf("%s: %v, want %v", format, got, want)
		}
	}
}
