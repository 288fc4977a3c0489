package io.daybook.command.account;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.daybook.command.decision.StreamState;
import io.daybook.command.log.StreamModel;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.DomainEvent;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Folds streams into accounts, and keeps snapshots of them. */
@Component
class AccountModel implements StreamModel {

    /** Rises whenever {@link Account} changes its shape or its meaning; snapshots of other shapes are folded anew. */
    private static final String SHAPE = "account/1";

    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultVisibility(visibility -> visibility
                    .withIsGetterVisibility(JsonAutoDetect.Visibility.NONE)
                    .withFieldVisibility(JsonAutoDetect.Visibility.ANY))
            .build();

    @Override
    public StreamState begin(DomainEvent first, LocalDate effectiveDate) {
        if (first instanceof AccountOpened opened) {
            return Account.opened(opened, effectiveDate);
        }
        throw new IllegalStateException("No stream begins with a %s.".formatted(first.getClass()));
    }

    @Override
    public Snapshot snapshot(StreamState state) {
        return new Snapshot(SHAPE, json.writeValueAsString(state));
    }

    @Override
    public Optional<StreamState> restore(Snapshot snapshot) {
        return snapshot.shape().equals(SHAPE)
                ? Optional.of(json.readValue(snapshot.state(), Account.class))
                : Optional.empty();
    }
}
