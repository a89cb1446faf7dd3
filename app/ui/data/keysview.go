package data

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
)

// keysView says how contacts became customers: what the columns of customer keys
// brought, which keys join nobody, and which customers come most.
type keysView struct {
	p       *page
	content *fyne.Container

	warnings *fyne.Container // damaged keys
	summary  *kit.Paragraph
	columns  *kit.Table[contact.KeyCoverage]
	shared   *kit.Table[contact.SharedKey]
	none     *kit.Paragraph
	decision *kit.ChipGroup
	largest  *kit.Table[customerRow]
	show     *kit.LinkButton
	apart    *kit.Button

	snapshot *workbench.Snapshot
	keys     bool // the keys of the largest customers are in sight
	warned   []batchKey
}

// customerRow is one of the customers with most contacts.
type customerRow struct {
	contact.Customer
	place int // from 1
}

// What can be decided about a key.
const (
	keyProposed = "proposed"
	keyApart    = "apart"
	keyJoins    = "joins"
)

func newKeysView(p *page) *keysView {
	v := &keysView{p: p, warnings: kit.VBox(8), summary: kit.NewParagraph("", kit.RoleBody), none: kit.NewParagraph(p.t("data.keys.shared_none"), kit.RoleMuted)}
	v.columns = kit.NewTable(v.columnColumns()...)
	v.columns.SetFitHeight(8)
	v.columns.OnCopy = p.sh.Copy
	v.columns.SetEmptyText(p.t("data.keys.columns_none"))

	v.shared = kit.NewTable(v.sharedColumns()...)
	v.shared.Key = func(k contact.SharedKey) string { return k.Key }
	v.shared.SetFitHeight(10)
	v.shared.OnCopy = p.sh.Copy
	v.shared.OnSelect = func(contact.SharedKey) { v.showDecision() }
	var options []kit.Option
	for _, id := range []string{keyProposed, keyApart, keyJoins} {
		options = append(options, kit.Option{ID: id, Title: p.t("data.keys." + id), Tip: p.t("data.keys." + id + "_tip")})
	}
	v.decision = kit.NewChipGroup(options, "", v.decide)

	v.largest = kit.NewTable(v.largestColumns()...)
	v.largest.Key = func(c customerRow) string { return c.Key }
	v.largest.SetFitHeight(10)
	v.largest.OnSelect = func(customerRow) { v.showApart() }
	v.show = kit.NewLinkButton("", func() {
		v.keys = !v.keys
		v.Show(v.snapshot)
	})
	v.apart = kit.NewButtonOf(kit.ButtonQuiet, p.t("data.keys.set_apart"), func() {
		if c, ok := v.largest.Selected(); ok {
			yes := true
			p.bench().SetKeyRule(c.Key, &yes)
		}
	})
	v.apart.SetTip(p.t("data.keys.apart_tip"))

	v.content = kit.VBox(12, v.warnings,
		kit.NewCard(p.t("data.keys.columns"), nil, kit.VBox(8, v.summary, v.columns)),
		kit.NewCard(p.t("data.keys.shared"), v.decision, kit.VBox(8, kit.NewParagraph(p.t("data.keys.shared_text", "n", contact.MostLeading), kit.RoleMuted), v.none, v.shared)),
		kit.NewCard(p.t("data.keys.largest"), kit.HBox(kit.GapSmall, v.show, v.apart), kit.VBox(8, kit.NewParagraph(p.t("data.keys.largest_text"), kit.RoleMuted), v.largest)))
	return v
}

