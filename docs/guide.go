// Package docs is the user guide, in Dutch and English: what Help shows.
package docs

import _ "embed"

//go:embed gids.md
var dutch string

//go:embed guide.md
var english string

// Text gives the guide in a language, as Markdown.
func Text(language string) string {
	if language == "nl" {
		return dutch
	}
	return english
}
