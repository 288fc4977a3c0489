package io.daybook.command.imports;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.command.imports.file.SourceAccounts;
import io.daybook.command.log.EarlierAnswers;
import io.daybook.testsupport.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportedLineKeysTest {

    private static final String OPENING = "&openAccounts=true&currency=EUR";
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";
    private static final String HEADER = "transaction_id,account,date,direction,amount\n";
    private static final String LINE = HEADER + "0001,7,2026-01-31,CREDIT,10.00\n";

    @TempDir
    static Path folder;

    private final String logUrl = CommandService.freshLog();
    private final EarlierAnswers earlier = new EarlierAnswers(logUrl);

    private CommandService service;

    @BeforeAll
    void start() {
        service = CommandService.on(logUrl, "daybook.relay.enabled=false", "daybook.imports.folder=" + folder);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private String imported(String source, String content) {
        return imported(source, CSV, content, "teller-1");
    }

    private String imported(String source, String mediaType, String content, String teller) {
        Answer upload = service.send(
                "POST",
                "/v1/imports?source=" + source + OPENING,
                mediaType,
                BodyPublishers.ofString(content),
                "Authorization",
                CommandService.as(teller));
        assertThat(upload.status()).as(upload.body().toString()).isEqualTo(202);
        String location = upload.header("Location");
        await().atMost(1, MINUTES)
                .until(() -> service.get(location).text("state").equals("COMPLETED"));
        JsonNode done = service.get(location).body();
        List<String> refusals = service.get(location + "/refusals").items("code");
        return "%d accepted, %d repeated, refused %s"
                .formatted(done.get("accepted").asLong(), done.get("repeated").asLong(), refusals);
    }

    @Test
    void two_accounts_of_a_source_may_have_lines_of_one_identifier() {
        String file = LINE + "0001,8,2026-01-31,CREDIT,20.00\n";

        assertThat(imported("pair", file)).isEqualTo("2 accepted, 0 repeated, refused []");
        assertThat(imported("pair", file)).isEqualTo("0 accepted, 2 repeated, refused []");
    }

    @Test
    void two_sources_may_have_lines_of_one_identifier_on_one_account() {
        String file = LINE.replace(",7,", "," + service.anAccount() + ",");

        assertThat(imported("one", file)).isEqualTo("1 accepted, 0 repeated, refused []");
        assertThat(imported("other", file)).isEqualTo("1 accepted, 0 repeated, refused []");
    }

    @Test
    void a_line_is_the_same_whoever_uploads_it() {
        assertThat(imported("who", CSV, LINE, "teller-1")).isEqualTo("1 accepted, 0 repeated, refused []");
        assertThat(imported("who", CSV, LINE, "teller-2")).isEqualTo("0 accepted, 1 repeated, refused []");
    }

    @Test
    void no_key_of_a_caller_is_a_lines_key() {
        UUID account = service.anAccount();
        String id = "4711";
        for (String key : List.of(
                "import:planted:" + id,
                "import:planted:%s import %s".formatted(id, account),
                "planted:%s:%s".formatted(account, id))) {
            service.post(
                    "/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"0.01\"}", "Idempotency-Key", key);
        }

        assertThat(imported("planted", HEADER + "%s,%s,2026-01-31,CREDIT,10.00\n".formatted(id, account)))
                .isEqualTo("1 accepted, 0 repeated, refused []");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transaction_id,account,date,direction,amount,branch\n0001,7,2026-01-31,CREDIT,10.00,Brno\n",
                "transaction_id,account,date,direction,amount,currency\n0001,7,2026-01-31,CREDIT,10.00,EUR\n",
                "transaction_id,account,date,direction,amount,reason,purpose\n0001,7,2026-01-31,CREDIT,10.00,May,SALA\n",
                "transaction_id,account,date,direction,amount,reference\n0001,7,2026-01-31,CREDIT,10.00,r-1\n",
                "amount,transaction_id,account,date,direction\n10.00,0001,7,2026-01-31,CREDIT\n",
                "transaction_id,account,date,direction,amount\n0001,7,2026-01-31,CREDIT,10\n",
                "transaction_id,account,date,direction,amount\n0001,7,2026-01-31,CREDIT,10.0\n",
                "transaction_id,account,date,direction,amount\n0001,7,2026-01-31,CREDIT,010.000\n",
                "transaction_id,account,date,direction,amount\n\"0001\", 7 ,2026-01-31,\"CREDIT\",10.00\n",
            })
    void a_line_that_is_exported_in_another_way_is_the_same_line(String content) {
        String source = "again" + UUID.randomUUID();

        assertThat(imported(source, LINE)).isEqualTo("1 accepted, 0 repeated, refused []");
        assertThat(imported(source, content)).isEqualTo("0 accepted, 1 repeated, refused []");
    }

    @Test
    void a_line_that_has_lost_a_column_or_comes_as_json_is_the_same_line() {
        imported("lost", "transaction_id,account,date,direction,amount,branch\n0001,7,2026-01-31,CREDIT,10.00,Brno\n");

        assertThat(imported("lost", LINE)).isEqualTo("0 accepted, 1 repeated, refused []");
        assertThat(imported("lost", NDJSON, """
                {"id":"0001","command":"deposit","account":"7","amount":"10.0","effectiveDate":"2026-01-31","reason":"May"}
                """, "teller-1")).isEqualTo("0 accepted, 1 repeated, refused []");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001,7,2026-01-31,CREDIT,10.01",
                "0001,7,2026-01-31,CREDIT,100",
                "0001,7,2026-01-30,CREDIT,10.00",
                "0001,7,2026-01-31,DEBIT,10.00"
            })
    void a_line_that_would_book_something_else_is_refused(String line) {
        String source = "else" + UUID.randomUUID();
        imported(source, LINE);

        assertThat(imported(source, HEADER + line + "\n"))
                .isEqualTo("0 accepted, 0 repeated, refused [idempotency-key-reused]");
    }

    @Test
    void lines_whose_personal_data_is_sealed_are_recognized_by_what_they_say() {
        String account = UUID.randomUUID().toString();
        String opening = """
                {"id":"1","command":"open","accountId":"%s","holder":{"name":"%s","email":"ada@example.com"},"currency":"EUR","overdraftLimit":"%s"}
                """;

        assertThat(imported("sealed", NDJSON, opening.formatted(account, "Ada", "5.00"), "teller-1"))
                .isEqualTo("1 accepted, 0 repeated, refused []");
        assertThat(imported("sealed", NDJSON, opening.formatted(account, "Ada", "5.0"), "teller-1"))
                .isEqualTo("0 accepted, 1 repeated, refused []");
        assertThat(imported("sealed", NDJSON, opening.formatted(account, "Eve", "5.00"), "teller-1"))
                .isEqualTo("0 accepted, 0 repeated, refused [idempotency-key-reused]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "100%", "číslo-1", "x§import", "7,1:x", "漢字🏦", "'; --"})
    void any_identifier_is_a_key(String id) {
        String source = "any" + UUID.randomUUID();
        String file = HEADER + "\"%s\",7,2026-01-31,CREDIT,10.00\n".formatted(id);

        assertThat(imported(source, file)).isEqualTo("1 accepted, 0 repeated, refused []");
        assertThat(imported(source, file)).isEqualTo("0 accepted, 1 repeated, refused []");
    }

    @Test
    void an_identifier_may_be_as_long_as_any_and_in_any_script() {
        String source = "s".repeat(64);
        String file = HEADER + "%s,7,2026-01-31,CREDIT,10.00\n".formatted("漢".repeat(128));

        assertThat(imported(source, file)).isEqualTo("1 accepted, 0 repeated, refused []");
        assertThat(imported(source, file)).isEqualTo("0 accepted, 1 repeated, refused []");
    }

    @Test
    void a_line_that_was_accepted_before_keys_had_accounts_is_repeated_and_another_accounts_is_not()
            throws SQLException {
        UUID account = new SourceAccounts("before").idOf("7");
        acceptedBefore("before", account, "");

        assertThat(imported("before", LINE)).isEqualTo("0 accepted, 1 repeated, refused []");
        assertThat(imported("before", HEADER + "0001,8,2026-01-31,CREDIT,10.00\n"))
                .isEqualTo("1 accepted, 0 repeated, refused []");
        assertThat(imported("before", HEADER + "0001,7,2026-01-31,CREDIT,11.00\n"))
                .isEqualTo("0 accepted, 0 repeated, refused [idempotency-key-reused]");
        assertThat(imported("before", LINE)).isEqualTo("0 accepted, 1 repeated, refused []");
    }

    @Test
    void a_line_with_further_columns_that_was_accepted_before_is_repeated() throws SQLException {
        UUID account = new SourceAccounts("columns").idOf("7");
        acceptedBefore("columns", account, "{\"branch\":\"Brno\",\"counterparty_name\":\"Eva\"}");

        assertThat(imported(
                        "columns",
                        "transaction_id,account,date,direction,amount,counterparty_name,branch\n"
                                + "0001,7,2026-01-31,CREDIT,10.00,Eva,Brno\n"))
                .isEqualTo("0 accepted, 1 repeated, refused []");
        // Its digest of that time covered all columns: whether it is the same is not known, and it is not booked a
        // second time.
        assertThat(imported("columns", LINE)).isEqualTo("0 accepted, 0 repeated, refused [idempotency-key-reused]");
    }

    private Answer uploaded(String parameters, String content, String teller, String key) {
        return service.send(
                "POST",
                "/v1/imports?" + parameters,
                CSV,
                BodyPublishers.ofString(content),
                "Authorization",
                CommandService.as(teller),
                "Idempotency-Key",
                key);
    }

    @Test
    void a_file_that_is_uploaded_again_under_its_key_is_the_same_import() throws Exception {
        Answer first = uploaded("source=keyed" + OPENING, LINE, "teller-1", "file");
        Answer again = uploaded("source=keyed" + OPENING, LINE, "teller-1", "file");

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.text("importId")).isEqualTo(first.text("importId"));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        String location = first.header("Location");
        await().atMost(1, MINUTES)
                .until(() -> service.get(location).text("state").equals("COMPLETED"));
        assertThat(service.get(location).body().get("accepted").asLong()).isEqualTo(1);
        Answer late = uploaded("source=keyed" + OPENING, LINE, "teller-1", "file");
        assertThat(late.text("state")).isEqualTo("COMPLETED");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void an_uploads_key_is_of_one_sender_and_one_request() {
        Answer first = uploaded("source=strict" + OPENING, LINE, "teller-1", "strict");

        assertThat(uploaded("source=strict" + OPENING, LINE, "teller-2", "strict")
                        .header("Location"))
                .isNotEqualTo(first.header("Location"));
        for (Answer other : List.of(
                uploaded("source=strict" + OPENING, LINE + "2,7,2026-01-31,CREDIT,1.00\n", "teller-1", "strict"),
                uploaded("source=strict-2" + OPENING, LINE, "teller-1", "strict"),
                uploaded("source=strict" + OPENING + "&overdraftLimit=5", LINE, "teller-1", "strict"),
                uploaded("source=strict", LINE, "teller-1", "strict"))) {
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.problem()).isEqualTo("/problems/idempotency-key-reused");
        }
    }

    @Test
    void uploads_of_one_file_at_once_under_one_key_are_one_import() {
        List<String> locations = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> uploaded("source=race" + OPENING, LINE, "teller-1", "race"))
                .map(answer -> answer.status() + " " + answer.header("Location"))
                .distinct()
                .toList();

        assertThat(locations).singleElement().asString().startsWith("202 /v1/imports/");
    }

    /** The deposit of 10.00 on an account, as a line 0001 that the version before accepted. */
    private void acceptedBefore(String source, UUID account, String metadata) throws SQLException {
        service.post("/v1/accounts", """
                {"accountId": "%s", "holder": {"name": "Ada"}, "currency": "EUR", "effectiveDate": "2026-01-01"}""".formatted(account));
        Answer deposit = service.post("/v1/accounts/%s/deposits".formatted(account), """
                {"amount": "10.00", "effectiveDate": "2026-01-31", "reference": "0001"}""");
        earlier.accepted(
                "import:%s:0001".formatted(source),
                UUID.fromString(deposit.body().get("eventIds").get(0).asString()),
                "deposit",
                "[%s]".formatted(account),
                """
                {"amount":"10.00","currency":null,"effectiveDate":"2026-01-31","reference":"0001","reason":null,"purpose":null}""",
                metadata);
    }
}
