// Package assets holds what the program carries with it: its icon and name here,
// texts, sample data and licences in the folders below.
package assets

import _ "embed"

// ID names the program to the desktop and for its preferences.
const ID = "nl.eenkeer.Eenkeer"

// Icon is the icon of the program, a PNG of 512 × 512.
//
//go:embed icon.png
var Icon []byte
