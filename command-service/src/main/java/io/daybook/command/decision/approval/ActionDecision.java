package io.daybook.command.decision.approval;

import static io.daybook.command.decision.approval.ApprovalRefusals.approvalHasEnded;
import static io.daybook.command.decision.approval.ApprovalRefusals.moreThanAskedFor;
import static io.daybook.command.decision.approval.ApprovalRefusals.notOverYet;
import static io.daybook.command.decision.approval.ApprovalRefusals.notTheRequester;
import static io.daybook.command.decision.approval.ApprovalRefusals.samePerson;
import static io.daybook.command.decision.approval.ApprovalRefusals.unknownApproval;

import io.daybook.command.decision.Command;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.StreamStates;
import io.daybook.command.decision.approval.WaitingActions.Waiting;
import io.daybook.events.ApprovalEvent;
import io.daybook.events.ApprovalEvent.ActionApproved;
import io.daybook.events.ApprovalEvent.ActionExpired;
import io.daybook.events.ApprovalEvent.ActionRejected;
import io.daybook.events.ApprovalEvent.Subject;
import io.daybook.events.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A decision about an action that waits for a second person. */
public sealed interface ActionDecision extends Command {

    /** The stream in which the action waits. */
    UUID requestStream();

    /** Stream that the action concerns. */
    Subject subject();

    /** The request. */
    UUID requestEventId();

    @Override
    default List<UUID> streams() {
        return List.of(requestStream());
    }

    /**
     * Approve it, which carries it out. It is decided anew: what was allowed when it was asked for need not be any more, and
     * then it goes on waiting.
     *
     * @param approvedBy who approves
     * @param action the command that was asked for
     */
    record Approve(UUID requestStream, Subject subject, UUID requestEventId, String approvedBy, Command action)
            implements ActionDecision {

        @Override
        public List<UUID> streams() {
            return Stream.concat(Stream.of(requestStream), action.streams().stream())
                    .distinct()
                    .toList();
        }

        @Override
        public List<UUID> causes() {
            return action.causes();
        }

        @Override
        public List<String> customers() {
            return action.customers();
        }

        @Override
        public Decision decide(StreamStates states, DecisionTime time) {
            return find(this, states, time, waiting -> {
                if (waiting.requestedBy().equals(approvedBy)) {
                    return new Refused(samePerson());
                }
                return switch (action.decide(states, time)) {
                    case Refused refused -> refused;
                    case Accepted accepted -> carriedOut(accepted.events(), waiting, time);
                };
            });
        }

        private Decision carriedOut(List<NewEvent> done, Waiting waiting, DecisionTime time) {
            Optional<Refusal> more = requireNoMoreThanAskedFor(done, waiting);
            if (more.isPresent()) {
                return new Refused(more.get());
            }
            var events = new ArrayList<NewEvent>();
            events.add(ended(this, new ActionApproved(subject, requestEventId), time));
            done.forEach(event -> events.add(caused(event)));
            return new Accepted(events);
        }

        private static Optional<Refusal> requireNoMoreThanAskedFor(List<NewEvent> done, Waiting waiting) {
            Money asked = waiting.amount();
            return asked == null
                    ? Optional.empty()
                    : FourEyesPolicy.amountOf(done)
                            .filter(now -> asked.isLessThan(now))
                            .map(now -> moreThanAskedFor(now, asked));
        }

        /** An event with a cause of its own keeps it: a reversal names what it takes back. */
        private NewEvent caused(NewEvent event) {
            return event.causationId() == null
                    ? new NewEvent(event.streamId(), event.event(), event.effectiveDate(), requestEventId)
                    : event;
        }
    }

    /** Have it not carried out. Whoever asked may do so, too, and needs less for it: see {@link TakeBack}. */
    record Reject(UUID requestStream, Subject subject, UUID requestEventId) implements ActionDecision {

        @Override
        public Decision decide(StreamStates states, DecisionTime time) {
            return find(
                    this, states, time, waiting -> endedBy(this, new ActionRejected(subject, requestEventId), time));
        }
    }

    /**
     * Take back what one has asked for oneself. It is recorded as rejected by whoever asked.
     *
     * @param takenBackBy who takes it back
     */
    record TakeBack(UUID requestStream, Subject subject, UUID requestEventId, String takenBackBy)
            implements ActionDecision {

        @Override
        public Decision decide(StreamStates states, DecisionTime time) {
            return find(
                    this,
                    states,
                    time,
                    waiting -> waiting.requestedBy().equals(takenBackBy)
                            ? endedBy(this, new ActionRejected(subject, requestEventId), time)
                            : new Refused(notTheRequester()));
        }
    }

    /** Let it end, because its time is over. */
    record Expire(UUID requestStream, Subject subject, UUID requestEventId) implements ActionDecision {

        @Override
        public Decision decide(StreamStates states, DecisionTime time) {
            return waiting(this, states)
                    .find(requestEventId)
                    .<Decision>map(waiting -> waiting.isOver(time.now())
                            ? endedBy(this, new ActionExpired(subject, requestEventId), time)
                            : new Refused(notOverYet(requestEventId)))
                    .orElseGet(() -> new Refused(approvalHasEnded(requestEventId)));
        }
    }

    /** Decision about an action that is there and whose time is not over. */
    @FunctionalInterface
    interface OnWaiting {
        /** Decides about it. */
        Decision decide(Waiting waiting);
    }

    private static Decision find(ActionDecision command, StreamStates states, DecisionTime time, OnWaiting then) {
        WaitingActions actions = waiting(command, states);
        UUID request = command.requestEventId();
        Optional<Waiting> waiting = actions.find(request);
        if (waiting.isEmpty()) {
            return new Refused(
                    actions.isKnownToHaveEnded(request) ? approvalHasEnded(request) : unknownApproval(request));
        }
        return waiting.get().isOver(time.now()) ? new Refused(approvalHasEnded(request)) : then.decide(waiting.get());
    }

    private static WaitingActions waiting(ActionDecision command, StreamStates states) {
        return states.find(command.requestStream(), HasWaitingActions.class)
                .map(HasWaitingActions::waitingActions)
                .orElse(WaitingActions.NONE);
    }

    private static Decision endedBy(ActionDecision command, ApprovalEvent event, DecisionTime time) {
        return new Accepted(List.of(ended(command, event, time)));
    }

    private static NewEvent ended(ActionDecision command, ApprovalEvent event, DecisionTime time) {
        return new NewEvent(command.requestStream(), event, time.today(), command.requestEventId());
    }
}
