package workbench

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/analysis/repeat"
	"eenkeer/app/workspace"
)

// PrepareOptions say how a file is to be understood where it should not be
// guessed.
type PrepareOptions struct {
	Sheet   string
	Table   int                        // which table of the file or sheet, from 1; 0: the one found
	Profile string                     // name of a saved mapping
	Map     map[contact.Field][]string // columns by field
	Missing map[contact.Field][]string // values that mean missing, by field
	Keys    []KeyOption                // kinds of columns of customer keys, which they become if they were not

	Preset    string                   // id of a preset; empty: the one that knows the columns; "none": no preset
	Accept    []string                 // refusals that are accepted, see [ingest.Mapping]
	DateOrder string                   // "dmy", "mdy" or "ymd"; empty: as the values say
	Units     map[contact.Field]string // of durations, by field

	noHash bool // nothing will be kept, so that the file need not be known again
}

// KeyOption says what kind of customer key a column holds.
type KeyOption struct{ Column, Kind string }

// Prepared is a file that has been looked at and is ready to be imported.
type Prepared struct {
	Path       string
	Table      *ingest.Table
	Guess      ingest.Guess
	Mapping    ingest.Mapping
	Remembered bool // the mapping was saved for files with this header
}

// Prepare opens a file and decides on its mapping: the profile asked for, else
// the one remembered for its header, else a guess; with what o says on top.
func Prepare(ctx context.Context, ws *workspace.Workspace, path string, o PrepareOptions) (*Prepared, error) {
	table, err := ingest.Open(ctx, path, ingest.Options{Sheet: o.Sheet, Table: o.Table, NoHash: o.noHash})
	if err != nil {
		return nil, err
	}
	p := &Prepared{Path: path, Table: table}
	if p.Guess, err = guess(table, o.Preset); err != nil {
		table.Close()
		return nil, err
	}
	p.Mapping = p.Guess.Mapping
	if o.Preset == "" || o.Profile != "" { // a preset that is asked for goes before what was remembered
		if err := p.remember(ctx, ws, o.Profile); err != nil {
			table.Close()
			return nil, err
		}
	}
	if sheet := p.Mapping.Sheet; o.Sheet == "" && sheet != p.Table.Sheet && slices.Contains(p.Table.Sheets, sheet) {
		// The mapping was made for another sheet of such workbooks: read that one.
		p.Table.Close()
		o.Sheet = sheet
		return Prepare(ctx, ws, path, o)
	}
	if o.Table == 0 && p.Mapping.Table > 1 && p.Mapping.Table != p.Table.Number && p.Mapping.Table <= len(p.Table.Tables) {
		// Likewise for another table of the file.
		p.Table.Close()
		o.Table = p.Mapping.Table
		return Prepare(ctx, ws, path, o)
	}
	if ws != nil && !p.Remembered && o.Sheet == "" && o.Table == 0 && o.Preset == "" && o.Profile == "" {
		chosen, found, err := chosenBefore(ctx, ws, p.Table)
		if err != nil || found {
			p.Table.Close()
		}
		if err != nil {
			return nil, err
		}
		if found {
			o.Sheet, o.Table = chosen.sheet, chosen.table
			return Prepare(ctx, ws, path, o)
		}
	}
	p.Mapping.Sheet, p.Mapping.Table = p.Table.Sheet, o.Table
	p.Mapping = p.Mapping.With(ingest.Mapping{
		Fields: o.Map, Missing: o.Missing, Units: o.Units, DateOrder: o.DateOrder, Accepted: o.Accept,
	})
	for _, k := range o.Keys {
		p.addKey(k)
	}
	return p, nil
}

// mostLookedAt is how many other tables or sheets of a file are looked at for one
// that was chosen before.
const mostLookedAt = 8

// elsewhereIn is another table or sheet of a file.
type elsewhereIn struct {
	sheet string
	table int // from 1; 0: the one found there
}

// chosenBefore looks whether a person took another table or sheet out of such a
// file before: one for whose header a mapping is remembered. The found one has
// none. Where the contacts of that other one are in the workspace already, this very
// file was dropped again, for the one that is found.
func chosenBefore(ctx context.Context, ws *workspace.Workspace, t *ingest.Table) (chosen elsewhereIn, found bool, err error) {
	var places []elsewhereIn
	for k := range t.Tables {
		if k+1 != t.Number {
			places = append(places, elsewhereIn{t.Sheet, k + 1})
		}
	}
	for _, s := range t.Sheets {
		if !slices.Contains(strings.Split(t.Sheet, " + "), s) {
			places = append(places, elsewhereIn{s, 0})
		}
	}
	for _, at := range places[:min(len(places), mostLookedAt)] {
		other, err := ingest.Open(ctx, t.Path, ingest.Options{Sheet: at.sheet, Table: at.table, NoHash: true})
		if err != nil {
			if ctx.Err() != nil {
				return chosen, false, ctx.Err()
			}
			continue // nothing that can be read: nobody chose that
		}
		p := &Prepared{Table: other}
		err = p.remember(ctx, ws, "")
		other.Close()
		if err != nil {
			return chosen, false, err
		}
		if !p.Remembered {
			continue
		}
		known, err := sources(ctx, ws)
		if err != nil {
			return chosen, false, err
		}
		hash, err := hashOf(t.Path)
		if err != nil {
			return chosen, false, err
		}
		if !known[sourceOf(hash, other.Sheet, at.table)] {
			return at, true, nil
		}
	}
	return chosen, false, nil
}

