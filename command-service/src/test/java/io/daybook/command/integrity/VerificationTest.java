package io.daybook.command.integrity;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.events.integrity.SigningKey;
import io.daybook.testsupport.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A superuser of the database changes a log of ten events, of which heads were signed at the fifth and the tenth. */
@TestInstance(Lifecycle.PER_CLASS)
class VerificationTest {

    private final String logUrl = CommandService.freshLog();
    private final Superuser superuser = new Superuser(logUrl);
    private final List<String> eventIds = new ArrayList<>();
    private CommandService service;
    private long heads;

    @BeforeAll
    void tenEvents(@TempDir Path folder) throws Exception {
        SigningKey key = SigningKey.generate();
        Path signing = Files.writeString(folder.resolve("key.pem"), key.toPem());
        Path verifying = Files.writeString(
                folder.resolve("public.pem"), key.verifyingKey().toPem());
        String topic = "heads-" + UUID.randomUUID();
        try (CommandService signer = service(topic, "signing-key-file=" + signing)) {
            UUID account = signer.anAccount();
            deposit(signer, account, 4);
            awaitHead(signer, 5);
            deposit(signer, account, 5);
            awaitHead(signer, 10);
        }
        superuser.does("""
                create table kept_events as select * from events;
                create table kept_head as select * from log_head;
                create table kept_heads as select * from signed_heads;
                """);
        heads = Long.parseLong(superuser.asks("select count(*) from signed_heads"));
        // One that signs nothing, so that no head of an altered log is ever on the topic.
        service = service(topic, "retired-keys-file=" + verifying);
    }

    private CommandService service(String topic, String key) {
        return CommandService.on(
                logUrl,
                "daybook.relay.enabled=false",
                "daybook.integrity.topic=" + topic,
                "daybook.integrity.head-interval=50ms",
                "daybook.integrity.page-max=3",
                "daybook.integrity." + key);
    }

    @AfterEach
    void restore() throws SQLException {
        superuser.does("""
                delete from events;
                insert into events select * from kept_events;
                delete from log_head;
                insert into log_head select * from kept_head;
                delete from signed_heads;
                insert into signed_heads select * from kept_heads;
                """);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void a_log_that_nobody_touched_is_whole() {
        JsonNode verification = verified();

        assertThat(verification.at("/verdict/ok").asBoolean()).isTrue();
        assertThat(verification.get("eventsDone").asLong()).isEqualTo(10);
        assertThat(verification.get("eventsTotal").asLong()).isEqualTo(10);
        assertThat(verification.get("topicRead").asBoolean()).isTrue();
        assertThat(verification.get("headsChecked").asLong()).isEqualTo(2 * heads);
        assertThat(verification.get("headsUnknown").asLong()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload        = replace(payload::text, '1.00', '1000.00')::json",
                "payload        = (payload::text || ' ')::json",
                "actor          = 'mallory'",
                "reason         = 'a gift'",
                "purpose        = 'SALA'",
                "effective_date = effective_date - 1",
                "recorded_at    = recorded_at - interval '1 microsecond'",
                "type           = 'MoneyWithdrawn'",
                "stream_id      = gen_random_uuid()",
                "stream_version = 99",
                "event_id       = gen_random_uuid()",
                "schema_version = 1",
                "correlation_id = gen_random_uuid()",
                "causation_id   = gen_random_uuid()",
                "metadata       = '{}'",
                "hash           = sha256(hash)"
            })
    void whatever_is_altered_in_an_event_is_found(String change) throws SQLException {
        superuser.does("update events set %s where position = 7".formatted(change));

        found("ALTERED", 7);
    }

    @Test
    void the_first_of_several_faults_is_named() throws SQLException {
        superuser.does("update events set actor = 'mallory' where position in (9, 4, 7)");

        found("ALTERED", 4);
    }

    @Test
    void a_removed_event_is_found() throws SQLException {
        superuser.does("delete from events where position = 7");

        found("REMOVED", 7);
    }

    @Test
    void a_removed_event_is_found_though_the_gap_was_closed() throws SQLException {
        superuser.does("""
                delete from events where position = 7;
                update events set position = position + 100 where position > 7;
                update events set position = position - 101 where position > 7;
                update log_head set position = 9;
                """);

        found("REMOVED", 7);
    }

    @Test
    void an_inserted_event_is_found() throws SQLException {
        superuser.does("""
                update events set position = position + 100 where position >= 7;
                update events set position = position - 99 where position >= 7;
                insert into events
                select 7, gen_random_uuid(), 1, gen_random_uuid(), type, schema_version, payload, effective_date, recorded_at,
                       actor, reason, purpose, correlation_id, causation_id, metadata, hash
                from events
                where position = 3;
                update log_head set position = 11;
                """);

        found("INSERTED", 7);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 9})
    void events_that_changed_places_are_found(int other) throws SQLException {
        superuser.does("""
                update events set position = 100 where position = 6;
                update events set position = 6 where position = %1$d;
                update events set position = %1$d where position = 100;
                """.formatted(other));

        found("REORDERED", 6);
    }

