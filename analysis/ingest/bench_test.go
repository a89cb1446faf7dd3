package ingest

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// benchFile gives a plain CSV of EENKEER_BENCH_ROWS contacts (1 million unless
// told), or the one EENKEER_BENCH_FILE names.
func benchFile(b *testing.B) string {
	if path := os.Getenv("EENKEER_BENCH_FILE"); path != "" {
		return path
	}
	rows, err := strconv.Atoi(os.Getenv("EENKEER_BENCH_ROWS"))
	if err != nil {
		rows = 1_000_000
	}
	path := filepath.Join(b.TempDir(), "plain.csv")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	r := rand.New(rand.NewPCG(1, 2))
	fmt.Fprintln(w, "contact_id,customer,time,channel,process,reason,third_party,team,agent,handle_seconds")
	at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	step := 365 * 24 * time.Hour / time.Duration(rows)
	var line []byte
	for range rows {
		at = at.Add(time.Duration(r.Int64N(int64(2*step) + 1)))
		line = fmt.Appendf(line[:0], "C%08d,K%07d,", r.IntN(1e8), r.IntN(rows/4+1))
		line = at.AppendFormat(line, "2006-01-02T15:04:05")
		line = fmt.Appendf(line, ",channel %d,process %02d,reason number %02d,party %d,team %d,agent %03d,%d\n",
			r.IntN(4), r.IntN(12), r.IntN(60), r.IntN(9), r.IntN(9), r.IntN(300), r.IntN(1200))
		w.Write(line)
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	f.Close()
	return path
}

// countLines counts newlines in a file, the floor for anything that reads it.
func countLines(b *testing.B, path string) (n int, took time.Duration) {
	buf := make([]byte, 1<<20)
	took = time.Hour
	for range 3 {
		f, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		n = 0
		for {
			k, err := f.Read(buf)
			n += bytes.Count(buf[:k], []byte{'\n'})
			if err == io.EOF {
				break
			}
		}
		took = min(took, time.Since(start))
		f.Close()
	}
	return n, took
}

// BenchmarkImportCSV imports a plain CSV and reports the time as a multiple of
// counting its newlines in the same run.
func BenchmarkImportCSV(b *testing.B) {
	path := benchFile(b)
	lines, floor := countLines(b, path)
	ctx := context.Background()
	var total time.Duration
	for b.Loop() {
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
		if report.Rows != lines-1 || batch.Len() != report.Kept {
			b.Fatalf("%d rows, %d kept of %d lines", report.Rows, report.Kept, lines)
		}
	}
	each := total / time.Duration(b.N)
	b.ReportMetric(float64(each)/float64(floor), "x-newlines")
	b.ReportMetric(float64(lines)/each.Seconds()/1e6, "Mrows/s")
	b.ReportMetric(float64(floor.Milliseconds()), "floor-ms")
}
