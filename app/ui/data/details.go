package data

import (
	"encoding/json"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"
)

// details shows one import: how it was read, and what in it could not be used.
type details struct {
	p       *page
	content *kit.Card
	back    *kit.Button // takes it back, or puts it back
	facts   *fyne.Container
	list    *problems

	batch   workspace.Batch
	shown   batchKey // that the facts are of, or are being fetched for
	decoded map[batchKey]decoded
}

// batchKey tells imports apart, also those of two workspaces: numbers begin at 1
// in each.
type batchKey struct {
	workspace string
	id        int64
	hash      string
}

// decoded is what a batch says of itself.
type decoded struct {
	report  ingest.Report
	mapping ingest.Mapping
	ok      bool
}

// decode unpacks what was kept with a batch.
func decode(b workspace.Batch) (d decoded) {
	d.ok = json.Unmarshal(b.Report, &d.report) == nil && json.Unmarshal(b.Mapping, &d.mapping) == nil
	return d
}

// quick is how long a report may be to be unpacked on the spot: thousands of
// problems take longer than a frame.
const quick = 64 << 10

func newDetails(p *page) *details {
	v := &details{p: p, facts: kit.VBox(5), list: newProblems(p), decoded: map[batchKey]decoded{}}
	v.back = kit.NewButton("", nil)
	full := kit.NewButton(p.t("data.report.open"), func() { p.desk.batches.openSelected() })
	full.SetTip(p.t("data.report.open_tip"))
	facts := container.NewVScroll(container.NewBorder(nil, nil, nil, kit.MinWidth(8, kit.Spacer()), v.facts))
	v.content = kit.NewCard("", kit.HBox(kit.GapSmall, full, v.back), beside(720, 0.38, 18, kit.MinSize(0, 120, facts), v.list.content))
	return v
}

// takeBack gives the words and the deed of taking a batch back, or putting it back.
func (v *details) takeBack(b workspace.Batch) (title string, do func()) {
	if b.TakenBack {
		return v.p.t("data.put_back"), func() { v.p.bench().PutBack(b.ID) }
	}
	return v.p.t("data.take_back"), func() { v.p.bench().TakeBack(b.ID) }
}

func (v *details) show(b workspace.Batch, s *workbench.Snapshot) {
	title, do := v.takeBack(b)
	v.back.SetText(title)
	v.back.OnTapped(do)
	v.back.Enable()
	v.back.SetTip(v.p.t("data.take_back_tip"))
	if b.TakenBack {
		v.back.SetTip(v.p.t("data.put_back_tip"))
	}
	if s.Task != nil {
		v.back.Disable()
	}
	if s.Workspace.ReadOnly {
		v.p.readOnly(s, v.back)
	}
	v.content.SetTitle(b.Name)
	tag := ""
	if b.TakenBack {
		tag = v.p.t("data.tag.taken_back")
	}
	v.content.SetTag(tag)

	key := batchKey{s.Workspace.Path, b.ID, b.Hash}
	same := v.shown == key
	v.batch, v.shown = b, key
	d, known := v.decoded[key]
	switch {
	case same:
		return // what is shown of it never changes, or it is on its way
	case known:
	case len(b.Report) <= quick:
		d = decode(b)
		v.decoded = map[batchKey]decoded{key: d}
	default:
		v.facts.Objects = []fyne.CanvasObject{kit.NewText(v.p.t("data.details.loading"), kit.RoleMuted)}
		v.facts.Refresh()
		v.list.clear()
		v.p.work(func() {
			d := decode(b)
			v.p.sh.Do(func() {
				if v.shown == key {
					v.decoded = map[batchKey]decoded{key: d}
					v.fill(d)
				}
			})
		})
		return
	}
	v.fill(d)
}

func (v *details) fill(d decoded) {
	v.facts.Objects = nil
	if !d.ok {
		v.facts.Add(kit.NewParagraph(v.p.t("data.details.unknown"), kit.RoleMuted))
		v.facts.Refresh()
		v.list.clear()
		return
	}
	for _, red := range []bool{true, false} { // what makes figures false comes first
		for _, doubt := range d.report.Doubts {
			if doubt.Red == red {
				v.facts.Add(kit.NewNotice(doubtKind(doubt), doubtText(doubt, v.p.locale()), "", nil, nil))
			}
		}
	}
	for _, f := range facts(v.batch, d, v.p.locale()) {
		if f.value == "" {
			v.facts.Add(kit.Pad(0, 4, kit.NewText(f.name, kit.RoleStrong)))
			continue
		}
		v.facts.Add(paragraphs([]float32{116, 0}, kit.NewParagraph(f.name, kit.RoleMuted), kit.NewParagraph(f.value, kit.RoleBody)))
	}
	v.facts.Refresh()
	v.list.show(v.batch, &d.report)
}

// doubtKind says how urgent a doubt is.
func doubtKind(d ingest.Doubt) kit.Kind {
	if d.Red {
		return kit.KindBad
	}
	return kit.KindWarn
}

// fact is a line of the details; without a value it is a heading.
type fact struct{ name, value string }

// facts lists what the reader decided.
func facts(b workspace.Batch, d decoded, l *locale.Locale) []fact {
	all := []fact{
		{l.T("data.fact.read"), readReport(&d.report).sentence(l)},
		{l.T("data.fact.rows"), equation(b.Rows, b.Contacts, b.Merged, b.Dropped, l)},
	}
	if b.WithoutCustomer > 0 {
		all = append(all, fact{l.T("data.fact.keyless"), l.T("data.fact.keyless_value", "n", b.WithoutCustomer, "share", keyless(b, l))})
	}
	if order := figure.OrderName(d.report.DateOrder, l); order != "" {
		all = append(all, fact{l.T("data.fact.order"), order})
	}
	all = append(all, fact{l.T("data.fact.columns"), ""})
	for _, f := range contact.Fields {
		columns := d.mapping.Fields[f]
		if len(columns) == 0 {
			continue
		}
		value := columnsText(columns)
		if u := d.mapping.Units[f]; u != "" {
			value += "  ·  " + l.T("data.unit."+u)
		}
		if marks := slices.DeleteFunc(slices.Clone(d.mapping.Missing[f]), func(s string) bool { return strings.TrimSpace(s) == "" }); len(marks) > 0 {
			value += "  ·  " + l.T("data.fact.missing", "marks", strings.Join(marks, ", "))
		}
		all = append(all, fact{figure.FieldName(f, l), value})
	}
	return all
}
