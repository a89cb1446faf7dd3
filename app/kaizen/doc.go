// Package kaizen is the register of improvement: sessions, actions with owners,
// themes ("de 6 weken van"), signals of staff, decisions and notes, and the rules
// they keep.
//
// A [Register] never changes. [Register.Change] makes the next one and a [Commit]:
// the items as they are now, and every field that changed with what it was before
// and after. Whoever keeps registers writes a commit as a whole or not at all, and
// never forgets one: history, undo and redo are made of nothing else.
//
//	next, commit, err := r.Change("kaizen.did.due", who, now, func(e *kaizen.Edit) error {
//		e.Action(12).Due = day
//		return nil
//	})
//
// An error is a [Refusal]: a rule that the change would break, with the field it is
// about. Nothing is taken out for good: what is removed can be restored until the
// workspace is compacted.
//
// No storage, no screens, no figures of its own in here: what a session or a check
// froze is kept as it was given.
package kaizen
