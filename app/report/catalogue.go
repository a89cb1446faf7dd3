package report

import (
	"cmp"
	"io"
	"slices"
	"unicode/utf8"

	"eenkeer/analysis/contact"
	"eenkeer/assets/locale"

	"github.com/xuri/excelize/v2"
)

// CatalogueSheet is a catalogue to be written, with what the data hold beside it.
type CatalogueSheet struct {
	Catalogue *contact.Catalogue
	Seen      []contact.Seen // reasons in the data
	Processes []string       // processes and teams that contacts name
	Teams     []string
}

// The sheets of a catalogue, and the columns of each: ids of texts behind "catalogue.sheet." and "catalogue.heading.". The
// first column names the row.
const (
	sheetReasons   = "reasons"
	sheetProcesses = "processes"
	sheetTeams     = "teams"
	sheetRenamed   = "renamed"

	headReason   = "reason"
	headProcess  = "process"
	headThird    = "third_party"
	headTarget   = "target"
	headCost     = "cost"
	headOwner    = "owner"
	headTeam     = "team"
	headManager  = "manager"
	headFrom     = "from"
	headTo       = "to"
	headSince    = "since"
	headContacts = "contacts" // this and those below are to be read, and left alone by [ReadCatalogue]
	headLatest   = "latest"
	headAsRead   = "as_read"
	headState    = "state"
)

var catalogueSheets = []struct {
	id      string
	columns []string
	read    []string // the columns after those that are filled in
}{
	{sheetReasons, []string{headReason, headProcess, headThird, headTarget, headCost}, []string{headContacts, headLatest, headAsRead, headState}},
	{sheetProcesses, []string{headProcess, headOwner, headTarget, headCost}, nil},
	{sheetTeams, []string{headTeam, headManager}, nil},
	{sheetRenamed, []string{headFrom, headTo, headSince}, nil},
}

// WriteCatalogue writes a catalogue as a workbook of four sheets that [ReadCatalogue] reads back: reasons, processes, teams
// and renames. All reasons of the data are in it, so that processes can be filled in; those without one stand first.
// Every text is written as a text, also where a workbook would take it for a formula.
func WriteCatalogue(w io.Writer, s CatalogueSheet, l *locale.Locale) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &book{file: f, locale: l}
	if err := b.prepare(); err != nil {
		return err
	}
	for name, format := range map[string]string{"entry": "@", "entry+percent": "0.0%", "entry+euro": "#,##0.00"} {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: pointer(format)})
		if err != nil {
			return err
		}
		b.styles[name] = id
	}
	rows := map[string][][]any{
		sheetReasons: b.reasonRows(s), sheetProcesses: b.processRows(s), sheetTeams: b.teamRows(s), sheetRenamed: b.renameRows(s),
	}
	for i, sheet := range catalogueSheets {
		name := l.T("catalogue.sheet." + sheet.id)
		if i == 0 {
			if err := f.SetSheetName("Sheet1", name); err != nil {
				return err
			}
		} else if _, err := f.NewSheet(name); err != nil {
			return err
		}
		if err := b.catalogueSheet(name, append(slices.Clone(sheet.columns), sheet.read...), len(sheet.columns), rows[sheet.id]); err != nil {
			return err
		}
	}
	if err := f.SetDocProps(&excelize.DocProperties{Title: l.T("catalogue.title"), Creator: "Eenkeer", Language: l.Language}); err != nil {
		return err
	}
	_, err := f.WriteTo(w)
	return err
}

