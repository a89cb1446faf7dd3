package contact

// Field names what a column of an export can be understood as.
type Field string

// The fields of a contact. An export needs Time; rates need Customer.
const (
	FieldID        Field = "contact_id"
	FieldCustomer  Field = "customer"
	FieldTime      Field = "time"
	FieldEnd       Field = "end"
	FieldChannel   Field = "channel"
	FieldDirection Field = "direction"
	FieldReason    Field = "reason"
	FieldProcess   Field = "process"
	FieldThird     Field = "third_party"
	FieldTeam      Field = "team"
	FieldAgent     Field = "agent"
	FieldOutcome   Field = "outcome"
	FieldHandle    Field = "handle_seconds"
	FieldWait      Field = "wait_seconds"
	FieldTransfers Field = "transfers"
	FieldNote      Field = "note"
)

// Fields lists every field in the order in which screens show them.
var Fields = []Field{
	FieldID, FieldCustomer, FieldTime, FieldEnd, FieldChannel, FieldDirection, FieldReason, FieldProcess,
	FieldThird, FieldTeam, FieldAgent, FieldOutcome, FieldHandle, FieldWait, FieldTransfers, FieldNote,
}

// Dimension names a property by which contacts are grouped. The stored ones
// come from the export and bear their field's name, the others follow from the
// time of the contact.
type Dimension string

// The dimensions. Day, Week and Month count on through the years; Weekday and
// Hour do not.
const (
	Process   Dimension = "process"
	Reason    Dimension = "reason"
	Third     Dimension = "third_party"
	Team      Dimension = "team"
	Agent     Dimension = "agent"
	Channel   Dimension = "channel"
	Direction Dimension = "direction"
	Outcome   Dimension = "outcome"
	Day       Dimension = "day"
	Week      Dimension = "week"
	Month     Dimension = "month"
	Weekday   Dimension = "weekday"
	Hour      Dimension = "hour"
)

// Stored lists the dimensions kept as coded columns, in storage order.
var Stored = [...]Dimension{Process, Reason, Third, Team, Agent, Channel, Direction, Outcome}

// StoredIndex gives the place of d in [Stored], or -1 for a dimension that
// follows from the time.
func StoredIndex(d Dimension) int {
	for i, s := range Stored {
		if s == d {
			return i
		}
	}
	return -1
}

// Dimensions lists every dimension that rates can be asked by.
var Dimensions = []Dimension{Process, Reason, Third, Team, Agent, Channel, Direction, Outcome, Day, Week, Month, Weekday, Hour}

// Known reports whether d is one of [Dimensions].
func Known(d Dimension) bool {
	for _, k := range Dimensions {
		if k == d {
			return true
		}
	}
	return false
}

// IsPeriod reports whether d cuts the time into periods that follow one another.
func IsPeriod(d Dimension) bool { return d == Day || d == Week || d == Month }
