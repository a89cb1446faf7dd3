package figure

import (
	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

// ContactsTitle says how many contacts a list holds and which: "213 herhaalcontacten".
// The number is that of the figure the list belongs to.
func ContactsTitle(list *repeat.List, l *locale.Locale) string {
	return l.T("contacts.count."+onlyID(list.Options.Only), "n", list.Len())
}

// OnlyName names what a list may hold.
func OnlyName(o repeat.Only, l *locale.Locale) string { return l.T("contacts.only." + onlyID(o)) }

func onlyID(o repeat.Only) string {
	if o == repeat.AllContacts {
		return "all"
	}
	return string(o)
}
