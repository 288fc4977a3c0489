package io.daybook.campaign.check;

import io.daybook.campaign.check.Evidence.LogHead;
import io.daybook.campaign.check.Line.Answered;
import io.daybook.campaign.check.Line.Kind;
import io.daybook.campaign.check.Line.Read;
import io.daybook.campaign.check.Line.Sent;
import io.daybook.campaign.check.log.ChainHolds;
import io.daybook.campaign.check.views.ExpectedTables;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A small made run in which everything is as promised, until a test makes it otherwise. */
final class Run {

    static final UUID ADA = new UUID(1, 1);
    static final UUID CHARLES = new UUID(1, 2);
    static final UUID HOLD = new UUID(2, 1);

    private static final Instant MORNING = Instant.parse("2026-01-31T08:00:00.000001Z");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);

    /** Before all other days. */
    static final LocalDate EARLY = DAY.minusDays(2);

    /** Between the early day and all others. */
    static final LocalDate LATER = DAY.minusDays(1);

    private final List<Line> history = new ArrayList<>();
    private final List<LogEvent> log = new ArrayList<>();
    private final Map<UUID, Long> versions = new HashMap<>();
    private UnaryOperator<List<TopicRecord>> topic = UnaryOperator.identity();
    private UnaryOperator<List<Table>> views = UnaryOperator.identity();
    private int keys;
    private int made;

    /** Two accounts, with something of everything on them. */
    static Run whole() {
        var run = new Run();
        run.opens(ADA, "50.00");
        run.opens(CHARLES, "0.00");
        run.deposits(ADA, "100.00");
        run.transfers(ADA, CHARLES, "120.00");
        run.holds(CHARLES, "20.00");
        run.captures(CHARLES, "20.00");
        run.reads(1, ADA, 3, 3, "-20.00", "0.00");
        return run;
    }

    /** The same, with late entries and an open hold, so that no table of a view is empty. */
    static Run withRowsEverywhere() {
        return whole().depositsOn(EARLY, ADA, "10.00")
                .depositsOn(LATER, ADA, "5.00")
                .depositsOn(EARLY, ADA, "1.00")
                .holds(CHARLES, "20.00");
    }

    Run opens(UUID account, String limit) {
        return command(
                Kind.OPEN, account, null, limit, List.of(event(account, "AccountOpened", """
                    {"holder":{"name":"Ada"},"overdraftLimit":%s}\
                    """.formatted(money(limit)))));
    }

    Run deposits(UUID account, String amount) {
        return command(Kind.DEPOSIT, account, null, amount, List.of(deposit(account, amount)));
    }

    Run depositsOn(LocalDate day, UUID account, String amount) {
        return command(
                Kind.DEPOSIT, account, null, amount, List.of(event(account, "MoneyDeposited", amount(amount), day)));
    }

    Run withdraws(UUID account, String amount) {
        return command(Kind.WITHDRAW, account, null, amount, List.of(event(account, "MoneyWithdrawn", amount(amount))));
    }

    LogEvent deposit(UUID account, String amount) {
        return event(account, "MoneyDeposited", amount(amount));
    }

    Run transfers(UUID from, UUID to, String amount) {
        return command(Kind.TRANSFER, from, to, amount, List.of(sent(from, to, amount), received(from, to, amount)));
    }

    LogEvent sent(UUID from, UUID to, String amount) {
        return event(from, "TransferSent", """
            {"transferId":"%s","toAccountId":"%s","amount":%s}\
            """.formatted(transferId(), to, money(amount)));
    }

    LogEvent received(UUID from, UUID to, String amount) {
        return event(to, "TransferReceived", """
            {"transferId":"%s","fromAccountId":"%s","amount":%s}\
            """.formatted(transferId(), from, money(amount)));
    }

    private UUID transferId() {
        return new UUID(3, keys + 1);
    }

    Run holds(UUID account, String amount) {
        return command(Kind.HOLD, account, null, amount, List.of(event(account, "FundsHeld", """
            {"holdId":"%s","amount":%s}\
            """.formatted(
                        HOLD, money(amount)))));
    }

    Run captures(UUID account, String amount) {
        return command(Kind.CAPTURE, account, null, null, List.of(event(account, "HoldCaptured", """
            {"holdId":"%s","amount":%s,"released":%s}\
            """.formatted(
                        HOLD, money(amount), money("0.00")))));
    }

    /** A client sends a command, which becomes these events, and is told so. */
    Run command(Kind kind, UUID account, @Nullable UUID counterparty, @Nullable String amount, List<LogEvent> events) {
        String key = sends(kind, account, counterparty, amount);
        events.forEach(event -> records(key, event));
        return isAcknowledged(key, log.subList(log.size() - events.size(), log.size()));
    }

    /** A client sends a command. */
    String sends(Kind kind, UUID account, @Nullable UUID counterparty, @Nullable String amount) {
        String key = "key-" + ++keys;
        UUID hold = kind == Kind.CAPTURE || kind == Kind.RELEASE ? HOLD : null;
        history.add(new Sent(key, kind, account, counterparty, hold, amount == null ? null : new BigDecimal(amount)));
        return key;
    }

    Run isAcknowledged(String key, List<LogEvent> events) {
        history.add(new Answered(
                key,
                "command-service-1",
                201,
                null,
                events.getFirst().streamVersion(),
                events.getLast().position(),
                events.stream().map(LogEvent::eventId).toList()));
        return this;
    }

    Run isAnswered(String key, int status) {
        history.add(new Answered(key, "command-service-1", status, "/problems/some", 0, 0, List.of()));
        return this;
    }

    Run reads(int session, UUID account, long atLeastVersion, long version, String balance, String held) {
        history.add(new Read(
                session,
                account,
                atLeastVersion,
                "query-service-1",
                200,
                version,
                new BigDecimal(balance),
                new BigDecimal(held)));
        return this;
    }

    /** The log takes an event, at its end. */
    LogEvent records(String key, LogEvent event) {
        long version = versions.merge(event.streamId(), 1L, Long::sum);
        var recorded = new LogEvent(
                log.size() + 1,
                event.streamId(),
                version,
                event.eventId(),
                event.type(),
                1,
                event.payload(),
                event.effectiveDate(),
                MORNING.plusSeconds(log.size()),
                "teller",
                key,
                null,
                new UUID(5, keys),
                null,
                null,
                "");
        String previous = log.isEmpty() ? "00".repeat(32) : log.getLast().hash();
        log.add(recorded.at(recorded.position(), ChainHolds.hash(previous, recorded)));
        return log.getLast();
    }

    private LogEvent event(UUID account, String type, String payload) {
        return event(account, type, payload, DAY);
    }

    private LogEvent event(UUID account, String type, String payload, LocalDate effectiveDate) {
        return new LogEvent(
                0,
                account,
                0,
                new UUID(4, ++made),
                type,
                1,
                payload,
                effectiveDate,
                MORNING,
                "teller",
                null,
                null,
                account,
                null,
                null,
                "");
    }

    private static String amount(String amount) {
        return "{\"amount\":%s}".formatted(money(amount));
    }

    private static String money(String value) {
        return """
            {"value":"%s","currency":"EUR"}\
            """.formatted(value);
    }

    /** The log's rows, to be tampered with. */
    List<LogEvent> log() {
        return log;
    }

    Run withTopic(UnaryOperator<List<TopicRecord>> change) {
        topic = change;
        return this;
    }

    Run withViews(UnaryOperator<List<Table>> change) {
        views = change;
        return this;
    }

    /** The evidence that the run has left behind. */
    Evidence evidence() {
        var published = new ArrayList<TopicRecord>();
        for (LogEvent event : log) {
            published.add(new TopicRecord(
                    0,
                    published.size(),
                    event.streamId().toString(),
                    event.position(),
                    event.eventId().toString(),
                    event.payload()));
        }
        Map<String, Table> tables = new HashMap<>();
        views.apply(ExpectedTables.of(log)).forEach(table -> tables.put(table.name(), table));
        return new Evidence(
                history,
                log,
                new LogHead(log.getLast().position(), log.getLast().hash()),
                topic.apply(published),
                tables);
    }
}
