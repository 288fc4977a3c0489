package io.daybook.command.imports;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.command.UndecidableStream;
import io.daybook.command.imports.file.SourceAccounts;
import io.daybook.localstack.Databases;
import io.daybook.testsupport.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportTest {

    private static final String OPENING = "openAccounts=true&currency=CZK&overdraftLimit=5000.00";
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final String logUrl = CommandService.freshLog();

    @TempDir
    static Path folder;

    private CommandService service;

    @BeforeAll
    void start() {
        service = startService();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private CommandService startService(String... properties) {
        String[] all = Stream.concat(
                        Stream.of("daybook.relay.enabled=false", "daybook.imports.folder=" + folder),
                        Stream.of(properties))
                .toArray(String[]::new);
        return CommandService.on(logUrl, all);
    }

    @Test
    void a_file_is_imported_in_its_order_and_every_balance_is_the_banks_own() throws SQLException {
        long before = number("select position from log_head");

        Answer uploaded = service.send(
                "POST",
                "/v1/imports?source=czech&" + OPENING,
                CSV,
                BodyPublishers.ofString(Csv.transactions()),
                "Authorization",
                CommandService.as("clerk-7"));

        assertThat(uploaded.status()).isEqualTo(202);
        assertThat(uploaded.header("Location"))
                .isEqualTo("/v1/imports/" + uploaded.body().get("importId").asString());
        JsonNode done = awaitEnd(service, uploaded);
        assertThat(done.get("state").asString()).isEqualTo("COMPLETED");
        assertThat(counts(done)).isEqualTo("40 of 40: 40 accepted, 0 repeated, 0 refused");
        assertThat(number("select position from log_head")).isEqualTo(before + 44);
        assertThat(texts("""
                select sum(case when type = 'MoneyDeposited' then 1 else -1 end * (payload #>> '{amount,value}')::numeric)
                           over (partition by stream_id order by stream_version)
                from events
                where position > %d
                  and type in ('MoneyDeposited', 'MoneyWithdrawn')
                order by position
                """.formatted(before))).isEqualTo(column(Csv.transactions(), 9));
    }

    @Test
    void numbers_are_kept_of_what_became_of_every_line() {
        String file = """
                transaction_id,account,date,direction,amount
                1,900,1993-03-05,CREDIT,700.00
                2,900,1993-03-05,DEBIT,90000.00
                """;
        double acceptedBefore = lines("accepted");

        awaitEnd(service, upload("source=numbers&" + OPENING, file));
        awaitEnd(service, upload("source=numbers&" + OPENING, file));

        assertThat(lines("accepted") - acceptedBefore).isEqualTo(1);
        assertThat(lines("repeated")).isGreaterThanOrEqualTo(1);
        assertThat(lines("refused")).isGreaterThanOrEqualTo(2);
        await().atMost(20, SECONDS)
                .until(() -> service.bean(MeterRegistry.class)
                                .get("daybook.imports.underway")
                                .gauge()
                                .value()
                        == 0);
    }

    private double lines(String outcome) {
        return service.bean(MeterRegistry.class)
                .get("daybook.import.lines")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void an_imported_event_says_who_why_and_when_and_nothing_of_columns_that_mean_nothing() throws SQLException {
        JsonNode done = awaitEnd(service, upload("source=envelope&" + OPENING, """
                transaction_id,account,date,direction,amount,purpose,reason,operation,balance_after
                4711,812,1993-03-05,CREDIT,700.00,PENSION,March,CASH_DEPOSIT,
                """));

        assertThat(done.get("columnsLeftOut").asInt()).isEqualTo(2);
        UUID account = new SourceAccounts("envelope").idOf("812");
        assertThat(texts("""
                select concat_ws('|', type, effective_date, actor, reason, purpose, metadata)
                from events
                where stream_id = '%s'
                order by stream_version
                """.formatted(account))).containsExactly("""
                AccountOpened|1993-03-05|teller-1|March|PENSION\
                """, """
                MoneyDeposited|1993-03-05|teller-1|March|PENSION\
                """);
        assertThat(texts("select payload #>> '{holder,name}' from events where stream_id = '%s' limit 1"
                        .formatted(account)))
                .containsExactly("Account 812");
        assertThat(texts("select payload ->> 'reference' from events where stream_id = '%s' and stream_version = 2"
                        .formatted(account)))
                .containsExactly("4711");
    }

    @Test
    void the_same_file_again_adds_nothing() throws SQLException {
        awaitEnd(service, upload("source=twice&" + OPENING, Csv.transactions()));
        long head = number("select position from log_head");

        JsonNode again = awaitEnd(service, upload("source=twice", reordered(Csv.transactions())));

        assertThat(counts(again)).isEqualTo("40 of 40: 0 accepted, 40 repeated, 0 refused");
        assertThat(number("select position from log_head")).isEqualTo(head);
    }

    @Test
    void a_line_with_the_identifier_of_another_is_refused() {
        awaitEnd(service, upload("source=reused&" + OPENING, Csv.HEADER + "1,7,1993-01-01,CREDIT,,900.00,,,,\n"));

        Answer other = upload("source=reused&" + OPENING, Csv.HEADER + "1,7,1993-01-01,CREDIT,,901.00,,,,\n");

        assertThat(counts(awaitEnd(service, other))).isEqualTo("1 of 1: 0 accepted, 0 repeated, 1 refused");
        assertThat(refusals(other)).containsExactly("2 idempotency-key-reused");
    }

    @Test
    void an_unknown_account_is_refused_until_it_may_be_opened() {
        Answer first = upload("source=unknown", Csv.transactions());
        JsonNode refused = awaitEnd(service, first);
        Answer withoutOverdraft = upload("source=unknown&openAccounts=true&currency=CZK", Csv.transactions());
        JsonNode overdrawn = awaitEnd(service, withoutOverdraft);

        assertThat(counts(refused)).isEqualTo("40 of 40: 0 accepted, 0 repeated, 40 refused");
        assertThat(refusals(first)).contains("2 unknown-account");
        assertThat(overdrawn.get("refused").asLong()).isPositive();
        assertThat(refusals(withoutOverdraft)).allMatch(refusal -> refusal.endsWith(" insufficient-funds"));
        // The account whose first line takes more than there is was not opened, and nothing else of it was taken.
        assertThat(overdrawn.get("accepted").asLong() + overdrawn.get("refused").asLong())
                .isEqualTo(40);
    }

    @Test
    void lines_that_are_not_understood_are_refused_one_by_one() {
        Answer upload = upload("source=faults&" + OPENING, Csv.HEADER + """
                1,7,1993-01-01,CREDIT,CASH,900.00,,,,
                2,7,1993-01-01,CREDIT,CASH
                3,7,1993-01-01,CREDIT,CASH,nine,,,,
                4,7,1993-01-01,GIFT,CASH,1.00,,,,
                5,7,1993-13-01,CREDIT,CASH,1.00,,,,
                ,7,1993-01-01,CREDIT,CASH,1.00,,,,
                7,,1993-01-01,CREDIT,CASH,1.00,,,,
                8,7,1993-01-01,CREDIT,"two
                lines",1.00,,,,
                9,7,1993-01-01,DEBIT,CASH,9999.00,,,,
                10,7,2999-01-01,CREDIT,CASH,1.00,,,,
                11,7,1993-01-01,CREDIT,CASH,1.001,,,,
                12,7,1993-01-01,CREDIT,CASH,1.00,,,,,,
                13,7,1993-01-01,CREDIT,CASH,1.00,%s,,,
                14,7,1993-01-02,CREDIT,CASH,1.00,,,,
                """.formatted("x".repeat(36)));

        assertThat(counts(awaitEnd(service, upload))).isEqualTo("14 of 14: 3 accepted, 0 repeated, 11 refused");
        assertThat(refusals(upload))
                .containsExactly(
                        "3 wrong-number-of-fields",
                        "4 malformed",
                        "5 malformed",
                        "6 malformed",
                        "7 malformed",
                        "8 malformed",
                        "11 insufficient-funds",
                        "12 value-date-ahead",
                        "13 amount-unfit",
                        "14 wrong-number-of-fields",
                        "15 malformed");
    }

    @Test
    void zeros_beyond_the_decimals_of_the_currency_are_left_out_only_where_the_import_says_so() {
        String csv = Csv.HEADER + """
            1,zeros,1993-01-01,CREDIT,CASH,1.000,,,,
            2,zeros,1993-01-01,CREDIT,CASH,900.0000,,,,
            3,zeros,1993-01-01,CREDIT,CASH,1.001,,,,
            """;
        String ndjson = """
            {"id": "1", "command": "open", "account": "zeros-2", "currency": "JPY", "holder": {"name": "A"}, "overdraftLimit": "0.00"}
            {"id": "2", "command": "deposit", "account": "zeros-2", "amount": "1.000", "effectiveDate": "2026-01-05"}
            """;

        assertThat(refusalsAtEnd("source=zeros&" + OPENING, CSV, csv))
                .containsExactly("2 amount-unfit", "3 amount-unfit", "4 amount-unfit");
        assertThat(refusalsAtEnd("source=zeros&extraZeros=allow&" + OPENING, CSV, csv))
                .containsExactly("4 amount-unfit");
        assertThat(refusalsAtEnd("source=zeros", NDJSON, ndjson))
                .containsExactly("1 amount-unfit", "2 unknown-account");
        assertThat(refusalsAtEnd("source=zeros&extraZeros=allow", NDJSON, ndjson))
                .isEmpty();
    }

    private List<String> refusalsAtEnd(String parameters, String type, String content) {
        Answer upload = service.send("POST", "/v1/imports?" + parameters, type, BodyPublishers.ofString(content));
        awaitEnd(service, upload);
        return refusals(upload);
    }

    @Test
    void what_is_wrong_with_a_line_is_told_in_the_words_of_the_file() {
        Answer csv = upload("source=words&" + OPENING, """
            transaction_id,account,date,direction,amount,purpose
            1,7,2026-01-01,CREDIT,900.00,
            1,7,2026-01-01,CREDIT,901.00,
            2,7,2023-02-29,CREDIT,1.00,
            3,7,2026-01-02T00:00:00Z,CREDIT,1.00,
            4,7,2026-01-02,CREDIT,nine,
            5,7,2026-01-02,CREDIT,1.00,%s
            """.formatted("x".repeat(36)));
        Answer json = service.send("POST", "/v1/imports?source=words", NDJSON, BodyPublishers.ofString("""
            {"id":"1","command":"deposit","account":"8","amount":12.5}
            {"id":"2","command":"deposit","account":"8","amount":"1.00","effectiveDate":"2023-02-29"}
            {"id":"3","command":"deposit","account":"8","amount":"1.00","effectiveDate":[2026,1,5]}
            {"id":"4","command":"open","account":"8","holder":{"name":5},"currency":"EUR"}
            {"id":"5","command":"open","account":"8","holder":{"name":" "},"currency":"EUR"}
            {"id":"6","command":"open","account":"8","holder":{"name":"Ada"},"currency":"QQQ"}
            {"id":"7","command":"deposit","amount":"1.00"}
            {"id":"8","command":"borrow","account":"8"}
            """));
        awaitEnd(service, csv);
        awaitEnd(service, json);

        assertThat(details(csv))
                .satisfiesExactly(
                        repeated -> assertThat(repeated).contains("another line of this source", "transaction_id"),
                        noDay -> assertThat(noDay).contains("date must be", "2023-02-29 is not a day"),
                        withTime -> assertThat(withTime).startsWith("date must be a day and no moment"),
                        noNumber -> assertThat(noNumber).startsWith("amount must be"),
                        tooLong -> assertThat(tooLong).startsWith("purpose "));
        assertThat(details(json))
                .satisfiesExactly(
                        number -> assertThat(number).startsWith("amount is of another type. Give it as text"),
                        noDay -> assertThat(noDay).startsWith("effectiveDate").contains("2023-02-29 is not a day"),
                        list -> assertThat(list).startsWith("effectiveDate must be given as text"),
                        nested -> assertThat(nested).startsWith("holder.name is of another type"),
                        blank -> assertThat(blank).startsWith("holder.name "),
                        currency -> assertThat(currency).startsWith("currency must be"),
                        account -> assertThat(account).startsWith("accountId or account must say"),
                        command -> assertThat(command).startsWith("command must be"));
        assertThat(Stream.of(csv, json).flatMap(upload -> details(upload).stream()))
                .noneMatch(detail -> detail.contains("Idempotency-Key") || detail.contains("/"));
    }

    @Test
    void who_sends_a_long_file_with_an_early_fault_still_reads_why_it_is_turned_away() {
        String fault = Csv.HEADER + "1,7,1993-01-01,CREDIT,\"CASH\"x,900.00,,,,\n";

        Answer refused = upload("source=long", fault + "2,7,1993-01-01,CREDIT,,900.00,,,,\n".repeat(500_000));

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.body().get("line").asInt()).isEqualTo(2);
    }

    @Test
    void refusals_come_with_line_content_and_cause_page_by_page() {
        Answer upload = upload("source=pages", Csv.transactions());
        awaitEnd(service, upload);
        String path = upload.header("Location") + "/refusals?limit=15";

        JsonNode first = service.get(path).body();
        JsonNode second = service.get(
                        path + "&cursor=" + first.get("nextCursor").asString())
                .body();
        JsonNode third = service.get(
                        path + "&cursor=" + second.get("nextCursor").asString())
                .body();

        JsonNode refusal = first.get("items").get(0);
        assertThat(refusal.get("line").asLong()).isEqualTo(2);
        assertThat(refusal.get("content").asString())
                .isEqualTo(Csv.transactions().lines().toList().get(1));
        assertThat(refusal.get("code").asString()).isEqualTo("unknown-account");
        assertThat(refusal.get("detail").asString()).contains("There is no account");
        assertThat(third.get("items")).hasSize(10);
        assertThat(third.has("nextCursor")).isFalse();
        assertThat(third.get("items").get(9).get("line").asLong()).isEqualTo(41);
        assertThat(service.get(path + "&cursor=x").status()).isEqualTo(400);
        assertThat(service.get(upload.header("Location") + "/refusals?limit=501")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void lines_of_a_kind_are_the_banks_own_entries_and_are_not_refused_for_want_of_money() throws SQLException {
        Answer upload = upload("source=kinds&openAccounts=true&currency=CZK", """
                transaction_id,account,date,direction,amount,kind
                1,7,1993-01-01,CREDIT,10.00,
                2,7,1993-01-02,CREDIT,3.00,INTEREST
                3,7,1993-01-02,DEBIT,1.00,INTEREST
                4,7,1993-01-03,DEBIT,14.60,FEE
                5,7,1993-01-03,DEBIT,0.30,TAX
                6,7,1993-01-04,DEBIT,2.00,INTEREST_REVERSAL
                7,7,1993-01-04,CREDIT,1.00,INTEREST_REVERSAL
                8,7,1993-01-05,CREDIT,14.60,FEE_REVERSAL
                9,7,1993-01-05,CREDIT,0.30,TAX_REVERSAL
                10,7,1993-01-06,DEBIT,9.00,PAYMENT
                11,7,1993-01-06,DEBIT,9.00,PAYMENT
                12,7,1993-01-06,CREDIT,1.00,FEE
                13,7,1993-01-06,DEBIT,1.00,TAX_REVERSAL
                14,7,1993-01-06,CREDIT,1.00,fee
                15,7,1993-01-06,CREDIT,-1.00,INTEREST
                """);

        assertThat(counts(awaitEnd(service, upload))).isEqualTo("15 of 15: 10 accepted, 0 repeated, 5 refused");
        assertThat(refusals(upload))
                .containsExactly(
                        "12 insufficient-funds",
                        "13 malformed",
                        "14 malformed",
                        "15 malformed",
                        "16 amount-not-positive");
        assertThat(service.get(upload.header("Location") + "/refusals").items("detail"))
                .contains(
                        "A FEE is a DEBIT; if it was given back, its kind is FEE_REVERSAL.",
                        "A TAX_REVERSAL is a CREDIT.",
                        "kind must be empty or one of PAYMENT, INTEREST, FEE, TAX, INTEREST_REVERSAL, FEE_REVERSAL,"
                                + " TAX_REVERSAL.");
        assertThat(texts("select type from events where stream_id = '%s' order by stream_version"
                        .formatted(new SourceAccounts("kinds").idOf("7"))))
                .containsExactly(
                        "AccountOpened",
                        "MoneyDeposited",
                        "InterestCredited",
                        "InterestCharged",
                        "FeeCharged",
                        "OverdraftLimitBreached",
                        "TaxWithheld",
                        "OverdraftLimitBreached",
                        "InterestCreditReversed",
                        "OverdraftLimitBreached",
                        "InterestChargeReversed",
                        "FeeReversed",
                        "TaxReversed",
                        "MoneyWithdrawn");
    }

    @Test
    void lines_tell_when_other_books_had_them_and_requests_do_not() throws SQLException {
        Answer csv = upload("source=booked&" + OPENING, """
                transaction_id,account,date,booking_date,direction,amount,kind
                1,7,2025-12-31,2026-01-05,CREDIT,10.00,
                2,7,2026-01-05,2026-01-02,DEBIT,1.00,FEE
                3,7,2026-01-05,,DEBIT,1.00,
                4,7,2026-01-05,05/01/2026,DEBIT,1.00,
                5,7,2026-01-05,2999-01-01,DEBIT,1.00,
                """);
        JsonNode done = awaitEnd(service, csv);
        Answer json = service.send("POST", "/v1/imports?source=booked", NDJSON, BodyPublishers.ofString("""
                {"id":"6","command":"deposit","account":"7","amount":"1.00","effectiveDate":"2026-01-03","bookedOn":"2026-01-04"}
                {"id":"7","command":"deposit","account":"7","amount":"1.00","bookedOn":20260104}
                {"id":"8","command":"deposit","account":"7","amount":"1.00","bookedOn":"2026-1-4"}
                {"id":"9","command":"freeze","account":"7","bookedOn":"2026-01-04"}
                """));
        awaitEnd(service, json);
        UUID account = new SourceAccounts("booked").idOf("7");

        assertThat(done.get("columnsLeftOut").asInt()).isZero();
        assertThat(refusals(csv)).containsExactly("5 malformed", "6 booking-date-ahead");
        assertThat(refusals(json)).containsExactly("2 malformed", "3 malformed", "4 malformed");
        assertThat(texts("""
                select concat_ws(' ', type, schema_version, effective_date, coalesce(payload ->> 'bookedOn', 'here'))
                from events
                where stream_id = '%s'
                order by stream_version
                """.formatted(account)))
                .containsExactly(
                        "AccountOpened 4 2025-12-31 here",
                        "MoneyDeposited 3 2025-12-31 2026-01-05",
                        "FeeCharged 2 2026-01-05 2026-01-02",
                        "MoneyWithdrawn 3 2026-01-05 here",
                        "MoneyDeposited 3 2026-01-03 2026-01-04");
        assertThat(service.post("/v1/accounts/%s/deposits".formatted(account), """
                                {"amount": "1.00", "bookedOn": "2026-01-04"}""")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_line_without_its_booking_date_is_the_same_line() {
        String with = """
                transaction_id,account,date,booking_date,direction,amount
                1,7,2026-01-05,2026-01-06,CREDIT,10.00
                """;
        String without = with.replace("booking_date,", "").replace("2026-01-06,", "");

        awaitEnd(service, upload("source=rebooked&" + OPENING, without));

        assertThat(counts(awaitEnd(service, upload("source=rebooked", with))))
                .isEqualTo("1 of 1: 0 accepted, 1 repeated, 0 refused");
    }

    @Test
    void a_small_banks_interest_and_fees_are_what_its_lines_come_to() throws SQLException {
        long before = number("select position from log_head");

        awaitEnd(service, upload("source=oracle&" + OPENING, Csv.withKinds()));

        assertThat(texts("""
                select type || ' ' || sum((payload #>> '{amount,value}')::numeric)
                from events
                where position > %d
                  and type in ('FeeCharged', 'InterestCharged', 'InterestCredited')
                group by type
                order by type
                """.formatted(before)))
                .containsExactly("FeeCharged 58.40", "InterestCharged 34.10", "InterestCredited 245.62");
    }

    @Test
    void commands_of_every_kind_come_as_json_lines() throws SQLException {
        UUID account = UUID.randomUUID();
        Answer upload = service.send(
                "POST", "/v1/imports?source=json", NDJSON, BodyPublishers.ofString("""
                {"id":"1","command":"open","accountId":"%1$s","holder":{"name":"Ada"},"currency":"EUR"}
                {"id":"2","command":"open","account":"B-2","holder":{"name":"Bob"},"currency":"EUR"}

                {"id":"3","command":"deposit","accountId":"%1$s","amount":"10.00","effectiveDate":"2026-01-31","purpose":"SALA"}
                {"id":"4","command":"withdraw","account":"%1$s","amount":"1.00"}
                {"id":"5","command":"transfer","fromAccountId":"%1$s","toAccount":"B-2","amount":"9.00"}
                {"id":"6","command":"freeze","account":"B-2","reason":"court order"}
                {"id":"7","command":"unfreeze","account":"B-2"}
                {"id":"8","command":"close","accountId":"%1$s"}
                {"id":"9","command":"deposit","accountId":"%1$s","amount":"1.00"}
                {"id":"10","command":"deposit","account":"B-2","amuont":"1.00","amount":"1.00"}
                {"id":"11","command":"deposit","account":"B-2","amount":1.00}
                {"id":"12","command":"borrow","account":"B-2"}
                {"command":"freeze","account":"B-2"}
                {"id":"14","command":"freeze","account":"B-2","accountId":"%1$s"}
                {"id":"15","command":"freeze","accountId":"B-2"}
                {"id":"16","command":"deposit","account":"B-2","amount":"1.00","reason":"\\u0007"}
                {"id":"17","command":"freeze","account":"B-2"} {}
                {"id":"18","command":"freeze","account":"B-2","\\u0000":{}}
                {"id":"19","command":"interest-credit","account":"B-2","amount":"1.00","effectiveDate":"2026-02-01"}
                {"id":"20","command":"fee","account":"B-2","amount":"0.10"}
                {"id":"21","command":"fee-reversal","account":"B-2","amount":"0.10","reference":"f-1"}
                {"id":"22","command":"tax","account":"B-2","amount":"0.10","kind":"FEE"}
                """.formatted(account)));

        assertThat(counts(awaitEnd(service, upload))).isEqualTo("22 of 22: 12 accepted, 0 repeated, 10 refused");
        assertThat(refusals(upload))
                .containsExactly(
                        "10 account-closed",
                        "11 malformed",
                        "12 malformed",
                        "13 malformed",
                        "14 malformed",
                        "15 malformed",
                        "16 malformed",
                        "18 malformed",
                        "19 malformed",
                        "23 malformed");
        assertThat(texts("select type from events where stream_id = '%s' order by stream_version".formatted(account)))
                .containsExactly("AccountOpened", "MoneyDeposited", "MoneyWithdrawn", "TransferSent", "AccountClosed");
    }

    @Test
    void accounts_are_opened_on_the_earliest_date_of_their_lines_wherever_it_stands() throws SQLException {
        Answer csv = upload("source=late&" + OPENING, """
                transaction_id,account,date,direction,amount
                1,A-1,2026-03-01,CREDIT,10.00
                2,A-2,2026-02-01,CREDIT,10.00
                3,A-1,2026-01-15,CREDIT,10.00
                4,A-1,2999-01-01,CREDIT,10.00
                5,A-2,1899-12-31,CREDIT,10.00
                6,A-1,2026-04-01,CREDIT,10.00
                """);
        Answer json = service.send("POST", "/v1/imports?source=late-json", NDJSON, BodyPublishers.ofString("""
                {"id":"1","command":"open","account":"B-1","holder":{"name":"Ada"},"currency":"EUR"}
                {"id":"2","command":"open","account":"B-2","holder":{"name":"Bob"},"currency":"EUR","effectiveDate":"2026-01-01"}
                {"id":"3","command":"deposit","account":"B-1","amount":"10.00","effectiveDate":"2026-03-01"}
                {"id":"4","command":"transfer","fromAccount":"B-1","toAccount":"B-2","amount":"1.00","effectiveDate":"2026-03-02"}
                {"id":"5","command":"deposit","account":"B-1","amount":"10.00","effectiveDate":"2026-02-01"}
                {"id":"6","command":"deposit","account":"B-2","amount":"10.00","effectiveDate":"2025-12-31"}
                """));

        assertThat(counts(awaitEnd(service, csv))).isEqualTo("6 of 6: 4 accepted, 0 repeated, 2 refused");
        assertThat(refusals(csv)).containsExactly("5 value-date-ahead", "6 value-date-too-old");
        assertThat(counts(awaitEnd(service, json))).isEqualTo("6 of 6: 5 accepted, 0 repeated, 1 refused");
        assertThat(refusals(json)).containsExactly("6 value-date-before-opening");
        assertThat(openedOn("late", "A-1")).isEqualTo("2026-01-15");
        assertThat(openedOn("late", "A-2")).isEqualTo("2026-02-01");
        assertThat(openedOn("late-json", "B-1")).isEqualTo("2026-02-01");
        assertThat(openedOn("late-json", "B-2")).isEqualTo("2026-01-01");
    }

    @Test
    void lines_that_a_fault_kept_from_being_decided_are_no_refusals_and_the_import_is_not_complete() throws Exception {
        UUID broken = new SourceAccounts("faults").idOf("A-2");
        UndecidableStream.likeAccount(logUrl, broken, service.anAccount());

        Answer uploaded =
                service.send("POST", "/v1/imports?source=faults&" + OPENING, CSV, BodyPublishers.ofString("""
                transaction_id,account,date,direction,amount
                1,A-1,2026-03-01,CREDIT,10.00
                2,A-2,2026-03-01,CREDIT,10.00
                3,A-1,2026-03-02,DEBIT,99999.00
                4,A-1,2026-03-03,CREDIT,10.00
                """));
        JsonNode ended = awaitEnd(service, uploaded);

        assertThat(ended.get("state").asString()).isEqualTo("FAILED");
        assertThat(counts(ended)).isEqualTo("4 of 4: 2 accepted, 0 repeated, 1 refused");
        assertThat(ended.get("failed").asLong()).isEqualTo(1);
        assertThat(ended.get("problem").asString()).contains("A fault of ours", "1 lines");
        assertThat(refusals(uploaded)).containsExactly("3 internal", "4 insufficient-funds");
    }

    @Test
    void progress_is_not_noted_once_the_log_has_lost_what_it_is_about() throws Exception {
        Answer uploaded = service.send("POST", "/v1/imports?source=lost&" + OPENING, CSV, BodyPublishers.ofString("""
                transaction_id,account,date,direction,amount
                1,A-1,2026-03-01,CREDIT,10.00
                """));
        awaitEnd(service, uploaded);
        UUID importId = UUID.fromString(uploaded.text("importId"));
        ImportStore store = service.bean(ImportStore.class);
        var two = new ImportCounts(2, 2, 0, 0, 0);
        UUID recorded = UUID.fromString(texts("select event_id::text from events order by position desc limit 1")
                .getFirst());

        assertThat(store.save(importId, 1, two, List.of(), UUID.randomUUID()))
                .as("an event that the log has not")
                .isEmpty();
        assertThat(store.save(importId, 7, two, List.of(), recorded))
                .as("lines that are not noted any more")
                .isEmpty();
        assertThat(store.save(importId, 1, two, List.of(), recorded)).isPresent();
        assertThat(store.save(importId, 1, two, List.of(), recorded))
                .as("noted already")
                .isPresent();
    }

    private String openedOn(String source, String account) throws SQLException {
        return texts("select effective_date::text from events where stream_id = '%s' and type = 'AccountOpened'"
                        .formatted(new SourceAccounts(source).idOf(account)))
                .getFirst();
    }

    @Test
    void both_accounts_of_a_transfer_are_opened_if_they_may_be() throws SQLException {
        Answer upload =
                service.send("POST", "/v1/imports?source=pairs&" + OPENING, NDJSON, BodyPublishers.ofString("""
                {"id":"1","command":"transfer","fromAccount":"1","toAccount":"2","amount":"9.00","effectiveDate":"2026-01-31"}
                """));

        assertThat(counts(awaitEnd(service, upload))).isEqualTo("1 of 1: 1 accepted, 0 repeated, 0 refused");
        var accounts = new SourceAccounts("pairs");
        assertThat(texts("""
                select type || ' ' || effective_date
                from events
                where stream_id in ('%s', '%s')
                order by position
                """.formatted(accounts.idOf("1"), accounts.idOf("2"))))
                .containsExactly(
                        "AccountOpened 2026-01-31",
                        "TransferSent 2026-01-31",
                        "AccountOpened 2026-01-31",
                        "TransferReceived 2026-01-31");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "text/csv             | ``                                                       | 1",
                "text/csv             | `transaction_id,account,date,direction,amount`           | 1",
                "text/csv             | `transaction_id,account,date,direction`                  | 1",
                "text/csv             | `transaction_id,account,date,direction,amount,account`   | 1",
                "text/csv             | `transaction_id,account,date,direction,amount,`          | 1",
                "text/csv             | `transaction_id,account,date,direction,amount~1,2,1993-01-01,CREDIT,1.00~\"3,4,5,6,7~8,9` | 3",
                "text/csv             | `transaction_id,account,date,direction,amount~1,\"2\"x,1993-01-01,CREDIT,1.00` | 2",
                "text/csv             | `{\"id\":\"1\",\"command\":\"freeze\",\"account\":\"B-2\"}` | 1",
                "application/x-ndjson | ``                                                       | 1",
                "application/x-ndjson | `~~`                                                     | 1",
                "application/x-ndjson | `{\"id\":\"1\",\"command\":\"freeze\",\"account\":\"B-2\"}~{\"id\":\"2\",\"comma` | 2",
                "application/x-ndjson | `transaction_id,account,date,direction,amount`           | 1",
            })
    void a_file_that_is_not_whole_is_turned_away_with_its_line(String mediaType, String content, int line)
            throws Exception {
        Answer refused =
                service.send("POST", "/v1/imports", mediaType, BodyPublishers.ofString(content.replace('~', '\n')));

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("/problems/malformed");
        assertThat(refused.body().get("line").asInt()).isEqualTo(line);
        assertThat(refused.body().get("detail").asString()).contains("Line " + line);
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-2, 3", "UTF-16LE, 1"})
    void a_file_in_another_encoding_that_nothing_tells_is_turned_away_with_its_line(Charset encoding, int line)
            throws Exception {
        String content = Csv.HEADER + "1,7,1993-01-01,CREDIT,,900.00,,,,\n2,7,1993-01-01,CREDIT,výběr,1.00,,,,\n";

        Answer refused =
                service.send("POST", "/v1/imports", CSV, BodyPublishers.ofByteArray(content.getBytes(encoding)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().get("line").asInt()).isEqualTo(line);
        assertThat(refused.body().get("detail").asString()).contains("UTF-8");
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"windows-1250, true", "ISO-8859-2, true", "UTF-16BE, true", "UTF-16, false"})
    void a_file_in_another_encoding_is_read_if_its_type_or_its_first_bytes_tell_which(Charset encoding, boolean isNamed)
            throws SQLException {
        String source = "in-" + encoding.name().toLowerCase(Locale.ROOT);
        String content = "transaction_id,account,date,direction,amount,reason\n1,7,1993-01-01,CREDIT,900.00,výběr\n";

        Answer taken = service.send(
                "POST",
                "/v1/imports?source=%s&%s".formatted(source, OPENING),
                isNamed ? "text/csv;charset=" + encoding : CSV,
                BodyPublishers.ofByteArray(content.getBytes(encoding)));

        assertThat(counts(awaitEnd(service, taken))).isEqualTo("1 of 1: 1 accepted, 0 repeated, 0 refused");
        assertThat(texts("""
                select reason
                from events
                where type = 'MoneyDeposited'
                  and stream_id = '%s'
                """.formatted(new SourceAccounts(source).idOf("7")))).containsExactly("výběr");
    }

    @Test
    void lines_of_json_are_utf8_whatever_their_first_bytes_are() throws Exception {
        byte[] content = "\uFEFF{\"id\": \"1\"}\n".getBytes(StandardCharsets.UTF_16LE);

        Answer refused = service.send("POST", "/v1/imports", NDJSON, BodyPublishers.ofByteArray(content));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().get("detail").asString()).contains("not UTF-8");
        assertThat(files()).isEmpty();
    }

    @Test
    void what_is_not_in_the_charset_that_is_named_is_turned_away_with_its_line() throws Exception {
        byte[] content = (Csv.HEADER + "1,7,1993-01-01,CREDIT,,9.00,,,,\n2,7,1993-01-01,CREDIT,\u00E9,1.00,,,,\n")
                .getBytes(StandardCharsets.ISO_8859_1);

        Answer refused =
                service.send("POST", "/v1/imports", "text/csv;charset=us-ascii", BodyPublishers.ofByteArray(content));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().get("line").asInt()).isEqualTo(3);
        assertThat(refused.body().get("detail").asString()).contains("US-ASCII");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_banks_own_way_of_writing_is_read() throws SQLException {
        Answer taken = upload("source=dialect&" + OPENING, """
                "Account";"7"
                "Balance";"3,00"

                Transaction_ID;Account;Date;Amount;Currency;
                1;7;02.03.1993;"1.234,50";CZK;
                2;7;3.3.1993;-34,50 CZK;;
                3;7;1993-03-04 10:15;+0,50;;
                4;7;1993-03-05;1 000;;

                """ + "   \n\n");

        assertThat(counts(awaitEnd(service, taken))).isEqualTo("4 of 4: 4 accepted, 0 repeated, 0 refused");
        assertThat(texts("""
                select concat_ws(' ', type, effective_date, payload #>> '{amount,value}')
                from events
                where stream_id = '%s'
                  and stream_version > 1
                order by stream_version
                """.formatted(new SourceAccounts("dialect").idOf("7"))))
                .containsExactly(
                        "MoneyDeposited 1993-03-02 1234.50",
                        "MoneyWithdrawn 1993-03-03 34.50",
                        "MoneyDeposited 1993-03-04 0.50",
                        "MoneyDeposited 1993-03-05 1000.00");
    }

    @Test
    void what_can_be_read_in_two_ways_is_refused_and_told_how_to_be_written() {
        Answer taken = upload("source=ambiguous&" + OPENING, """
                transaction_id,account,date,direction,amount,currency
                1,7,1993-01-01,CREDIT,900.00,
                2,7,1993-01-01,CREDIT,"1,234",
                3,7,03/02/1993,CREDIT,1.00,
                4,7,1993-01-02T00:00:00Z,CREDIT,1.00,
                5,7,1993-01-02,CREDIT,-1.00,
                6,7,1993-01-02,DEBIT,+1.00,
                7,7,1993-01-02,CREDIT,1.00 EUR,CZK
                8,7,1993-01-02,CREDIT,1.00 EUR,
                9,7,1993-01-02,CREDIT,$1.00,
                """);
        Answer unsigned = upload("source=unsigned&" + OPENING, """
                transaction_id,account,date,amount,side
                1,7,1993-01-01,+900.00,H
                2,7,1993-01-01,20.00,S
                """);
        awaitEnd(service, taken);
        awaitEnd(service, unsigned);

        assertThat(refusals(taken))
                .containsExactly(
                        "3 malformed",
                        "4 malformed",
                        "5 malformed",
                        "6 amount-not-positive",
                        "7 malformed",
                        "8 malformed",
                        "9 currency-mismatch",
                        "10 malformed");
        assertThat(details(taken).getFirst()).contains("more than one way", "1234.50");
        assertThat(details(taken).get(1)).contains("31.01.2026", "slashes");
        assertThat(details(taken).get(4)).contains("no plus");
        assertThat(refusals(unsigned)).containsExactly("3 malformed");
        assertThat(details(unsigned).getFirst()).contains("must have a sign");
    }

    @Test
    void a_file_larger_than_any_may_be_is_turned_away_whether_its_size_is_announced_or_not() throws Exception {
        byte[] content = Csv.deposits(5_000).getBytes(StandardCharsets.UTF_8);
        try (CommandService small = startService("daybook.imports.size-max=100KB")) {
            for (BodyPublisher body : List.of(
                    BodyPublishers.ofByteArray(content),
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)))) {
                Answer refused = small.send("POST", "/v1/imports", CSV, body);

                assertThat(refused.status()).isEqualTo(413);
                assertThat(refused.problem()).isEqualTo("/problems/too-large");
                assertThat(files()).isEmpty();
            }
        }
    }

    @Test
    void a_file_for_which_there_is_no_room_is_turned_away() throws Exception {
        try (CommandService full = startService("daybook.imports.space-min=8388607TB")) {
            Answer refused = full.send("POST", "/v1/imports", CSV, BodyPublishers.ofString(Csv.transactions()));

            assertThat(refused.status()).isEqualTo(507);
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing() throws Exception {
        long before = number("select count(*) from imports");
        try (var socket = new Socket("localhost", service.baseUrl().getPort())) {
            socket.getOutputStream()
                    .write("""
                    POST /v1/imports HTTP/1.1\r
                    Host: localhost\r
                    Authorization: %s\r
                    Content-Type: text/csv\r
                    Content-Length: 1000000\r
                    \r
                    """.formatted(CommandService.as("teller-1")).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(Csv.transactions().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            await().atMost(10, SECONDS).until(() -> !files().isEmpty());
        }

        await().atMost(10, SECONDS).until(() -> files().isEmpty());
        assertThat(number("select count(*) from imports")).isEqualTo(before);
    }

    @Test
    void what_is_asked_for_wrongly_is_told_so() {
        assertThat(service.post("/v1/imports", "{}").status()).isEqualTo(415);
        for (String unreadable : List.of(
                NDJSON + ";charset=iso-8859-1",
                "text/csv;charset=ebcdic-of-1970",
                "text/csv;charset=x-JISAutoDetect")) {
            assertThat(service.send("POST", "/v1/imports", unreadable, BodyPublishers.ofString("x"))
                            .problem())
                    .as(unreadable)
                    .isEqualTo("/problems/unsupported-media-type");
        }
        for (String parameters : List.of(
                "openAccounts=true",
                "openAccounts=maybe",
                "currency=CZK",
                "openAccounts=true&currency=QQQ",
                "openAccounts=true&currency=DEM",
                "openAccounts=true&currency=CZK&overdraftLimit=-1",
                "openAccounts=true&currency=CZK&overdraftLimit=5.000",
                "extraZeros=deny",
                "source=a%20b",
                "order=newest-first",
                "calendar=gregorian")) {
            assertThat(upload(parameters, Csv.transactions()).problem())
                    .as(parameters)
                    .isEqualTo("/problems/malformed");
        }
        assertThat(service.get("/v1/imports/" + UUID.randomUUID()).problem()).isEqualTo("/problems/unknown-import");
        assertThat(service.get("/v1/imports?cursor=7").status()).isEqualTo(400);
    }

    @Test
    void imports_are_listed_newest_first() {
        Answer older = upload("source=list&" + OPENING, Csv.transactions());
        Answer newer = upload("source=list&" + OPENING, Csv.transactions());
        awaitEnd(service, newer);

        JsonNode first = service.get("/v1/imports?limit=1").body();
        JsonNode second = service.get(
                        "/v1/imports?limit=1&cursor=" + first.get("nextCursor").asString())
                .body();

        assertThat(first.get("items").get(0).get("importId"))
                .isEqualTo(newer.body().get("importId"));
        assertThat(second.get("items").get(0).get("importId"))
                .isEqualTo(older.body().get("importId"));
    }

    @Test
    void an_import_goes_on_where_it_was_when_its_service_stopped() throws SQLException {
        String content = Csv.deposits(3_000);
        Answer upload;
        try (CommandService first = startService("daybook.imports.group-max=10")) {
            upload = send(first, "source=resumed&" + OPENING, content);
            await().atMost(30, SECONDS)
                    .until(() -> standing(first, upload).get("linesRead").asLong() > 0);
        }
        long read = number("select lines_read from imports where import_id = '%s'"
                .formatted(upload.body().get("importId").asString()));
        assertThat(read).isBetween(1L, 2_999L);

        try (CommandService second = startService()) {
            JsonNode done = awaitEnd(second, upload);

            assertThat(done.get("state").asString()).isEqualTo("COMPLETED");
            assertThat(counts(done)).isEqualTo("3000 of 3000: 3000 accepted, 0 repeated, 0 refused");
        }
        assertThat(number("select count(*) from commands where idempotency_key like 'import:resumed:%'"))
                .isEqualTo(3_000);
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_import_goes_on_where_it_was_whether_blank_lines_counted_or_not(boolean counted) throws SQLException {
        String content = Csv.deposits(3_000).replaceFirst("\n", "\n  \n") + "  \n";
        Answer upload;
        try (CommandService first = startService("daybook.imports.group-max=10")) {
            upload = send(first, "source=blank-%s&%s".formatted(counted, OPENING), content);
            await().atMost(30, SECONDS)
                    .until(() -> standing(first, upload).get("linesRead").asLong() > 0);
        }
        String importId = upload.body().get("importId").asString();
        assertThat(number("select lines_total - lines_read from imports where import_id = '%s'".formatted(importId)))
                .isPositive();
        if (counted) {
            execute("""
                    update imports
                    set lines_total = lines_total + 2,
                        lines_read  = lines_read + 1,
                        refused     = refused + 1
                    where import_id = '%s'
                    """.formatted(importId));
        }

        try (CommandService second = startService()) {
            assertThat(counts(awaitEnd(second, upload)))
                    .isEqualTo(
                            counted
                                    ? "3002 of 3002: 3000 accepted, 0 repeated, 2 refused"
                                    : "3000 of 3000: 3000 accepted, 0 repeated, 0 refused");
        }
    }

    @Test
    void what_a_crash_kept_from_being_noted_is_counted_once_and_as_this_imports_work() throws SQLException {
        String content = Csv.deposits(2_000);
        Answer upload;
        try (CommandService first = startService("daybook.imports.group-max=10")) {
            upload = send(first, "source=crashed&" + OPENING, content);
            await().atMost(30, SECONDS)
                    .until(() -> standing(first, upload).get("linesRead").asLong() > 100);
        }
        execute("""
                update imports
                set lines_read = 50,
                    accepted   = 50
                where import_id = '%s'
                """.formatted(upload.body().get("importId").asString()));

        try (CommandService second = startService()) {
            assertThat(counts(awaitEnd(second, upload)))
                    .isEqualTo("2000 of 2000: 2000 accepted, 0 repeated, 0 refused");
        }
        assertThat(number("""
                select count(*)
                from events
                where type = 'MoneyDeposited'
                  and stream_id in (select stream_id
                                    from events
                                    where type = 'AccountOpened'
                                      and correlation_id in (select e.correlation_id
                                                             from commands c
                                                             join events e
                                                               on e.position = c.first_position
                                                             where c.idempotency_key like 'import:crashed:%'))
                """)).isEqualTo(2_000);
    }

    @Test
    void the_thirtieth_of_february_is_a_day_where_the_import_says_that_months_have_thirty() throws SQLException {
        String file = """
                transaction_id,account,date,direction,amount
                1,7,2026-02-30,CREDIT,10.00
                2,7,2025-02-29,CREDIT,1.00
                3,7,2026-02-31,CREDIT,1.00
                """;

        Answer without = upload("source=no-thirty&" + OPENING, file);
        JsonNode refused = awaitEnd(service, without);
        Answer with = upload("source=thirty&calendar=30/360&" + OPENING, file);
        JsonNode done = awaitEnd(service, with);

        assertThat(refused.get("refused").asLong()).isEqualTo(3);
        assertThat(counts(done)).isEqualTo("3 of 3: 2 accepted, 0 repeated, 1 refused");
        assertThat(refusals(with)).containsExactly("4 malformed");
        assertThat(texts("select effective_date from events where stream_id = '%s' order by stream_version"
                        .formatted(new SourceAccounts("thirty").idOf("7"))))
                .containsExactly("2025-02-28", "2026-02-28", "2025-02-28");
        JsonNode json = awaitEnd(
                service,
                service.send(
                        "POST", "/v1/imports?source=thirty&calendar=30/360", NDJSON, BodyPublishers.ofString("""
                {"id":"4","command":"deposit","account":"7","amount":"1.00","effectiveDate":"2026-02-30"}
                """)));
        assertThat(json.get("accepted").asLong()).isEqualTo(1);
    }

    @Test
    void a_file_with_the_newest_first_is_imported_in_the_order_of_its_dates_if_it_says_any_order() throws SQLException {
        String file = newestFirst(Csv.transactions());

        JsonNode asItStands = awaitEnd(service, upload("source=as-it-stands&" + OPENING, file));
        Answer upload = upload("source=newest-first&order=any&" + OPENING, file + "41,7,1993-01-01,GIFT,,1.00,,,,\n");
        JsonNode done = awaitEnd(service, upload);

        assertThat(asItStands.get("refused").asLong()).isPositive();
        assertThat(counts(done)).isEqualTo("41 of 41: 40 accepted, 0 repeated, 1 refused");
        assertThat(refusals(upload)).containsExactly("42 malformed");
        assertThat(done.get("options").get(0).asString()).isEqualTo("order=any");
        assertThat(texts("""
                select string_agg(effective_date::text, ' ' order by stream_version)
                from events
                where stream_id in (%s)
                  and type <> 'AccountOpened'
                group by stream_id
                order by stream_id
                """.formatted(accounts("newest-first"))))
                .hasSize(4)
                .allSatisfy(dates -> assertThat(dates.split(" ")).isSorted());
        assertThat(files()).isEmpty();
    }

    @Test
    void an_import_in_any_order_goes_on_where_it_was_when_its_service_stopped() throws SQLException {
        String content = newestFirst(Csv.deposits(3_000));
        Answer upload;
        try (CommandService first = startService("daybook.imports.group-max=10", "daybook.imports.sort-memory=20KB")) {
            upload = send(first, "source=resumed-any&order=any&" + OPENING, content);
            await().atMost(30, SECONDS)
                    .until(() -> standing(first, upload).get("linesRead").asLong() > 0);
        }
        assertThat(files()).anyMatch(file -> file.toString().endsWith(".sorted"));

        try (CommandService second = startService()) {
            assertThat(counts(awaitEnd(second, upload)))
                    .isEqualTo("3000 of 3000: 3000 accepted, 0 repeated, 0 refused");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void an_import_can_be_ended_and_what_was_accepted_stays() throws SQLException {
        try (CommandService slow = startService("daybook.imports.group-max=10")) {
            Answer upload = send(slow, "source=ended&" + OPENING, Csv.deposits(20_000));
            await().atMost(30, SECONDS)
                    .until(() -> standing(slow, upload).get("linesRead").asLong() > 0);

            Answer ended = slow.send("DELETE", upload.header("Location"), "");

            assertThat(ended.status()).isEqualTo(200);
            assertThat(ended.body().get("state").asString()).isEqualTo("CANCELLED");
            await().atMost(30, SECONDS).until(() -> files().isEmpty());
            long accepted = standing(slow, upload).get("accepted").asLong();
            assertThat(accepted).isBetween(1L, 19_999L);
            assertThat(number("select count(*) from commands where idempotency_key like 'import:ended:%'"))
                    .isEqualTo(accepted);
        }
        Answer done = upload("source=ended-2&" + OPENING, Csv.transactions());
        awaitEnd(service, done);
        assertThat(service.send("DELETE", done.header("Location"), "").problem())
                .isEqualTo("/problems/import-ended");
    }

    @Test
    void one_file_more_than_may_wait_is_told_to_come_back() {
        try (CommandService small = startService("daybook.imports.group-max=10", "daybook.imports.waiting-max=1")) {
            Answer first = send(small, "source=full&" + OPENING, Csv.deposits(20_000));

            Answer second = send(small, "source=full&" + OPENING, Csv.transactions());

            assertThat(second.status()).isEqualTo(429);
            assertThat(second.header("Retry-After")).isEqualTo("10");
            small.send("DELETE", first.header("Location"), "");
            await().atMost(30, SECONDS).until(() -> files().isEmpty());
            awaitEnd(small, send(small, "source=full&" + OPENING, Csv.transactions()));
        }
    }

    @Test
    void a_hundred_thousand_lines_are_imported_while_other_commands_are_answered() {
        UUID account = service.anAccount();
        Answer upload = upload("source=large&" + OPENING, Csv.deposits(100_000));

        long commands = 0;
        long slowestMillis = 0;
        while (!isEnded(standing(service, upload))) {
            long start = System.nanoTime();
            assertThat(service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"1.00\"}")
                            .status())
                    .isEqualTo(201);
            slowestMillis = Math.max(slowestMillis, (System.nanoTime() - start) / 1_000_000);
            commands++;
        }

        JsonNode done = standing(service, upload);
        assertThat(counts(done)).isEqualTo("100000 of 100000: 100000 accepted, 0 repeated, 0 refused");
        assertThat(commands).isPositive();
        assertThat(slowestMillis).isLessThan(5_000);
        System.out.printf(
                "100000 lines at %s lines/s, beside %d commands, the slowest of which took %d ms%n",
                done.get("linesPerSecond"), commands, slowestMillis);
    }

    private Answer upload(String parameters, String content) {
        return send(service, parameters, content);
    }

    private static Answer send(CommandService to, String parameters, String content) {
        return to.send("POST", "/v1/imports?" + parameters, CSV, BodyPublishers.ofString(content));
    }

    private static JsonNode awaitEnd(CommandService at, Answer upload) {
        assertThat(upload.status()).as(upload.body().toString()).isEqualTo(202);
        await().atMost(2, MINUTES).until(() -> isEnded(standing(at, upload)));
        return standing(at, upload);
    }

    private static JsonNode standing(CommandService at, Answer upload) {
        return at.get(upload.header("Location")).body();
    }

    private static boolean isEnded(JsonNode standing) {
        return standing.has("finishedAt");
    }

    private static String counts(JsonNode standing) {
        return "%d of %d: %d accepted, %d repeated, %d refused"
                .formatted(
                        standing.get("linesRead").asLong(),
                        standing.get("linesTotal").asLong(),
                        standing.get("accepted").asLong(),
                        standing.get("repeated").asLong(),
                        standing.get("refused").asLong());
    }

    private List<String> refusals(Answer upload) {
        var refusals = new ArrayList<String>();
        service.get(upload.header("Location") + "/refusals")
                .body()
                .get("items")
                .forEach(refusal -> refusals.add(
                        refusal.get("line").asLong() + " " + refusal.get("code").asString()));
        return refusals;
    }

    private static String newestFirst(String content) {
        List<String> lines = content.lines().toList();
        return Stream.concat(Stream.of(lines.getFirst()), lines.subList(1, lines.size()).reversed().stream())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String accounts(String source) {
        return Csv.transactions()
                .lines()
                .skip(1)
                .map(line -> "'%s'".formatted(new SourceAccounts(source).idOf(line.split(",", -1)[1])))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private List<String> details(Answer upload) {
        return service.get(upload.header("Location") + "/refusals").body().get("items").values().stream()
                .map(refusal -> refusal.get("detail").asString())
                .toList();
    }

    /** The same transactions, with the columns the other way round. */
    private static String reordered(String content) {
        var lines = new StringBuilder();
        content.lines().forEach(line -> lines.append(
                        String.join(",", List.of(line.split(",", -1)).reversed()))
                .append("\r\n"));
        return lines.toString();
    }

    private static List<String> column(String content, int index) {
        return content.lines().skip(1).map(line -> line.split(",", -1)[index]).toList();
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(texts(query).getFirst());
    }

    private List<String> texts(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(logUrl, Databases.LOG_OWNER, Databases.LOG_OWNER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(logUrl, Databases.LOG_OWNER, Databases.LOG_OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
