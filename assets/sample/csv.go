package sample

import (
	"bufio"
	"io"
	"iter"
	"strconv"
	"strings"
)

// CSVHeaders are the columns of [WriteCSV]. There is no end time, as telephone systems give start and duration; costs are
// a column that no measure asks for.
var CSVHeaders = []string{"Gespreksnummer", "Klantnummer", "Datum", "Begintijd", "Kanaal", "Richting", "Proces",
	"Contactreden", "Derde partij", "Team", "Medewerker", "Afhandeling", "Gespreksduur (s)", "Wachttijd (s)",
	"Doorverbonden", "Kosten (EUR)", "Notitie"}

// WriteCSV writes contacts as a Dutch telephone system exports them: UTF-8 with a byte order mark, semicolons, CRLF, date
// and time in two columns, decimal comma. Line breaks inside notes are bare LF.
func WriteCSV(w io.Writer, contacts iter.Seq[Contact]) error {
	out := bufio.NewWriterSize(w, 1<<16)
	b := append([]byte("\ufeff"), strings.Join(CSVHeaders, ";")+"\r\n"...)
	if _, err := out.Write(b); err != nil {
		return err
	}
	for c := range contacts {
		b = append(append(b[:0], c.ID...), ';')
		b = append(append(b, c.Customer...), ';')
		b = append(appendDutchDate(b, c.Start), ';')
		b = append(appendClock(b, c.Start), ';')
		for _, s := range [...]string{c.Channel, c.Direction, c.Process, c.Reason, c.ThirdParty, c.Team, c.Agent, c.Outcome} {
			b = append(appendQuoted(b, s, ';'), ';')
		}
		b = append(strconv.AppendInt(b, int64(c.HandleSeconds), 10), ';')
		b = append(strconv.AppendInt(b, int64(c.WaitSeconds), 10), ';')
		b = append(strconv.AppendInt(b, int64(c.Transfers), 10), ';')
		cents := costCents(c)
		b = append(strconv.AppendInt(b, int64(cents/100), 10), ',')
		b = append(appendInt2(b, cents%100), ';')
		b = append(appendQuoted(b, c.Note, ';'), "\r\n"...)
		if _, err := out.Write(b); err != nil {
			return err
		}
	}
	return out.Flush()
}

// costCents is what the contact cost: 48 euro an hour.
func costCents(c Contact) int { return c.HandleSeconds * 4800 / 3600 }
