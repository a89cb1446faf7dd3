package main

import (
	"slices"
	"strconv"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/key"
	"eenkeer/app/workbench"

	"github.com/spf13/cobra"
)

// mappingFlags say how a file is to be understood.
//
//	--map FIELD=COLUMN[+COLUMN]      --missing FIELD=VALUE[,VALUE]
//
// FIELD ends at the first '=', so that a column's name may hold one. For time
// and end, '+' stands between a date and a time column; for customer, ',' or
// '+' between keys. The other fields take one column, whatever is in its name.
// A name or value that holds a separator goes between double quotes, a double
// quote in it is doubled: --map 'time="datum + tijd"'. FIELD= with nothing
// behind it leaves the field without a column, or without missing marks.
type mappingFlags struct {
	sheet        string
	table        int
	maps, absent []string

	keys      []string
	preset    string
	accept    []string
	dateOrder string
	units     []string
}

func (f *mappingFlags) add(c *cobra.Command, s *session) {
	c.Flags().StringArrayVar(&f.maps, "map", nil, s.l.T("cli.flag.map"))
	c.Flags().StringArrayVar(&f.absent, "missing", nil, s.l.T("cli.flag.missing"))
	c.Flags().StringArrayVar(&f.keys, "key", nil, s.l.T("cli.flag.key"))
	c.Flags().StringVar(&f.preset, "preset", "", s.l.T("cli.flag.preset"))
	c.Flags().StringVar(&f.dateOrder, "date-order", "", s.l.T("cli.flag.date_order"))
	c.Flags().StringArrayVar(&f.units, "unit", nil, s.l.T("cli.flag.unit"))
	c.Flags().StringArrayVar(&f.accept, "accept", nil, s.l.T("cli.flag.accept"))
	c.Flags().StringVar(&f.sheet, "sheet", "", s.l.T("cli.flag.sheet"))
	c.Flags().IntVar(&f.table, "table", 0, s.l.T("cli.flag.table"))
}

// given names the first of the flags that was used, empty if none.
func (f *mappingFlags) given() string {
	switch {
	case len(f.maps) > 0:
		return "map"
	case len(f.absent) > 0:
		return "missing"
	case len(f.keys) > 0:
		return "key"
	case f.preset != "":
		return "preset"
	case f.dateOrder != "":
		return "date-order"
	case len(f.units) > 0:
		return "unit"
	case len(f.accept) > 0:
		return "accept"
	case f.sheet != "":
		return "sheet"
	case f.table != 0:
		return "table"
	}
	return ""
}

func (f *mappingFlags) options(c *cobra.Command, s *session) (workbench.PrepareOptions, error) {
	o := workbench.PrepareOptions{Sheet: f.sheet, Table: f.table}
	if err := s.checkTable(c, f.table); err != nil {
		return o, err
	}
	var err error
	if o.Map, err = byField(c, s, "map", f.maps, columnSeparators); err != nil {
		return o, err
	}
	if o.Missing, err = byField(c, s, "missing", f.absent, func(contact.Field) string { return "," }); err != nil {
		return o, err
	}
	for _, v := range f.keys {
		at := strings.LastIndexByte(v, '=')
		if at <= 0 {
			return o, s.usage(c, "cli.usage.pair", "flag", "key", "value", v)
		}
		kind := strings.ToLower(strings.TrimSpace(v[at+1:]))
		if !slices.Contains(key.Kinds, kind) {
			return o, s.usage(c, "cli.usage.choice", "flag", "key", "value", kind, "choices", s.choice(key.Kinds...))
		}
		o.Keys = append(o.Keys, workbench.KeyOption{Column: strings.TrimSpace(v[:at]), Kind: kind})
	}
	o.Preset, o.Accept, o.DateOrder = f.preset, f.accept, f.dateOrder
	units, err := byField(c, s, "unit", f.units, func(contact.Field) string { return "" })
	for field, list := range units {
		if o.Units == nil {
			o.Units = map[contact.Field]string{}
		}
		o.Units[field] = strings.Join(list, "")
	}
	return o, err
}

// checkTable refuses the number of a table that was given and cannot be one.
func (s *session) checkTable(c *cobra.Command, number int) error {
	if c.Flags().Changed("table") && number < 1 {
		return s.usage(c, "cli.usage.choice", "flag", "table", "value", strconv.Itoa(number), "choices", "1, 2, 3 …")
	}
	return nil
}

// columnSeparators gives what stands between the columns of a field.
func columnSeparators(f contact.Field) string {
	switch f {
	case contact.FieldTime, contact.FieldEnd:
		return "+"
	case contact.FieldCustomer:
		return ",+"
	}
	return ""
}

// byField reads the values of --map or --missing. A field given twice keeps
// both.
func byField(c *cobra.Command, s *session, flag string, values []string, separators func(contact.Field) string) (map[contact.Field][]string, error) {
	if len(values) == 0 {
		return nil, nil
	}
	fields := map[contact.Field][]string{}
	for _, v := range values {
		name, text, ok := strings.Cut(v, "=")
		if !ok {
			return nil, s.usage(c, "cli.usage.pair", "flag", flag, "value", v)
		}
		field := contact.Field(strings.TrimSpace(name))
		if !slices.Contains(contact.Fields, field) {
			return nil, s.usage(c, "cli.usage.field", "field", name, "fields", joined(contact.Fields))
		}
		parts, ok := split(text, separators(field))
		if !ok {
			return nil, s.usage(c, "cli.usage.quotes", "flag", flag, "value", v)
		}
		fields[field] = append(fields[field], parts...)
		if fields[field] == nil {
			fields[field] = []string{}
		}
	}
	return fields, nil
}

// split cuts a text at separators outside double quotes; an empty text has no
// parts. It fails on a quote that is not closed and on text beside quotes.
func split(text, separators string) (parts []string, ok bool) {
	if text == "" {
		return nil, true
	}
	for {
		part, rest := "", ""
		if strings.HasPrefix(text, `"`) {
			if part, rest, ok = quoted(text); !ok {
				return nil, false
			}
		} else if at := strings.IndexAny(text, separators); at >= 0 {
			part, rest = text[:at], text[at:]
		} else {
			part = text
		}
		parts = append(parts, part)
		if rest == "" {
			return parts, true
		}
		if !strings.ContainsRune(separators, rune(rest[0])) {
			return nil, false
		}
		text = rest[1:]
	}
}

// quoted takes a text between double quotes off the front.
func quoted(text string) (part, rest string, ok bool) {
	for rest = text[1:]; ; {
		before, after, found := strings.Cut(rest, `"`)
		if !found {
			return "", "", false
		}
		part += before
		if !strings.HasPrefix(after, `"`) {
			return part, after, true
		}
		part, rest = part+`"`, after[1:]
	}
}

// joined lists names for a sentence.
func joined[T ~string](names []T) string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = string(n)
	}
	return strings.Join(list, ", ")
}
