package book

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// parts are the files of a workbook that is written by hand.
type parts map[string]string

const relationships = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`

// plainParts is a workbook of one sheet.
func plainParts(sheet string) parts {
	return parts{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		"_rels/.rels":     `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relationships + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="` + relationships + `"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relationships + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + relationships + `/styles" Target="styles.xml"/><Relationship Id="rId3" Type="` + relationships + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/styles.xml": `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="4"><numFmt numFmtId="164" formatCode="dd\-mm\-yyyy\ hh:mm"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/>` +
			`<numFmt numFmtId="166" formatCode="000000"/><numFmt numFmtId="167" formatCode="[$-413]d\ mmmm\ yyyy;@"/></numFmts>` +
			`<cellXfs count="8"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="2"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml": `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="3" uniqueCount="3"><si><t>een</t></si><si><r><t>t</t></r><r><rPr><b/></rPr><t>wee</t></r><rPh sb="0" eb="1"><t>niet</t></rPh></si>` +
			`<si><t xml:space="preserve"> d&amp;r&#105;e é</t></si><si/><si><t>a_x000A_b</t></si></sst>`,
		"xl/worksheets/sheet1.xml": `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + sheet,
	}
}

func (p parts) with(name, content string) parts {
	p[name] = content
	return p
}

func (p parts) swap(name, from, to string) parts {
	if !strings.Contains(p[name], from) {
		panic(name + " has no " + from)
	}
	p[name] = strings.ReplaceAll(p[name], from, to)
	return p
}

// sheetOf wraps rows.
func sheetOf(rows string) string {
	return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`
}

// zipped packs parts.
func (p parts) zipped(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(p[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// put writes a workbook to a folder of the test.
func put(t testing.TB, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.xlsx")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// read gives the rows of a sheet as "line: cell|cell".
func read(t testing.TB, b *Book, sheet int, slow bool) (rows []string, s *Stats, err error) {
	t.Helper()
	r, err := b.Rows(context.Background(), sheet, slow)
	if err != nil {
		return nil, nil, err
	}
	defer r.Close()
	for r.Next() {
		rows = append(rows, fmt.Sprintf("%d: %s", r.Line(), strings.Join(r.Cells(), "|")))
	}
	return rows, &r.Stats, r.Err()
}

func open(t testing.TB, path string) *Book {
	t.Helper()
	b, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
