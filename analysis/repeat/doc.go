// Package repeat counts repeat contact: which contact follows which under a
// definition, and the repeat and followed rates of any selection by any
// dimension.
//
// An [Engine] answers for one log. It links the whole log once per rule (what
// counts as the same), keeps the gap to the nearest earlier and later contact
// that passes, and then answers any window by comparing gaps, so that a window
// can be dragged. A filter chooses which contacts are counted, never which are
// linked.
//
// Nothing here reads files, stores anything or draws.
package repeat
