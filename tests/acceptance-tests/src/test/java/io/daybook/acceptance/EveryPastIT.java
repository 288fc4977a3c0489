package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestClient;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tools.jackson.databind.JsonNode;

/**
 * Random histories with backdating, reversals and corrections, over the running suite: every past, as of any day and as known
 * at any moment, must be what adding up the entries naively gives.
 */
@SuppressWarnings("NullAway.Init") // NullAway does not know jqwik's @BeforeContainer, which sets the static fields.
class EveryPastIT {

    private static final int HISTORIES = 20;
    private static final int WISHES_MAX = 25;
    private static final int DAYS = 15;
    private static final int MOMENTS_ASKED_MAX = 6;
    private static final LocalDate FIRST_DAY = LocalDate.parse("2026-01-01");

    private static final TestClient client = new TestClient();
    private static RunningDemo demo;

    @BeforeContainer
    static void start() {
        demo = SharedDemos.plain();
    }

    @AfterContainer
    static void stop() {
        client.close();
    }

    /** A command to be sent: its kind, an amount, a day, and the earlier transaction that it takes back, if it does. */
    record Wish(Kind kind, int cents, int day, int which) {

        LocalDate date() {
            return FIRST_DAY.plusDays(day);
        }

        String amount() {
            return BigDecimal.valueOf(cents, 2).toPlainString();
        }
    }

    enum Kind {
        DEPOSIT,
        WITHDRAW,
        REVERSE,
        CORRECT
    }

    /** An entry as the naive model keeps it. */
    record Entry(long version, String eventId, LocalDate date, BigDecimal amount, Instant recordedAt) {}

