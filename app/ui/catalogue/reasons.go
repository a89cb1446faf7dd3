package catalogue

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/app/report"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// reasonRow is a reason of the data or the catalogue.
type reasonRow struct {
	contact.ReasonEntry
	seen         contact.Seen
	target, cost contact.Amount // its own, else those of its process
}

// reasonRows lists the reasons of the data and those of which more is known, most contacts first.
func reasonRows(s *workbench.Snapshot) []reasonRow {
	rows := make([]reasonRow, 0, len(s.Reasons))
	listed := map[string]bool{}
	known := s.Catalogue.Lookup()
	add := func(e contact.ReasonEntry, seen contact.Seen) {
		r := reasonRow{ReasonEntry: e, seen: seen}
		r.target, r.cost = known.Amounts(e)
		rows = append(rows, r)
	}
	for _, seen := range s.Reasons {
		listed[contact.Fold(seen.Reason)] = true
		e := known.Reason(seen.Reason)
		e.Reason = seen.Reason
		add(e, seen)
	}
	for _, e := range s.Catalogue.Reasons {
		if !listed[contact.Fold(e.Reason)] {
			add(e, contact.Seen{})
		}
	}
	return rows
}

// reasons is the table of reasons.
type reasons struct {
	v       *View
	content fyne.CanvasObject
	search  *kit.Entry
	table   *kit.Table[reasonRow]
	form    *form
}

func newReasons(v *View) *reasons {
	p := &reasons{v: v, search: kit.NewSearchEntry(v.t("catalogue.search"))}
	p.search.OnChanged = func(string) { p.fill() }
	l := v.sh.Locale()
	p.table = kit.NewTable(
		textColumn(v, "reason", 0, kit.RoleStrong, func(r reasonRow) string { return r.Reason }),
		processColumn(v),
		textColumn(v, "third_party", 140, kit.RoleBody, func(r reasonRow) string { return r.ThirdParty }),
		amountColumn(v, "target", 92, func(r reasonRow) (contact.Amount, bool) { return r.target, r.Target.Known }, percentText),
		amountColumn(v, "cost", 92, func(r reasonRow) (contact.Amount, bool) { return r.cost, r.Cost.Known }, euroText),
		kit.Column[reasonRow]{ID: "contacts", Title: v.t("catalogue.heading.contacts"), Width: 92, Align: fyne.TextAlignTrailing, DescFirst: true,
			Text: func(r reasonRow) string { return l.Int(r.seen.Contacts) }, Less: func(a, b reasonRow) bool { return a.seen.Contacts < b.seen.Contacts }},
	)
	p.table.Key = func(r reasonRow) string { return contact.Fold(r.Reason) }
	p.table.OnSelect = func(r reasonRow) { p.edit(r) }
	p.table.OnActivate = p.table.OnSelect
	p.table.OnCopy = v.sh.Copy
	p.form = newForm(v, p.save, nil, nil, newField(v, "process", 190, "", v.processNames),
		newField(v, "third_party", 220, "", func() []string { return withValues(nil, v.snapshot, contact.Third) }),
		newField(v, "target", 96, v.t("catalogue.percent"), nil), newField(v, "cost", 96, v.t("catalogue.euro"), nil))
	p.content = list(p.table, nil, container.NewBorder(nil, nil, kit.MinWidth(220, p.search), nil), p.form)
	return p
}

func (p *reasons) object() fyne.CanvasObject { return p.content }

func (p *reasons) show(*workbench.Snapshot) {
	p.fill()
	p.form.setEnabled(p.v)
}

func (p *reasons) fill() {
	words := strings.Fields(strings.ToLower(p.search.Text))
	var rows []reasonRow
	for _, r := range reasonRows(p.v.snapshot) {
		if holdsAll(contact.Fold(r.Reason+" "+r.Process), words) {
			rows = append(rows, r)
		}
	}
	p.table.SetEmptyText(p.v.t("catalogue.none_fit"))
	p.table.SetRows(rows)
	if p.table.SelectedIndex() < 0 && len(rows) > 0 {
		p.table.Select(0)
	}
	if r, ok := p.table.Selected(); ok {
		p.edit(r)
	}
}

