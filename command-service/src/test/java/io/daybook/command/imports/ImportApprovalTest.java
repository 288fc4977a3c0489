package io.daybook.command.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.command.log.RecordedEvents;
import io.daybook.events.ApprovalEvent.ActionRequested;
import io.daybook.events.EventCodec;
import io.daybook.events.RecordedEvent;
import io.daybook.localstack.Databases;
import io.daybook.testsupport.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Files where there are thresholds: a second person agrees to all of a file, whatever its lines say, and then it runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportApprovalTest {

    @TempDir
    static Path folder;

    private final String log = CommandService.freshLog();
    private final JdbcClient jdbc =
            JdbcClient.create(new DriverManagerDataSource(log, Databases.COMMAND, Databases.COMMAND));
    private CommandService service;

    @BeforeAll
    void start() {
        service = started();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private CommandService started() {
        return CommandService.on(
                log,
                "daybook.relay.enabled=false",
                "daybook.imports.folder=" + folder,
                "daybook.four-eyes.thresholds.EUR=1000.00");
    }

    private Answer upload(String lines) {
        String path = "/v1/imports?source=s" + UUID.randomUUID();
        return service.send("POST", path, "application/x-ndjson", BodyPublishers.ofString(lines));
    }

    private static String deposit(String id, UUID account, String amount) {
        return """
                {"id": "%s", "command": "deposit", "accountId": "%s", "amount": "%s", "reason": "x"}
                """.formatted(id, account, amount);
    }

    private Answer decide(Answer upload, String how) {
        String path =
                "/v1/approvals/%s/%s".formatted(upload.body().path("approvalId").asString(), how);
        return service.post(path, "{\"reason\": \"seen\"}", "Authorization", CommandService.as("teller-2"));
    }

    private void awaitState(Answer upload, String state) {
        String path = "/v1/imports/" + upload.body().path("importId").asString();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        service.get(path).body().path("state").asString())
                .isEqualTo(state));
    }

    private Answer state(Answer upload) {
        return service.get("/v1/imports/" + upload.body().path("importId").asString());
    }

    @Test
    void a_file_waits_as_a_whole_and_says_how_much_it_comes_to_and_which_line_is_the_largest() {
        UUID account = service.anAccount();

        Answer upload = upload(deposit("1", account, "10.00") + deposit("2", account, "500000.00"));

        assertThat(upload.status()).as(upload.toString()).isEqualTo(202);
        assertThat(upload.body().path("state").asString()).isEqualTo("WAITING");
        UUID approvalId = UUID.fromString(upload.body().path("approvalId").asString());
        RecordedEvent recorded =
                service.bean(RecordedEvents.class).find(approvalId).orElseThrow();
        Map<String, String> fields =
                ((ActionRequested) new EventCodec().decode(recorded)).action().fields();
        assertThat(fields)
                .containsEntry("lines", "2")
                .containsEntry("sum", "500010.00")
                .containsEntry("largest", "500000.00")
                .containsEntry("largestLine", "2");

        String path = "/v1/approvals/%s/approve".formatted(approvalId);
        assertThat(service.post(path, "{}").problem()).isEqualTo("/problems/same-person");
        assertThat(decide(upload, "approve").status()).isEqualTo(201);
        awaitState(upload, "COMPLETED");
        assertThat(state(upload).body().path("accepted").asInt()).isEqualTo(2);
    }

    @Test
    void a_file_that_is_rejected_is_not_imported() {
        Answer upload = upload(deposit("1", service.anAccount(), "10.00"));

        assertThat(decide(upload, "reject").status()).isEqualTo(201);

        awaitState(upload, "CANCELLED");
        assertThat(state(upload).body().path("problem").asString()).contains("rejected");
        assertThat(state(upload).body().path("linesRead").asInt()).isZero();
    }

    @Test
    void a_file_that_moves_nothing_does_not_wait() {
        Answer upload = upload("""
                {"id": "1", "command": "freeze", "accountId": "%s", "reason": "lost"}
                """.formatted(service.anAccount()));

        assertThat(upload.body().path("state").asString()).isEqualTo("QUEUED");
        awaitState(upload, "COMPLETED");
    }

    @Test
    void a_line_of_less_than_nothing_makes_up_for_no_other() {
        UUID account = service.anAccount();

        Answer upload = upload(deposit("1", account, "500000.00") + deposit("2", account, "-500000.00"));

        assertThat(upload.body().path("state").asString()).isEqualTo("WAITING");
    }

    @Test
    void a_file_still_waits_when_the_service_was_started_anew() {
        Answer upload = upload(deposit("1", service.anAccount(), "10.00"));
        service.close();
        service = started();

        assertThat(state(upload).body().path("state").asString()).isEqualTo("WAITING");
        assertThat(decide(upload, "approve").status()).isEqualTo(201);
        awaitState(upload, "COMPLETED");
    }

    /** A copy of a file that waits, of which nothing is recorded but that it is there. */
    private UUID aCopyThatNobodyWasAskedFor(Answer upload) throws IOException {
        UUID copy = UUID.randomUUID();
        String importId = upload.body().path("importId").asString();
        Files.copy(folder.resolve(importId + ".spool"), folder.resolve(copy + ".spool"));
        jdbc.sql("""
                        insert into imports (import_id, state, format, source, actor, bytes_total, lines_total)
                        select :copy,
                               state,
                               format,
                               source,
                               actor,
                               bytes_total,
                               lines_total
                        from imports
                        where import_id = :importId
                        """)
                .param("copy", copy)
                .param("importId", UUID.fromString(importId))
                .update();
        return copy;
    }

    private Answer awaitAsked(UUID importId) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> service.get("/v1/imports/" + importId).body().has("approvalId"));
        return service.get("/v1/imports/" + importId);
    }

    @Test
    void a_file_of_an_instance_that_stopped_before_it_asked_is_asked_for_at_the_next_start() throws IOException {
        Answer upload = upload(deposit("1", service.anAccount(), "10.00") + deposit("2", service.anAccount(), "30.00"));
        service.close();
        UUID importId = aCopyThatNobodyWasAskedFor(upload);
        service = started();

        Answer asked = awaitAsked(importId);

        assertThat(asked.body().path("state").asString()).isEqualTo("WAITING");
        RecordedEvent recorded = service.bean(RecordedEvents.class)
                .find(UUID.fromString(asked.body().path("approvalId").asString()))
                .orElseThrow();
        assertThat(((ActionRequested) new EventCodec().decode(recorded))
                        .action()
                        .fields())
                .containsEntry("lines", "2")
                .containsEntry("sum", "40.00")
                .containsEntry("largestLine", "2");
        assertThat(decide(asked, "approve").status()).isEqualTo(201);
        awaitState(asked, "COMPLETED");
    }

    @Test
    void a_request_that_was_recorded_and_not_noted_is_noted_and_not_made_twice() {
        Answer upload = upload(deposit("1", service.anAccount(), "10.00"));
        UUID importId = UUID.fromString(upload.body().path("importId").asString());
        jdbc.sql("""
                        update imports
                        set approval_id = null
                        where import_id = :importId
                        """).param("importId", importId).update();

        Answer noted = awaitAsked(importId);

        assertThat(noted.body().path("approvalId")).isEqualTo(upload.body().path("approvalId"));
        assertThat(decide(noted, "approve").status()).isEqualTo(201);
        awaitState(noted, "COMPLETED");
    }

    @Test
    void a_file_that_waits_can_be_cancelled() {
        Answer upload = upload(deposit("1", service.anAccount(), "10.00"));

        Answer cancelled = service.send(
                "DELETE", "/v1/imports/" + upload.body().path("importId").asString(), "{}");

        assertThat(cancelled.body().path("state").asString()).isEqualTo("CANCELLED");
    }
}
