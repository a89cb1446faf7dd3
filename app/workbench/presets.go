package workbench

import (
	"encoding/json"
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/app/workspace"
)

// ListPresets gives the presets there are: a person's own, and those of the program
// that have no own one with the same id. broken says of each own file that cannot
// be used why; the others go on.
func ListPresets() (all []ingest.Preset, broken []error) {
	for _, file := range workspace.Presets() {
		p, err := ingest.Preset{}, file.Err
		if err != nil {
			err = &ingest.Error{ID: ingest.ErrRead, File: file.Path, Err: err}
		} else {
			p, err = ingest.ParsePreset(file.Path, file.Data)
		}
		if err != nil {
			broken = append(broken, err)
			continue
		}
		p.Own = true
		all = append(all, p)
	}
	for _, p := range ingest.BuiltIn() {
		if !slices.ContainsFunc(all, func(own ingest.Preset) bool { return own.ID == p.ID }) {
			all = append(all, p)
		}
	}
	return all, broken
}

// SavePreset keeps how a table was mapped as a person's own preset, in place of
// one of the same name. Later files with these columns are understood by it.
func SavePreset(name string, m ingest.Mapping, t *ingest.Table) (p ingest.Preset, path string, err error) {
	if p, err = ingest.NewPreset(name, m, t); err != nil {
		return p, "", err
	}
	data, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return p, "", err
	}
	path, err = workspace.WritePreset(p.ID, data)
	return p, path, err
}

// guess works out what a table means, with the presets there are.
func guess(t *ingest.Table, preset string) (ingest.Guess, error) {
	all, broken := ListPresets()
	g, err := t.GuessWith(all, preset)
	if err != nil && len(broken) > 0 {
		return g, broken[0] // the one asked for is perhaps the one that cannot be used
	}
	return g, err
}

// chosenDoubts gives the doubts of a guess about choices that the mapping still
// makes and that an import does not look at again.
func (p *Prepared) chosenDoubts() (doubts []ingest.Doubt) {
	if p.Remembered {
		return nil
	}
	uses := func(f contact.Field, column string) bool { return slices.Contains(p.Mapping.Fields[f], column) }
	for _, d := range p.Guess.Doubts {
		switch d.ID {
		case ingest.DoubtBSN, ingest.DoubtNameKey, ingest.DoubtOrderKey:
			if uses(contact.FieldCustomer, d.Column) {
				doubts = append(doubts, d)
			}
		case ingest.DoubtUnit:
			if uses(contact.FieldHandle, d.Column) && p.Mapping.Units[contact.FieldHandle] == p.Guess.Mapping.Units[contact.FieldHandle] {
				doubts = append(doubts, d)
			}
		case ingest.DoubtNotUnique:
			if !uses(contact.FieldID, d.Column) {
				doubts = append(doubts, d)
			}
		}
	}
	return doubts
}
