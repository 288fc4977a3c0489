package io.daybook.projector.reporting;

import io.daybook.events.AccountEvent;
import io.daybook.events.Hash;
import io.daybook.events.RecordedEvent;
import io.daybook.projector.reporting.ReportingFold.AccountDay;
import io.daybook.projector.reporting.ReportingFold.DailyTotal;
import io.daybook.projector.reporting.ReportingFold.LedgerBlock;
import io.daybook.projector.reporting.ReportingFold.LedgerDay;
import io.daybook.projector.reporting.ReportingFold.Original;
import io.daybook.projector.reporting.ReportingFold.Posting;
import io.daybook.projector.reporting.ReportingFold.Sides;
import io.daybook.projector.reporting.ReportingFold.Total;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reporting view's tables in memory: what each batch's fold adds to them. */
final class Book {

    /** An event on its way into the book. */
    record Entry(RecordedEvent recorded, AccountEvent event) {}

    final Map<UUID, AccountRow> accounts = new HashMap<>();
    final List<Posting> postings = new ArrayList<>();
    final Map<LedgerDay, Sides> ledgerDays = new HashMap<>();
    final Map<LedgerBlock, Sides> ledgerBlocks = new HashMap<>();
    final Map<DailyTotal, Total> dailyTotals = new HashMap<>();
    final Map<AccountDay, Total> accountDays = new HashMap<>();
    private final Map<UUID, Original> originals = new HashMap<>();

    void take(List<Entry> batch) {
        var fold = new ReportingFold(accounts, originals, ZoneOffset.UTC);
        batch.forEach(entry -> fold.apply(entry.recorded(), entry.event()));
        accounts.putAll(fold.accounts());
        postings.addAll(fold.postings());
        fold.ledgerDays().forEach((key, sides) -> ledgerDays.merge(key, sides, Sides::plus));
        fold.ledgerBlocks().forEach((key, sides) -> ledgerBlocks.merge(key, sides, Sides::plus));
        fold.dailyTotals().forEach((key, total) -> dailyTotals.merge(key, total, Total::plus));
        fold.accountDays().forEach((key, total) -> accountDays.merge(key, total, Total::plus));
        for (Posting posting : fold.postings()) {
            originals.merge(
                    posting.recorded().eventId(),
                    new Original(posting.recorded().type(), List.of(posting.leg())),
                    Book::joined);
        }
    }

    private static Original joined(Original one, Original other) {
        var legs = new ArrayList<>(one.legs());
        legs.addAll(other.legs());
        return new Original(one.operation(), legs);
    }

    /** An event as the log would record it, on the day that is as many days after 1 January 2026. */
    static Entry entry(
            long position,
            UUID account,
            AccountEvent event,
            LocalDate effectiveDate,
            int bookedOn,
            @Nullable UUID causationId) {
        var recorded = new RecordedEvent(
                position,
                account,
                position,
                eventId(position),
                event.getClass().getSimpleName(),
                1,
                "{}",
                effectiveDate,
                Instant.parse("2026-01-01T12:00:00Z").plusSeconds(bookedOn * 86_400L),
                "teller-1",
                null,
                null,
                new UUID(2, position),
                causationId,
                null,
                Hash.NONE);
        return new Entry(recorded, event);
    }

    static UUID eventId(long position) {
        return new UUID(1, position);
    }
}
