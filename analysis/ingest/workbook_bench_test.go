package ingest

import (
	"archive/zip"
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/klauspost/compress/flate"
)

// benchBook writes a workbook of EENKEER_BENCH_ROWS contacts in ten columns, with
// the texts in the cells or shared, and a real date in each row.
func benchBook(b *testing.B, shared bool) (path string, rows int) {
	rows, err := strconv.Atoi(os.Getenv("EENKEER_BENCH_ROWS"))
	if err != nil {
		rows = 1_000_000
	}
	path = filepath.Join(b.TempDir(), "bench.xlsx")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	z := zip.NewWriter(f)
	part := func(name string) *bufio.Writer {
		w, err := z.Create(name)
		if err != nil {
			b.Fatal(err)
		}
		return bufio.NewWriterSize(w, 1<<20)
	}
	small := func(name, text string) {
		w := part(name)
		w.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + text)
		w.Flush()
	}
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	small("xl/workbook.xml", `<workbook xmlns:r="`+office+`"><sheets><sheet name="Contacten" sheetId="1" r:id="rId1"/></sheets></workbook>`)
	small("xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Type="`+office+`/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`)
	small("xl/styles.xml", `<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`)
	index := map[string]int{}
	var texts []string
	w := part("xl/worksheets/sheet1.xml")
	w.WriteString(`<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>`)
	var line []byte
	text := func(row int, column byte, value string) {
		if !shared {
			line = fmt.Appendf(line, `<c r="%c%d" t="inlineStr"><is><t>%s</t></is></c>`, column, row, value)
			return
		}
		k, ok := index[value]
		if !ok {
			k = len(texts)
			index[value] = k
			texts = append(texts, value)
		}
		line = fmt.Appendf(line, `<c r="%c%d" t="s"><v>%d</v></c>`, column, row, k)
	}
	line = append(line, `<row r="1">`...)
	for i, name := range []string{"contact_id", "customer", "time", "channel", "process", "reason", "third_party", "team", "agent", "handle_seconds"} {
		text(1, byte('A'+i), name)
	}
	line = append(line, `</row>`...)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range rows {
		n := i + 2
		line = fmt.Appendf(line, `<row r="%d">`, n)
		text(n, 'A', fmt.Sprintf("C%08d", r.IntN(1e8)))
		text(n, 'B', fmt.Sprintf("K%07d", r.IntN(rows/4+1)))
		line = fmt.Appendf(line, `<c r="C%d" s="1"><v>%.9f</v></c>`, n, 45292+365*float64(i)/float64(rows))
		text(n, 'D', fmt.Sprintf("channel %d", r.IntN(4)))
		text(n, 'E', fmt.Sprintf("process %02d", r.IntN(12)))
		text(n, 'F', fmt.Sprintf("reason number %02d", r.IntN(60)))
		text(n, 'G', fmt.Sprintf("party %d", r.IntN(9)))
		text(n, 'H', fmt.Sprintf("team %d", r.IntN(9)))
		text(n, 'I', fmt.Sprintf("agent %03d", r.IntN(300)))
		line = fmt.Appendf(line, `<c r="J%d"><v>%d</v></c></row>`, n, r.IntN(1200))
		w.Write(line)
		line = line[:0]
	}
	w.WriteString(`</sheetData></worksheet>`)
	w.Flush()
	if shared {
		w := part("xl/sharedStrings.xml")
		w.WriteString(`<sst>`)
		for _, t := range texts {
			w.WriteString("<si><t>" + t + "</t></si>")
		}
		w.WriteString(`</sst>`)
		w.Flush()
	}
	if err := z.Close(); err != nil {
		b.Fatal(err)
	}
	f.Close()
	return path, rows
}

// inflate unpacks all parts of a workbook and does nothing with them, the floor
// for anything that reads it.
func inflate(b *testing.B, path string) time.Duration {
	z, err := zip.OpenReader(path)
	if err != nil {
		b.Fatal(err)
	}
	defer z.Close()
	z.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser { return flate.NewReader(r) })
	buf := make([]byte, 256<<10)
	start := time.Now()
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			b.Fatal(err)
		}
		for err == nil {
			_, err = r.Read(buf)
		}
		if err != io.EOF {
			b.Fatal(err)
		}
	}
	return time.Since(start)
}

// BenchmarkImportXLSX imports a workbook and reports the time as a multiple of its
// plain inflation, of which each import has one before it.
func BenchmarkImportXLSX(b *testing.B) {
	for _, shared := range []bool{false, true} {
		b.Run(map[bool]string{false: "inline", true: "shared"}[shared], func(b *testing.B) {
			path, rows := benchBook(b, shared)
			ctx := context.Background()
			var floor, total time.Duration
			for b.Loop() {
				floor += inflate(b, path)
				start := time.Now()
				t, err := Open(ctx, path, Options{})
				if err != nil {
					b.Fatal(err)
				}
				batch, report, err := t.Import(ctx, t.Guess().Mapping, nil)
				if err != nil {
					b.Fatal(err)
				}
				total += time.Since(start)
				if report.Rows != rows || batch.Len() != report.Kept {
					b.Fatalf("%d rows, %d kept of %d", report.Rows, report.Kept, rows)
				}
				t.Close()
			}
			b.ReportMetric(float64(total)/float64(floor), "x-inflate")
			b.ReportMetric(float64(floor.Milliseconds())/float64(b.N), "floor-ms")
		})
	}
}
