package io.daybook.command.account.domain;

import io.daybook.command.account.domain.AccountCommand.OpenAccount;
import io.daybook.command.decision.Command;
import io.daybook.command.decision.CustomerAccount;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.StreamState;
import io.daybook.command.decision.StreamStates;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.DomainEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A command to an account that is opened by the way if it is unknown. Both happen or neither: if the command is refused, the
 * account is not opened.
 *
 * @param opening opens one of the accounts of the command
 * @param then the command
 */
public record OpenAccountIfAbsent(OpenAccount opening, Command then) implements Command {

    @Override
    public List<UUID> streams() {
        return Stream.concat(then.streams().stream(), opening.streams().stream())
                .distinct()
                .toList();
    }

    @Override
    public List<UUID> causes() {
        return then.causes();
    }

    @Override
    public Decision decide(StreamStates states, DecisionTime time) {
        if (states.find(opening.accountId()).isPresent()) {
            return then.decide(states, time);
        }
        return switch (opening.decide(states, time)) {
            case Refused refused -> refused;
            case Accepted opened -> decide(opened.events().getFirst(), states, time);
        };
    }

    private Decision decide(NewEvent opened, StreamStates states, DecisionTime time) {
        var account = Account.opened((AccountOpened) opened.event(), opened.effectiveDate());
        return switch (then.decide(new WithAccount(opening.accountId(), account, states), time)) {
            case Refused refused -> refused;
            case Accepted accepted -> new Accepted(withOpening(opened, accepted.events()));
        };
    }

    /** The known states, and the account as it is going to be opened. */
    private record WithAccount(UUID accountId, Account account, StreamStates others) implements StreamStates {

        @Override
        public Optional<StreamState> find(UUID streamId) {
            return streamId.equals(accountId) ? Optional.of(account) : others.find(streamId);
        }

        @Override
        public List<DomainEvent> causedBy(UUID eventId) {
            return others.causedBy(eventId);
        }

        @Override
        public List<CustomerAccount> accountsOf(String customerId) {
            return others.accountsOf(customerId);
        }
    }

    /** The opening stands right before the first event of its own stream, so that the command's first stream stays first. */
    private static List<NewEvent> withOpening(NewEvent opened, List<NewEvent> events) {
        int place = 0;
        while (place < events.size() && !events.get(place).streamId().equals(opened.streamId())) {
            place++;
        }
        var all = new ArrayList<>(events);
        all.add(place, opened);
        return all;
    }
}
