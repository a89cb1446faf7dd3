package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// badFiles writes files that nothing can be made of, and gives their folder.
func badFiles(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"empty.csv":       "",
		"blank.csv":       "\r\n\r\n  \r\n",
		"pdf.csv":         "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\n",
		"old.xls":         "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600),
		"nodate.csv":      "naam;plaats\r\nJan;Delft\r\nPiet;Leiden\r\n",
		"oddtime.csv":     "naam;x\r\nJan;2026-01-05\r\nPiet;y\r\nMies;z\r\n",
		"header.csv":      "Klant;Datum;Tijd\r\n",
		"nocustomer.csv":  "datum;proces\r\n05-01-2026 10:00;A\r\n06-01-2026 11:00;B\r\n",
		"nokeys.csv":      "datum;klantnummer;proces\r\n05-01-2026 10:00;;A\r\n06-01-2026 11:00;;B\r\n",
		"damaged.xlsx":    "PK\x03\x04" + strings.Repeat("x", 400),
		"damaged.eenkeer": "SQLite format 3\x00" + strings.Repeat("\x07", 5000),
		"empty.eenkeer":   "",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

// oneSentence wants exit 1, nothing on standard output and one line in plain
// words on standard error.
func oneSentence(t *testing.T, o outcome, code int, about string) {
	t.Helper()
	text := strings.TrimSuffix(o.err, "\n")
	switch {
	case o.code != code:
		t.Errorf("exit %d, want %d: %s", o.code, code, o.err)
	case o.out != "":
		t.Errorf("on standard output: %q", o.out)
	case text == "" || strings.Contains(text, "\n"):
		t.Errorf("not one line: %q", o.err)
	case !strings.Contains(text, about):
		t.Errorf("does not name %q: %s", about, text)
	}
	for _, bad := range []string{"goroutine", "{{", "<no value>", ".error.", "cli.", "unexpected", "verwachtten", "sqlite", "Usage:", "%!"} {
		if strings.Contains(text, bad) {
			t.Errorf("%q in %s", bad, text)
		}
	}
}

func TestBadInput(t *testing.T) {
	dir, ws := badFiles(t), imported(t)
	in := func(name string) string { return filepath.Join(dir, name) }
	target := in("new.eenkeer")
	cases := map[string]struct {
		args  []string
		about string
	}{
		"import nothing there":      {[]string{"import", target, in("none.csv")}, "none.csv"},
		"import empty":              {[]string{"import", target, in("empty.csv")}, "empty.csv"},
		"import blank":              {[]string{"import", target, in("blank.csv")}, "blank.csv"},
		"import PDF":                {[]string{"import", target, in("pdf.csv")}, "PDF"},
		"import XLS":                {[]string{"import", target, in("old.xls")}, "XLSX"},
		"import no date":            {[]string{"import", target, in("nodate.csv")}, "naam, plaats"},
		"import no known date":      {[]string{"import", target, in("oddtime.csv")}, "--map time="},
		"import header only":        {[]string{"import", target, in("header.csv")}, "header.csv"},
		"import no customer":        {[]string{"import", target, in("nocustomer.csv")}, "--map customer="},
		"import damaged workbook":   {[]string{"import", target, in("damaged.xlsx")}, "damaged.xlsx"},
		"import workspace":          {[]string{"import", target, ws}, "w.eenkeer"},
		"import folder":             {[]string{"import", target, in("folder")}, "folder"},
		"import one good, one bad":  {[]string{"import", target, export, in("empty.csv")}, "empty.csv"},
		"import no such column":     {[]string{"import", target, export, "--map", "time=Wanneer"}, "Wanneer"},
		"import no such profile":    {[]string{"import", target, export, "--profile", "Genesys"}, "Genesys"},
		"import into no folder":     {[]string{"import", in("none/w.eenkeer"), export}, "w.eenkeer"},
		"import into folder":        {[]string{"import", in("folder"), export}, "folder"},
		"import into damaged":       {[]string{"import", in("damaged.eenkeer"), export}, "damaged.eenkeer"},
		"rates nothing there":       {[]string{"rates", in("none.csv"), "--by", "process"}, "none.csv"},
		"rates no workspace there":  {[]string{"rates", in("none.eenkeer"), "--by", "process"}, "none.eenkeer"},
		"rates empty":               {[]string{"rates", in("empty.csv"), "--by", "process"}, "empty.csv"},
		"rates empty workspace":     {[]string{"rates", in("empty.eenkeer"), "--by", "process"}, "empty.eenkeer"},
		"rates PDF":                 {[]string{"rates", in("pdf.csv"), "--by", "process"}, "PDF"},
		"rates XLS":                 {[]string{"rates", in("old.xls"), "--by", "process"}, "XLSX"},
		"rates no date":             {[]string{"rates", in("nodate.csv"), "--by", "process"}, "nodate.csv"},
		"rates no customer":         {[]string{"rates", in("nocustomer.csv"), "--by", "process"}, "customer"},
		"rates no keys":             {[]string{"rates", in("nokeys.csv"), "--by", "process", "--map", "customer=klantnummer"}, "nokeys.csv"},
		"rates folder":              {[]string{"rates", in("folder"), "--by", "process"}, "folder"},
		"rates damaged":             {[]string{"rates", in("damaged.eenkeer"), "--by", "process"}, "damaged.eenkeer"},
		"rates no such definition":  {[]string{"rates", ws, "--by", "process", "--definition", "Streng"}, "Streng"},
		"rates no such value":       {[]string{"rates", ws, "--by", "process", "--where", "channel=Telefon"}, "Telefoon"},
		"rates none of two values":  {[]string{"rates", export, "--where", "agent=Zzz", "--where", "agent=Yyy"}, "Anna"},
		"trend no such value":       {[]string{"trend", export, "--per", "week", "--where", "agent=Zzz"}, "Anna"},
		"trend no date":             {[]string{"trend", in("nodate.csv"), "--per", "week"}, "nodate.csv"},
		"trend picture in no place": {[]string{"trend", ws, "--per", "week", "--picture", in("none/a.png")}, "a.png"},
		"read nothing there":        {[]string{"read", in("none.csv")}, "none.csv"},
		"read PDF":                  {[]string{"read", in("pdf.csv"), "--format", "json"}, "PDF"},
		"read workspace":            {[]string{"read", ws}, "w.eenkeer"},
		"read no such sheet":        {[]string{"read", "../../assets/sample/eenkeer-voorbeeld.xlsx", "--sheet", "Elders"}, "Elders"},
		"sample in no folder":       {[]string{"sample", ws + "/x.eenkeer"}, "x.eenkeer"},
	}
	if os.Getuid() > 0 {
		shut := in("shut.csv")
		if err := os.WriteFile(shut, []byte("a;b\r\n"), 0); err != nil {
			t.Fatal(err)
		}
		cases["import no permission"] = struct {
			args  []string
			about string
		}{[]string{"import", target, shut}, "shut.csv"}
	}
	for name, c := range cases {
		for _, lang := range []string{"nl", "en"} {
			t.Run(name+" "+lang, func(t *testing.T) {
				oneSentence(t, call(append(c.args, "--lang", lang)...), exitData, c.about)
				if _, err := os.Stat(target); err == nil {
					t.Error("a workspace was left behind")
					os.Remove(target)
				}
			})
		}
	}
}

// What is in the file tells a workspace from an export, not its name.
func TestImportGoesByContent(t *testing.T) {
	ws := imported(t)
	odd := filepath.Join(filepath.Dir(ws), "ws.csv")
	if err := os.Rename(ws, odd); err != nil {
		t.Fatal(err)
	}
	if o := call("import", odd, export, "--lang", "en"); o.code != exitDone || !strings.Contains(o.out, "imported before") {
		t.Errorf("exit %d: %s%s", o.code, o.out, o.err)
	}
	text := filepath.Join(filepath.Dir(ws), "week")
	if err := os.WriteFile(text, []byte("datum;klant\r\n2026-01-05;1\r\n2026-01-06;1\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	oneSentence(t, call("import", text, export, "--lang", "en"), exitUsage, "looks like an export")
}

// Nothing in a sentence for a terminal speaks of the window.
func TestWorkspaceAsExport(t *testing.T) {
	ws := imported(t)
	for _, args := range [][]string{{"import", ws, ws}, {"read", ws}} {
		for _, lang := range []string{"nl", "en"} {
			o := call(append(args, "--lang", lang)...)
			oneSentence(t, o, exitData, "w.eenkeer")
			if strings.Contains(o.err, "Openen") || strings.Contains(o.err, "with Open") {
				t.Error(o.err)
			}
		}
	}
}

// A list to choose from reads as a sentence in either language.
func TestChoices(t *testing.T) {
	for lang, want := range map[string]string{"nl": "table, csv of json, niet “xml”", "en": "table, csv or json, not “xml”"} {
		oneSentence(t, call("rates", export, "--lang", lang, "--format", "xml"), exitUsage, want)
	}
	t.Setenv("LC_ALL", "nl_NL.UTF-8")
	t.Setenv("LANG", "nl_NL.UTF-8")
	t.Setenv("LANGUAGE", "nl")
	if o := call("rates", export, "--lang", "fr"); runtime.GOOS == "linux" && !strings.Contains(o.err, "nl of en, niet “fr”") {
		t.Error(o.err)
	}
}

// Where some of the values are there, the others are only told.
func TestUnknownValueBesideAKnownOne(t *testing.T) {
	o := call("rates", export, "--where", "agent=Anna", "--where", "agent=Ana", "--lang", "en")
	if o.code != exitDone || !strings.Contains(o.err, "“Ana”; there is: Anna") {
		t.Errorf("exit %d: %s", o.code, o.err)
	}
	// A value that is missing may be asked for.
	if o := call("rates", export, "--where", "third_party=", "--lang", "en"); o.code != exitDone {
		t.Errorf("exit %d: %s", o.code, o.err)
	}
}

func TestUsage(t *testing.T) {
	for name, c := range map[string]struct {
		args  []string
		about string
	}{
		"unknown command":        {[]string{"outlook"}, "outlook"},
		"unknown flag":           {[]string{"rates", export, "--bye", "process"}, "--bye"},
		"unknown short flag":     {[]string{"rates", export, "-x"}, "-x"},
		"flag without value":     {[]string{"rates", export, "--by"}, "--by"},
		"no workspace":           {[]string{"rates", "--by", "process"}, "WORKSPACE"},
		"two workspaces":         {[]string{"rates", export, export, "--by", "process"}, export},
		"no files":               {[]string{"import", "w.eenkeer"}, "FILE"},
		"export as workspace":    {[]string{"import", "a.csv", "b.csv"}, "a.csv"},
		"unknown dimension":      {[]string{"rates", export, "--by", "proces"}, "third_party"},
		"dimension twice":        {[]string{"rates", export, "--by", "process,process"}, "process"},
		"window without unit":    {[]string{"rates", export, "--window", "7"}, "7d"},
		"unknown same":           {[]string{"rates", export, "--same", "team"}, "any, process or reason"},
		"unknown measure":        {[]string{"rates", export, "--measure", "ftf"}, "repeat or followed"},
		"gap longer than window": {[]string{"rates", export, "--window", "1h", "--least-gap", "2h"}, "2h"},
		"no such day":            {[]string{"rates", export, "--from", "2026-02-30"}, "2026-02-30"},
		"period backwards":       {[]string{"rates", export, "--from", "2026-02-02", "--to", "2026-02-01"}, "2026-02-01"},
		"where without value":    {[]string{"rates", export, "--where", "process"}, "process"},
		"unknown where":          {[]string{"rates", export, "--where", "klant=1"}, "klant"},
		"two definitions":        {[]string{"rates", export, "--definition", "x", "--window", "3d"}, "--window"},
		"unknown field":          {[]string{"rates", export, "--map", "tijd=Tijd"}, "handle_seconds"},
		"map without column":     {[]string{"rates", export, "--map", "time"}, "time"},
		"open quote":             {[]string{"rates", export, "--map", `time="Datum`}, "--map"},
		"no period":              {[]string{"trend", export}, "--per"},
		"unknown period":         {[]string{"trend", export, "--per", "year"}, "year"},
		"unknown picture":        {[]string{"trend", export, "--per", "week", "--picture", "a.gif"}, "a.gif"},
		"unknown format":         {[]string{"rates", export, "--format", "xml"}, "xml"},
		"unknown language":       {[]string{"rates", export, "--lang", "de"}, "de"},
	} {
		t.Run(name, func(t *testing.T) {
			args := c.args
			if name != "unknown language" {
				args = append([]string{"--lang", "en"}, args...) // not behind a flag that wants a value
			}
			oneSentence(t, call(args...), exitUsage, c.about)
		})
	}
	if o := call("rates", imported(t), "--by", "process", "--map", "time=Tijd"); o.code != exitUsage {
		t.Errorf("a mapping for a workspace: exit %d: %s", o.code, o.err)
	}
}

func TestFullDisk(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs /dev/full")
	}
	for _, args := range [][]string{
		{"rates", export, "--by", "process"}, {"rates", export, "--format", "csv"}, {"rates", export, "--format", "json"},
		{"read", export, "--format", "csv"}, {"read", export, "--format", "json"}, {"read", export}, {"trend", export, "--per", "week"}, {"help"},
	} {
		full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		var said strings.Builder
		code := run(append(args, "--lang", "en"), strings.NewReader(""), full, &said)
		full.Close()
		if lines := strings.Split(strings.TrimSpace(said.String()), "\n"); code != exitData || !strings.Contains(lines[len(lines)-1], "disk is full") {
			t.Errorf("%q: exit %d: %s", args, code, said.String())
		}
	}
	oneSentence(t, call("trend", imported(t), "--per", "week", "--picture", link(t, "/dev/full", "full.png"), "--lang", "en"), exitData, "disk is full")
}

// link makes a link to a file under another name.
func link(t *testing.T, to, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.Symlink(to, path); err != nil {
		t.Fatal(err)
	}
	return path
}
