package io.daybook.command.account;

import io.daybook.command.decision.Fact;
import io.daybook.command.decision.StreamState;
import io.daybook.command.log.SnapshotJson;
import io.daybook.command.log.StreamModel;
import io.daybook.events.AccountEvent.AccountOpened;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Folds streams into accounts, and keeps snapshots of them. */
@Component
class AccountModel implements StreamModel {

    /** Rises whenever {@link Account} changes its shape or its meaning; snapshots of other shapes are folded anew. */
    private static final String SHAPE = "account/2";

    private final SnapshotJson<Account> json = new SnapshotJson<>(Account.class, SHAPE);

    @Override
    public boolean isBegunBy(Fact first) {
        return first.event() instanceof AccountOpened;
    }

    @Override
    public StreamState begin(Fact first) {
        return Account.opened((AccountOpened) first.event(), first.effectiveDate());
    }

    @Override
    public Optional<Snapshot> snapshot(StreamState state) {
        return json.write(state);
    }

    @Override
    public Optional<StreamState> restore(Snapshot snapshot) {
        return json.read(snapshot);
    }
}
