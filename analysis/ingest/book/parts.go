package book

import (
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
)

// xmlPart decodes a small part that excelize would read too.
func (a *archive) xmlPart(name string, to any) error {
	data, err := a.small(name)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	if err := d.Decode(to); err != nil {
		return damaged("%s: %w", name, err)
	}
	return nil
}

// relation is what a part refers to.
type relation struct{ ID, Kind, Target string }

// relations gives what a part refers to; nothing if it does not say.
func (a *archive) relations(name string) []relation {
	folder, base := path.Split(name)
	var found struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if a.xmlPart(folder+"_rels/"+base+".rels", &found) != nil {
		return nil
	}
	var out []relation
	for _, r := range found.List {
		target := strings.ReplaceAll(r.Target, `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(folder, target)
		}
		out = append(out, relation{r.ID, path.Base(r.Type), path.Clean(strings.TrimLeft(target, "/"))})
	}
	return out
}

// readWorkbook finds the sheets, and the parts that all of them share.
func (b *Book) readWorkbook() error {
	a := b.archive
	main := "xl/workbook.xml"
	for _, r := range a.relations("") {
		if r.Kind == "officeDocument" && a.has(r.Target) {
			main = r.Target
		}
	}
	if !a.has(main) {
		return b.looseSheets()
	}
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			State string     `xml:"state,attr"`
			Attr  []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := a.xmlPart(main, &book); err != nil {
		return err
	}
	b.date1904 = isTrue([]byte(book.Properties.Date1904))
	relations := a.relations(main)
	for _, s := range book.Sheets {
		for _, at := range s.Attr {
			if at.Name.Local != "id" {
				continue
			}
			i := slices.IndexFunc(relations, func(r relation) bool { return r.ID == at.Value })
			if i >= 0 && relations[i].Kind == "worksheet" {
				b.Sheets = append(b.Sheets, Sheet{Name: s.Name, Hidden: s.State == "hidden" || s.State == "veryHidden", part: relations[i].Target})
			}
		}
	}
	styles := path.Join(path.Dir(main), "styles.xml")
	b.sharedPart = path.Join(path.Dir(main), "sharedStrings.xml")
	for _, r := range relations {
		switch r.Kind {
		case "styles":
			styles = r.Target
		case "sharedStrings":
			b.sharedPart = r.Target
		}
	}
	return b.readStyles(styles)
}

// looseSheets takes the sheets of a file without a workbook part as they come.
func (b *Book) looseSheets() error {
	for name := range b.archive.parts {
		if path.Dir(name) == "xl/worksheets" && path.Ext(name) == ".xml" {
			b.Sheets = append(b.Sheets, Sheet{Name: strings.TrimSuffix(path.Base(name), ".xml"), part: name})
		}
	}
	slices.SortFunc(b.Sheets, func(x, y Sheet) int {
		if d := len(x.Name) - len(y.Name); d != 0 { // sheet2 before sheet10
			return d
		}
		return strings.Compare(x.Name, y.Name)
	})
	if len(b.Sheets) == 0 {
		return damaged("no sheets")
	}
	b.sharedPart = "xl/sharedStrings.xml"
	return b.readStyles("xl/styles.xml")
}

// readStyles reads what the cell styles make of numbers.
func (b *Book) readStyles(name string) error {
	if !b.archive.has(name) {
		return nil
	}
	type format struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	}
	var styles struct {
		Formats []format `xml:"numFmts>numFmt"`
		Cells   []struct {
			Format string `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := b.archive.xmlPart(name, &styles); err != nil {
		return err
	}
	custom := map[int]style{}
	for _, f := range styles.Formats {
		custom[f.ID] = parseFormat(f.Code)
	}
	for _, c := range styles.Cells {
		id, _ := strconv.Atoi(c.Format)
		s, ok := custom[id]
		if !ok {
			s = builtin(id)
		}
		b.styles = append(b.styles, s)
	}
	return nil
}
