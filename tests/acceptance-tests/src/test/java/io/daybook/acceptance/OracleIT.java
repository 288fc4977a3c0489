package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.daybook.acceptance.BankBooks.Row;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestClient;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A real bank's books as the oracle: what the bank itself recorded as its balances must come out, on every day, before and
 * after some of it is taken back.
 */
@Order(SharedDemos.ON_PLAIN)
class OracleIT {

    private static final Path REAL_BANK = RunningDemo.CHECKOUT.resolve("../shared/czech-bank-1993/transactions.csv");
    private static final Path SMALL_BANK =
            RunningDemo.CHECKOUT.resolve("command-service/src/test/resources/imports/transactions.csv");

    private static final Duration IMPORT_MAX = Duration.ofMinutes(3);
    private static final String LOWEST_BALANCE_COVERED = "6000.00";

    @TempDir
    private Path folder;

    @Test
    void a_small_made_up_banks_balances_and_results_come_out_on_every_day() {
        assertThatTheBanksBooksComeOut("small", SMALL_BANK, 5, "245.62", "58.40", "34.10");
    }

    @Test
    void a_real_banks_balances_and_results_come_out_on_every_day() {
        assumeThat(REAL_BANK)
                .as("The real bank's file is not beside this checkout, so it is not compared.")
                .exists();

        assertThatTheBanksBooksComeOut("real", REAL_BANK, 200, "619286.20", "45839.60", "292.10");
    }

    private void assertThatTheBanksBooksComeOut(
            String source,
            Path banksFile,
            int reversedEvery,
            String interestExpense,
            String feeIncome,
            String interestIncome) {
        BankBooks books = BankBooks.read(banksFile);
        Path csv = folder.resolve(source + ".csv");
        books.writeWithKinds(banksFile, csv);
        try (TestClient client = new TestClient()) {
            var bank = new ImportedBank(SharedDemos.plain(), client, books, source);
            Map<String, BigDecimal> resultsOfOthers = bank.ownResult();
            bank.importFile(csv);
            bank.findAccounts();
            bank.awaitOwnResult(
                    resultsOfOthers,
                    Map.of(
                            "5000", new BigDecimal(interestExpense),
                            "4100", new BigDecimal(feeIncome).negate(),
                            "4000", new BigDecimal(interestIncome).negate()));
            assertBooks(bank, books.dayEnds(), "");
            bank.assertAsOfEveryDay(books.dayEnds());

            Instant before = bank.lastRecordedAt();
            List<Row> takenBack = books.sample(reversedEvery);
            bank.reverse(takenBack);

            assertBooks(bank, books.dayEndsWithout(takenBack), "");
            assertBooks(bank, books.dayEnds(), "&knownAt=" + before);
            List<Row> left = books.rows().stream()
                    .filter(row -> !takenBack.contains(row))
                    .toList();
            bank.awaitOwnResult(resultsOfOthers, BankBooks.ownResult(left));
            bank.importAgainAddsNothing(csv);
        }
    }

    private static void assertBooks(
            ImportedBank bank, Map<String, NavigableMap<LocalDate, BigDecimal>> expected, String known) {
        var answered = new ConcurrentHashMap<String, NavigableMap<LocalDate, BigDecimal>>();
        expected.keySet().parallelStream().forEach(account -> answered.put(account, bank.dayEnds(account, known)));

        expected.forEach((account, days) -> assertSame(account, answered.getOrDefault(account, new TreeMap<>()), days));
        assertSame("all accounts", BankBooks.totals(answered), BankBooks.totals(expected));
    }

    private static void assertSame(
            String whose, NavigableMap<LocalDate, BigDecimal> answered, NavigableMap<LocalDate, BigDecimal> expected) {
        assertThat(answered.keySet()).as(whose).isEqualTo(expected.keySet());
        answered.forEach((day, balance) ->
                assertThat(balance).as("%s on %s", whose, day).isEqualByComparingTo(expected.get(day)));
    }

    /** The bank as Daybook has it. */
    private static final class ImportedBank {

        private final RunningDemo demo;
        private final TestClient client;
        private final BankBooks books;
        private final String source;
        private final Set<String> accountsOfOthers;
        private final Map<String, String> accountIds = new HashMap<>();
        private final Map<String, String> eventIds = new ConcurrentHashMap<>();
        private final Map<String, Long> versions = new ConcurrentHashMap<>();

        ImportedBank(RunningDemo demo, TestClient client, BankBooks books, String source) {
            this.demo = demo;
            this.client = client;
            this.books = books;
            this.source = source;
            this.accountsOfOthers = accounts().stream().map(ImportedBank::id).collect(Collectors.toSet());
        }

        void importFile(Path csv) {
            JsonNode done = imported(csv);
            assertThat(done.path("accepted").asInt())
                    .as(done.toString())
                    .isEqualTo(books.rows().size());
            assertThat(done.path("repeated").asInt()).isZero();
            assertThat(done.path("refused").asInt()).isZero();
        }

        void importAgainAddsNothing(Path csv) {
            JsonNode again = imported(csv);
            assertThat(again.path("repeated").asInt())
                    .as(again.toString())
                    .isEqualTo(books.rows().size());
        }

