// Package presets holds what is known of the exports of phone systems, CRMs and
// ticket tools, a JSON file each. They are data: analysis/ingest says what is in
// them and reads them.
package presets

import "embed"

// Files are the presets that the program carries.
//
//go:embed *.json
var Files embed.FS
