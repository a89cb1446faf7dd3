package report

import (
	"io"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"
)

// SaveActions writes a list of actions to a file of the kind that its name says: .xlsx,
// .csv or .pdf.
func SaveActions(path string, a ActionList, l *locale.Locale) error {
	write := WriteActionsXLSX
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv":
		write = WriteActionsCSV
	case ".pdf":
		write = WriteActionsPDF
	case ".xlsx":
	default:
		return &Error{ID: ErrListKind, File: path}
	}
	return Save(path, func(out io.Writer) error { return write(out, a, l) })
}

// SaveCalendar writes an agenda to a file.
func SaveCalendar(path string, a Agenda, l *locale.Locale) error {
	return Save(path, func(out io.Writer) error { return WriteCalendar(out, a, l) })
}

// SaveCalendars writes a calendar file into a folder for everyone who owns, helps with or
// takes part in something.
func SaveCalendars(folder string, r *kaizen.Register, workspace string, at time.Time, l *locale.Locale) error {
	busy := map[kaizen.ID]bool{}
	for _, a := range r.Actions {
		busy[a.Owner], busy[a.Helper] = true, true
	}
	for _, s := range r.Sessions {
		for _, p := range append([]kaizen.ID{s.Sponsor, s.Facilitator}, s.Participants...) {
			busy[p] = true
		}
	}
	for _, p := range r.People {
		if !busy[p.ID] || p.Left {
			continue
		}
		a := Agenda{Register: r, Person: p.ID, Workspace: workspace, At: at}
		path := filepath.Join(folder, fileName(p.Name)+".ics")
		if err := SaveCalendar(path, a, l); err != nil {
			return err
		}
	}
	return nil
}

// fileName makes a name of a file of what someone is called.
func fileName(name string) string {
	name = strings.Map(func(c rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, c) || unicode.IsControl(c) {
			return '-'
		}
		return c
	}, name)
	if name = strings.Trim(name, ". "); name == "" {
		return "-"
	}
	return name
}
