package io.daybook.campaign.check.views;

import io.daybook.campaign.check.LogEvent;
import io.daybook.campaign.check.Table;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of the reporting view that the movements of money make: the postings, and the running totals of them.
 *
 * <p>The product adds to its totals batch by batch, from several partitions at once. A total is a sum all the same, and a row
 * is never taken away; so each is what the log alone makes it, whatever the batches were, and is compared as it stands.
 */
public final class ExpectedLedger {

    private static final String CASH = "1000";
    private static final String DEPOSITS = "2000";
    private static final String TRANSIT = "2900";
    private static final long BLOCK_POSITIONS = 4_096;

    private final Table postings = new Table("reporting.postings");
    private final Map<String, Total> dailyTotals = new LinkedHashMap<>();
    private final Map<String, Total> accountDays = new LinkedHashMap<>();
    private final Map<String, Total> ledgerDays = new LinkedHashMap<>();
    private final Map<String, Total> ledgerBlocks = new LinkedHashMap<>();

    /**
     * Amounts added up.
     *
     * @param count number of the amounts
     * @param above the sum of those above zero: what came in, or debits
     * @param below the sum of those below zero, as a positive number: what went out, or credits
     */
    private record Total(long count, BigDecimal above, BigDecimal below) {

        private static final Total NONE = new Total(0, BigDecimal.ZERO, BigDecimal.ZERO);

        Total plus(BigDecimal amount) {
            return amount.signum() > 0
                    ? new Total(count + 1, above.add(amount), below)
                    : new Total(count + 1, above, below.subtract(amount));
        }
    }

    /** Takes in an event that moved money. */
    void add(LogEvent event, ExpectedAccount book, BigDecimal change) {
        String other = event.type().startsWith("Transfer") ? TRANSIT : CASH;
        post(event, book, DEPOSITS, change.negate());
        post(event, book, other, change);
        for (String day : days(event)) {
            count(dailyTotals, change, day, book.currency(), event.type());
            count(accountDays, change, day, book.account());
        }
    }

    private void post(LogEvent event, ExpectedAccount book, String ledgerAccount, BigDecimal amount) {
        postings.put(
                event.position() + " " + ledgerAccount,
                event.eventId(),
                event.type(),
                event.streamId(),
                book.currency(),
                amount,
                event.effectiveDate());
        days(event).forEach(day -> count(ledgerDays, amount, day, book.currency(), ledgerAccount));
        count(ledgerBlocks, amount, event.position() / BLOCK_POSITIONS, book.currency(), ledgerAccount);
    }

    /** The day on either axis of time, the axis first. */
    private static List<String> days(LogEvent event) {
        return List.of(
                "VALUE " + event.effectiveDate(),
                "BOOKING " + event.recordedAt().atOffset(ZoneOffset.UTC).toLocalDate());
    }

    private static void count(Map<String, Total> totals, BigDecimal amount, Object... key) {
        totals.merge(key(key), Total.NONE.plus(amount), (total, one) -> total.plus(amount));
    }

    private static String key(Object... parts) {
        return String.join(" ", List.of(parts).stream().map(Object::toString).toList());
    }

    /** All of the tables, as of the last event that was taken in. */
    List<Table> tables() {
        return List.of(
                postings,
                moved("reporting.daily_totals", dailyTotals),
                moved("reporting.account_days", accountDays),
                posted("reporting.ledger_days", ledgerDays),
                posted("reporting.ledger_blocks", ledgerBlocks));
    }

    private static Table moved(String name, Map<String, Total> totals) {
        var table = new Table(name);
        totals.forEach((key, total) -> table.put(key, total.count(), total.above(), total.below()));
        return table;
    }

    private static Table posted(String name, Map<String, Total> totals) {
        var table = new Table(name);
        totals.forEach((key, total) -> table.put(key, total.above(), total.below()));
        return table;
    }
}
