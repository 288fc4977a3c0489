package io.daybook.command.customer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.command.due.DueEvent;
import io.daybook.command.log.RecordedEvents;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.CustomerEvent;
import io.daybook.events.CustomerEvent.ErasureCancelled;
import io.daybook.events.CustomerEvent.PersonalDataErased;
import io.daybook.events.DocumentEvent.DocumentSubmitted;
import io.daybook.events.DomainEvent;
import io.daybook.events.EventCodec;
import io.daybook.events.RecordedEvent;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureTest {

    private static final String LETTER = "Dear bank, I am Katherine Johnson.";
    private static final String NO_BODY = "";
    private static final String[] SECOND_PERSON = {"Authorization", CommandService.as("teller-2")};

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
        return on(log, properties);
    }

    private static CommandService on(String logUrl, String... properties) {
        return CommandService.on(
                logUrl,
                Stream.concat(
                                Stream.of(
                                        "daybook.documents.folder=" + documents,
                                        "daybook.personal-data.remembered=0s",
                                        "daybook.personal-data.sweep-every=1h"),
                                Stream.of(properties))
                        .toArray(String[]::new));
    }

    private UUID open(String customer) {
        return open(service, customer);
    }

    private static UUID open(CommandService bank, String customer) {
        Answer opened = bank.post("/v1/accounts", """
                {"holder": {"customerId": "%s", "name": "Katherine Johnson", "email": "katherine@example.org",
                            "address": "100 NASA Road, Hampton"}, "currency": "EUR"}""".formatted(customer));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return UUID.fromString(opened.body().path("accountId").asString());
    }

    private static void close(CommandService bank, UUID account) {
        Answer closed = bank.post("/v1/accounts/%s/close".formatted(account), "{}");
        assertThat(closed.status()).as(closed.body().toString()).isEqualTo(201);
    }

    /** A customer whose only account is closed. */
    private static UUID openAndClose(CommandService bank, String customer) {
        UUID account = open(bank, customer);
        close(bank, account);
        return account;
    }

    private static Answer ask(CommandService bank, String customer, String... headers) {
        return bank.send("DELETE", path(customer), "{\"reason\": \"asked for in person\"}", headers);
    }

    private static Answer agree(CommandService bank, Answer asked) {
        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
        return bank.post("/v1/approvals/%s/approve".formatted(asked.text("approvalId")), "{}", SECOND_PERSON);
    }

    private static void scheduleErasure(CommandService bank, String customer) {
        openAndClose(bank, customer);
        assertThat(agree(bank, ask(bank, customer)).status()).isEqualTo(201);
    }

    /** Asks as one person, agrees as another one, and has it carried out. */
    private UUID erase(String customer) {
        Answer agreed = agree(service, ask(service, customer));
        assertThat(agreed.status()).as(agreed.body().toString()).isEqualTo(201);
        carryOut(service, customer, agreed);
        return last(service, customer).eventId();
    }

    private static void carryOut(CommandService bank, String customer, Answer agreed) {
        UUID scheduled = UUID.fromString(agreed.body().path("eventIds").path(1).asString());
        assertThat(bank.bean(DueErasures.class)
                        .handle(new DueEvent(scheduled, CustomerEvent.streamId(customer), "ErasureScheduled", 0)))
                .isTrue();
    }

    private static void assertRefused(Answer refused, String code) {
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("/problems/" + code);
    }

    private static RecordedEvent last(CommandService bank, String customer) {
        return bank.bean(RecordedEvents.class)
                .last(CustomerEvent.streamId(customer))
                .orElseThrow();
    }

    private static String path(String customer) {
        return "/v1/customers/%s/personal-data".formatted(customer);
    }

    private static String hold(String customer) {
        return "/v1/customers/%s/legal-hold".formatted(customer);
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
        UUID account = openAndClose(service, "katherine-1");
        Holder sealed = holder(account);
        assertThat(sealed.toString()).doesNotContain("Katherine", "katherine@", "NASA");
        assertThat(opened(sealed))
                .containsExactly("Katherine Johnson", "katherine@example.org", "100 NASA Road, Hampton");

        Answer asked = ask(service, "katherine-1");

        assertThat(asked.text("customerId")).isEqualTo("katherine-1");
        assertThat(asked.header("Location")).isEqualTo("/v1/approvals/" + asked.text("approvalId"));
        assertThat(opened(sealed)).hasSize(3);
        Answer agreed = agree(service, asked);
        await().untilAsserted(() -> assertThat(opened(sealed)).isEmpty());
        RecordedEvent erased = last(service, "katherine-1");
        assertThat(codec.decode(erased))
                .isEqualTo(new PersonalDataErased(
                        "katherine-1",
                        List.of(PersonalDataCipher.keyOf(sealed.name()).orElseThrow())));
        RecordedEvent scheduled = recorded(erased.causationId());
        assertThat(scheduled.eventId().toString())
                .isEqualTo(agreed.body().path("eventIds").path(1).asString());
        assertThat(scheduled.actor()).isEqualTo("teller-2");
        RecordedEvent request = recorded(scheduled.causationId());
        assertThat(request.actor()).isEqualTo("teller-1");
        assertThat(request.reason()).isEqualTo("asked for in person");
    }

    private RecordedEvent recorded(@Nullable UUID eventId) {
        return service.bean(RecordedEvents.class).find(requireNonNull(eventId)).orElseThrow();
    }

    @Test
    void nobody_erases_alone() {
        UUID account = openAndClose(service, "alone-1");
        String approval =
                "/v1/approvals/%s/approve".formatted(ask(service, "alone-1").text("approvalId"));

        Answer byMyself = service.post(approval, "{}");

        assertThat(byMyself.status()).isEqualTo(403);
        assertThat(byMyself.problem()).isEqualTo("/problems/same-person");
        assertThat(opened(holder(account))).hasSize(3);
    }

    @Test
    void a_teller_without_the_scope_and_a_channel_ask_in_vain() {
        openAndClose(service, "alone-2");
        String teller = "Bearer "
                + TestServers.issuer()
                        .token("teller-3", "accounts:read accounts:write cash:write approvals:write", null);
        String channel = "Bearer " + TestServers.issuer().tokenOfChannel("portal", "customers:erase legal-holds:write");

        assertThat(ask(service, "alone-2", "Authorization", teller).status()).isEqualTo(403);
        assertThat(ask(service, "alone-2", "Authorization", channel).status()).isEqualTo(403);
        assertThat(service.post(hold("alone-2"), "{\"reason\": \"court\"}", "Authorization", teller)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_customer_with_an_open_or_frozen_account_is_not_erased() {
        openAndClose(service, "frozen-1");
        UUID frozen = open("frozen-1");
        service.post("/v1/accounts/%s/deposits".formatted(frozen), "{\"amount\": \"250000.00\"}");
        assertThat(service.post("/v1/accounts/%s/freeze".formatted(frozen), "{\"reason\": \"a dispute\"}")
                        .status())
                .isEqualTo(201);

        Answer refused = ask(service, "frozen-1");

        assertRefused(refused, "customer-has-accounts");
        assertThat(refused.text("detail")).contains("1 accounts", frozen.toString());
        assertThat(opened(holder(frozen))).hasSize(3);
    }

    @Test
    void an_account_that_was_opened_before_the_second_person_agrees_is_in_the_way() {
        openAndClose(service, "back-1");
        Answer asked = ask(service, "back-1");
        UUID again = open("back-1");

        assertRefused(agree(service, asked), "customer-has-accounts");

        close(service, again);
        assertThat(agree(service, asked).status()).isEqualTo(201);
    }

    @Test
    void nobody_is_erased_under_a_legal_hold_which_takes_two_people_to_lift() {
        UUID account = openAndClose(service, "held-1");
        String why = "{\"reason\": \"file 7 Ob 12\"}";
        Answer asked = ask(service, "held-1");
        Answer placed = service.post(hold("held-1"), why);
        assertThat(placed.status()).as(placed.body().toString()).isEqualTo(201);

        assertRefused(ask(service, "held-1"), "legal-hold");
        assertRefused(agree(service, asked), "legal-hold");
        assertThat(service.post(hold("held-1"), why).problem()).isEqualTo("/problems/legal-hold-stands");

        Answer lifting = service.send("DELETE", hold("held-1"), "{\"reason\": \"the file is closed\"}");
        assertRefused(ask(service, "held-1"), "legal-hold");
        assertThat(agree(service, lifting).status()).isEqualTo(201);
        assertThat(service.send("DELETE", hold("held-1"), why).problem()).isEqualTo("/problems/no-legal-hold");
        assertThat(opened(holder(account))).hasSize(3);
        erase("held-1");
        assertThat(opened(holder(account))).isEmpty();
    }

    @Test
    void a_legal_hold_says_why_and_is_for_somebody_who_is_known() {
        openAndClose(service, "held-2");

        assertThat(service.post(hold("held-2"), "{}").status()).isEqualTo(400);
        assertThat(service.send("DELETE", hold("held-2"), NO_BODY).status()).isEqualTo(400);
        Answer unknown = service.post(hold("never-seen"), "{\"reason\": \"court\"}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.problem()).isEqualTo("/problems/unknown-customer");
        assertThat(service.post(hold("no%20id"), "{\"reason\": \"court\"}").status())
                .isEqualTo(404);
    }

    @Test
    void while_an_erasure_waits_it_can_be_cancelled_and_a_legal_hold_or_a_new_account_ends_it() {
        try (CommandService patient = on(CommandService.freshLog(), "daybook.privacy.erasure-wait=8s")) {
            scheduleErasure(patient, "waits-1");
            assertThat(ask(patient, "waits-1").problem()).isEqualTo("/problems/erasure-scheduled");
            String erasure = "/v1/customers/waits-1/erasure";
            assertThat(patient.send("DELETE", erasure, "{\"reason\": \"it was a mistake\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(patient.send("DELETE", erasure, NO_BODY).problem()).isEqualTo("/problems/no-erasure-scheduled");
            scheduleErasure(patient, "waits-2");
            patient.post(hold("waits-2"), "{\"reason\": \"court\"}");
            scheduleErasure(patient, "waits-3");
            open(patient, "waits-3");

            await().untilAsserted(() -> assertThat(codec.decode(last(patient, "waits-3")))
                    .isEqualTo(new ErasureCancelled("waits-3", "customer-has-accounts")));
            assertThat(codec.decode(last(patient, "waits-1"))).isEqualTo(new ErasureCancelled("waits-1", null));
            assertThat(codec.decode(last(patient, "waits-2"))).isEqualTo(new ErasureCancelled("waits-2", "legal-hold"));
            KeyStore keys = patient.bean(KeyStore.class);
            for (String customer : List.of("waits-1", "waits-2", "waits-3")) {
                assertThat(keys.heldFor(customer)).as(customer).hasSize(1);
            }
        }
    }

    @Test
    void what_the_law_has_kept_is_not_erased_before_and_a_hold_is_no_matter_of_thresholds() {
        try (CommandService lawful = on(
                CommandService.freshLog(),
                "daybook.privacy.retention=10y",
                "daybook.four-eyes.thresholds.EUR=10000.00")) {
            openAndClose(lawful, "law-1");

            Answer refused = ask(lawful, "law-1");

            assertRefused(refused, "retention-not-over");
            assertThat(refused.text("detail"))
                    .contains(LocalDate.now(ZoneOffset.UTC).plusYears(10).toString());
            assertThat(lawful.post(hold("law-1"), "{\"reason\": \"court\"}").status())
                    .isEqualTo(201);
            assertThat(lawful.send("DELETE", hold("law-1"), "{\"reason\": \"over\"}")
                            .status())
                    .isEqualTo(202);
        }
    }

    @Test
    void a_document_is_stored_and_recorded_sealed() throws IOException {
        UUID account = open("katherine-2");
        UUID document = submit(account);
        close(service, account);

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
    void nobody_is_forgotten_twice_and_a_repeated_request_is_answered_as_before() {
        openAndClose(service, "katherine-4");
        Answer first = ask(service, "katherine-4", "Idempotency-Key", "forget-4");

        assertThat(ask(service, "katherine-4", "Idempotency-Key", "forget-4").body())
                .isEqualTo(first.body());
        carryOut(service, "katherine-4", agree(service, first));
        Answer again = ask(service, "katherine-4");
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.problem()).isEqualTo("/problems/no-personal-data");
        assertThat(ask(service, "never-seen").status()).isEqualTo(404);
        assertThat(ask(service, "no%20id").status()).isEqualTo(404);
    }

    @Test
    void a_customer_who_comes_back_is_known_again_and_is_not_forgotten_by_what_was_due_before() {
        UUID before = openAndClose(service, "katherine-5");
        Answer agreed = agree(service, ask(service, "katherine-5"));
        carryOut(service, "katherine-5", agreed);
        UUID after = openAndClose(service, "katherine-5");

        carryOut(service, "katherine-5", agreed);

        assertThat(opened(holder(before))).isEmpty();
        assertThat(opened(holder(after))).hasSize(3);
    }

    @Test
    void a_key_store_that_comes_back_from_a_backup_forgets_again() {
        UUID account = openAndClose(service, "katherine-6");
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