        private JsonNode imported(Path csv) {
            Answer accepted = client.upload(
                    "%s/v1/imports?openAccounts=true&currency=CZK&overdraftLimit=%s&source=%s"
                            .formatted(demo.commands(), LOWEST_BALANCE_COVERED, source),
                    "text/csv",
                    csv);
            assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
            demo.agree(accepted);
            String progress = "%s/v1/imports/%s".formatted(demo.commands(), accepted.text("importId"));
            await().atMost(IMPORT_MAX)
                    .until(() -> client.get(progress).text("state").equals("COMPLETED"));
            return client.get(progress).body();
        }

        void findAccounts() {
            Set<String> numbers = books.dayEnds().keySet();
            await().atMost(IMPORT_MAX).untilAsserted(() -> {
                accounts().stream()
                        .filter(account -> !accountsOfOthers.contains(id(account)))
                        .filter(account -> numbers.contains(number(account)))
                        .forEach(account -> accountIds.put(number(account), id(account)));
                assertThat(accountIds).hasSameSizeAs(numbers);
            });
            numbers.parallelStream().forEach(this::readTransactions);
        }

        /** What the ledger shows as the bank's income and expense, as debits less credits. */
        Map<String, BigDecimal> ownResult() {
            var result = new TreeMap<>(BankBooks.ownResult(List.of()));
            client.get(demo.queries() + "/v1/reports/trial-balance")
                    .body()
                    .path("items")
                    .forEach(item -> {
                        if (item.path("currency").asString().equals("CZK")) {
                            result.computeIfPresent(
                                    item.path("ledgerAccount").asString(),
                                    (code, none) ->
                                            new BigDecimal(item.path("balance").asString()));
                        }
                    });
            return result;
        }

        void awaitOwnResult(Map<String, BigDecimal> ofOthers, Map<String, BigDecimal> expected) {
            await().atMost(IMPORT_MAX).untilAsserted(() -> ownResult().forEach((code, balance) -> assertThat(
                            balance.subtract(ofOthers.getOrDefault(code, BigDecimal.ZERO)))
                    .as("ledger account %s", code)
                    .isEqualByComparingTo(expected.get(code))));
        }

        private List<JsonNode> accounts() {
            var accounts = new ArrayList<JsonNode>();
            String cursor = "";
            do {
                Answer page = client.get("%s/v1/accounts?limit=500&cursor=%s".formatted(demo.queries(), cursor));
                page.body().path("items").forEach(accounts::add);
                cursor = page.text("nextCursor");
            } while (!cursor.isEmpty());
            return accounts;
        }

        private static String id(JsonNode account) {
            return account.path("accountId").asString();
        }

        /** The number that an import gave the holder of an account that it opened. */
        private static String number(JsonNode account) {
            String holder = account.path("holder").path("name").asString();
            return holder.substring(holder.indexOf(' ') + 1);
        }

        private void readTransactions(String account) {
            long lines = books.rows().stream()
                    .filter(row -> row.account().equals(account))
                    .count();
            Answer statement = client.get("%s/v1/accounts/%s/transactions?limit=500&atLeastVersion=%d"
                    .formatted(demo.queries(), accountIds.get(account), lines + 1));
            statement
                    .body()
                    .path("items")
                    .forEach(line -> eventIds.put(
                            line.path("reference").asString(),
                            line.path("eventId").asString()));
            versions.put(account, lines + 1);
        }

        NavigableMap<LocalDate, BigDecimal> dayEnds(String account, String known) {
            Answer series = client.get("%s/v1/accounts/%s/balances?atLeastVersion=%d%s"
                    .formatted(demo.queries(), accountIds.get(account), versions.get(account), known));
            assertThat(series.status()).as(series.body().toString()).isEqualTo(200);
            var days = new TreeMap<LocalDate, BigDecimal>();
            series.body()
                    .path("items")
                    .forEach(day -> days.put(
                            LocalDate.parse(day.path("date").asString()),
                            new BigDecimal(day.path("balance").asString())));
            return days;
        }

        void assertAsOfEveryDay(Map<String, NavigableMap<LocalDate, BigDecimal>> expected) {
            expected.entrySet().parallelStream().forEach(account -> account.getValue()
                    .forEach((day, balance) -> assertThat(asOf(account.getKey(), day))
                            .as("account %s as of %s", account.getKey(), day)
                            .isEqualByComparingTo(balance)));
        }

        private BigDecimal asOf(String account, LocalDate day) {
            return new BigDecimal(client.get(
                            "%s/v1/accounts/%s/balance?asOf=%s".formatted(demo.queries(), accountIds.get(account), day))
                    .text("balance"));
        }

        /** When the last of all lines was recorded. */
        Instant lastRecordedAt() {
            return books.dayEnds().keySet().stream()
                    .map(account -> client.get("%s/v1/accounts/%s/transactions?order=desc&limit=1"
                            .formatted(demo.queries(), accountIds.get(account))))
                    .map(page -> Instant.parse(
                            page.body().path("items").path(0).path("recordedAt").asString()))
                    .max(Instant::compareTo)
                    .orElseThrow();
        }

        void reverse(List<Row> rows) {
            for (Row row : rows) {
                Answer reversed = demo.agree(post(
                        "/v1/transactions/%s/reversal".formatted(eventIds.get(row.transactionId())),
                        "{\"reason\": \"to see what happens\"}"));
                assertThat(reversed.status()).as(reversed.body().toString()).isEqualTo(201);
                versions.put(row.account(), reversed.body().path("version").asLong());
            }
        }

        private Answer post(String path, String json) {
            return client.post(demo.commands() + path, json);
        }
    }
}
