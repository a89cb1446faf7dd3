// Package figuretest gives tests of screens something to show: a log out of the
// sample generator, snapshots with real figures of it, and a shell that notes
// what it was asked. Only tests may import it.
package figuretest

import (
	"context"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/workbench"
	"eenkeer/assets/sample"
)

// Log makes the log of a sample of about n contacts.
func Log(n int) *contact.Log {
	o := sample.Default()
	o.Contacts = n
	var b contact.Batch
	customers := contact.NewEncoder(n)
	var columns [len(contact.Stored)]*contact.Encoder
	var codes [len(contact.Stored)][]uint32
	for i := range columns {
		columns[i] = contact.NewEncoder(64)
	}
	var keys []uint32
	for c := range sample.Generate(o) {
		b.Time = append(b.Time, contact.Wall(c.Start))
		b.Handle, b.Wait = append(b.Handle, int32(c.HandleSeconds)), append(b.Wait, int32(c.WaitSeconds))
		keys = append(keys, customers.Code([]byte(c.Customer)))
		for i, text := range []string{c.Process, c.Reason, c.ThirdParty, c.Team, c.Agent, c.Channel, c.Direction, c.Outcome} {
			codes[i] = append(codes[i], columns[i].Code([]byte(text)))
		}
	}
	b.Keys = []contact.KeyColumn{{Name: "klant", Kind: "id", Codes: packed(keys, customers.Dict().Len()), Dict: *customers.Dict()}}
	for i := range columns {
		d := columns[i].Dict()
		b.Columns[i] = contact.Column{Codes: packed(codes[i], d.Len()), Dict: *d}
	}
	return contact.Build([]*contact.Batch{&b}, contact.Rules{})
}

func packed(codes []uint32, limit int) contact.Codes {
	out := contact.NewCodes(len(codes), limit)
	for i, c := range codes {
		out.Set(i, c)
	}
	return out
}

// Figures answers a question as the workbench does.
func Figures(t testing.TB, e *repeat.Engine, q workbench.Question) *workbench.Figures {
	t.Helper()
	ctx := context.Background()
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	f := &workbench.Figures{Question: q, Top: map[contact.Dimension]repeat.Result{}}
	var err error
	f.Total, err = e.Rates(ctx, q.Query(""))
	must(err)
	for _, d := range workbench.TopDimensions {
		f.Top[d], err = e.Rates(ctx, q.Query("", d))
		must(err)
	}
	f.Rates, err = e.Rates(ctx, q.RatesQuery())
	must(err)
	f.Weeks, err = e.Trend(ctx, q.Query(""), contact.Week)
	must(err)
	f.Trends, err = e.Trend(ctx, q.TrendsQuery(), q.Trends.Per)
	must(err)
	if clock := figure.Shown(q.Trends.Measure).Clock(); clock != "" {
		must(e.AddTimes(ctx, &f.Trends, clock))
	}
	f.Clocks = e.Clocks()
	f.Episodes, err = e.Episodes(ctx, q.Query(""))
	must(err)
	f.Empty = f.Total.Data.Contacts == 0
	return f
}

// Snapshot is that of an open workspace with figures of a question.
func Snapshot(t testing.TB, e *repeat.Engine, q workbench.Question) *workbench.Snapshot {
	t.Helper()
	log := e.Log()
	return &workbench.Snapshot{
		Phase:    workbench.Ready,
		Question: q,
		Figures:  Figures(t, e, q),
		Workspace: workbench.Info{Path: "/tmp/Zorgverzekeraar Noord.eenkeer", Name: "Zorgverzekeraar Noord", Contacts: log.Len(),
			From: contact.When(log.Start), To: contact.When(log.End), Values: e.Values},
	}
}

// Empty is the snapshot of a new workspace.
func Empty() *workbench.Snapshot {
	return &workbench.Snapshot{Phase: workbench.Ready, Question: workbench.DefaultQuestion,
		Workspace: workbench.Info{Path: "/tmp/Nieuw.eenkeer", Name: "Nieuw"}}
}

// Opening is the snapshot while a workspace is being read.
func Opening() *workbench.Snapshot {
	return &workbench.Snapshot{Phase: workbench.Opening, Question: workbench.DefaultQuestion,
		Workspace: workbench.Info{Path: "/tmp/Zorgverzekeraar Noord.eenkeer", Name: "Zorgverzekeraar Noord"},
		Task:      &workbench.Task{ID: "task.opening", Done: 42, Total: 100, Started: time.Now()}}
}
