package io.daybook.command.imports;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.command.imports.file.SourceAccounts;
import io.daybook.localstack.Databases;
import io.daybook.personaldata.KeyStore;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.personaldata.PersonalDataProperties;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestServers;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Lines of files are sealed wherever they tell of people, whether they are taken or not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealedLinesTest {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";
    private static final String SECRET = "Nezapomenuta";

    private static final String TELLER = "accounts:read";
    private static final String OPENING = "&openAccounts=true&currency=EUR";

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
                        Stream.of(
                                "daybook.relay.enabled=false",
                                "daybook.imports.folder=" + folder,
                                "daybook.personal-data.remembered=0s"),
                        Stream.of(properties))
                .toArray(String[]::new);
        return CommandService.on(logUrl, all);
    }

    @Test
    void the_other_party_of_a_transaction_is_sealed_with_the_key_of_the_accounts_customer() throws SQLException {
        String customer = "csv-" + UUID.randomUUID();
        UUID account = open(customer);

        JsonNode done = awaitEnd(imported("party", CSV, """
                transaction_id,account,date,direction,amount,counterparty_name,counterparty_account,counterparty_iban,counterparty_bank,note
                1,%1$s,2026-01-31,CREDIT,10.00,Zdenka %2$s,,CZ65%2$s,0800 %2$s,%2$s says hello
                2,%1$s,2026-01-31,DEBIT,1.00,,19-%2$s,,,
                3,%1$s,2026-01-31,DEBIT,9.00,,,,,
                """.formatted(account, SECRET)));

        assertThat(done.get("accepted").asLong()).isEqualTo(3);
        assertThat(done.get("columnsLeftOut").asInt()).isEqualTo(1);
        assertThat(party(account, 2, "name")).isEqualTo("Zdenka " + SECRET);
        assertThat(party(account, 2, "number")).isEqualTo("CZ65" + SECRET);
        assertThat(party(account, 2, "bank")).isEqualTo("0800 " + SECRET);
        assertThat(party(account, 3, "number")).isEqualTo("19-" + SECRET);
        assertThat(texts("select payload::jsonb ? 'counterparty' from events where stream_id = '%s' order by position"
                        .formatted(account)))
                .containsExactly("f", "t", "t", "f");
        assertThat(rowsWith(SECRET)).isEmpty();
        String sealed = sealedParty(account, 2, "name");

        close(account);
        erase(customer);

        assertThat(service.bean(PersonalDataCipher.class).decrypt(sealed)).isEmpty();
    }

    @Test
    void an_account_that_a_file_opens_is_a_customer_whose_data_can_be_erased() throws SQLException {
        awaitEnd(imported("opening", OPENING, CSV, """
                transaction_id,account,date,direction,amount,counterparty_name
                1,812,2026-01-31,CREDIT,10.00,Zdenka %s
                2,812,2026-01-31,DEBIT,10.00,
                """.formatted(SECRET)));
        UUID account = new SourceAccounts("opening").idOf("812");
        assertThat(party(account, 2, "name")).isEqualTo("Zdenka " + SECRET);

        close(account);
        erase(account.toString());

        assertThat(service.bean(PersonalDataCipher.class).decrypt(sealedParty(account, 2, "name")))
                .isEmpty();
    }

    @Test
    void a_text_that_cannot_be_shown_costs_no_line_and_is_kept_sealed_as_it_was_written() throws SQLException {
        String customer = "memo-" + UUID.randomUUID();
        UUID account = open(customer);
        String memo = "Invoice 17\r\n\tMiet\u00adzahlung \ud83d\udc68\u200d\ud83d\udc67";

        JsonNode done = awaitEnd(imported("memo", CSV, """
                transaction_id,account,date,direction,amount,reason,reference,counterparty_name
                1,%1$s,2026-01-31,CREDIT,10.00,"%2$s",R\u200b1,Zden\u00adka
                2,%1$s,2026-01-31,DEBIT,1.00,%3$s,R2,
                3,%1$s,2026-01-31,DEBIT,9.00,\u200b,R3,
                """.formatted(account, memo, "x".repeat(600))));

        assertThat(done.get("accepted").asLong()).isEqualTo(3);
        assertThat(texts("""
                select concat_ws('|', reason, payload ->> 'reference')
                from events
                where stream_id = '%s'
                order by stream_version
                """.formatted(account)))
                .containsExactly(
                        "", "Invoice 17 Mietzahlung \ud83d\udc68\ud83d\udc67|R1", "x".repeat(559) + "…|R2", "R3");
        assertThat(party(account, 2, "name")).isEqualTo("Zdenka");
        assertThat(original(account, 2, "reason")).hasValue(memo);
        assertThat(original(account, 2, "reference")).hasValue("R\u200b1");
        assertThat(original(account, 2, "counterparty.name")).hasValue("Zden\u00adka");
        assertThat(original(account, 3, "reason")).hasValue("x".repeat(600));

        close(account);
        erase(customer);

        assertThat(original(account, 2, "reason")).isEmpty();
    }

    @Test
    void the_texts_of_commands_are_kept_sealed_for_the_customer_whose_account_the_file_opens() throws SQLException {
        String customer = "opened-" + UUID.randomUUID();
        UUID account = UUID.randomUUID();

        JsonNode done = awaitEnd(imported("memo-json", NDJSON, """
                {"id":"1","command":"open","accountId":"%1$s","holder":{"customerId":"%2$s","name":"Ada\\u200b"},"currency":"EUR"}
                {"id":"2","command":"deposit","accountId":"%1$s","amount":"1.00","reason":"a\\u0000\\ud800b"}
                """.formatted(account, customer)));

        assertThat(done.get("accepted").asLong()).isEqualTo(2);
        assertThat(original(account, 1, "holder.name")).hasValue("Ada\u200b");
        assertThat(original(account, 2, "reason")).isPresent();
        assertThat(texts("select reason from events where stream_id = '%s' and stream_version = 2".formatted(account)))
                .containsExactly("a \ufffdb");
    }

    @Test
    void a_file_with_other_parties_is_known_again() throws SQLException {
        UUID account = open("again-" + UUID.randomUUID());
        String file = "transaction_id,account,date,direction,amount,counterparty_name\n1,%s,2026-01-31,CREDIT,1.00,%s\n"
                .formatted(account, SECRET);
        awaitEnd(imported("again", CSV, file));

        JsonNode again = awaitEnd(imported("again", CSV, file));

        assertThat(again.get("repeated").asLong()).isEqualTo(1);
    }

    @Test
    void refused_lines_of_every_kind_are_told_to_few_until_a_customer_of_theirs_is_erased() throws SQLException {
        String named = "named-" + UUID.randomUUID();
        String owner = "owner-" + UUID.randomUUID();
        UUID account = open(owner);
        String holder = "\"holder\":{\"customerId\":\"%s\",\"name\":\"%s\",\"address\":\"%s 13\"}"
                .formatted(named, SECRET, SECRET);
        Answer upload = imported(
                "refused",
                NDJSON,
                String.join(
                        "\n",
                        "{\"id\":\"1\",\"command\":\"open\",\"accountId\":\"%s\",%s,\"currency\":\"EUR\"}"
                                .formatted(account, holder),
                        "{\"id\":\"2\",\"command\":\"open\",%s,\"currency\":\"EUR\"}".formatted(holder),
                        "{\"id\":\"3\",\"command\":\"open\",\"account\":\"N-3\",\"%s\":1,%s,\"currency\":\"EUR\"}"
                                .formatted(SECRET, holder),
                        "{\"id\":\"4\",\"command\":\"open\",\"account\":\"N-4\",%s,\"currency\":}".formatted(holder),
                        "{\"id\":\"5\",\"command\":\"withdraw\",\"accountId\":\"%s\",\"amount\":\"9.00\",\"reason\":\"%s\"}"
                                .formatted(account, SECRET),
                        "{\"id\":\"6\",\"command\":\"withdraw\",\"accountId\":\"%s\",\"amount\":\"9.00\",\"%s\":\"\"}"
                                .formatted(account, SECRET),
                        "{\"id\":\"7\",\"command\":\"freeze\",\"account\":\"N-7\",\"reason\":\"%s\"}"
                                .formatted(SECRET)));
        assertThat(awaitEnd(upload).get("refused").asLong()).isEqualTo(7);

        assertThat(rowsWith(SECRET)).isEmpty();
        assertThat(refusals(upload, TELLER)).hasSize(7).allSatisfy(refusal -> {
            assertThat(refusal.get("content").asString()).contains(SECRET);
            assertThat(refusal.has("detail")).isTrue();
            assertThat(refusal.has("withheld")).isFalse();
        });
        for (String scopes : List.of("ops", "audit:read", "ops audit:read history:import")) {
            assertThat(refusals(upload, scopes)).hasSize(7).allSatisfy(refusal -> {
                assertThat(refusal.toString()).doesNotContain(SECRET);
                assertThat(refusal.has("code")).isTrue();
                assertThat(refusal.get("withheld").asString()).isEqualTo("NOT_PERMITTED");
            });
        }

        erase(named);

        assertErased(upload, 1, 2, 3, 4);
        close(account);
        erase(owner);
        assertErased(upload, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void refused_lines_of_a_csv_file_are_sealed_too() throws SQLException {
        String owner = "owner-" + UUID.randomUUID();
        UUID account = open(owner);
        Answer upload = imported("refused", CSV, """
                transaction_id,account,date,direction,amount,counterparty_name
                1,%1$s,2026-01-31,DEBIT,10.00,%2$s
                2,%1$s,2026-01-31,DEBIT,ten,%2$s
                3,%1$s,%2$s
                4,unknown,2026-01-31,CREDIT,10.00,%2$s
                """.formatted(account, SECRET));
        assertThat(awaitEnd(upload).get("refused").asLong()).isEqualTo(4);
        assertThat(rowsWith(SECRET)).isEmpty();
        assertThat(refusals(upload, TELLER))
                .allSatisfy(
                        refusal -> assertThat(refusal.get("content").asString()).contains(SECRET));

        close(account);
        erase(owner);

        assertErased(upload, 2, 3, 4);
    }

    @Test
    void refusals_are_deleted_with_their_key_when_their_time_is_over() throws SQLException {
        Answer old = imported("old", CSV, "transaction_id,account,date,direction,amount\n1,7,2026-01-31,CREDIT,1.00\n");
        Answer young =
                imported("young", CSV, "transaction_id,account,date,direction,amount\n1,7,2026-01-31,CREDIT,1.00\n");
        awaitEnd(old);
        awaitEnd(young);
        execute("update imports set finished_at = now() - interval '91 days' where import_id = '%s'"
                .formatted(old.text("importId")));
        execute(
                "insert into import_refusals (import_id, line_number, content, code, detail) values ('%s', 99, '%s', 'x', 'x')"
                        .formatted(young.text("importId"), SECRET));

        service.bean(RefusalExpiry.class).sweep();

        assertThat(refusals(old, TELLER)).isEmpty();
        assertThat(keys().heldFor("import:" + old.text("importId"))).isEmpty();
        assertThat(refusals(young, TELLER)).singleElement().satisfies(refusal -> assertThat(
                        refusal.get("content").asString())
                .contains("CREDIT"));
        assertThat(rowsWith(SECRET)).isEmpty();
        assertThat(service.get(old.header("Location")).body().get("refused").asLong())
                .isEqualTo(1);
    }

    @Test
    void a_file_is_sealed_and_closed_to_others_while_it_waits_and_its_key_goes_with_it() throws Exception {
        String content = deposits(20_000);
        Answer upload;
        try (CommandService slow = startService("daybook.imports.group-max=10")) {
            upload = send(slow, "sealed", OPENING, CSV, content);
            Path file = folder.resolve(upload.text("importId") + ".spool");
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .doesNotContain(SECRET)
                    .doesNotContain("CREDIT");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(upload.body().get("bytesTotal").asLong()).isEqualTo(content.length());
            slow.send("DELETE", upload.header("Location"), "");
            await().atMost(30, SECONDS).until(() -> files().isEmpty());
        }
        execute("update imports set finished_at = now() - interval '2 hours' where import_id = '%s'"
                .formatted(upload.text("importId")));

        service.bean(RefusalExpiry.class).sweep();

        assertThat(keys().heldFor("import:" + upload.text("importId"))).isEmpty();
    }

    @Test
    void a_file_of_the_version_before_is_still_imported_and_one_whose_key_is_gone_is_not() throws Exception {
        String content = deposits(300);
        Answer plain;
        Answer keyless;
        try (CommandService slow = startService("daybook.imports.group-max=10")) {
            send(slow, "first", OPENING, CSV, deposits(20_000));
            plain = send(slow, "plain", OPENING, CSV, content);
            keyless = send(slow, "keyless", OPENING, CSV, content);
        }
        Files.writeString(folder.resolve(plain.text("importId") + ".spool"), content);
        keys().destroy(keys().heldFor("import:" + keyless.text("importId")));

        try (CommandService second = startService()) {
            assertThat(ended(second, plain).get("accepted").asLong()).isEqualTo(300);
            assertThat(ended(second, keyless).get("state").asString()).isEqualTo("FAILED");
            await().atMost(30, SECONDS).until(() -> files().isEmpty());
        }
    }

    @Test
    void an_upload_that_is_turned_away_leaves_no_key() throws SQLException {
        long before = keysOfImports();

        Answer refused = imported("broken", CSV, "transaction_id,account\n");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(keysOfImports()).isEqualTo(before);
    }

    private UUID open(String customer) {
        Answer opened = service.post("/v1/accounts", """
                {"holder": {"customerId": "%s", "name": "Ada"}, "currency": "EUR", "effectiveDate": "2026-01-01"}""".formatted(customer));
        return UUID.fromString(opened.text("accountId"));
    }

    private void close(UUID account) {
        Answer closed = service.post("/v1/accounts/%s/close".formatted(account), "{}");
        assertThat(closed.status()).as(closed.toString()).isEqualTo(201);
    }

    /** Asks as one person, agrees as another one, and waits until it is carried out. */
    private void erase(String customer) {
        Answer asked = service.send("DELETE", "/v1/customers/%s/personal-data".formatted(customer), "{}");
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        Answer agreed = service.post(
                "/v1/approvals/%s/approve".formatted(asked.text("approvalId")),
                "{}",
                "Authorization",
                CommandService.as("second-person"));
        assertThat(agreed.status()).as(agreed.toString()).isEqualTo(201);
        await().atMost(30, SECONDS).until(() -> keys().heldFor(customer).isEmpty());
    }

    private Answer imported(String source, String mediaType, String content) {
        return send(service, source, "", mediaType, content);
    }

    private Answer imported(String source, String parameters, String mediaType, String content) {
        return send(service, source, parameters, mediaType, content);
    }

    private static Answer send(CommandService to, String source, String parameters, String mediaType, String content) {
        return to.send(
                "POST", "/v1/imports?source=" + source + parameters, mediaType, BodyPublishers.ofString(content));
    }

    private JsonNode awaitEnd(Answer upload) {
        assertThat(upload.status()).as(upload.toString()).isEqualTo(202);
        return ended(service, upload);
    }

    private static JsonNode ended(CommandService at, Answer upload) {
        await().atMost(2, MINUTES)
                .until(() -> at.get(upload.header("Location")).body().has("finishedAt"));
        return at.get(upload.header("Location")).body();
    }

    /** An import's refusals, as somebody is told of them who has these scopes. */
    private List<JsonNode> refusals(Answer upload, String scopes) {
        Answer told = service.send(
                "GET",
                upload.header("Location") + "/refusals",
                "",
                "Authorization",
                "Bearer " + TestServers.issuer().token("reader", scopes, null));
        assertThat(told.status()).as(told.toString()).isEqualTo(200);
        return List.copyOf(told.body().get("items").values());
    }

    /** These of the refused lines, and no others, are told no more. */
    private void assertErased(Answer upload, Integer... lines) {
        List<JsonNode> refusals = refusals(upload, TELLER);
        assertThat(refusals.stream()
                        .filter(refusal -> refusal.path("withheld").asString("").equals("ERASED"))
                        .map(refusal -> refusal.get("line").asInt()))
                .containsExactly(lines);
        assertThat(refusals)
                .allSatisfy(refusal -> assertThat(refusal.has("content")).isNotEqualTo(refusal.has("withheld")));
    }

    private static String deposits(int lines) {
        var file = new StringBuilder("transaction_id,account,date,direction,amount,counterparty_name\n");
        for (int i = 0; i < lines; i++) {
            file.append("%d,%d,2026-01-31,CREDIT,1.00,%s\n".formatted(i, i % 7, SECRET));
        }
        return file.toString();
    }

    private String party(UUID account, int version, String field) throws SQLException {
        String sealed = sealedParty(account, version, field);
        assertThat(sealed).startsWith("sealed:1:");
        return service.bean(PersonalDataCipher.class).decrypt(sealed).orElseThrow();
    }

    /** A text as it was written, nothing if its customer was erased. */
    private Optional<String> original(UUID account, int version, String field) throws SQLException {
        String sealed = texts("""
                select metadata::text::json #>> '{original,%s}'
                from events
                where stream_id = '%s'
                  and stream_version = %d
                """.formatted(field, account, version)).getFirst();
        assertThat(sealed).startsWith("sealed:1:");
        return service.bean(PersonalDataCipher.class).decrypt(sealed);
    }

    private String sealedParty(UUID account, int version, String field) throws SQLException {
        return texts("select payload #>> '{counterparty,%s}' from events where stream_id = '%s' and stream_version = %d"
                        .formatted(field, account, version))
                .getFirst();
    }

    private KeyStore keys() {
        return service.bean(KeyStore.class);
    }

    private long keysOfImports() throws SQLException {
        String url = service.bean(PersonalDataProperties.class).store().url();
        return Long.parseLong(texts(url, Databases.KEYS_OWNER, """
                select count(*)
                from keys.keys
                where customer_id like 'import:%'
                  and destroyed_at is null
                """).getFirst());
    }

    /** The rows of all tables of the log's database that have this text in them. */
    private List<String> rowsWith(String text) throws SQLException {
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        var found = new ArrayList<String>();
        for (String table : texts("select table_name from information_schema.tables where table_schema = 'public'")) {
            texts("select row::text from \"%s\" row".formatted(table)).stream()
                    .filter(row -> row.contains(text) || row.contains(hex))
                    .forEach(row -> found.add(table + ": " + row));
        }
        return found;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private List<String> texts(String query) throws SQLException {
        return texts(logUrl, Databases.LOG_OWNER, query);
    }

    private static List<String> texts(String url, String role, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, role, role);
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