func (v *keysView) columnColumns() []kit.Column[contact.KeyCoverage] {
	type coverage = contact.KeyCoverage
	p, l := v.p, v.p.locale()
	share := func(k coverage) float64 { return float64(k.Filled) / float64(max(1, k.Contacts)) }
	return []kit.Column[coverage]{
		{ID: "column", Title: p.t("data.keys.column"), MinWidth: 120, Text: func(k coverage) string { return k.Name }, Role: func(coverage) kit.Role { return kit.RoleStrong }},
		{ID: "kind", Title: p.t("data.keys.kind"), Width: 140, Text: func(k coverage) string { return figure.KeyKind(k.Kind, l) }},
		{ID: "share", Title: p.t("data.keys.filled"), Tip: p.t("data.keys.filled_tip"), Width: 110,
			Text: func(k coverage) string { return figure.Share(k.Filled, k.Contacts, l) }, Bar: share, Less: func(a, b coverage) bool { return share(a) < share(b) }},
		{ID: "of", Title: p.t("data.keys.of"), Width: 150, Fit: true, Align: fyne.TextAlignTrailing,
			Text: func(k coverage) string {
				return l.T("report.import.part", "part", k.Filled, "of", k.Contacts, "share", figure.Share(k.Filled, k.Contacts, l))
			}, Less: func(a, b coverage) bool { return a.Filled < b.Filled }},
		{ID: "distinct", Title: p.t("data.keys.distinct"), Width: 110, Align: fyne.TextAlignTrailing,
			Text: func(k coverage) string { return l.Int(k.Distinct) }, Less: func(a, b coverage) bool { return a.Distinct < b.Distinct }},
	}
}

func (v *keysView) sharedColumns() []kit.Column[contact.SharedKey] {
	type key = contact.SharedKey
	p, l := v.p, v.p.locale()
	return []kit.Column[key]{
		{ID: "key", Title: p.t("data.keys.key"), MinWidth: 150, Text: func(k key) string { return k.Key }, Role: func(key) kit.Role { return kit.RoleStrong },
			Less: func(a, b key) bool { return a.Key < b.Key }},
		{ID: "kind", Title: p.t("data.keys.kind"), Width: 130, Text: func(k key) string { return figure.KeyKind(k.Kind, l) }},
		{ID: "contacts", Title: p.t("data.keys.contacts"), Width: 90, Align: fyne.TextAlignTrailing, DescFirst: true,
			Text: func(k key) string { return l.Int(k.Contacts) }, Less: func(a, b key) bool { return a.Contacts < b.Contacts }},
		{ID: "leading", Title: p.t("data.keys.leading"), Tip: p.t("data.keys.leading_tip"), Width: 130, Align: fyne.TextAlignTrailing, DescFirst: true,
			Text: func(k key) string { return l.Int(k.Leading) }, Less: func(a, b key) bool { return a.Leading < b.Leading }},
		{ID: "now", Title: p.t("data.keys.now"), Width: 150, Fit: true, Text: func(k key) string {
			if k.Shared {
				return p.t("data.keys.apart")
			}
			return p.t("data.keys.joins")
		}},
		{ID: "why", Title: p.t("data.keys.why"), Width: 170, Fit: true, Text: func(k key) string {
			switch {
			case k.ByPerson:
				return p.t("data.keys.by_person")
			default:
				return p.t("data.keys.by_data", "n", k.Leading)
			}
		}, Role: func(key) kit.Role { return kit.RoleMuted }},
	}
}

func (v *keysView) largestColumns() []kit.Column[customerRow] {
	p, l := v.p, v.p.locale()
	day := func(ms int64) string { return l.Date(contact.When(ms)) }
	return []kit.Column[customerRow]{
		{ID: "customer", Title: p.t("data.keys.customer"), MinWidth: 150, Text: func(c customerRow) string {
			if v.keys {
				return c.Key
			}
			return l.T("report.import.customer", "i", strconv.Itoa(c.place))
		}, Role: func(customerRow) kit.Role { return kit.RoleStrong }},
		{ID: "contacts", Title: p.t("data.keys.contacts"), Width: 90, Align: fyne.TextAlignTrailing, DescFirst: true,
			Text: func(c customerRow) string { return l.Int(c.Contacts) }, Less: func(a, b customerRow) bool { return a.Contacts < b.Contacts }},
		{ID: "first", Title: p.t("data.keys.first"), Width: 120, Text: func(c customerRow) string { return day(c.First) }, Less: func(a, b customerRow) bool { return a.First < b.First }},
		{ID: "last", Title: p.t("data.keys.last"), Width: 120, Text: func(c customerRow) string { return day(c.Last) }, Less: func(a, b customerRow) bool { return a.Last < b.Last }},
	}
}

