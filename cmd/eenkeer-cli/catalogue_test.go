package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestCatalogue(t *testing.T) {
	ws := imported(t)
	var got catalogueJSON
	read := func() {
		t.Helper()
		got = catalogueJSON{}
		if err := json.Unmarshal([]byte(done(t, "catalogue", ws, "--format", "json")), &got); err != nil {
			t.Fatal(err)
		}
	}
	if read(); len(got.Reasons) < 2 || got.Reasons[0].Filed {
		t.Fatalf("%+v", got)
	}
	one, two := got.Reasons[0].Reason, got.Reasons[1].Reason
	done(t, "catalogue", ws, "--file", one+"=Innen", "--owner", "Innen=Jan", "--cost", "Innen=6,50", "--target", "innen=12,5 %", "--manager", "Noord=Els",
		"--rename", two+"="+one+"@1-1-2020")
	if read(); got.Reasons[0].Process != "Innen" || got.Reasons[0].Owner != "Jan" || *got.Reasons[0].Cost != 6.5 || *got.Reasons[0].Target != 0.125 ||
		got.Renames[0].Since != "2020-01-01" || got.Teams[0].Manager != "Els" {
		t.Errorf("%+v", got)
	}
	rates := done(t, "rates", ws, "--by", "reason,process", "--format", "csv", "--lang", "en") // every command sees it
	if !strings.Contains(rates, one+",Innen") || strings.Contains(rates, two+",") {
		t.Error(rates)
	}
	for _, lang := range []string{"nl", "en"} {
		if text := done(t, "catalogue", ws, "--lang", lang); !strings.Contains(text, "Innen") || !strings.Contains(text, "Els") {
			t.Error(text)
		}
		if text := done(t, "catalogue", ws, "--lang", lang, "--format", "csv"); !strings.Contains(text, "Innen") {
			t.Error(text)
		}
	}

	sheet := filepath.Join(t.TempDir(), "catalogus.xlsx")
	done(t, "catalogue", ws, "--export", sheet, "--lang", "en")
	if o := call("catalogue", ws, "--import", sheet, "--lang", "nl"); o.code != exitDone || !strings.Contains(o.err, "0 nieuw, 0 gewijzigd, 0 weg") {
		t.Error(o)
	}
	f, err := excelize.OpenFile(sheet)
	if err != nil {
		t.Fatal(err)
	}
	f.SetCellValue("Processes", "D2", "veel")
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	f.Close()
	before := done(t, "catalogue", ws, "--format", "json")
	for _, lang := range []string{"nl", "en"} {
		oneSentence(t, call("catalogue", ws, "--import", sheet, "--lang", lang), exitData, "veel")
		oneSentence(t, call("catalogue", ws, "--import", export, "--lang", lang), exitData, "export.csv")
		oneSentence(t, call("catalogue", ws, "--rename", one+"="+two, "--lang", lang), exitData, two)
		oneSentence(t, call("catalogue", ws, "--file", "x", "--lang", lang), exitUsage, "--file")
		oneSentence(t, call("catalogue", ws, "--rename", "a=b@31-2-2026", "--lang", lang), exitUsage, "31-2-2026")
		oneSentence(t, call("catalogue", ws, "--target", "a=120", "--lang", lang), exitUsage, "120")
		oneSentence(t, call("catalogue", export, "--lang", lang), exitUsage, "export.csv")
	}
	if done(t, "catalogue", ws, "--format", "json") != before {
		t.Error("what was refused changed something")
	}
}
