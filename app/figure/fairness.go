package figure

import (
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

// OfAgents reports whether the figures of a query are of single agents: asked by
// agent, or of contacts that are chosen by agent.
func OfAgents(q repeat.Query) bool {
	return slices.Contains(q.By, contact.Agent) || slices.ContainsFunc(q.Selection.Filter, func(c repeat.Condition) bool { return c.By == contact.Agent })
}

// Appraisal is what every view, export and picture of single agents says: that it
// is not for appraisal alone. It is empty for other figures.
func Appraisal(q repeat.Query, l *locale.Locale) string {
	if !OfAgents(q) {
		return ""
	}
	return l.T("figure.appraisal")
}
