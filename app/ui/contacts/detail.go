package contacts

import (
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// detail shows of the contact that is selected what is kept on disk, and the
// contacts it is linked to.
type detail struct {
	v       *view
	content *kit.Card
	note    *kit.Paragraph
	id      *kit.Text
	first   *kit.Text
	second  *kit.Text
	story   *kit.LinkButton
	place   int // in the log, of the contact; −1: none
}

func newDetail(v *view) *detail {
	d := &detail{v: v, note: kit.NewParagraph("", kit.RoleBody), id: kit.NewTruncatedText("", kit.RoleMuted),
		first: kit.NewTruncatedText("", kit.RoleMuted), second: kit.NewTruncatedText("", kit.RoleMuted)}
	d.story = kit.NewLinkButton(v.t("pairs.story"), func() {
		if d.place >= 0 {
			v.bench().ShowStory(d.place)
		}
	})
	d.story.SetTip(v.t("pairs.story.tip"))
	d.content = kit.NewCard("", nil, kit.VBox(4, container.NewBorder(nil, nil, nil, d.story, d.id), d.first, d.second, d.note))
	return d
}

func (d *detail) show(c *workbench.Contacts, keys bool) {
	d.place = -1
	if c == nil || c.List == nil || c.Detail == nil {
		d.story.Hide()
		d.id.SetText(d.v.t("contacts.detail.hint"))
		d.first.SetText("")
		d.second.SetText("")
		d.note.SetText("")
		return
	}
	one, ok := c.List.Around(c.Detail.Place)
	if !ok {
		return
	}
	l := d.v.sh.Locale()
	d.place = c.Detail.Place
	d.story.Show()
	id := c.Detail.ID
	if id != "" {
		id = d.v.t("contacts.detail.id", "id", id)
	}
	key := ""
	if keys {
		key = d.v.t("contacts.detail.key", "key", c.List.Key(one))
	}
	d.id.SetText(figure.Join(l.DateTime(one.Time), id, key))
	d.first.SetText(d.other(c.List, "contacts.detail.first", one.First, gap(one.After, one.First >= 0, l)))
	d.second.SetText(d.other(c.List, "contacts.detail.second", one.Second, gap(one.Before, one.Second >= 0, l)))
	switch {
	case c.Detail.Err != nil:
		d.note.SetText(workbench.Say(c.Detail.Err, l))
	case c.Detail.Note == "":
		d.note.SetText(d.v.t("contacts.detail.no_note"))
	default:
		d.note.SetText(cut(c.Detail.Note))
	}
}

// other describes the contact at the other end of a pair.
func (d *detail) other(list *repeat.List, id string, place int, gap string) string {
	c, ok := list.Around(place)
	if place < 0 || !ok {
		return d.v.t(id + ".none")
	}
	l := d.v.sh.Locale()
	var parts []string
	for _, by := range pairDimensions {
		if value := c.Value(by); value != "" {
			parts = append(parts, value)
		}
	}
	return d.v.t(id, "gap", gap, "what", figure.Join(append([]string{l.DateTime(c.Time)}, parts...)...))
}

// pairDimensions say what a linked contact was about.
var pairDimensions = []contact.Dimension{contact.Reason, contact.Channel, contact.Team, contact.Agent}

// longest is how much of a note is shown.
const longest = 600

func cut(note string) string {
	if runes := []rune(note); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return note
}
