package shell

import (
	register "eenkeer/app/kaizen"
	"eenkeer/app/ui/kaizen"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// late says how many actions are late, for the badge in the rail; empty for none.
func (s *Shell) late(n *workbench.Snapshot) string {
	if n.Register == nil {
		return ""
	}
	if late := len(n.Register.Late(n.Today)); late > 0 {
		return s.t("shell.late", "n", late)
	}
	return ""
}

// newAction asks for a new action, on the screen where it will stand.
func (s *Shell) newAction() {
	s.Go(screen.Kaizen)
	if k, ok := s.screens[screen.Kaizen].(*kaizen.Kaizen); ok {
		k.NewAction()
	}
}

// ShowAction shows an action of the register on the screen of Kaizen.
func (s *Shell) ShowAction(id register.ID) {
	s.Go(screen.Kaizen)
	if k, ok := s.screens[screen.Kaizen].(*kaizen.Kaizen); ok {
		k.Open(id)
	}
}

// startSession opens session mode of the kaizen session in sight.
func (s *Shell) startSession() {
	if k, ok := s.screens[screen.Kaizen].(*kaizen.Kaizen); ok && s.current == screen.Kaizen {
		k.StartSession()
	}
}