    @Test
    void a_tail_that_was_cut_off_is_found_by_the_logs_head() throws SQLException {
        superuser.does("delete from events where position > 8");

        found("REMOVED", 9);
    }

    @Test
    void a_tail_that_was_cut_off_together_with_the_logs_head_is_found_by_signed_heads() throws SQLException {
        superuser.does("""
                delete from events where position > 8;
                update log_head set position = 8, hash = (select hash from events where position = 8);
                """);

        found("REMOVED", 9);
    }

    @Test
    void a_tail_that_was_cut_off_together_with_all_stored_heads_is_found_by_the_topic() throws SQLException {
        superuser.does("""
                delete from events where position > 8;
                update log_head set position = 8, hash = (select hash from events where position = 8);
                delete from signed_heads where position > 5;
                """);

        found("REMOVED", 9);
    }

    @Test
    void an_event_after_the_logs_head_is_found() throws SQLException {
        superuser.does("""
                insert into events
                select 11, stream_id, 11, gen_random_uuid(), type, schema_version, payload, effective_date, recorded_at,
                       actor, reason, purpose, correlation_id, causation_id, metadata, hash
                from events
                where position = 10;
                """);

        found("INSERTED", 11);
    }

    @Test
    void a_head_of_the_log_with_another_hash_is_found() throws SQLException {
        superuser.does("update log_head set hash = sha256(hash)");

        found("HEAD_ALTERED", 10);
    }

    @Test
    void a_chain_that_was_written_anew_contradicts_the_signed_heads() throws SQLException {
        superuser.rewritesFrom(6);

        JsonNode verdict = found("REWRITTEN", 6);

        assertThat(verdict.get("untilPosition").asLong()).isLessThanOrEqualTo(10);
        assertThat(service.get("/v1/log/proofs/" + eventIds.getLast()).problem())
                .isEqualTo("/problems/log-contradicted");
    }

    @Test
    void a_chain_that_was_written_anew_with_all_stored_heads_gone_contradicts_the_topic() throws SQLException {
        superuser.rewritesFrom(6);
        superuser.does("delete from signed_heads where position > 5");

        found("REWRITTEN", 6);
    }

    @Test
    void a_head_that_no_known_key_has_signed_is_found() throws SQLException {
        superuser.does("update signed_heads set signature = 'AAAA' where position = 10");

        found("HEAD_FORGED", 10);
    }

    @Test
    void one_verification_runs_at_a_time_and_one_that_fell_silent_is_told_to_be_interrupted() throws SQLException {
        UUID other = UUID.randomUUID();
        superuser.does(
                "insert into log_verifications (verification_id, state, events_total, actor) values ('%s', 'RUNNING', 10, 'olga')"
                        .formatted(other));
        String path = "/v1/log/verifications/" + other;
        assertThat(service.post("/v1/log/verifications", "").problem()).isEqualTo("/problems/verification-running");
        assertThat(service.get(path).body().get("state").asString()).isEqualTo("RUNNING");

        superuser.does(
                "update log_verifications set progressed_at = now() - interval '2 minutes' where state = 'RUNNING'");

        assertThat(service.get(path).body().get("state").asString()).isEqualTo("INTERRUPTED");
        assertThat(verified().at("/verdict/ok").asBoolean()).isTrue();
    }

    @Test
    void a_verification_can_be_cancelled() throws SQLException {
        UUID other = UUID.randomUUID();
        superuser.does(
                "insert into log_verifications (verification_id, state, events_total, actor) values ('%s', 'RUNNING', 10, 'olga')"
                        .formatted(other));

        Answer cancelled = service.send("DELETE", "/v1/log/verifications/" + other, "");

        assertThat(cancelled.body().get("state").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.body().has("verdict")).isFalse();
        assertThat(service.get("/v1/log/verifications/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    private JsonNode found(String finding, long position) {
        JsonNode verification = verified();
        JsonNode verdict = verification.get("verdict");
        assertThat(verdict.get("ok").asBoolean()).as("%s", verification).isFalse();
        assertThat(verdict.get("finding").asString()).as("%s", verification).isEqualTo(finding);
        assertThat(verdict.get("firstPosition").asLong()).as("%s", verification).isEqualTo(position);
        return verdict;
    }

    private JsonNode verified() {
        Answer begun = service.post("/v1/log/verifications", "");
        assertThat(begun.status()).isEqualTo(202);
        return await().atMost(30, SECONDS)
                .until(
                        () -> service.get(begun.header("Location")).body(),
                        verification -> !verification.get("state").asString().equals("RUNNING"));
    }

    private void deposit(CommandService signer, UUID account, int count) {
        eventIds.addAll(IntStream.range(0, count)
                .mapToObj(i -> signer.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"1.00\"}"))
                .map(answer -> answer.body().at("/eventIds/0").asString())
                .collect(Collectors.toList()));
    }

    private void awaitHead(CommandService signer, long position) {
        await().atMost(20, SECONDS)
                .until(() -> signer.get("/v1/log/head").body().path("position").asLong() == position);
        await().atMost(20, SECONDS).until(() -> superuser
                .asks("select count(*) from signed_heads where published_at is null")
                .equals("0"));
    }
}
