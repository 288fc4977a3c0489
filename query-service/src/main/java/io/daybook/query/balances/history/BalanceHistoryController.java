package io.daybook.query.balances.history;

import io.daybook.access.Identity;
import io.daybook.query.balances.BalancesGroup;
import io.daybook.query.balances.account.AccountAccessGuard;
import io.daybook.query.balances.history.RestatementQueries.RestatementPosition;
import io.daybook.query.bank.BankProperties;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.AtLeastVersion;
import io.daybook.query.http.Cursor;
import io.daybook.query.http.Limit;
import io.daybook.query.http.Page;
import io.daybook.serviceweb.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Accounts as they were: as of a value date, as known at a moment, and what changed in between. */
@RestController
class BalanceHistoryController {

    /** A chart has fewer points; 27 years of days with a transaction each. */
    static final int SERIES_DAYS_MAX = 10_000;

    private final ReadDatabase database;
    private final BalanceHistoryQueries dayBalances;
    private final RestatementQueries restatements;
    private final AccountAccessGuard guard;
    private final BankProperties bank;
    private final Clock clock;

    BalanceHistoryController(
            @Qualifier(BalancesGroup.NAME) ReadDatabase database,
            BalanceHistoryQueries dayBalances,
            RestatementQueries restatements,
            AccountAccessGuard guard,
            BankProperties bank,
            Clock clock) {
        this.database = database;
        this.dayBalances = dayBalances;
        this.restatements = restatements;
        this.guard = guard;
        this.bank = bank;
        this.clock = clock;
    }

    /**
     * Returns a past balance.
     *
     * @param asOf the value date; today in the bank's zone if absent
     * @param knownAt the moment of knowledge; if absent, everything that the view has counts
     */
    @GetMapping("/v1/accounts/{accountId}/balance")
    BalanceAsOf balance(
            @PathVariable UUID accountId,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable Instant knownAt,
            @RequestParam(required = false) @Nullable AtLeastVersion atLeastVersion,
            Identity caller) {
        LocalDate date = asOf == null ? LocalDate.ofInstant(clock.instant(), bank.zone()) : asOf;
        guard.awaitAndAuthorize(accountId, atLeastVersion, caller);
        return database.inOneSnapshot(() -> {
            KnownAtVersion known = dayBalances.known(accountId, knownAt);
            return new BalanceAsOf(
                    accountId,
                    dayBalances.balance(accountId, date, known),
                    known.currency().getCurrencyCode(),
                    date,
                    moment(knownAt, known),
                    known.version());
        });
    }

    /** Day-end balances from one date to another, both included, as known at a moment. */
    @GetMapping("/v1/accounts/{accountId}/balances")
    BalanceSeries series(
            @PathVariable UUID accountId,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Instant knownAt,
            @RequestParam(required = false) @Nullable AtLeastVersion atLeastVersion,
            Identity caller) {
        DateRange range = DateRange.of(from, to);
        guard.awaitAndAuthorize(accountId, atLeastVersion, caller);
        return database.inOneSnapshot(() -> {
            KnownAtVersion known = dayBalances.known(accountId, knownAt);
            return new BalanceSeries(
                    accountId,
                    known.currency().getCurrencyCode(),
                    moment(knownAt, known),
                    known.version(),
                    dayBalances.balance(accountId, range.eve(), known),
                    bounded(dayBalances.series(accountId, range, known, SERIES_DAYS_MAX + 1)));
        });
    }

    private static List<DayEnd> bounded(List<DayEnd> days) {
        if (days.size() > SERIES_DAYS_MAX) {
            throw Problem.badParameter(
                    "from", "nearer to 'to': the range has more than %d days".formatted(SERIES_DAYS_MAX));
        }
        return days;
    }

    /** Now, or the clock of the command-service where that is ahead of ours. */
    private Instant moment(@Nullable Instant knownAt, KnownAtVersion known) {
        if (knownAt != null) {
            return knownAt;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant recordedAt = known.recordedAt();
        return recordedAt != null && recordedAt.isAfter(now) ? recordedAt : now;
    }

    /** Day-end balances that backdated lines changed, in the order in which that happened. */
    @GetMapping("/v1/accounts/{accountId}/restatements")
    Page<Restatement> restatements(
            @PathVariable UUID accountId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) Limit limit,
            @RequestParam(required = false) @Nullable AtLeastVersion atLeastVersion,
            Identity caller) {
        Cursor cursors = Cursor.of("restatements", accountId);
        var after = cursor == null || cursor.isEmpty()
                ? RestatementPosition.FIRST
                : cursors.read(cursor, fields -> new RestatementPosition(fields.number(0), fields.date(1)));
        guard.awaitAndAuthorize(accountId, atLeastVersion, caller);
        return limit.page(
                restatements.after(accountId, after, limit),
                last -> cursors.write(last.version(), last.effectiveDate()));
    }
}
