package store

import (
	"encoding/json"
	"fmt"

	"nghisu/internal/committee"
)

// Apply writes what the events of an act say into the state tables; nothing else
// does. The functions stand in the files named as the domain's. An event about a
// thing that is not there is an error: the record and the state no longer fit.
func (tx *Tx) Apply(events ...committee.Event) error {
	for len(events) > 0 {
		done, err := 1, error(nil)
		if slips := slipsOf(events); len(slips) > 1 {
			tx.event, done = slips[0].EventName(), len(slips)
			err = tx.slipsGiven(slips)
			tx.event = ""
		} else {
			err = tx.apply(events[0])
		}
		if err != nil {
			return fmt.Errorf("apply %s: %w", events[0].EventName(), err)
		}
		events = events[done:]
	}
	return nil
}

// apply writes what one event says.
func (tx *Tx) apply(ev committee.Event) error {
	var err error
	tx.event = ev.EventName()
	defer func() { tx.event = "" }()
	switch e := ev.(type) {
	case committee.OfficeFounded:
		err = tx.officeFounded(e)
	case committee.AgencyRecorded:
		err = tx.agencyRecorded(e)
	case committee.AgencyEnded:
		err = tx.agencyEnded(e)
	case committee.PostRecorded:
		err = tx.postRecorded(e)
	case committee.PostEnded:
		err = tx.postEnded(e)
	case committee.PersonRecorded:
		err = tx.personRecorded(e)
	case committee.PostTaken:
		err = tx.postTaken(e)
	case committee.PostLeft:
		err = tx.postLeft(e)
	case committee.AssistantNamed:
		err = tx.assistantNamed(e)
	case committee.AssistantReleased:
		err = tx.assistantReleased(e)
	case committee.KeeperNamed:
		err = tx.keeperNamed(e)
	case committee.KeeperReleased:
		err = tx.keeperReleased(e)
	case committee.BodyEstablished:
		err = tx.bodyEstablished(e)
	case committee.BodyDissolved:
		err = tx.bodyDissolved(e)
	case committee.ClauseInvoked:
		// The act that carries it is all there is to keep.
	case committee.CharterInstalled:
		err = tx.charterInstalled(e)
	case committee.DecisionRecorded:
		err = tx.decisionRecorded(e)
	case committee.SeatOpened:
		err = tx.seatOpened(e)
	case committee.SeatEnded:
		err = tx.seatEnded(e)
	case committee.DelegateNamed:
		err = tx.delegateNamed(e)
	case committee.PortfolioAssigned:
		err = tx.portfolioAssigned(e)
	case committee.HandedOver:
		err = tx.handedOver(e)
	case committee.PowerDelegated:
		err = tx.powerDelegated(e)
	case committee.PowerRevoked:
		err = tx.powerRevoked(e)
	case committee.MeetingConvened:
		err = tx.meetingConvened(e)
	case committee.MeetingProposed:
		err = tx.meetingProposed(e)
	case committee.AttendeesChosen:
		err = tx.attendeesChosen(e)
	case committee.ChairTaken:
		err = tx.chairTaken(e)
	case committee.MeetingMoved:
		err = tx.meetingMoved(e)
	case committee.MeetingCancelled:
		err = tx.meetingCancelled(e)
	case committee.PresenceRecorded:
		err = tx.presenceRecorded(e)
	case committee.PositionsRecorded:
		err = tx.positionsRecorded(e)
	case committee.ItemConcluded:
		err = tx.itemConcluded(e)
	case committee.ConclusionRevised:
		err = tx.conclusionRevised(e)
	case committee.ConclusionWithdrawn:
		err = tx.conclusionWithdrawn(e)
	case committee.ConclusionSettled:
		err = tx.conclusionSettled(e)
	case committee.SeatingArranged:
		err = tx.seatingArranged(e)
	case committee.MeetingClosed:
		err = tx.meetingClosed(e)
	case committee.TaskAssigned:
		err = tx.taskAssigned(e)
	case committee.TaskUpdated:
		err = tx.taskUpdated(e)
	case committee.TaskAccepted:
		err = tx.taskAccepted(e)
	case committee.TaskReturned:
		err = tx.taskReturned(e)
	case committee.TaskSubassigned:
		err = tx.taskSubassigned(e)
	case committee.TaskUrged:
		err = tx.taskUrged(e)
	case committee.ExtensionAsked:
		err = tx.extensionAsked(e)
	case committee.ExtensionGranted:
		err = tx.extensionGranted(e)
	case committee.TaskRevised:
		err = tx.taskRevised(e)
	case committee.TaskWithdrawn:
		err = tx.taskWithdrawn(e)
	case committee.DutyMet:
		err = tx.dutyMet(e)
	case committee.RoundOpened:
		err = tx.roundOpened(e)
	case committee.RoundTextChanged:
		err = tx.roundTextChanged(e)
	case committee.RoundExtended:
		err = tx.roundExtended(e)
	case committee.RoundCancelled:
		err = tx.roundCancelled(e)
	case committee.SlipGiven:
		err = tx.slipsGiven([]committee.SlipGiven{e})
	case committee.SlipLate:
		err = tx.slipLate(e)
	case committee.SlipConfirmed:
		err = tx.slipConfirmed(e)
	case committee.CommentCharged:
		err = tx.commentCharged(e)
	case committee.CommentAnswered:
		err = tx.commentAnswered(e)
	case committee.RoundConcluded:
		err = tx.roundConcluded(e)
	case committee.PaperLaid:
		err = tx.paperLaid(e)
	case committee.PaperVersioned:
		err = tx.paperVersioned(e)
	case committee.PaperWithdrawn:
		err = tx.paperWithdrawn(e)
	case committee.PaperShown:
		err = tx.paperShown(e)
	case committee.MinutesApproved:
		err = tx.minutesApproved(e)
	case committee.MinutesReopened:
		err = tx.minutesReopened(e)
	case committee.InvitationSent:
		err = tx.invitationSent(e)
	case committee.InvitationWithdrawn:
		err = tx.invitationWithdrawn(e)
	case committee.InvitationRecalled:
		err = tx.invitationRecalled(e)
	case committee.SeatArrived:
		err = tx.seatArrived(e)
	case committee.SeatDeparted:
		err = tx.seatDeparted(e)
	case committee.ItemTakenUp:
		err = tx.itemTakenUp(e)
	case committee.ItemLeft:
		err = tx.itemLeft(e)
	case committee.FloorAsked:
		err = tx.floorAsked(e)
	case committee.FloorGiven:
		err = tx.floorGiven(e)
	case committee.FloorEnded:
		err = tx.floorEnded(e)
	case committee.PriorStated:
		err = tx.priorStated(e)
	case committee.VoteCalled:
		err = tx.voteCalled(e)
	case committee.TellerKeyLaid:
		err = tx.tellerKeyLaid(e)
	case committee.VoteCast:
		err = tx.voteCast(e)
	case committee.BallotCast:
		err = tx.ballotCast(e)
	case committee.VoteCounted:
		err = tx.voteCounted(e)
	case committee.VoteCalledOff:
		err = tx.voteCalledOff(e)
	case committee.InvitationAnswered:
		err = tx.invitationAnswered(e)
	case committee.SubstituteNamed:
		err = tx.substituteNamed(e)
	case committee.AbsenceRuled:
		err = tx.absenceRuled(e)
	case committee.AgendaArranged:
		err = tx.agendaArranged(e)
	case committee.MatterProposed:
		err = tx.matterProposed(e)
	case committee.MatterJudged:
		err = tx.matterJudged(e)
	case committee.MatterKept:
		err = tx.matterKept(e)
	case committee.MeetingForeseen:
		err = tx.meetingForeseen(e)
	case committee.ForeseenSettled:
		err = tx.foreseenSettled(e)
	case committee.ForeseenDropped:
		err = tx.foreseenDropped(e)
	case committee.TopicOpened:
		err = tx.topicOpened(e)
	case committee.TopicArranged:
		err = tx.topicArranged(e)
	case committee.TopicClosed:
		err = tx.topicClosed(e)
	case committee.RemarkMade:
		err = tx.remarkMade(e)
	case committee.RemarkWithdrawn:
		err = tx.remarkWithdrawn(e)
	default:
		return fmt.Errorf("store: event %q has no place in the state tables", ev.EventName())
	}
	if err == nil && structural(ev) {
		err = tx.restructure()
	}
	return err
}

// words writes a list as it is kept: a JSON list, never null.
func words[T any](list []T) (string, error) {
	if len(list) == 0 {
		return "[]", nil
	}
	b, err := json.Marshal(list)
	return string(b), err
}