// addKey makes a column one of customer keys of a kind, after those there are.
func (p *Prepared) addKey(k KeyOption) {
	keys := p.Mapping.Fields[contact.FieldCustomer]
	at := p.Table.Column(k.Column)
	if !slices.ContainsFunc(keys, func(name string) bool { return name == k.Column || at >= 0 && p.Table.Column(name) == at }) {
		p.Mapping.Fields[contact.FieldCustomer] = append(slices.Clone(keys), k.Column)
	}
	p.Mapping = p.Mapping.With(ingest.Mapping{KeyKinds: map[string]string{k.Column: k.Kind}})
}

// remember takes over a saved mapping, if there is one that fits the table.
func (p *Prepared) remember(ctx context.Context, ws *workspace.Workspace, profile string) error {
	if ws == nil {
		if profile != "" {
			return &Message{ID: "import.error.no_profile", Args: []any{"name", profile}}
		}
		return nil
	}
	saved, found, err := ws.Profile(ctx, p.Table.Signature())
	if profile != "" {
		var named workspace.Profile
		named, found, err = ws.ProfileByName(ctx, profile)
		saved = named.Mapping
		if err == nil && !found {
			err = &Message{ID: "import.error.no_profile", Args: []any{"name", profile}}
		}
	}
	if err != nil || !found {
		return err
	}
	var m ingest.Mapping
	if json.Unmarshal(saved, &m) != nil || (m.Check(p.Table) != nil && profile == "") {
		return nil // made for another table: the guess serves better
	}
	p.Mapping, p.Remembered = m, true
	return nil
}

// ImportOptions say what an import may do.
type ImportOptions struct {
	NoCustomer bool // go on without a customer column, though no rate can follow
	DryRun     bool // read everything, keep nothing
}

// ImportProgress says how far an import is.
type ImportProgress struct {
	Name              string // file under way
	File, Files       int    // its number from 1, and how many there are
	Rows              int64  // rows read of it
	Bytes, TotalBytes int64  // of all files
	Storing           bool   // reading is done, the workspace is being written
	Done, Total       int64  // while storing
}

// FileOutcome is what one file of an import brought.
type FileOutcome struct {
	Path, Name string
	BatchID    int64
	Report     *ingest.Report
	Already    bool // the same file had been imported before: nothing was done
}

// Outcome is what an import brought.
type Outcome struct{ Files []FileOutcome }

// Import reads the files and keeps them in the workspace, all or none: a
// cancelled or failed import leaves nothing behind. Mappings are remembered for
// files with the same header. A file that is in the workspace already, to the
// byte and the sheet, is left out and said to be. An error together with an
// outcome means that the contacts are kept and only their mapping is not.
func Import(ctx context.Context, ws *workspace.Workspace, files []*Prepared, o ImportOptions, progress func(ImportProgress)) (Outcome, error) {
	if progress == nil {
		progress = func(ImportProgress) {}
	}
	known, err := sources(ctx, ws)
	if err != nil {
		return Outcome{}, err
	}
	var out Outcome
	var imports []workspace.Import
	before := earlier{ws: ws}
	var place []int // of each import in out.Files
	now := progressOf(files)
	for i, f := range files {
		if err := check(f, o); err != nil {
			return Outcome{}, err
		}
		now.Name, now.File, now.Rows = filepath.Base(f.Path), i+1, 0
		progress(now)
		read := now.Bytes
		batch, report, err := f.Table.Import(ctx, f.Mapping, func(p ingest.Progress) {
			now.Rows, now.Bytes = p.Rows, read+p.Bytes
			progress(now)
		})
		if err != nil {
			return Outcome{}, err
		}
		report.Doubts = append(report.Doubts, f.chosenDoubts()...)
		now.Bytes = read + f.Table.Size
		same := sourceOf(report.Hash, f.Table.Sheet, f.Mapping.Table)
		out.Files = append(out.Files, FileOutcome{Path: f.Path, Name: now.Name, Report: report, Already: known[same]})
		if known[same] {
			continue
		}
		known[same] = true
		batch.Order() // sorted once here, so that opening need not
		if report.Overlap, err = before.add(ctx, batch, now.Name); err != nil {
			return Outcome{}, err
		}
		info, err := describe(f, report)
		if err != nil {
			return Outcome{}, err
		}
		imports, place = append(imports, workspace.Import{Batch: batch, Info: info}), append(place, i)
	}
	if o.DryRun || ws == nil || len(imports) == 0 {
		return out, ctx.Err()
	}
	now.Storing = true
	ids, err := ws.Add(ctx, imports, func(done, total int64) {
		now.Done, now.Total = done, total
		progress(now)
	})
	if err != nil {
		return Outcome{}, err
	}
	for k, id := range ids {
		out.Files[place[k]].BatchID = id
	}
	// The contacts are in: what follows is not to be broken off.
	return out, rememberMappings(context.WithoutCancel(ctx), ws, files)
}