// edit puts a reason in the form.
func (p *reasons) edit(r reasonRow) {
	p.form.set(r.Reason, r.Process, r.ThirdParty, typedPercent(r.Target, p.v.sh.Locale()), typedEuro(r.Cost, p.v.sh.Locale()))
}

func (p *reasons) save() string {
	r, ok := p.table.Selected()
	if !ok {
		return ""
	}
	target, cost, wrong := amounts(p.v, p.form.text(2), p.form.text(3))
	if wrong == "" {
		p.v.bench().PutReason(contact.ReasonEntry{Reason: r.Reason, Process: p.form.text(0), ThirdParty: p.form.text(1), Target: target, Cost: cost})
	}
	return wrong
}

// amounts reads a target and a cost; wrong says what cannot be read.
func amounts(v *View, percent, euro string) (target, cost contact.Amount, wrong string) {
	target, ok := report.ParsePercent(percent)
	if !ok {
		return target, cost, v.t("catalogue.problem.target", "value", percent)
	}
	if cost, ok = report.ParseEuro(euro); !ok {
		return target, cost, v.t("catalogue.problem.cost", "value", euro)
	}
	return target, cost, ""
}

func textColumn[T any](v *View, id string, width float32, role kit.Role, of func(T) string) kit.Column[T] {
	return kit.Column[T]{ID: id, Title: v.t("catalogue.heading." + id), Width: width, MinWidth: least(width), Text: of, Role: func(T) kit.Role { return role },
		Less: func(a, b T) bool { return contact.Fold(of(a)) < contact.Fold(of(b)) }}
}

// least is how narrow a column may become: the one that takes what is left names the row.
func least(width float32) float32 {
	if width == 0 {
		return 170
	}
	return 90
}

// processColumn shows the process of the catalogue, or faintly the one that the import names.
func processColumn(v *View) kit.Column[reasonRow] {
	text := func(r reasonRow) string {
		switch {
		case r.Process != "":
			return r.Process
		case r.seen.Process != "":
			return v.t("catalogue.by_import", "process", r.seen.Process)
		}
		return v.t("catalogue.state.unfiled")
	}
	return kit.Column[reasonRow]{ID: "process", Title: v.t("catalogue.heading.process"), Width: 210, MinWidth: 130, Text: text,
		Role: func(r reasonRow) kit.Role {
			if r.Process == "" {
				return kit.RoleFaint
			}
			return kit.RoleBody
		},
		Less: func(a, b reasonRow) bool { return contact.Fold(text(a)) < contact.Fold(text(b)) }}
}

// amountColumn shows an amount, faintly where it is not the row's own but its process's.
func amountColumn[T any](v *View, id string, width float32, of func(T) (amount contact.Amount, own bool), text func(contact.Amount, *locale.Locale) string) kit.Column[T] {
	return kit.Column[T]{ID: id, Title: v.t("catalogue.column." + id), Tip: v.t("catalogue.column." + id + ".tip"), Width: width, Align: fyne.TextAlignTrailing, DescFirst: true,
		Text: func(r T) string { a, _ := of(r); return text(a, v.sh.Locale()) },
		Role: func(r T) kit.Role {
			if _, own := of(r); !own {
				return kit.RoleFaint
			}
			return kit.RoleBody
		},
		Less: func(x, y T) bool {
			a, _ := of(x)
			b, _ := of(y)
			if a.Known != b.Known {
				return b.Known
			}
			return a.Value < b.Value
		}}
}

func percentText(a contact.Amount, l *locale.Locale) string {
	if !a.Known {
		return ""
	}
	return l.Percent(a.Value)
}

func euroText(a contact.Amount, l *locale.Locale) string {
	if !a.Known {
		return ""
	}
	return "€ " + l.Decimal(a.Value, 2)
}

// typedPercent writes a percentage as it is typed: 12,5.
func typedPercent(a contact.Amount, l *locale.Locale) string {
	if !a.Known {
		return ""
	}
	return strings.TrimSuffix(l.Decimal(a.Value*100, 1), decimalMark(l)+"0")
}

// typedEuro writes an amount as it is typed: 6,50.
func typedEuro(a contact.Amount, l *locale.Locale) string {
	if !a.Known {
		return ""
	}
	return l.Decimal(a.Value, 2)
}

func decimalMark(l *locale.Locale) string { return strings.Trim(l.Decimal(0.5, 1), "05") }
