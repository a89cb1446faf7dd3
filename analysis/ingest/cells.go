package ingest

import (
	"math"
	"strconv"
	"strings"
)

// errorCells are the errors a spreadsheet writes into cells, in English and Dutch.
var errorCells = map[string]bool{
	"#N/A": true, "#N/B": true, "#VALUE!": true, "#WAARDE!": true, "#REF!": true, "#VERW!": true, "#DIV/0!": true,
	"#DEEL/0!": true, "#NUM!": true, "#GETAL!": true, "#NAME?": true, "#NAAM?": true, "#NULL!": true, "#LEEG!": true,
	"#SPILL!": true, "#CALC!": true, "#GETTING_DATA": true, "#FIELD!": true, "#BLOCKED!": true, "#BUSY!": true,
}

// errorCell reports whether a cell holds a spreadsheet's error.
func errorCell(text string) bool { return len(text) > 3 && text[0] == '#' && errorCells[text] }

// plainDigits writes a whole number that stands with an exponent, as a workbook
// keeps large ones, with digits only: an id must not become 1.2E+07.
func plainDigits(text string) string {
	if len(text) < 4 || len(text) > 24 || text[0]-'0' > 9 || !strings.ContainsAny(text, "eE") {
		return text
	}
	for _, b := range []byte(text) {
		if b-'0' > 9 && b != '.' && b != 'E' && b != 'e' && b != '+' && b != '-' {
			return text
		}
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v != math.Trunc(v) || v > 1<<63 {
		return text
	}
	return strconv.FormatFloat(v, 'f', 0, 64)
}