    @Provide
    Arbitrary<List<Wish>> histories() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(4, Kind.DEPOSIT),
                Tuple.of(3, Kind.WITHDRAW),
                Tuple.of(2, Kind.REVERSE),
                Tuple.of(2, Kind.CORRECT));
        Arbitrary<Integer> cents = Arbitraries.integers().between(1, 100_000);
        Arbitrary<Integer> days = Arbitraries.integers().between(0, DAYS - 1);
        Arbitrary<Integer> which = Arbitraries.integers().between(0, WISHES_MAX);
        return Combinators.combine(kinds, cents, days, which)
                .as(Wish::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(WISHES_MAX);
    }

    @Property(tries = HISTORIES, shrinking = ShrinkingMode.OFF)
    void every_past_equals_a_naive_sum(@ForAll("histories") List<Wish> history) {
        UUID account = openAccount();
        long version = carryOut(account, history);
        List<Entry> entries = entries(account, version);

        assertThat(entries.stream().map(Entry::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(demo.balance(client, account, version));
        assertBalances(account, entries);
        assertStatementByValueDate(account, entries);
        assertRestatements(account, entries);
    }

    private static UUID openAccount() {
        Answer opened = post("/v1/accounts", """
                {"holder": {"name": "Somebody"}, "currency": "EUR", "overdraftLimit": "500.00",
                 "effectiveDate": "2020-01-01"}""");
        return UUID.fromString(opened.text("accountId"));
    }

    /** Carries the wishes out; answers with the account's version after them. */
    private static long carryOut(UUID account, List<Wish> history) {
        List<String> reversible = new ArrayList<>();
        Set<String> reversed = new HashSet<>();
        long version = 1;
        for (Wish wish : history) {
            boolean isAboutAnother = wish.kind() == Kind.REVERSE || wish.kind() == Kind.CORRECT;
            if (isAboutAnother && reversible.isEmpty()) {
                continue;
            }
            String original = isAboutAnother ? reversible.get(wish.which() % reversible.size()) : "";
            Answer answer = carryOut(account, wish, original);
            if (answer.status() == 201) {
                assertThat(!isAboutAnother || reversed.add(original))
                        .as("reversed once")
                        .isTrue();
                version = answer.body().path("version").asLong();
                reversible.addAll(reversible(wish, answer));
            } else {
                boolean isOnceMore = isAboutAnother && answer.status() == 409;
                assertThat(isOnceMore ? reversed.contains(original) : answer.status() == 422)
                        .as(answer.body().toString())
                        .isTrue();
            }
        }
        return version;
    }

    private static Answer carryOut(UUID account, Wish wish, String original) {
        return switch (wish.kind()) {
            case DEPOSIT ->
                post("/v1/accounts/%s/deposits".formatted(account), """
                        {"amount": "%s", "effectiveDate": "%s"}""".formatted(wish.amount(), wish.date()));
            case WITHDRAW ->
                post("/v1/accounts/%s/withdrawals".formatted(account), """
                        {"amount": "%s", "effectiveDate": "%s"}""".formatted(wish.amount(), wish.date()));
            case REVERSE -> post("/v1/transactions/%s/reversal".formatted(original), """
                        {"reason": "booked by mistake"}""");
            case CORRECT ->
                post("/v1/transactions/%s/correction".formatted(original), """
                        {"amount": "%s", "effectiveDate": "%s", "reason": "a slip of the pen"}""".formatted(wish.amount(), wish.date()));
        };
    }

    private static List<String> reversible(Wish wish, Answer answer) {
        JsonNode eventIds = answer.body().path("eventIds");
        return switch (wish.kind()) {
            case DEPOSIT, WITHDRAW -> List.of(eventIds.get(0).asString());
            case REVERSE -> List.of();
            case CORRECT -> List.of(eventIds.get(1).asString());
        };
    }

    private static List<Entry> entries(UUID account, long version) {
        Answer lines = client.get("%s/v1/accounts/%s/transactions?limit=500&atLeastVersion=%d"
                .formatted(demo.queries(), account, version));
        return lines.body().path("items").valueStream().map(EveryPastIT::entry).toList();
    }

    private static Entry entry(JsonNode line) {
        return new Entry(
                line.path("version").asLong(),
                line.path("eventId").asString(),
                LocalDate.parse(line.path("effectiveDate").asString()),
                new BigDecimal(line.path("amount").asString()),
                Instant.parse(line.path("recordedAt").asString()));
    }

    private static BigDecimal naive(List<Entry> entries, LocalDate asOf, Instant knownAt) {
        return entries.stream()
                .filter(entry ->
                        !entry.date().isAfter(asOf) && !entry.recordedAt().isAfter(knownAt))
                .map(Entry::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void assertBalances(UUID account, List<Entry> entries) {
        List<Instant> moments = new ArrayList<>(
                entries.stream().map(Entry::recordedAt).distinct().toList());
        moments.add(Instant.parse("2026-01-01T00:00:00Z"));
        int step = Math.max(1, moments.size() / MOMENTS_ASKED_MAX);
        for (int i = 0; i < moments.size(); i += step) {
            Instant knownAt = moments.get(i);
            Answer series =
                    client.get("%s/v1/accounts/%s/balances?knownAt=%s".formatted(demo.queries(), account, knownAt));
            var known = new TreeMap<LocalDate, BigDecimal>();
            series.body()
                    .path("items")
                    .forEach(day -> known.put(
                            LocalDate.parse(day.path("date").asString()),
                            new BigDecimal(day.path("balance").asString())));
            for (int day = -1; day <= DAYS; day++) {
                LocalDate asOf = FIRST_DAY.plusDays(day);
                BigDecimal expected = naive(entries, asOf, knownAt);
                Answer balance = client.get("%s/v1/accounts/%s/balance?asOf=%s&knownAt=%s"
                        .formatted(demo.queries(), account, asOf, knownAt));
                assertThat(new BigDecimal(balance.text("balance")))
                        .as("as of %s as known at %s", asOf, knownAt)
                        .isEqualByComparingTo(expected);
                assertThat(
                                known.floorEntry(asOf) == null
                                        ? BigDecimal.ZERO
                                        : known.floorEntry(asOf).getValue())
                        .as("the series on %s as known at %s", asOf, knownAt)
                        .isEqualByComparingTo(expected);
            }
        }
    }

    private static void assertStatementByValueDate(UUID account, List<Entry> entries) {
        List<Entry> ordered = entries.stream()
                .sorted(Comparator.comparing(Entry::date).thenComparingLong(Entry::version))
                .toList();
        Answer statement =
                client.get("%s/v1/accounts/%s/transactions?by=value&limit=500".formatted(demo.queries(), account));
        BigDecimal running = BigDecimal.ZERO;
        for (int i = 0; i < ordered.size(); i++) {
            running = running.add(ordered.get(i).amount());
            JsonNode line = statement.body().path("items").path(i);
            assertThat(line.path("eventId").asString()).isEqualTo(ordered.get(i).eventId());
            assertThat(new BigDecimal(line.path("runningBalance").asString())).isEqualByComparingTo(running);
        }
    }

    private static void assertRestatements(UUID account, List<Entry> entries) {
        Answer restatements = client.get("%s/v1/accounts/%s/restatements?limit=500".formatted(demo.queries(), account));
        restatements.body().path("items").forEach(restatement -> {
            LocalDate day = LocalDate.parse(restatement.path("effectiveDate").asString());
            long version = restatement.path("version").asLong();
            assertThat(new BigDecimal(restatement.path("from").asString()))
                    .as(restatement.toString())
                    .isEqualByComparingTo(naiveUpTo(entries, day, version - 1));
            assertThat(new BigDecimal(restatement.path("to").asString()))
                    .as(restatement.toString())
                    .isEqualByComparingTo(naiveUpTo(entries, day, version));
        });
    }

    private static BigDecimal naiveUpTo(List<Entry> entries, LocalDate asOf, long version) {
        return entries.stream()
                .filter(entry -> !entry.date().isAfter(asOf) && entry.version() <= version)
                .map(Entry::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Answer post(String path, String json) {
        return client.post(demo.commands() + path, json);
    }
}
