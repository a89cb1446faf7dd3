package sample

import "iter"

const (
	// One contact in correctedEvery is exported wrong and again when it is right, correctedAfter rows later.
	correctedEvery = 1500
	correctedAfter = 40
	// CorrectedNote is the note on a row that corrects an earlier one.
	CorrectedNote = "Gecorrigeerd: contactreden aangepast"
)

// Corrected passes contacts on as exports hold them: now and then a contact comes with a wrong reason and some rows
// later once more, under the same ID, with the right one. The last row of an ID is the true one; dropping the others gives
// the contacts as they came in.
func Corrected(contacts iter.Seq[Contact]) iter.Seq[Contact] {
	return func(yield func(Contact) bool) {
		type due struct {
			row int
			c   Contact
		}
		var waiting []due
		row := 0
		for c := range contacts {
			row++
			if row%correctedEvery == correctedEvery/2 {
				right := c
				right.Note = CorrectedNote
				waiting = append(waiting, due{row + correctedAfter, right})
				c.Reason, c.ThirdParty = otherReason(c.Reason), ""
			}
			if !yield(c) {
				return
			}
			if len(waiting) > 0 && waiting[0].row <= row {
				if !yield(waiting[0].c) {
					return
				}
				waiting = waiting[1:]
			}
		}
		for _, w := range waiting {
			if !yield(w.c) {
				return
			}
		}
	}
}

// otherReason is the next reason of the same process.
func otherReason(name string) string {
	for _, p := range Processes {
		for i, r := range p.Reasons {
			if r.Name == name {
				return p.Reasons[(i+1)%len(p.Reasons)].Name
			}
		}
	}
	return name
}

// Exported is what the shipped files hold: the contacts of [Generate], with corrections.
func Exported(o Options) iter.Seq[Contact] { return Corrected(Generate(o)) }
