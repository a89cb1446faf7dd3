package sample

import (
	"bufio"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"
)

// PlainHeaders are the columns of [WritePlainCSV].
var PlainHeaders = []string{"id", "customer", "time", "channel", "process", "reason", "third_party", "team", "agent",
	"handle_seconds"}

// WritePlainCSV writes contacts in the fixed layout of the benchmarks: a header line, commas, LF, times as
// 2006-01-02T15:04:05, no notes.
func WritePlainCSV(w io.Writer, contacts iter.Seq[Contact]) error {
	out := bufio.NewWriterSize(w, 1<<18)
	if _, err := out.WriteString(strings.Join(PlainHeaders, ",") + "\n"); err != nil {
		return err
	}
	var b, date []byte
	day := int64(-1)
	for c := range contacts {
		s := c.Start.Unix()
		if d := s / daily; d != day {
			day, date = d, c.Start.AppendFormat(date[:0], time.DateOnly+"T")
		}
		b = append(append(b[:0], c.ID...), ',')
		b = append(append(b, c.Customer...), ',')
		b = append(b, date...)
		b = append(appendInt2(b, int(mod(s, daily)/hour)), ':')
		b = append(appendInt2(b, int(mod(s, hour)/60)), ':')
		b = append(appendInt2(b, int(mod(s, 60))), ',')
		for _, s := range [...]string{c.Channel, c.Process, c.Reason, c.ThirdParty, c.Team, c.Agent} {
			b = append(appendQuoted(b, s, ','), ',')
		}
		b = append(strconv.AppendInt(b, int64(c.HandleSeconds), 10), '\n')
		if _, err := out.Write(b); err != nil {
			return err
		}
	}
	return out.Flush()
}
