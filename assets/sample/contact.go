package sample

import "time"

// Contact is one time a customer reached the insurer (or was called back). Times are wall-clock times in seconds, held in
// UTC. Customer is empty where no key was recorded, Agent and Team where the caller hung up in the queue, ThirdParty where
// no other party is involved.
type Contact struct {
	ID       string
	Customer string // eight digits, one in five starting with a zero

	Start time.Time
	End   time.Time // end of the talk; for mail the moment it was answered

	Channel    string
	Direction  string
	Reason     string
	Process    string
	ThirdParty string
	Team       string
	Agent      string
	Outcome    string
	Note       string

	HandleSeconds int
	WaitSeconds   int // 0 for mail
	Transfers     int
}
