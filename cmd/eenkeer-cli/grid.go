package main

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"eenkeer/analysis/repeat"
	"eenkeer/app/report"
)

// grid is a small table of texts under a title.
type grid struct {
	title   string
	head    []string
	numbers int // how many of the last columns stand to the right
	rows    [][]string
}

// print writes a grid with its columns aligned; nothing when it has no rows.
func (s *session) print(g grid) {
	if len(g.rows) == 0 {
		return
	}
	widths := make([]int, len(g.head))
	lines := append([][]string{g.head}, g.rows...)
	for _, line := range lines {
		for i, text := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(text))
		}
	}
	fmt.Fprintf(s.out, "%s\n\n", g.title)
	for _, line := range lines {
		var b strings.Builder
		for i, text := range line {
			room := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(text))
			if i >= len(line)-g.numbers {
				text = room + text
			} else {
				text += room
			}
			b.WriteString(text + "  ")
		}
		fmt.Fprintln(s.out, strings.TrimRight(b.String(), " "))
	}
	fmt.Fprintln(s.out)
}

// csv writes rows under headings, with what a Dutch Excel wants in Dutch.
func (s *session) csv(head []string, rows [][]string) error {
	out := csv.NewWriter(s.out)
	out.UseCRLF = true
	if s.l.Language == "nl" {
		fmt.Fprint(s.out, "\ufeff")
		out.Comma = ';'
	}
	for _, row := range append([][]string{head}, rows...) {
		guarded := make([]string, len(row))
		for i, text := range row {
			guarded[i] = report.Guard(text)
		}
		out.Write(guarded)
	}
	out.Flush()
	return out.Error()
}

// heads gives the names of the columns of a CSV: their ids for programs, in Dutch those that people know.
func (s *session) heads(ids ...string) []string {
	if s.l.Language != "nl" {
		return ids
	}
	titles := make([]string, len(ids))
	for i, id := range ids {
		if titles[i] = "report.column." + id; !s.l.Has(titles[i]) {
			titles[i] = "cli.column." + id
		}
		titles[i] = s.l.T(titles[i])
	}
	return titles
}

// csvDay writes a day in a CSV: 2026-06-28 for programs, 28-06-2026 for a Dutch Excel.
func (s *session) csvDay(d repeat.Date) string {
	if d.IsZero() || s.l.Language != "nl" {
		return d.String()
	}
	return d.Time().Format("02-01-2006")
}

// csvNumber writes a number in a CSV, with a comma for a Dutch Excel.
func (s *session) csvNumber(x float64, decimals int) string {
	text := strconv.FormatFloat(x, 'f', decimals, 64)
	if s.l.Language == "nl" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}
