package book

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// openParts is an OpenDocument spreadsheet.
func openParts(tables string) parts {
	return parts{
		"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
		"content.xml": `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">` +
			`<office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>` + tables + `</office:spreadsheet></office:body></office:document-content>`,
	}
}

func TestOpenDocument(t *testing.T) {
	text := func(s string) string {
		return `<table:table-cell office:value-type="string"><text:p>` + s + `</text:p></table:table-cell>`
	}
	tables := `<table:table table:name="Uit" table:style-name="ta2"><table:table-row>` + text("weg") + `</table:table-row></table:table>` +
		`<table:table table:name="A&amp;B"><table:table-column table:number-columns-repeated="3"/><table:table-header-rows><table:table-row>` + text("kop") + text("twee") + `</table:table-row></table:table-header-rows>` +
		`<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/></table:table-row>` +
		`<table:table-row><table:table-cell office:value-type="date" office:date-value="2025-12-01T14:05:30.5"><text:p>01-12</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2025-12-13"/>` +
		`<table:table-cell office:value-type="time" office:time-value="PT09H05M00S"/><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAAR</text:p></table:table-cell>` +
		`<table:table-cell office:value-type="float" office:value="1.2E13"/><table:table-cell office:value-type="float" office:value="123"><text:p>00123</text:p></table:table-cell></table:table-row>` +
		`<table:table-row table:number-rows-repeated="2" table:visibility="collapse"><table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="2"/></table:table-row>` +
		`<table:table-row><table:table-cell office:value-type="string" table:number-rows-spanned="2"><office:annotation><text:p>niet</text:p></office:annotation><text:p>a<text:s text:c="2"/>b<text:span>c</text:span></text:p><text:p>d</text:p></table:table-cell>` + text("x") + `</table:table-row>` +
		`<table:table-row><table:covered-table-cell/>` + text("y &lt;") + `</table:table-row><table:table-row table:number-rows-repeated="1048500"><table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table>`
	b := open(t, put(t, openParts(tables).zipped(t)))
	if d := cmp.Diff([]string{"Uit", "A&B"}, b.Names()); d != "" || !b.Sheets[0].Hidden || b.Sheets[1].Hidden {
		t.Errorf("%s %+v", d, b.Sheets)
	}
	rows, s, err := read(t, b, 1, false)
	want := []string{"1: kop|twee", "4: 2025-12-01 14:05:30|2025-12-13|9:05:00|TRUE|12000000000000|00123", "5: 7|7", "6: 7|7", "7: a  bc\nd|x", "8: a  bc\nd|y <"}
	if d := cmp.Diff(want, rows); d != "" || err != nil {
		t.Error(err, d)
	}
	if s.Rows != 6 || s.HiddenRows != 2 || s.Filled != 1 {
		t.Errorf("%+v", s)
	}
}

func TestOpenDocumentRefusals(t *testing.T) {
	cell := `<table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="16384"/>`
	b := open(t, put(t, openParts(`<table:table table:name="x"><table:table-row table:number-rows-repeated="1000000">`+cell+`</table:table-row></table:table>`).zipped(t)))
	if _, _, err := read(t, b, 0, false); !errors.Is(err, ErrTooBig) {
		t.Errorf("repeated without end: %v", err)
	}
	b = open(t, put(t, openParts(`<table:table table:name="x"><table:table-row>`+cell[:40]+strings.Repeat("x", 10)+`"><text:p>`).zipped(t)))
	if _, _, err := read(t, b, 0, false); !errors.Is(err, ErrDamaged) {
		t.Errorf("cut off: %v", err)
	}
	p := openParts("").with("META-INF/manifest.xml", `<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>`)
	if _, err := Open(put(t, p.zipped(t))); !errors.Is(err, ErrEncrypted) {
		t.Errorf("encrypted: %v", err)
	}
}
