package data

import (
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// states are the states of the screen worth looking at.
var states = map[string]func(t *testing.T) *workbench.Snapshot{
	"closed": func(*testing.T) *workbench.Snapshot { return &workbench.Snapshot{} },
	"empty":  func(*testing.T) *workbench.Snapshot { return &workbench.Snapshot{Phase: workbench.Ready} },
	"empty-readonly": func(*testing.T) *workbench.Snapshot {
		return &workbench.Snapshot{Phase: workbench.Ready, Workspace: workbench.Info{ReadOnly: true}}
	},
	"batches": func(*testing.T) *workbench.Snapshot { s := batches(42); s.Batches = s.Batches[:2]; return s },
	"batch": func(*testing.T) *workbench.Snapshot {
		s := batches(0)
		s.Batches = s.Batches[:1]
		s.Workspace.Contacts = s.Batches[0].Contacts
		return s
	},
	"outcome": func(*testing.T) *workbench.Snapshot { return withOutcome(batches(42)) },
	"catalogue": func(*testing.T) *workbench.Snapshot {
		s := batches(4)
		s.Catalogue = &contact.Catalogue{}
		s.Reasons = []contact.Seen{{Reason: "Factuur", Contacts: 900}, {Reason: "Levering", Contacts: 400}}
		s.Unfiled = s.Reasons
		return s
	},
	"keys":   func(*testing.T) *workbench.Snapshot { return withKeys(batches(4)) },
	"report": func(*testing.T) *workbench.Snapshot { return batches(42) },
	"readonly": func(*testing.T) *workbench.Snapshot {
		s := batches(42)
		s.Workspace.ReadOnly, s.Workspace.Why = true, &workbench.Message{ID: "workspace.error.in_use", Args: []any{"who", "PC-0412 (Marieke)", "file", "Noord.eenkeer", "since", "08:55"}}
		return s
	},
	"draft": func(t *testing.T) *workbench.Snapshot {
		return draft(draftFile(t, file(t, "week 53.csv", goodCSV), nil))
	},
	"draft-doubts": func(t *testing.T) *workbench.Snapshot {
		return draft(draftFile(t, file(t, "uitdraai.csv", doubtfulCSV), nil))
	},
	"draft-keyless": func(t *testing.T) *workbench.Snapshot {
		return draft(draftFile(t, file(t, "zonder klant.csv", keylessCSV), nil))
	},
	"draft-keys": func(t *testing.T) *workbench.Snapshot {
		return draft(draftFile(t, file(t, "klanten.csv", keysCSV), func(m *ingest.Mapping) {
			m.Fields[contact.FieldCustomer] = []string{"Klantnummer", "Telefoon", "E-mail", "Ordernummer"}
		}))
	},
	"draft-refused": func(t *testing.T) *workbench.Snapshot {
		return draft(draftFile(t, file(t, "interacties.csv", genesysCSV), nil))
	},
	"draft-several": func(t *testing.T) *workbench.Snapshot {
		return draft(draftFile(t, file(t, "week 53.csv", goodCSV), nil), draftFile(t, file(t, "zonder klant.csv", keylessCSV), nil),
			workbench.DraftFile{Path: "rapport.pdf", Problem: errors.New("x")})
	},
	"draft-unreadable": func(t *testing.T) *workbench.Snapshot {
		return draft(draftFile(t, file(t, "rapport.csv", "%PDF-1.7\n%âãÏÓ\n"), nil))
	},
	"importing": importing,
}

// TestScreens draws every state for looking at, when told where.
func TestScreens(t *testing.T) {
	folder := os.Getenv("EENKEER_SCREENS")
	if folder == "" {
		t.Skip("EENKEER_SCREENS does not name a folder")
	}
	for name, state := range states {
		if only := os.Getenv("EENKEER_STATE"); only != "" && !strings.Contains(name, only) {
			continue
		}
		for _, lang := range []string{"nl", "en"} {
			for mode, modeName := range map[kit.Mode]string{kit.ModeLight: "light", kit.ModeDark: "dark"} {
				for _, size := range []fyne.Size{{Width: 463, Height: 600}, {Width: 1040, Height: 740}, {Width: 1680, Height: 1000}} {
					t.Run(fmt.Sprintf("%s-%s-%s-%.0f", name, lang, modeName, size.Width), func(t *testing.T) {
						p, _, _, win := start(t, lang, mode, size.Width, size.Height)
						p.Show(state(t))
						if name == "importing" { // the speed shows from the second look
							p.now = func() time.Time { return clock.Add(time.Second) }
							p.Show(state(t))
						}
						if name == "catalogue" || name == "keys" {
							p.desk.tabs.Choose(name)
						}
						if name == "report" {
							p.desk.batches.open("2")
						}
						path := filepath.Join(folder, fmt.Sprintf("data-%s-%s-%s-%.0f.png", name, lang, modeName, size.Width))
						f, err := os.Create(path)
						if err != nil {
							t.Fatal(err)
						}
						defer f.Close()
						if err := png.Encode(f, win.Canvas().Capture()); err != nil {
							t.Fatal(err)
						}
					})
				}
			}
		}
	}
}
