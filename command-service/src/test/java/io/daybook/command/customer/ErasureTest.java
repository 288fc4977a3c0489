package io.daybook.command.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.command.log.RecordedEvents;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.CustomerEvent.PersonalDataErased;
import io.daybook.events.DocumentEvent.DocumentSubmitted;
import io.daybook.events.DomainEvent;
import io.daybook.events.EventCodec;
import io.daybook.localstack.Databases;
import io.daybook.personaldata.KeyStore;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.FormPart;
import io.daybook.testsupport.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureTest {

    private static final String LETTER = "Dear bank, I am Katherine Johnson.";

    @TempDir
    static Path documents;

    private CommandService service;
    private final String log = CommandService.freshLog();
    private final EventCodec codec = new EventCodec();

    @BeforeAll
    void start() {
        service = onLog();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private CommandService onLog(String... properties) {
        return CommandService.on(
                log,
                Stream.concat(
                                Stream.of(
                                        "daybook.documents.folder=" + documents,
                                        "daybook.personal-data.remembered=0s",
                                        "daybook.personal-data.sweep-every=1h"),
                                Stream.of(properties))
                        .toArray(String[]::new));
    }

    private UUID open(String customer) {
        Answer opened = service.post("/v1/accounts", """
                {"holder": {"customerId": "%s", "name": "Katherine Johnson", "email": "katherine@example.org",
                            "address": "100 NASA Road, Hampton"}, "currency": "EUR"}""".formatted(customer));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return UUID.fromString(opened.body().path("accountId").asString());
    }

    private Answer erase(String customer, String... headers) {
        return service.send("DELETE", path(customer), "{\"reason\": \"asked for in person\"}", headers);
    }

    private static String path(String customer) {
        return "/v1/customers/%s/personal-data".formatted(customer);
    }

    private DomainEvent first(UUID stream) {
        return service.bean(RecordedEvents.class)
                .first(stream)
                .map(codec::decode)
                .orElseThrow();
    }

    private Holder holder(UUID account) {
        return ((AccountOpened) first(account)).holder();
    }

    private List<String> opened(Holder holder) {
        return Stream.of(holder.name(), holder.email(), holder.address())
                .flatMap(text -> service.bean(PersonalDataCipher.class).decrypt(String.valueOf(text)).stream())
                .toList();
    }

    private UUID submit(UUID account) {
        Answer submitted = service.postParts(
                "/v1/accounts/%s/documents".formatted(account),
                List.of(
                        FormPart.file("file", "katherine.txt", "text/plain", LETTER.getBytes(StandardCharsets.UTF_8)),
                        FormPart.field("title", "Letter of Katherine Johnson")));
        assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(201);
        return UUID.fromString(submitted.body().path("documentId").asString());
    }

    private static byte[] stored(UUID document) throws IOException {
        try (Stream<Path> files = Files.walk(documents)) {
            return Files.readAllBytes(files.filter(file -> file.endsWith(document.toString()))
                    .findFirst()
                    .orElseThrow());
        }
    }

    @Test
    void a_holder_stands_in_the_log_sealed_and_can_be_opened_until_the_customer_is_forgotten() {
        UUID account = open("katherine-1");
        Holder sealed = holder(account);
        assertThat(sealed.toString()).doesNotContain("Katherine", "katherine@", "NASA");
        assertThat(opened(sealed))
                .containsExactly("Katherine Johnson", "katherine@example.org", "100 NASA Road, Hampton");

        Answer erased = erase("katherine-1");

        assertThat(erased.status()).isEqualTo(200);
        assertThat(erased.body().path("customerId").asString()).isEqualTo("katherine-1");
        assertThat(opened(sealed)).isEmpty();
        UUID event = UUID.fromString(erased.body().path("eventIds").path(0).asString());
        var recorded = service.bean(RecordedEvents.class).find(event).orElseThrow();
        assertThat(recorded.actor()).isEqualTo("teller-1");
        assertThat(recorded.reason()).isEqualTo("asked for in person");
        assertThat(codec.decode(recorded))
                .isEqualTo(new PersonalDataErased(
                        "katherine-1",
                        List.of(PersonalDataCipher.keyOf(sealed.name()).orElseThrow())));
    }

    @Test
    void a_document_is_stored_and_recorded_sealed() throws IOException {
        UUID document = submit(open("katherine-2"));

        assertThat(new String(stored(document), StandardCharsets.ISO_8859_1)).doesNotContain("Katherine", "Dear bank");
        DocumentSubmitted submitted = (DocumentSubmitted) first(document);
        assertThat(submitted.toString()).doesNotContain("Katherine", "katherine.txt");
        assertThat(service.bean(PersonalDataCipher.class).decrypt(submitted.name()))
                .contains("katherine.txt");
        assertThat(submitted.sizeBytes()).isEqualTo(LETTER.length());
        erase("katherine-2");
        assertThat(service.bean(PersonalDataCipher.class).decrypt(submitted.name()))
                .isEmpty();
    }

    @Test
    void the_accounts_of_a_forgotten_customer_go_on() {
        UUID account = open("katherine-3");
        erase("katherine-3");

        Answer paid = service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"5.00\"}");

        assertThat(paid.status()).isEqualTo(201);
    }

    @Test
    void nobody_is_forgotten_twice_and_a_repeated_request_is_answered_as_before() {
        open("katherine-4");
        Answer first = erase("katherine-4", "Idempotency-Key", "forget-4");

        assertThat(erase("katherine-4", "Idempotency-Key", "forget-4").body()).isEqualTo(first.body());
        Answer again = erase("katherine-4");
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.problem()).isEqualTo("/problems/no-personal-data");
        assertThat(erase("never-seen").status()).isEqualTo(404);
        assertThat(erase("no%20id").status()).isEqualTo(404);
    }

    @Test
    void a_customer_who_comes_back_is_known_again_and_a_repeated_request_does_not_forget_that() {
        UUID before = open("katherine-5");
        erase("katherine-5", "Idempotency-Key", "forget-5");
        UUID after = open("katherine-5");

        erase("katherine-5", "Idempotency-Key", "forget-5");

        assertThat(opened(holder(before))).isEmpty();
        assertThat(opened(holder(after))).hasSize(3);
    }

    @Test
    void a_key_store_that_comes_back_from_a_backup_forgets_again() {
        UUID account = open("katherine-6");
        Holder sealed = holder(account);
        UUID keyId = PersonalDataCipher.keyOf(sealed.name()).orElseThrow();
        onKeys("create table keys.backup as select * from keys.keys where key_id = '%s'".formatted(keyId));
        erase("katherine-6");
        onKeys("delete from keys.keys where key_id = '%s'".formatted(keyId));
        onKeys("insert into keys.keys select * from keys.backup");
        assertThat(opened(sealed)).hasSize(3);

        try (CommandService restarted = onLog()) {
            await().untilAsserted(() -> assertThat(opened(sealed)).isEmpty());
            assertThat(restarted.bean(KeyStore.class).heldFor("katherine-6")).isEmpty();
        }
    }

    @Test
    void while_the_key_store_is_down_what_needs_no_key_goes_on_and_the_rest_is_told_so() {
        UUID account = open("katherine-7");
        String nowhere = "daybook.personal-data.store.url=jdbc:postgresql://localhost:1/none";
        try (CommandService cutOff = onLog(nowhere)) {
            Answer paid = cutOff.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"5.00\"}");
            Answer opened = cutOff.post("/v1/accounts", "{\"holder\": {\"name\": \"Ada\"}, \"currency\": \"EUR\"}");

            assertThat(paid.status()).isEqualTo(201);
            assertThat(opened.status()).isEqualTo(503);
            assertThat(opened.problem()).isEqualTo("/problems/keys-unavailable");
            assertThat(opened.header("Retry-After")).isNotEmpty();
            assertThat(cutOff.send("DELETE", path("katherine-7"), "{}").status())
                    .isEqualTo(503);
        }
        assertThat(opened(holder(account))).hasSize(3);
    }

    private static void onKeys(String sql) {
        String url = TestServers.personalData(Databases.KEYS_OWNER).stream()
                .filter(property -> property.startsWith("daybook.personal-data.store.url="))
                .map(property -> property.substring(property.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
        try (Connection connection = DriverManager.getConnection(url, Databases.KEYS_OWNER, Databases.KEYS_OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
