package io.daybook.command.decision.approval;

import static io.daybook.command.decision.approval.ApprovalRefusals.secondPersonNeeded;
import static io.daybook.command.decision.approval.ApprovalRefusals.tooManyApprovals;

import io.daybook.command.decision.Command;
import io.daybook.command.decision.CommandDecorator;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.StreamStates;
import io.daybook.command.decision.approval.DaySums.Counted;
import io.daybook.command.decision.approval.FourEyesPolicy.Act;
import io.daybook.events.ApprovalEvent.ActionRequested;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A command as one person gives it: what would be refused anyway is refused at once, what the person may do alone is done at
 * once, and the rest waits for a second person, if it can wait.
 *
 * @param command the command
 * @param actor who gives it
 * @param isPerson whether the actor is one person, whose acts of a day are summed up, and not a channel
 * @param policy what one person may do alone
 */
public record FourEyesCommand(Command command, String actor, boolean isPerson, FourEyesPolicy policy)
        implements CommandDecorator {

    @Override
    public List<UUID> streams() {
        List<UUID> streams = command.streams();
        boolean waitsElsewhere =
                command instanceof RequestableCommand requestable && !streams.contains(requestable.requestStream());
        if (!waitsElsewhere && !policy.countsDays()) {
            return streams;
        }
        var more = new ArrayList<>(streams);
        if (command instanceof RequestableCommand requestable && waitsElsewhere) {
            more.add(requestable.requestStream());
        }
        more.addAll(daySums().streams(streams));
        return more;
    }

    private DaySums daySums() {
        return new DaySums(policy, isPerson ? actor : null);
    }

    @Override
    public Decision decide(StreamStates states, DecisionTime time) {
        Decision alone = command.decide(states, time);
        return alone instanceof Accepted accepted
                ? policy.secondPersonFor(accepted.events())
                        .map(act -> request(act, states, time))
                        .orElseGet(() -> policy.countsDays() ? counted(accepted, states, time) : alone)
                : alone;
    }

    private Decision counted(Accepted alone, StreamStates states, DecisionTime time) {
        DaySums sums = daySums();
        List<Counted> counted = sums.counted(alone.events());
        return sums.firstAbove(counted, states, time)
                .map(amount -> request(new Act(amount), states, time))
                .orElseGet(() -> {
                    var events = new ArrayList<>(alone.events());
                    counted.forEach(act -> events.add(act.event(time)));
                    return new Accepted(events);
                });
    }

    private Decision request(Act act, StreamStates states, DecisionTime time) {
        if (!(command instanceof RequestableCommand requestable)) {
            return new Refused(secondPersonNeeded(act));
        }
        boolean isFull = states.find(requestable.requestStream(), HasWaitingActions.class)
                .filter(stream -> stream.waitingActions().isFull())
                .isPresent();
        if (isFull) {
            return new Refused(tooManyApprovals(WaitingActions.WAITING_MAX));
        }
        var requested = new ActionRequested(
                requestable.subject(),
                actor,
                requestable.action(),
                act.amount(),
                time.now().plus(policy.waitMax()));
        return new Accepted(List.of(new NewEvent(requestable.requestStream(), requested, time.today())));
    }
}