// catalogueSheet writes a sheet: a frozen header and rows. Headings of columns that are not read back are faint.
func (b *book) catalogueSheet(name string, columns []string, filled int, rows [][]any) error {
	if len(rows) > excelize.TotalRows-1 {
		return &Error{ID: ErrTooManyRows, Args: []any{"n", len(rows)}}
	}
	if id := slices.Index(columns, headProcess); id > 0 && len(rows) > 0 { // a process to choose; another may be typed
		choice := excelize.NewDataValidation(true)
		choice.Sqref = cell(id+1, 2) + ":" + cell(id+1, len(rows)+1)
		choice.SetSqrefDropList("'" + b.locale.T("catalogue.sheet."+sheetProcesses) + "'!$A$2:$A$500")
		choice.ShowErrorMessage = false
		if err := b.file.AddDataValidation(name, choice); err != nil {
			return err
		}
	}
	out, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	widths := make([]float64, len(columns))
	header := make([]any, len(columns))
	for i, id := range columns {
		title := b.locale.T("catalogue.heading." + id)
		style := "head"
		if i >= filled {
			style = "muted"
		}
		header[i] = excelize.Cell{StyleID: b.styles[style], Value: title}
		longest := max(12, utf8.RuneCountInString(title)+3)
		for _, r := range rows {
			if text, ok := r[i].(excelize.Cell).Value.(string); ok {
				longest = max(longest, utf8.RuneCountInString(text)+2)
			}
		}
		widths[i] = float64(min(longest, 50))
	}
	if err := setWidths(out, widths); err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for i, row := range append([][]any{header}, rows...) {
		if err := out.SetRow(cell(1, i+1), row); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (b *book) text(text string) any {
	if text == "" {
		return excelize.Cell{StyleID: b.styles["entry"]}
	}
	return excelize.Cell{StyleID: b.styles["entry"], Value: clean(text)}
}

func (b *book) amount(style string, a contact.Amount) any {
	if !a.Known {
		return excelize.Cell{StyleID: b.styles[style]}
	}
	return excelize.Cell{StyleID: b.styles[style], Value: a.Value}
}

func (b *book) day(ms int64) any {
	if ms == 0 {
		return excelize.Cell{StyleID: b.styles["day"]}
	}
	return excelize.Cell{StyleID: b.styles["day"], Value: contact.When(ms)}
}

// reasonRows gives the unfiled reasons, most contacts first, and then the others by name.
func (b *book) reasonRows(s CatalogueSheet) [][]any {
	seen := map[string]contact.Seen{}
	for _, r := range s.Seen {
		seen[contact.Fold(r.Reason)] = r
	}
	var rows [][]any
	add := func(e contact.ReasonEntry, state string) {
		r := seen[contact.Fold(e.Reason)]
		if state != "" {
			state = b.locale.T("catalogue.state." + state)
		}
		rows = append(rows, []any{
			b.text(e.Reason), b.text(e.Process), b.text(e.ThirdParty), b.amount("entry+percent", e.Target), b.amount("entry+euro", e.Cost),
			excelize.Cell{StyleID: b.styles["count"], Value: r.Contacts}, b.day(r.Latest), b.text(r.Process), b.text(state),
		})
	}
	listed := map[string]bool{}
	known := s.Catalogue.Lookup()
	for _, r := range s.Catalogue.Unfiled(s.Seen) {
		listed[contact.Fold(r.Reason)] = true
		state := "unfiled"
		if r.New {
			state = "new"
		}
		add(known.Reason(r.Reason), state)
	}
	for _, e := range s.Catalogue.Reasons {
		if !listed[contact.Fold(e.Reason)] {
			add(e, "")
		}
	}
	return rows
}

func (b *book) processRows(s CatalogueSheet) [][]any {
	var rows [][]any
	known := s.Catalogue.Lookup()
	for _, name := range together(s.Catalogue.ProcessNames(), s.Processes) {
		e := known.Process(name)
		rows = append(rows, []any{b.text(e.Process), b.text(e.Owner), b.amount("entry+percent", e.Target), b.amount("entry+euro", e.Cost)})
	}
	return rows
}

func (b *book) teamRows(s CatalogueSheet) [][]any {
	var named []string
	for _, e := range s.Catalogue.Teams {
		named = append(named, e.Team)
	}
	known := s.Catalogue.Lookup()
	var rows [][]any
	for _, name := range together(named, s.Teams) {
		rows = append(rows, []any{b.text(name), b.text(known.Team(name).Manager)})
	}
	return rows
}

func (b *book) renameRows(s CatalogueSheet) [][]any {
	var rows [][]any
	for _, r := range s.Catalogue.Renames {
		rows = append(rows, []any{b.text(r.From), b.text(r.To), b.day(r.Since)})
	}
	return rows
}

// together lists names of the catalogue and of the data, each once and in order, in the spelling of the catalogue.
func together(catalogue, data []string) []string {
	var all []string
	listed := map[string]bool{"": true}
	for _, name := range append(slices.Clone(catalogue), data...) {
		if key := contact.Fold(name); !listed[key] {
			listed[key] = true
			all = append(all, name)
		}
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Compare(contact.Fold(a), contact.Fold(b)) })
	return all
}