// sources gives where the contacts of a workspace came from, by [sourceOf].
func sources(ctx context.Context, ws *workspace.Workspace) (map[string]bool, error) {
	known := map[string]bool{}
	if ws == nil {
		return known, nil
	}
	batches, err := ws.Batches(ctx)
	for _, b := range batches {
		if !b.TakenBack {
			known[sourceOf(b.Hash, b.Sheet, tableOf(b))] = true
		}
	}
	return known, err
}

// hashOf gives the hash of a file as an import report gives it.
func hashOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// sourceOf tells tables of files apart, to know one that was imported before.
func sourceOf(hash, sheet string, table int) string {
	return hash + "\n" + sheet + "\n" + strconv.Itoa(table)
}

// tableOf gives which table of its file a batch came from; 0: the one found.
func tableOf(b workspace.Batch) int {
	var m struct{ Table int }
	if json.Unmarshal(b.Mapping, &m) != nil {
		return 0
	}
	return m.Table
}

func progressOf(files []*Prepared) ImportProgress {
	p := ImportProgress{Files: len(files)}
	for _, f := range files {
		p.TotalBytes += f.Table.Size
	}
	return p
}

// check refuses a mapping that cannot be imported.
func check(f *Prepared, o ImportOptions) error {
	err := f.Mapping.Check(f.Table)
	if o.NoCustomer && IsNoCustomer(err) {
		return nil
	}
	return err
}

// IsNoCustomer reports whether a mapping is refused only because no column
// holds the customer key.
func IsNoCustomer(err error) bool {
	var e *ingest.Error
	return errors.As(err, &e) && e.ID == ingest.ErrNoCustomer
}

// describe makes the entry of a batch in the workspace.
func describe(f *Prepared, r *ingest.Report) (workspace.Batch, error) {
	mapping, err := json.Marshal(f.Mapping)
	if err != nil {
		return workspace.Batch{}, err
	}
	report, err := json.Marshal(r)
	if err != nil {
		return workspace.Batch{}, err
	}
	return workspace.Batch{
		Name: filepath.Base(f.Path), ImportedAt: time.Now(), Contacts: r.Kept, Rows: r.Rows, Merged: r.Merged, Dropped: r.Dropped,
		WithoutCustomer: r.WithoutCustomer, First: r.First, Last: r.Last, Hash: r.Hash, Format: f.Table.Format, Sheet: f.Table.Sheet,
		Mapping: mapping, Report: report,
	}, nil
}

func rememberMappings(ctx context.Context, ws *workspace.Workspace, files []*Prepared) error {
	for _, f := range files {
		m := f.Mapping
		m.Accepted = nil // of this file, not of the next
		mapping, err := json.Marshal(m)
		if err != nil {
			return err
		}
		if err := ws.SaveProfile(ctx, f.Table.Signature(), filepath.Base(f.Path), mapping); err != nil {
			return err
		}
	}
	return nil
}

// LoadEngine reads the contacts of a workspace and makes them ready for queries,
// with agents by code unless the workspace shows names.
func LoadEngine(ctx context.Context, ws *workspace.Workspace, progress func(done, total int64)) (*repeat.Engine, error) {
	batches, _, err := ws.Load(ctx, progress)
	if err != nil {
		return nil, err
	}
	catalogue, err := ws.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	rules, err := keyRules(ctx, ws)
	if err != nil {
		return nil, err
	}
	log, err := guarded(ctx, ws, contact.Build(batches, contact.Rules{Shared: rules}))
	if err != nil {
		return nil, err
	}
	return repeat.New(log.With(catalogue)), nil
}

// ReadEngine reads a file into memory and makes it ready for queries; nothing
// is stored.
func ReadEngine(ctx context.Context, path string, o PrepareOptions) (*repeat.Engine, Outcome, error) {
	o.noHash = true
	p, err := Prepare(ctx, nil, path, o)
	if err != nil {
		return nil, Outcome{}, err
	}
	defer p.Table.Close()
	if err := check(p, ImportOptions{}); err != nil {
		return nil, Outcome{}, err
	}
	batch, report, err := p.Table.Import(ctx, p.Mapping, nil)
	if err != nil {
		return nil, Outcome{}, err
	}
	report.Doubts = append(report.Doubts, p.chosenDoubts()...)
	out := Outcome{Files: []FileOutcome{{Path: path, Name: filepath.Base(path), Report: report}}}
	return repeat.New(contact.Build([]*contact.Batch{batch}, contact.Rules{})), out, nil
}
