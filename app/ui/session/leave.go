package session

// print asks where the page of the session is to go, and writes it there.
func (d *desk) print() {}

// invite asks where the invitations are to go.
func (d *desk) invite() {}
