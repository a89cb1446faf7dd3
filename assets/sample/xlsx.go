package sample

import (
	"archive/zip"
	"compress/flate"
	"fmt"
	"io"
	"iter"

	"github.com/xuri/excelize/v2"
)

// XLSXHeaders are the columns of [WriteXLSX].
var XLSXHeaders = []string{"Created On", "Closed On", "Case Number", "Account Number", "Origin", "Status", "Process", "Reason",
	"Supplier", "Group", "Assignee", "Direction", "Transfers", "Handle Time (secs)", "Wait Time (secs)", "Description"}

const maxSheetRows = 1 << 20

// WriteXLSX writes contacts as a customer relations system exports them: one sheet "Cases", English headers, real Excel
// dates with time, customer keys as text. Empty values are empty cells. It gives an error above the rows of one sheet.
func WriteXLSX(w io.Writer, contacts iter.Seq[Contact]) (err error) {
	// The stream writes the sheet's dimension first, so the rows must be known.
	var rows []Contact
	for c := range contacts {
		if len(rows) == maxSheetRows-1 {
			return fmt.Errorf("more than %d contacts do not fit on a sheet", maxSheetRows-1)
		}
		rows = append(rows, c)
	}
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	const sheet = "Cases"
	if err = f.SetSheetName("Sheet1", sheet); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(XLSXHeaders), len(rows)+1)
	if err != nil {
		return err
	}
	if err = f.SetSheetDimension(sheet, "A1:"+last); err != nil {
		return err
	}
	format := "dd-mm-yyyy hh:mm:ss"
	date, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	s, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err = s.SetColWidth(1, 2, 19); err != nil {
		return err
	}
	if err = s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	cells := make([]any, len(XLSXHeaders))
	for i, h := range XLSXHeaders {
		cells[i] = excelize.Cell{StyleID: bold, Value: h}
	}
	if err = s.SetRow("A1", cells); err != nil {
		return err
	}
	for i, c := range rows {
		cells = append(cells[:0], excelize.Cell{StyleID: date, Value: c.Start}, excelize.Cell{StyleID: date, Value: c.End})
		for _, v := range [...]string{c.ID, c.Customer, c.Channel, c.Outcome, c.Process, c.Reason, c.ThirdParty, c.Team, c.Agent,
			c.Direction} {
			cells = append(cells, text(v))
		}
		cells = append(cells, c.Transfers, c.HandleSeconds, c.WaitSeconds, text(c.Note))
		if err = s.SetRow(fmt.Sprintf("A%d", i+2), cells); err != nil {
			return err
		}
	}
	if err = s.Flush(); err != nil {
		return err
	}
	f.SetZipWriter(smallest)
	_, err = f.WriteTo(w)
	return err
}

// smallest packs a workbook as tightly as the format allows.
func smallest(w io.Writer) excelize.ZipWriter {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	return z
}

// text is nil, which writes no cell, for an empty string.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}
