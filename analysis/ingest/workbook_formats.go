package ingest

import (
	"bytes"
	"encoding/xml"
	"path"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// cellFormats is what the first rows of a sheet say of its columns: how many
// numbers stand there as dates and as times of day.
type cellFormats struct {
	rows    int // as the sheet tells, 0 if it does not
	columns map[int]*formatCount
}

type formatCount struct {
	numbers, dates, clocks, texts int
	big                           bool // a number of 30000 or more
}

// formats reads the number formats of the first rows. excelize hands out values
// without them unless it loads the whole sheet.
func (s *bookSource) formats() cellFormats {
	out := cellFormats{columns: map[int]*formatCount{}}
	raw, _ := s.file.Pkg.Load(s.sheetPath())
	data, _ := raw.([]byte)
	if data == nil {
		return out
	}
	kinds := map[int]Kind{}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	rows, row, column := 0, 0, 0
	var cell *formatCount
	inValue := false
	for {
		token, err := d.RawToken()
		if err != nil {
			return out
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "dimension":
				ref := attr(e, "ref")
				if _, last, ok := strings.Cut(ref, ":"); ok {
					if _, r, err := excelize.CellNameToCoordinates(last); err == nil {
						out.rows = r
					}
				}
			case "row":
				rows++
				row++
				column = 0
				if n, err := strconv.Atoi(attr(e, "r")); err == nil {
					row = n
				}
				if rows > headRows+60 {
					return out
				}
			case "c":
				column++
				if c, r, err := excelize.CellNameToCoordinates(attr(e, "r")); err == nil {
					column, row = c, r
				}
				cell = nil
				if row <= s.header {
					break
				}
				cell = out.columns[column-1]
				if cell == nil {
					cell = &formatCount{}
					out.columns[column-1] = cell
				}
				switch attr(e, "t") {
				case "", "n":
					style, _ := strconv.Atoi(attr(e, "s"))
					kind, ok := kinds[style]
					if !ok {
						kind = s.styleKind(style)
						kinds[style] = kind
					}
					switch kind {
					case KindDate:
						cell.dates++
					case KindClock:
						cell.clocks++
					}
				default:
					cell.texts++
					cell = nil
				}
			case "v":
				inValue = true
			}
		case xml.CharData:
			if inValue && cell != nil {
				cell.numbers++
				if f, err := strconv.ParseFloat(string(e), 64); err == nil && f >= 30000 {
					cell.big = true
				}
			}
			inValue = false
		case xml.EndElement:
			inValue = false
			if e.Name.Local == "sheetData" {
				return out
			}
		}
	}
}

// kind gives the kind of a column whose numbers are mostly dates or times of
// day; empty for any other.
func (f cellFormats) kind(c, header int) Kind {
	n := f.columns[c]
	switch {
	case n == nil || n.numbers == 0:
		return ""
	case n.dates*2 > n.numbers, n.clocks*2 > n.numbers && n.big:
		return KindDate
	case n.clocks*2 > n.numbers:
		return KindClock
	}
	return ""
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// styleKind says what a cell style makes of a number.
func (s *bookSource) styleKind(style int) Kind {
	if style == 0 {
		return ""
	}
	st, err := s.file.GetStyle(style)
	if err != nil || st == nil {
		return ""
	}
	if st.CustomNumFmt != nil {
		return formatKind(*st.CustomNumFmt)
	}
	switch n := st.NumFmt; {
	case n >= 14 && n <= 17, n == 22, n >= 27 && n <= 36, n >= 50 && n <= 58:
		return KindDate
	case n >= 18 && n <= 21, n >= 45 && n <= 47:
		return KindClock
	}
	return ""
}

// formatKind reads a number format: letters of a date make a date, of a time of
// day alone a clock.
func formatKind(format string) Kind {
	format, _, _ = strings.Cut(format, ";")
	var letters []byte
	for i := 0; i < len(format); i++ {
		switch b := format[i]; b {
		case '\\', '_', '*':
			i++
		case '"':
			for i++; i < len(format) && format[i] != '"'; i++ {
			}
		case '[':
			from := i + 1
			for i < len(format) && format[i] != ']' {
				i++
			}
			if in := strings.ToLower(format[from:min(i, len(format))]); in != "" && strings.Trim(in, "hmsu") == "" {
				letters = append(letters, in...)
			}
		default:
			letters = append(letters, b|0x20)
		}
	}
	text := string(letters)
	switch {
	case strings.Contains(text, "general") || strings.Contains(text, "standaard"):
		return ""
	case strings.ContainsAny(text, "ydj") || strings.Contains(text, "mmm"):
		return KindDate
	case strings.ContainsAny(text, "hsu"):
		return KindClock
	}
	return ""
}

// sheetPath finds the part of the workbook that holds the sheet.
func (s *bookSource) sheetPath() string {
	part := func(name string) []byte {
		raw, _ := s.file.Pkg.Load(name)
		data, _ := raw.([]byte)
		return data
	}
	var book struct {
		Sheets []struct {
			Name string     `xml:"name,attr"`
			Attr []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	var rels struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if xml.Unmarshal(part("xl/workbook.xml"), &book) != nil || xml.Unmarshal(part("xl/_rels/workbook.xml.rels"), &rels) != nil {
		return ""
	}
	for _, sheet := range book.Sheets {
		if !strings.EqualFold(sheet.Name, s.sheet) {
			continue
		}
		for _, a := range sheet.Attr {
			if a.Name.Local != "id" {
				continue
			}
			for _, r := range rels.List {
				if r.ID == a.Value {
					if strings.HasPrefix(r.Target, "/") {
						return r.Target[1:]
					}
					return path.Join("xl", r.Target)
				}
			}
		}
	}
	return ""
}
