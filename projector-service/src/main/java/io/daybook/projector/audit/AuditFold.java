package io.daybook.projector.audit;

import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.ActsOfDayEvent;
import io.daybook.events.ApprovalEvent;
import io.daybook.events.CustomerEvent;
import io.daybook.events.DocumentEvent;
import io.daybook.events.DomainEvent;
import io.daybook.events.Money;
import io.daybook.events.ProductEvent;
import io.daybook.events.RecordedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Folds a batch of events into rows of history, in memory. Pure. */
final class AuditFold {

    /** A row of {@code history}. */
    record Entry(
            RecordedEvent recorded,
            @Nullable Money before,
            @Nullable Money after) {}

    private final Map<UUID, Money> balances;
    private final List<Entry> entries = new ArrayList<>();

    /** A fold that begins with these balances of the accounts that the events speak of, as far as they are there. */
    AuditFold(Map<UUID, Money> balances) {
        this.balances = new LinkedHashMap<>(balances);
    }

    /** Takes in the next event of its stream. */
    void apply(RecordedEvent recorded, DomainEvent event) {
        entries.add(
                switch (event) {
                    case AccountEvent accountEvent -> accountEntry(recorded, accountEvent);
                    case ApprovalEvent approvalEvent -> unmoved(recorded);
                    case ActsOfDayEvent actsOfDayEvent -> new Entry(recorded, null, null);
                    case CustomerEvent customerEvent -> new Entry(recorded, null, null);
                    case ProductEvent productEvent -> new Entry(recorded, null, null);
                    case DocumentEvent documentEvent -> new Entry(recorded, null, null);
                });
    }

    Map<UUID, Money> balances() {
        return balances;
    }

    List<Entry> entries() {
        return entries;
    }

    /** An event that moves nothing, in the stream of an account or of something that has no balance. */
    private Entry unmoved(RecordedEvent recorded) {
        Money balance = balances.get(recorded.streamId());
        return new Entry(recorded, balance, balance);
    }

    private Entry accountEntry(RecordedEvent recorded, AccountEvent event) {
        Money before = event instanceof AccountOpened opened
                ? Money.zero(opened.overdraftLimit().currency())
                : balances.get(recorded.streamId());
        if (before == null) {
            throw new IllegalStateException("Event %d of account %s came before its opening."
                    .formatted(recorded.streamVersion(), recorded.streamId()));
        }
        Money after = event.balanceChange().map(before::plus).orElse(before);
        balances.put(recorded.streamId(), after);
        return new Entry(recorded, before, after);
    }
}