// Content gives what to show.
func (v *keysView) Content() fyne.CanvasObject { return v.content }

// Show draws a snapshot.
func (v *keysView) Show(s *workbench.Snapshot) {
	v.snapshot = s
	l, id := v.p.locale(), s.Customers.Identity
	v.summary.SetText(v.p.t("data.keys.summary", "part", id.Contacts-id.WithoutCustomer, "of", id.Contacts,
		"share", figure.Share(id.Contacts-id.WithoutCustomer, id.Contacts, l), "n", id.Customers) + joinedText(id, v.p))
	v.columns.SetRows(id.Columns)
	v.shared.SetRows(id.Shared)
	v.none.Hidden = len(id.Shared) > 0
	v.shared.Hidden = !v.none.Hidden
	if v.shared.SelectedIndex() < 0 && len(id.Shared) > 0 {
		v.shared.Select(0)
	}
	v.decision.Hidden = len(id.Shared) == 0
	v.showDecision()
	var rows []customerRow
	for i, c := range s.Customers.Largest {
		rows = append(rows, customerRow{c, i + 1})
	}
	v.largest.SetRows(rows)
	v.show.SetText(v.p.t("data.report.show_keys"))
	if v.keys {
		v.show.SetText(v.p.t("data.report.hide_keys"))
	}
	v.showApart()
	v.warn(s)
	v.content.Refresh()
}

// joinedText says how many customers several keys made one.
func joinedText(id contact.Identity, p *page) string {
	if id.Joined == 0 {
		return ""
	}
	return " " + p.t("data.keys.joined", "n", id.Joined)
}

// showDecision shows what was decided about the key that is selected.
func (v *keysView) showDecision() {
	k, ok := v.shared.Selected()
	if !ok {
		return
	}
	switch {
	case !k.ByPerson:
		v.decision.SetSelected(keyProposed)
	case k.Shared:
		v.decision.SetSelected(keyApart)
	default:
		v.decision.SetSelected(keyJoins)
	}
}

func (v *keysView) decide(id string) {
	k, ok := v.shared.Selected()
	switch {
	case !ok || v.snapshot.Workspace.ReadOnly:
		v.showDecision()
	case id == keyProposed:
		v.p.bench().SetKeyRule(k.Key, nil)
	default:
		apart := id == keyApart
		v.p.bench().SetKeyRule(k.Key, &apart)
	}
}

// showApart lets the key of the selected customer be taken for one of many
// customers.
func (v *keysView) showApart() {
	if _, ok := v.largest.Selected(); ok && !v.snapshot.Workspace.ReadOnly {
		v.apart.Enable()
	} else {
		v.apart.Disable()
	}
}

// warn tells of damaged keys in live imports. Reports can be long: they are
// unpacked elsewhere, once.
func (v *keysView) warn(s *workbench.Snapshot) {
	var keys []batchKey
	var live []workspace.Batch
	for _, b := range s.Batches {
		if !b.TakenBack {
			keys = append(keys, batchKey{s.Workspace.Path, b.ID, b.Hash})
			live = append(live, b)
		}
	}
	if slices.Equal(keys, v.warned) {
		return
	}
	v.warned = keys
	v.warnings.Objects = nil
	l := v.p.locale()
	v.p.work(func() {
		var texts []string
		for _, b := range live {
			d := decode(b)
			for _, doubt := range d.report.Doubts {
				if doubt.ID == ingest.DoubtDamagedKeys {
					texts = append(texts, b.Name+": "+doubtText(doubt, l))
				}
			}
		}
		v.p.sh.Do(func() {
			if !slices.Equal(keys, v.warned) {
				return
			}
			for _, text := range texts {
				v.warnings.Add(kit.NewNotice(kit.KindBad, text, "", nil, nil))
			}
			v.content.Refresh()
			v.p.settle()
		})
	})
}

var _ tabView = (*keysView)(nil)
